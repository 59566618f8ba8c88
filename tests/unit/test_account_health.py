"""One refused token or rate limit holds back the whole account, and one call finds out."""

from datetime import datetime, timedelta

import pytest

from tests.support.outbound import WORKERS, OutboundRoad
from tests.support.shop import NOW
from towkay.domain.channels import Channel
from towkay.domain.health import Trouble
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.policy.objections import REPLY_LIFE
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState

REVOKED = Outcome(Verdict.REFUSED, Refusal.CREDENTIALS, code="190/460")
BARRED = Outcome(Verdict.REFUSED, Refusal.ACCOUNT_BLOCKED, code="368")
TOO_FAST = Outcome(Verdict.SLOW_DOWN, Refusal.RATE, code="613")
CHANNELS = [Channel.MESSENGER, Channel.LINE]


def until(minutes: float, outcome: Outcome) -> OutboundRoad:
    """A road whose channel gives this answer for the first minutes, and takes everything then."""
    over = NOW + timedelta(minutes=minutes)

    def answer(now: datetime) -> Outcome | None:
        return outcome if now < over else None

    return OutboundRoad(answer)


def assert_in_order_and_once(road: OutboundRoad, conversations: range) -> None:
    for number in conversations:
        assert road.seen_by(f"shopper-{number}") == ["0", "1"]
    assert road.queue.dead_letters == []
    assert len(road.queue) == 0


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_revoked_token_stops_the_account_and_costs_no_reply_that_is_young_enough(
    channel: Channel,
) -> None:
    road = until(8, REVOKED)
    road.warm_up()
    for number in range(200):
        road.ask(number, channel)
    road.run(timedelta(minutes=8))

    assert len(road.calls) <= 20, "refused calls of all workers, and a few probes"
    assert road.shown == []
    assert road.health(channel).trouble is Trouble.CREDENTIALS
    assert len(road.queue) == 200, "what waits in the queue is not queued again"
    refused = len(road.calls)
    road.run(REPLY_LIFE)

    assert_in_order_and_once(road, range(200))
    assert len(road.calls) == refused + 400
    assert max(at for at, _ in road.shown) <= NOW + REPLY_LIFE


def test_a_token_that_is_not_renewed_in_time_ends_every_reply_as_expired() -> None:
    road = until(30, REVOKED)
    road.warm_up()
    for number in range(200):
        road.ask(number)
    road.run(timedelta(minutes=29))
    road.ask(200)
    road.run(timedelta(minutes=20))

    assert len(road.calls) <= WORKERS + 10 + 2
    assert [road.seen_by(f"shopper-{number}") for number in (0, 199, 200)] == [[], [], ["0", "1"]]
    reasons = {send.reason for send in road.sends() if send.state is not SendState.SENT}
    assert reasons == {Reason.EXPIRED}
    assert road.states() == {SendState.SENT, SendState.SUPPRESSED}
    assert road.queue.dead_letters == []


@pytest.mark.parametrize("hint", [None, timedelta(minutes=5)])
def test_a_rate_limit_of_five_minutes_is_waited_for_in_order(hint: timedelta | None) -> None:
    limited = Outcome(Verdict.SLOW_DOWN, Refusal.RATE, code="80006", retry_after=hint)
    road = until(5, limited)
    road.warm_up()
    for number in range(30):
        road.ask(number)
    road.run(REPLY_LIFE)

    assert_in_order_and_once(road, range(30))
    during = [at for at, _ in road.calls if at < NOW + timedelta(minutes=5)]
    assert len(during) <= WORKERS + 9
    assert max(at for at, _ in road.shown) <= NOW + timedelta(minutes=12)


@pytest.mark.parametrize("hint", [None, timedelta(minutes=30)])
def test_a_rate_limit_longer_than_a_reply_lives_makes_no_dead_letter_and_no_stale_answer(
    hint: timedelta | None,
) -> None:
    limited = Outcome(Verdict.SLOW_DOWN, Refusal.RATE, code="80006", retry_after=hint)
    road = until(30, limited)
    road.warm_up()
    for number in range(30):
        road.ask(number)
    road.run(timedelta(minutes=45))

    assert road.shown == []
    assert {send.reason for send in road.sends()} == {Reason.EXPIRED}
    assert road.queue.dead_letters == []
    assert len(road.queue) == 0
    assert len(road.calls) <= WORKERS + 12


