"""A channel's token is chosen at the door, travels with the one call, and is used up by it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.builders import a_contact
from tests.support.door import SENT, Bench
from tests.support.permits import permit_for
from tests.support.shop import NOW, PAGE_SHOPPER
from towkay.domain.brand_rules import DEFAULT_RULES, AccountRules
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.optins import TokenKind
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.permits import BotPermit, covers
from towkay.domain.policy.reasons import Reason
from towkay.domain.routes import Route
from towkay.domain.sends import SendState
from towkay.domain.subscriptions import ChannelToken, Subscription
from towkay.domain.tokens import token_for, used

DAY = timedelta(days=1)
ONCE, OFTEN = TokenKind.ONE_TIME.value, TokenKind.NOTIFICATION.value
S = SendState


def token(name: str, kind: str = ONCE, **about: Any) -> ChannelToken:
    return ChannelToken(kind, name, about.pop("got_at", NOW - 9 * DAY), **about)


def subscribed(*tokens: ChannelToken) -> Bench:
    """Somebody with tokens, whose window closed long ago; every way of theirs is switched on."""
    bench = Bench(PAGE_SHOPPER)
    on = ("messenger_one_time_notification", "messenger_marketing_messages")
    account = AccountRules(Channel.MESSENGER, PAGE_SHOPPER.account, "SG", on=on)
    rules = replace(DEFAULT_RULES, quiet_hours=None, caps=(), accounts=(account,))
    bench.rules.publish("demo", rules)
    bench.contact = replace(
        bench.contact,
        window_closes_at=None,
        tokens=tokens,
        subscriptions=(Subscription("news", True, NOW - 9 * DAY, "c"),),
        disclosed_at=NOW - DAY,
        country="SG",
    )
    return bench


def told(bench: Bench, purpose: Purpose = Purpose.SERVICE, text: str = "到貨了") -> None:
    turn = bench.store_turn(text, purpose=purpose)
    send = replace(turn.sends[0], topic="news", carries_opt_out=True, carries_disclosure=True)
    bench.table.settle(turn, send)
    bench.deliver()


def test_the_token_travels_with_the_call_and_is_spent_by_it() -> None:
    bench = subscribed(token("t1"))
    told(bench)
    (call,) = bench.calls
    assert (call.route, call.token) == (Route.ONE_TIME_NOTIFICATION, "t1")
    (after,) = bench.table.contacts[PAGE_SHOPPER].tokens
    assert (after.spent, after.last_used_at) == (True, NOW)


def test_a_token_that_is_good_again_and_again_is_only_noted_as_used() -> None:
    bench = subscribed(token("t1", OFTEN))
    told(bench, Purpose.MARKETING)
    (call,) = bench.calls
    assert (call.route, call.token) == (Route.MARKETING_MESSAGE, "t1")
    (after,) = bench.table.contacts[PAGE_SHOPPER].tokens
    assert (after.spent, after.last_used_at) == (False, NOW)


def test_an_unclear_call_uses_its_token_up() -> None:
    bench = subscribed(token("t1"))
    bench.answers = [Outcome(Verdict.UNKNOWN)]
    told(bench)
    assert bench.table.contacts[PAGE_SHOPPER].tokens[0].spent


def test_a_call_that_never_left_leaves_the_token_good() -> None:
    bench = subscribed(token("t1"))
    bench.answers = [Outcome(Verdict.NOT_SENT), SENT]
    told(bench)
    assert not bench.table.contacts[PAGE_SHOPPER].tokens[0].spent
    bench.now += timedelta(minutes=1)
    bench.deliver()
    assert [call.token for call in bench.calls] == ["t1", "t1"]
    assert bench.states == [S.SENT]


def test_a_token_that_the_channel_refuses_is_dead() -> None:
    bench = subscribed(token("t1", OFTEN))
    bench.answers = [Outcome(Verdict.REFUSED, Refusal.SUBSCRIPTION_ENDED)]
    told(bench, Purpose.MARKETING)
    assert bench.table.contacts[PAGE_SHOPPER].tokens[0].spent


@pytest.mark.parametrize(
    "known",
    [
        token("t1", spent=True),
        token("t1", expires_at=NOW - DAY),
        token("t1", topic="other"),
        token("t1", OFTEN),
    ],
)
def test_without_a_token_that_is_good_for_it_nothing_goes_out(known: ChannelToken) -> None:
    bench = subscribed(known)
    told(bench)
    assert (bench.calls, bench.states) == ([], [S.SUPPRESSED])
    assert bench.sends[0].reason in (Reason.NO_ROUTE, Reason.WINDOW_CLOSED)


def test_the_token_of_the_topic_goes_first_and_then_the_newest() -> None:
    tokens = (
        token("a"),
        token("b", got_at=NOW - DAY),
        token("c", topic="news", got_at=NOW - 9 * DAY),
    )
    assert token_for(a_contact(tokens=tokens), ONCE, "news", NOW) == "c"
    assert token_for(a_contact(tokens=tokens[:2]), ONCE, "news", NOW) == "b"
    assert token_for(a_contact(), ONCE, "news", NOW) == ""


def test_a_fresh_token_is_good_although_another_was_used_before_it_was_given() -> None:
    bench = subscribed(token("t1"))
    told(bench)
    fresh = token("t2", got_at=NOW + timedelta(hours=1))
    bench.change_contact(tokens=(fresh,))
    bench.now = NOW + timedelta(hours=2)
    bench.turn_key = replace(bench.turn_key, cause="cause-2", occurred_at=bench.now)
    bench.contact = bench.table.contacts[PAGE_SHOPPER]
    told(bench)
    assert [call.token for call in bench.calls] == ["t1", "t2"]


def test_a_token_whose_use_could_not_be_stored_is_not_called_on_again() -> None:
    bench = subscribed(token("t1"))
    told(bench)
    bench.change_contact(tokens=(token("t1"),))
    bench.now = NOW + timedelta(hours=2)
    bench.turn_key = replace(bench.turn_key, cause="cause-2", occurred_at=bench.now)
    bench.contact = bench.table.contacts[PAGE_SHOPPER]
    told(bench)
    assert [call.token for call in bench.calls] == ["t1"]
    assert bench.states == [S.SUPPRESSED]


def test_a_permit_on_one_token_is_none_for_another() -> None:
    call = ChannelCall(PAGE_SHOPPER, "demo", "s", Route.MARKETING_MESSAGE, (), token="t1")
    permit = permit_for(call)
    assert isinstance(permit, BotPermit)
    assert covers(permit, call)
    assert not covers(replace(permit, token="t2"), call)


def test_a_use_heard_late_does_not_turn_the_clock_of_a_token_back() -> None:
    contact = a_contact(tokens=(token("t1", OFTEN, last_used_at=NOW),))
    assert used(contact, "t1", NOW - DAY).tokens[0].last_used_at == NOW


@pytest.mark.parametrize(("length", "goes"), [(640, True), (641, False), (1999, False)])
def test_a_text_too_long_to_be_paid_for_is_suppressed_before_it_is_claimed(
    length: int, goes: bool
) -> None:
    bench = subscribed(token("t1", OFTEN))
    told(bench, Purpose.MARKETING, "字" * length)
    (send,) = bench.sends
    assert len(bench.calls) == goes
    if not goes:
        assert (send.state, send.reason, send.attempts) == (S.SUPPRESSED, Reason.TOO_LONG, 0)


def test_a_long_text_goes_through_an_open_window() -> None:
    bench = subscribed(token("t1", OFTEN))
    bench.contact = replace(bench.contact, window_closes_at=NOW + DAY)
    told(bench, Purpose.MARKETING, "字" * 1999)
    assert [call.route for call in bench.calls] == [Route.OPEN_WINDOW]
