"""When an account may be called again, and who finds out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shop import NOW
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.health import (
    AccountHealth,
    Trouble,
    account_of,
    probed_by,
    trouble_in,
    wait_of,
)
from towkay.domain.health import after_call as after_call_for
from towkay.domain.outcomes import Outcome, Refusal, Verdict

REVOKED = Outcome(Verdict.REFUSED, Refusal.CREDENTIALS, code="190/460")
BARRED = Outcome(Verdict.REFUSED, Refusal.ACCOUNT_BLOCKED, code="368")
TOO_FAST = Outcome(Verdict.SLOW_DOWN, Refusal.RATE, code="613")
SENT = Outcome(Verdict.SENT)
WELL = AccountHealth()
SHOPPERS = [ContactKey(Channel.LINE, "U1", f"shopper-{number}") for number in range(3)]
OUTCOMES = st.builds(
    Outcome,
    st.sampled_from(Verdict),
    st.none() | st.sampled_from(Refusal),
    retry_after=st.none() | st.timedeltas(timedelta(), timedelta(days=2)),
)


def after_call(health: AccountHealth, outcome: Outcome, now: datetime) -> AccountHealth:
    """After the call of a shopper who was not the last to call."""
    return after_call_for(health, outcome, SHOPPERS[health.strikes % 2], now)


def waits(
    outcome: Outcome, times: int, shoppers: Sequence[ContactKey] = SHOPPERS[:2]
) -> list[float]:
    """Seconds until the account may be called again, after each of so many same answers.

    The shoppers are answered so in turn.
    """
    health, now, seconds = WELL, NOW, []
    for number in range(times):
        health = after_call_for(health, outcome, shoppers[number % len(shoppers)], now)
        assert health.until
        seconds.append((health.until - now).total_seconds())
        now = health.until
    return seconds


@pytest.mark.parametrize("outcome", [REVOKED, BARRED])
def test_a_stopped_account_is_asked_after_one_two_four_and_then_every_five_minutes(
    outcome: Outcome,
) -> None:
    assert waits(outcome, 6) == [60, 120, 240, 300, 300, 300]


def test_a_slowed_account_is_asked_after_twice_the_time_and_every_five_minutes_at_last() -> None:
    assert waits(TOO_FAST, 11) == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert waits(TOO_FAST, 5000)[-1] == 300


def test_a_slowing_that_one_shopper_finds_alone_does_not_make_the_account_wait_longer() -> None:
    assert waits(TOO_FAST, 9, SHOPPERS[:1]) == [1] * 9
    one, other = SHOPPERS[:2]
    assert waits(TOO_FAST, 8, [one, one, other, other]) == [1, 1, 2, 2, 4, 4, 8, 8]
    hinted = replace(TOO_FAST, retry_after=timedelta(minutes=5))
    assert waits(hinted, 3, [one]) == [300] * 3, "what the channel names it is given"


@pytest.mark.parametrize("outcome", [REVOKED, BARRED])
def test_a_stop_holds_for_the_account_whoever_finds_it(outcome: Outcome) -> None:
    assert waits(outcome, 5, SHOPPERS[:1]) == [60, 120, 240, 300, 300]


def test_who_found_the_trouble_is_kept_as_no_name_and_forgotten_with_it() -> None:
    slowed = after_call_for(WELL, TOO_FAST, SHOPPERS[0], NOW)

    assert slowed.finder and SHOPPERS[0].user not in slowed.finder
    assert slowed.finder != after_call_for(WELL, TOO_FAST, SHOPPERS[1], NOW).finder
    assert after_call_for(slowed, SENT, SHOPPERS[1], NOW) == WELL


def test_the_same_shopper_again_is_no_news() -> None:
    slowed = after_call_for(WELL, TOO_FAST, SHOPPERS[0], NOW)

    assert not after_call_for(slowed, TOO_FAST, SHOPPERS[0], NOW).is_news_after(slowed)
    assert after_call_for(slowed, TOO_FAST, SHOPPERS[1], NOW).is_news_after(slowed)


@pytest.mark.parametrize(("hint_s", "wait_s"), [(0, 1), (0.5, 1), (420, 420), (86_400, 3600)])
def test_a_channel_that_names_a_time_is_given_it_up_to_an_hour(
    hint_s: float, wait_s: float
) -> None:
    hinted = replace(TOO_FAST, retry_after=timedelta(seconds=hint_s))

    assert waits(hinted, 1) == [wait_s]


def test_a_success_ends_the_trouble_and_what_it_counted() -> None:
    stopped = after_call(after_call(WELL, REVOKED, NOW), REVOKED, NOW)

    assert after_call(stopped, SENT, NOW) == WELL
    assert after_call(WELL, SENT, NOW) is WELL


def test_another_trouble_begins_its_own_count() -> None:
    stopped = after_call(after_call(WELL, TOO_FAST, NOW), TOO_FAST, NOW)
    later = NOW + timedelta(seconds=9)

    found = after_call(stopped, REVOKED, later)

    assert (found.trouble, found.strikes, found.since) == (Trouble.CREDENTIALS, 1, later)
    assert stopped.since == NOW


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(Verdict.UNKNOWN),
        Outcome(Verdict.NOT_SENT),
        Outcome(Verdict.REFUSED, Refusal.CONTACT_GONE),
        Outcome(Verdict.SLOW_DOWN, Refusal.NOT_YET),
        Outcome(Verdict.CAPPED, Refusal.QUOTA),
    ],
)
def test_a_probe_that_tells_nothing_is_followed_by_one_after_the_same_time(
    outcome: Outcome,
) -> None:
    stopped = after_call(after_call(WELL, REVOKED, NOW), REVOKED, NOW)
    probing = probed_by(stopped, "run-1", NOW)

    found = after_call(probing, outcome, NOW)

    assert found == replace(stopped, until=NOW + timedelta(minutes=2))
    assert not found.is_news_after(probing)


def test_while_one_finds_out_the_others_wait_and_no_longer_than_it_can_run() -> None:
    stopped = after_call(WELL, REVOKED, NOW)
    assert stopped.until
    probing = probed_by(stopped, "run-1", stopped.until)

    assert not probing.holds_back("run-1", stopped.until)
    assert probing.holds_back("run-2", stopped.until + timedelta(seconds=10)), "its time-out"
    assert not probing.holds_back("run-2", stopped.until + timedelta(seconds=12))


@given(OUTCOMES)
def test_only_what_concerns_the_account_is_trouble(outcome: Outcome) -> None:
    of_the_account = {Refusal.CREDENTIALS, Refusal.ACCOUNT_BLOCKED, Refusal.RATE}

    if trouble_in(outcome):
        assert outcome.refusal in of_the_account
        assert outcome.verdict in (Verdict.REFUSED, Verdict.NOT_SENT, Verdict.SLOW_DOWN)
    if outcome.verdict in (Verdict.SENT, Verdict.UNKNOWN, Verdict.CAPPED):
        assert trouble_in(outcome) is None


@given(st.lists(st.tuples(OUTCOMES, st.integers(0, 4000)), max_size=30))
def test_an_account_is_well_or_knows_when_it_is_asked_again(
    calls: list[tuple[Outcome, int]],
) -> None:
    health, now = WELL, NOW
    for outcome, seconds in calls:
        now += timedelta(seconds=seconds)
        health = after_call(health, outcome, now)
        if health.trouble is None:
            assert health == WELL
            continue
        assert health.until and health.since and not health.prober
        assert now < health.until <= now + timedelta(hours=1)
        assert health.since <= now
        assert health.strikes >= 1


@given(st.text(max_size=20), st.integers(0, 4000))
def test_those_who_wait_come_back_in_turn_and_none_much_later(user: str, seconds: int) -> None:
    stopped = AccountHealth(Trouble.RATE, until=NOW + timedelta(seconds=seconds))
    contact = ContactKey(Channel.LINE, "U1", user)

    moment = wait_of(stopped, contact, NOW)

    assert stopped.until
    assert timedelta() <= moment - stopped.until <= timedelta(seconds=min(10, seconds))
    assert moment == wait_of(stopped, contact, NOW)


def test_a_crowd_comes_back_spread_over_ten_seconds() -> None:
    stopped = AccountHealth(Trouble.RATE, until=NOW + timedelta(minutes=5))
    moments = [
        wait_of(stopped, ContactKey(Channel.LINE, "U1", f"U{number}"), NOW)
        for number in range(1000)
    ]

    within = [sum(_second(moment, stopped) == second for moment in moments) for second in range(10)]
    assert min(within) > 50


def _second(moment: datetime, stopped: AccountHealth) -> int:
    assert stopped.until
    return int((moment - stopped.until).total_seconds())


def test_an_account_is_of_one_channel() -> None:
    line = account_of(ContactKey(Channel.LINE, "1", "U1"))

    assert line == account_of(ContactKey(Channel.LINE, "1", "U2"))
    assert line != account_of(ContactKey(Channel.MESSENGER, "1", "U1"))
