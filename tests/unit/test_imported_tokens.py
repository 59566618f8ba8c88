"""A token of old is of use only where policy says, and only to whoever subscribed themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.door import Bench
from tests.support.shop import NOW, PAGE_SHOPPER
from towkay.domain.brand_rules import DEFAULT_RULES, AccountRules
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.optins import TokenKind
from towkay.domain.policy.reasons import Reason
from towkay.domain.routes import Route
from towkay.domain.sends import Send, SendState
from towkay.domain.subscriptions import ChannelToken, Subscription
from towkay.domain.tagging import Change, with_change

OLD = ChannelToken(TokenKind.IMPORTED.value, "t-1", NOW, "news")
SWITCH = "messenger_recurring_notifications"


def told(
    country: str, *on: str, agreed: bool = True, token: ChannelToken = OLD
) -> tuple[Bench, Send]:
    """News to somebody whose token a list brought, whose window closed long ago."""
    bench = Bench(PAGE_SHOPPER)
    account = AccountRules(Channel.MESSENGER, PAGE_SHOPPER.account, country, on=on)
    rules = replace(DEFAULT_RULES, quiet_hours=None, caps=(), accounts=(account,))
    bench.rules.publish("demo", rules)
    own = (Subscription("news", True, NOW - timedelta(days=1), "c"),) if agreed else ()
    plain = replace(
        bench.contact,
        window_closes_at=None,
        subscriptions=own,
        disclosed_at=NOW - timedelta(days=1),
        country=country,
    )
    bench.contact = with_change(plain, Change(tokens=(token,)), NOW, "import")
    turn = bench.store_turn("新茶到了", purpose=Purpose.MARKETING)
    send = replace(turn.sends[0], topic="news", carries_opt_out=True, carries_disclosure=True)
    bench.table.settle(turn, send)
    bench.deliver()
    return bench, bench.sends[0]


@pytest.mark.parametrize("country", ["AU", "JP", "KR", "GB", "FR"])
def test_where_the_platform_goes_on_with_it_an_old_app_may_use_it(country: str) -> None:
    bench, send = told(country, SWITCH)
    (call,) = bench.calls
    assert (call.route, call.token) == (Route.RECURRING_NOTIFICATION, "t-1")
    assert send.state is SendState.SENT


@pytest.mark.parametrize("country", ["TW", "SG", "US"])
def test_everywhere_else_it_opens_nothing(country: str) -> None:
    bench, send = told(country, SWITCH)
    assert bench.calls == [] and send.state is SendState.SUPPRESSED


def test_an_app_that_came_after_the_end_may_not_use_it() -> None:
    bench, send = told("JP")
    assert bench.calls == [] and send.state is SendState.SUPPRESSED


def test_nobody_is_written_to_by_a_list_who_did_not_subscribe_themselves() -> None:
    bench, send = told("JP", SWITCH, agreed=False)
    assert bench.calls == []
    assert send.reason == Reason.NO_CONSENT.value


@pytest.mark.parametrize(
    "token", [replace(OLD, topic="other"), replace(OLD, expires_at=NOW - timedelta(seconds=1))]
)
def test_a_token_of_another_topic_or_one_that_is_over_opens_nothing(token: ChannelToken) -> None:
    bench, send = told("JP", SWITCH, token=token)
    assert bench.calls == [] and send.state is SendState.SUPPRESSED
