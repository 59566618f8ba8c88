"""A forecast counts by the very judgement that the sends will meet."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.support.pushes import RULES, PushBench, campaign, on_line, on_messenger
from tests.support.shop import NOW
from tests.support.topics_shop import BRAND
from towkay.adapters.memory.accounts import AccountRows, MemoryAccountFacts
from towkay.adapters.policy_book import policy_book
from towkay.domain.account_facts import QuotaRead
from towkay.domain.audiences import OnChannel
from towkay.domain.brand_rules import Cap, QuietHours
from towkay.domain.channels import ContactKey
from towkay.domain.consent import Consent
from towkay.domain.forecasts import Forecast, Way, Why, bills, minutes_of, quota_of
from towkay.domain.messages import Purpose, Text
from towkay.domain.pitching import Pitch
from towkay.ports.pushing import Recipient
from towkay.usecases.forecast import Sight, forecast

NIGHT = NOW + timedelta(hours=12)
QUIET = QuietHours("21:00", "09:00")
ONE_A_DAY = (Cap((Purpose.MARKETING,), 1, 86_400),)


def foretold(bench: PushBench, **about: Any) -> Forecast:
    """Of all the bench's people, read as one chunk."""
    at = about.pop("at", NOW)
    run = replace(bench.run, at=at, expires_at=at + timedelta(hours=about.pop("grace_h", 2)))
    pitch = Pitch(run, bench.campaign, BRAND, policy_book())
    accounts = MemoryAccountFacts(AccountRows(), lambda: at)
    sight = Sight(pitch, bench.rules, accounts, about.pop("left", None))
    people = [
        Recipient(
            pitch.key(key),
            bench.table.contacts.get(key),
            None,
            bench.table.history("demo", bench.table.contacts[key].person_name),
        )
        for key in bench.people
    ]
    return forecast([people], at, sight)


def line_people(number: int) -> tuple[ContactKey, ...]:
    return tuple(map(on_line, range(number)))


def test_everybody_who_may_be_told_is_counted_once_with_the_price() -> None:
    found = foretold(PushBench((*line_people(3), on_messenger(1))))

    assert found.now == {Way("line", "push"): 3, Way("messenger", "open_window"): 1}
    assert bills(found)["TWD"].least == bills(found)["TWD"].most == Decimal("0.6")


def test_who_may_not_be_told_is_counted_by_the_reason() -> None:
    bench = PushBench(line_people(3))
    bench.change(on_line(0), consent=Consent(stopped=True))
    bench.change(on_line(1), subscriptions=())
    found = foretold(bench)

    assert found.kept_back == {Why("line", "stopped"): 1, Why("line", "no_consent"): 1}
    assert (found.planned, found.reached) == (3, 1)


def test_who_is_not_in_the_audience_follows_and_is_not_planned() -> None:
    told = campaign(audience=OnChannel(("messenger",)))
    found = foretold(PushBench((*line_people(2), on_messenger(1)), told))

    assert (found.followers, found.planned) == (3, 1)


@pytest.mark.parametrize(("grace_h", "later"), [(24, 2), (2, 0)])
def test_whoever_must_wait_counts_as_reached_only_within_the_grace(
    grace_h: int, later: int
) -> None:
    rules = replace(RULES, quiet_hours=QUIET)
    found = foretold(PushBench(line_people(2), rules=rules), at=NIGHT, grace_h=grace_h)

    assert found.later.total() == later
    assert found.kept_back.total() == 2 - later
    assert found.messages_later.total() == later


def test_the_cost_is_a_range_where_some_must_wait() -> None:
    rules = replace(RULES, quiet_hours=QUIET)
    bench = PushBench(line_people(2), rules=rules)
    bench.change(on_line(0), zone="America/New_York")
    bill = bills(foretold(bench, at=NIGHT, grace_h=24))["TWD"]

    assert (bill.least, bill.most) == (Decimal("0.2"), Decimal("0.4"))


def test_a_budget_ends_the_count_where_it_would_end_the_campaign() -> None:
    found = foretold(PushBench(line_people(5), budget=600_000), left=600_000)

    assert found.reached == 3
    assert found.kept_back == {Why("line", "budget"): 2}


def test_people_told_the_same_share_a_request_and_others_do_not() -> None:
    assert foretold(PushBench(line_people(501))).calls.total() == 2
    personal = campaign(Text("{name|茶友}，新茶到了"))
    assert foretold(PushBench(line_people(7), personal)).calls.total() == 7


def test_one_human_on_two_channels_is_counted_as_often_as_the_cap_allows() -> None:
    bench = PushBench((on_line(1), on_messenger(1)), rules=replace(RULES, caps=ONE_A_DAY))
    for key in bench.people:
        bench.change(key, person="human:1")
    found = foretold(bench)

    assert (found.reached, found.kept_back.total()) == (1, 1)


def test_minutes_are_those_of_the_rate_that_is_left_for_marketing() -> None:
    calls = foretold(PushBench(tuple(map(on_messenger, range(300))))).calls
    (took,) = minutes_of(calls.items(), Purpose.MARKETING, policy_book(), NOW.date()).values()

    assert took == pytest.approx(300 / (0.95 * 270) / 60)


def test_a_quota_tells_what_is_left_and_when_it_ends() -> None:
    short = quota_of(QuotaRead(used=900, at=NOW, limit=1_000), 150, NOW)
    enough = quota_of(QuotaRead(used=0, at=NOW, limit=100_000), 150, NOW)

    assert short is not None and enough is not None
    assert (short.left, short.is_short, short.ends_at) == (100, True, NOW)
    assert (enough.is_short, enough.ends_at) == (False, None)
    assert quota_of(None, 1, NOW) is None