def test_one_shopper_whom_the_channel_is_tired_of_costs_nobody_else_a_reply() -> None:
    road = OutboundRoad()
    road.answer = lambda now: TOO_FAST if road.calls[-1][1].contact.user == "shopper-0" else None
    for minute in range(40):
        road.ask(0, sends=1)
        if minute >= 10:  # the trouble has grown old by then
            road.ask(minute, sends=1)
        road.run(timedelta(minutes=1))
    road.run(REPLY_LIFE)

    assert road.seen_by("shopper-0") == []
    assert [road.seen_by(f"shopper-{number}") for number in range(10, 40)] == [["0"]] * 30


def test_one_shopper_whom_the_channel_is_tired_of_makes_nobody_wait_for_minutes() -> None:
    road = OutboundRoad()
    road.answer = lambda now: TOO_FAST if road.calls[-1][1].contact.user == "shopper-0" else None
    waits = []
    for number in range(1, 10):  # a quiet shop: nobody else asks for minutes on end
        for _ in range(3):
            road.ask(0, sends=1)
            road.run(timedelta(minutes=2))
        road.ask(number, sends=1)
        asked_at = road.now
        road.run(timedelta(minutes=1))
        waits += [at - asked_at for at, call in road.shown if call.contact.user != "shopper-0"][-1:]

    assert len(road.shown) == 9
    assert max(waits) < timedelta(seconds=15)
    assert len(road.calls) < 9 * 30, "its own send waits longer and longer"


def test_what_waits_says_why_and_until_when() -> None:
    road = until(8, REVOKED)
    for number in range(3):
        road.ask(number, sends=1)
        road.run(timedelta(seconds=1))

    sends = road.sends()
    assert sorted(send.reason for send in sends) == [
        "account_stopped",
        "account_stopped",
        "credentials:190/460",
    ]
    assert {send.state for send in sends} == {SendState.READY}
    first = NOW + timedelta(minutes=1)
    assert all(send.not_before and send.not_before >= first for send in sends)


@pytest.mark.parametrize(
    ("outcome", "trouble", "reason"),
    [
        (REVOKED, Trouble.CREDENTIALS, "account_stopped"),
        (BARRED, Trouble.BLOCKED, "account_stopped"),
        (TOO_FAST, Trouble.RATE, "account_slowed"),
    ],
)
def test_each_change_is_told_once_and_the_recovery_too(
    outcome: Outcome, trouble: Trouble, reason: str
) -> None:
    road = until(0.5, outcome)
    road.warm_up()
    for number in range(30):
        road.ask(number)
    road.run(timedelta(minutes=5))

    told = [health.trouble for _, health in road.news]
    assert told[0] is trouble and told[-1] is None
    assert told.count(None) == 1
    assert trouble.reason == reason
    strikes = [health.strikes for _, health in road.news[:-1]]
    assert strikes == list(range(1, len(strikes) + 1))


def test_the_other_account_is_not_held_back() -> None:
    road = OutboundRoad()
    road.answer = lambda now: (
        REVOKED if road.calls[-1][1].contact.channel is Channel.MESSENGER else None
    )
    for number in range(10):
        road.ask(number, Channel.MESSENGER)
        road.ask(100 + number, Channel.LINE)
    road.run(timedelta(seconds=30))

    assert len(road.shown) == 20
    assert road.health(Channel.LINE).trouble is None


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(Verdict.REFUSED, Refusal.CONTACT_GONE, code="551"),
        Outcome(Verdict.REFUSED, Refusal.NOT_PERMITTED, code="200/2018028"),
        Outcome(Verdict.CAPPED, Refusal.QUOTA),
        Outcome(Verdict.SLOW_DOWN, Refusal.NOT_YET, code="2018321"),
        Outcome(Verdict.NOT_SENT, code="NewConnectionError"),
        Outcome(Verdict.UNKNOWN),
    ],
)
def test_what_concerns_one_message_says_nothing_of_the_account(outcome: Outcome) -> None:
    road = OutboundRoad()
    road.answer = lambda now: outcome if road.calls[-1][1].contact.user == "shopper-0" else None
    for number in range(5):
        road.ask(number)
    road.run(timedelta(seconds=1))

    assert road.news == []
    assert len(road.shown) == 8
