"""What a call leaves on record is what it was made on, and no call is made without its leave."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.door import Bench
from tests.support.notices import NoticeBench
from tests.support.permits import a_door
from tests.support.shop import LINE_SHOPPER, NIGHT, NOW, PAGE_SHOPPER
from towkay.adapters.memory.gateway import MemoryGateway
from towkay.adapters.memory.no_pace import NoPace
from towkay.domain.brand_rules import DEFAULT_RULES, AccountRules, Cap
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import Consent, ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consenting import replayed
from towkay.domain.errors import SendPostponed, ServiceUnavailable
from towkay.domain.facts import Facts
from towkay.domain.messages import Purpose
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.permits import Permit
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.rules import Setting, book_of
from towkay.domain.routes import Route
from towkay.domain.sends import Send, SendState
from towkay.domain.situations import settings_of, situation_of
from towkay.domain.subscriptions import ChannelToken
from towkay.domain.turns import Turn
from towkay.domain.unasked import History, Unasked, unasked_id
from towkay.usecases.deliver import deliver

MARKETING, SERVICE = Purpose.MARKETING, Purpose.SERVICE
DAY = timedelta(days=1)


def uncapped(key: ContactKey = LINE_SHOPPER, *caps: Cap) -> NoticeBench:
    return NoticeBench(key, brand_rules=replace(DEFAULT_RULES, quiet_hours=None, caps=caps))


def history(bench: NoticeBench) -> History:
    return bench.ledger.history("demo", bench.table.contacts[bench.key].person_name)


def test_the_history_tells_by_which_route_and_whether_the_way_to_refuse_was_said() -> None:
    bench = uncapped()
    for purpose in (SERVICE, MARKETING, MARKETING):
        bench.send(purpose=purpose)

    entries = history(bench).entries
    assert [entry.told_opt_out for entry in entries] == [False, True, False]
    assert {entry.route for entry in entries} == {Route.PUSH}


def test_news_in_between_does_not_shorten_what_a_cap_of_a_month_looks_back_on() -> None:
    bench = uncapped(LINE_SHOPPER, Cap((MARKETING,), 1, 30 * 86_400))
    bench.send()
    bench.now = NOW + 29 * DAY
    bench.send(purpose=SERVICE)

    assert bench.send().reason == Reason.CAP
    bench.now = NOW + 30 * DAY
    assert bench.send().state is SendState.SENT


def test_what_may_have_been_seen_keeps_the_judgement_it_was_called_on() -> None:
    evening = NIGHT - timedelta(hours=2, minutes=30, seconds=20)  # just before the quiet hours
    bench = NoticeBench(now=evening)
    bench.answers = [Outcome(Verdict.UNKNOWN)]
    called_on = bench.send().decision
    assert called_on is not None and called_on.rule == "line-push"

    held = bench.deliver_again(evening + timedelta(minutes=1))
    at = bench.now
    bench.change_contact(consent=Consent(True, at, at, "stop-1"))
    given_up = bench.deliver_again(at + timedelta(hours=14))

    assert (held.reason, held.decision) == (Reason.QUIET_HOURS, called_on)
    assert (given_up.state, given_up.decision) == (SendState.PARKED, called_on)


class Leaves(NoPace):
    """A pace whose leave lasts for so many calls."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def wait(self, call: ChannelCall) -> bool:
        self.left -= 1
        return self.left >= 0


def delivered(bench: Bench, leaves: int) -> None:
    parts: Any = (lambda: bench.now, bench.ledger, MemoryGateway(bench.respond), bench.accounts)
    door = a_door("run-1", bench.now + timedelta(seconds=10), *parts, pacer=Leaves(leaves))
    list(deliver(bench.turn_key, door=door))


def test_a_call_whose_leave_ran_out_is_not_made_and_not_counted() -> None:
    bench = uncapped()
    bench.plan(bench.notice())
    delivered(bench, leaves=0)

    assert bench.calls == [] and history(bench).entries == ()
    assert [send.reason for send in bench.sends] == ["not_sent:pace_ran_out"]
    assert bench.deliver_again(NOW + timedelta(minutes=1)).state is SendState.SENT


