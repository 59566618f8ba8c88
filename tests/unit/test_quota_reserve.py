"""Of a month's messages marketing leaves some for news, which goes on to the very last."""

from dataclasses import replace

import pytest

from tests.support.door import Bench
from tests.support.shop import NOW
from tests.unit.test_instead_of_words import BY_NUMBER, bench_of
from tests.unit.test_templates_at_the_door import ON_LINE, Facts
from towkay.domain.account_facts import AccountFacts, QuotaRead
from towkay.domain.brand_rules import DEFAULT_RULES, AccountRules
from towkay.domain.messages import Purpose
from towkay.domain.policy.reasons import Reason
from towkay.domain.reserves import month_with_room, quota_reserve
from towkay.domain.sends import SendState
from towkay.domain.subscriptions import Subscription

MONTH = 200


def told(left: int, purpose: Purpose, reserve: int | None = None) -> Bench:
    bench = Bench(ON_LINE)
    account = AccountRules(ON_LINE.channel, ON_LINE.account, "TW", quota_reserve=reserve)
    bench.tools = {"facts": month(left)}
    rules = replace(DEFAULT_RULES, quiet_hours=None, caps=(), accounts=(account,))
    bench.rules.publish("demo", rules)
    bench.contact = replace(bench.contact, subscriptions=(Subscription("news", True, NOW, "c"),))
    turn = bench.store_turn("x", purpose=purpose)
    send = replace(turn.sends[0], topic="news", carries_opt_out=True)
    bench.table.settle(turn, send)
    bench.deliver()
    return bench


def month(left: int) -> Facts:
    return Facts(None, AccountFacts(quota=QuotaRead(MONTH - left, NOW, MONTH)))


@pytest.mark.parametrize(("reserve", "kept"), [(None, 20), (0, 0), (50, 50)])
def test_marketing_stops_at_the_reserve(reserve: int | None, kept: int) -> None:
    assert told(kept + 1, Purpose.MARKETING, reserve).states == [SendState.SENT]
    stopped = told(kept, Purpose.MARKETING, reserve)
    assert (stopped.calls, stopped.sends[0].reason) == ([], Reason.QUOTA)


@pytest.mark.parametrize("reserve", [None, 50])
def test_news_goes_on_to_the_last_message_of_the_month(reserve: int | None) -> None:
    assert told(1, Purpose.SERVICE, reserve).states == [SendState.SENT]
    assert told(0, Purpose.SERVICE, reserve).sends[0].reason == Reason.QUOTA


def test_what_goes_to_a_telephone_number_is_not_of_the_month() -> None:
    bench = bench_of(BY_NUMBER, facts=month(0), on=("line_notification_messages",))
    bench.deliver()
    assert bench.states == [SendState.SENT]


@pytest.mark.parametrize("reserve", [None, 0, 1, 500])
@pytest.mark.parametrize("room", [1, 9, 50, 300, 6_000, 99_999])
def test_a_month_made_for_so_many_has_room_for_just_so_many(room: int, reserve: int | None) -> None:
    rules = AccountRules(ON_LINE.channel, ON_LINE.account, quota_reserve=reserve)
    limit = month_with_room(room, rules)
    known = AccountFacts(quota=QuotaRead(0, NOW, limit))
    assert limit - quota_reserve(rules, known) == room