def test_an_unclear_reply_by_token_is_asked_about_only_with_a_leave_of_its_own() -> None:
    bench = Bench(answers=[Outcome(Verdict.UNKNOWN)])
    bench.store_turn()
    with pytest.raises(SendPostponed):
        delivered(bench, leaves=1)

    assert len(bench.calls) == 1 and bench.sends[0].ambiguous


def test_a_token_is_as_long_unused_as_the_send_s_other_parts_leave_it() -> None:
    bench = uncapped(PAGE_SHOPPER)
    token = ChannelToken("notification_messages", "t", NOW - 2 * DAY)
    contact = replace(bench.table.contacts[PAGE_SHOPPER], tokens=(token,))
    turn = bench.plan(bench.notice()).turn

    def last(send_id: str) -> object:
        called = History((Unasked(send_id, MARKETING, NOW - DAY, Route.MARKETING_MESSAGE),))
        facts = Facts(turn, book_of("none", ()), history=called)
        return situation_of(turn.sends[0], contact, facts, NOW).last_by_token_at

    assert last(unasked_id(turn.key, 1)) is None
    assert last("0/of another turn") == NOW - DAY


def test_a_reply_decided_for_the_very_moment_of_a_stop_is_held_back() -> None:
    bench = Bench()
    bench.store_turn()
    bench.change_contact(consent=Consent(True, NOW, NOW, "cause-2"))
    bench.deliver()
    assert [send.reason for send in bench.sends] == [Reason.STOPPED] and bench.calls == []


def test_nobody_subscribes_in_the_very_moment_in_which_everything_ended() -> None:
    def said(act: ConsentAct, topic: str = "") -> ConsentEntry:
        return ConsentEntry(act, NOW, act.value, False, ConsentSource.BUTTON, topic)

    standing = replayed([said(ConsentAct.STOP), said(ConsentAct.SUBSCRIBE, "news")])
    assert standing.consent.stopped and not any(one.active for one in standing.subscriptions)


@pytest.mark.parametrize(
    "useless",
    [{"spent": True}, {"expires_at": NOW}, {"topic": "another"}],
)
def test_a_token_that_is_used_up_over_or_for_another_topic_is_none(useless: dict[str, Any]) -> None:
    bench = uncapped(PAGE_SHOPPER)
    good = ChannelToken("notification_messages", "t", NOW, expires_at=NOW + DAY)
    contact = bench.table.contacts[PAGE_SHOPPER]
    turn = bench.plan(bench.notice()).turn

    def kinds(token: ChannelToken) -> tuple[str, ...]:
        facts = Facts(turn, book_of("none", ()))
        return situation_of(turn.sends[0], replace(contact, tokens=(token,)), facts, NOW).tokens

    assert kinds(good) == ("notification_messages",) and kinds(replace(good, **useless)) == ()


def test_a_brand_switches_settings_of_its_account_on_and_off() -> None:
    default_on = Setting("a", Channel.LINE, True, "source", "甲", "a")
    others = (replace(default_on, id="b", default=False), replace(default_on, id="c"))
    book = book_of("none", (), settings=(default_on, *others))
    rules = AccountRules(Channel.LINE, "account", on=("b",), off=("a",))
    assert settings_of(rules, book, Channel.LINE) == ("b", "c")
    assert settings_of(AccountRules(Channel.LINE, "account"), book, Channel.LINE) == ("a", "c")


def test_a_claim_without_an_answer_is_not_taken_for_that_of_another_run() -> None:
    bench = Bench()
    bench.store_turn()
    claim = bench.ledger.claim

    def lose(turn: Turn, send: Send, permit: Permit, after: Any = None) -> Turn:
        claim(turn, replace(send, owner="run-2"), permit, after)
        raise ServiceUnavailable("claim")

    bench.ledger.claim = lose  # type: ignore[method-assign]
    with pytest.raises(ServiceUnavailable):
        bench.deliver()

    assert bench.calls == [] and bench.states == [SendState.CLAIMED]
