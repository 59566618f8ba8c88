"""Every kind of fault, planted into the records of a shopper whose records are clean, is found."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from tests.unit.audit.planting import (
    Plant,
    altered,
    decided_on,
    first,
    not_heeded,
    ruled,
    sent_with,
    with_call,
    without_acts,
)
from towkay.adapters.policy_book import policy_book
from towkay.domain.audit.auditing import audited, indexed
from towkay.domain.audit.dossier import Called, Dossier
from towkay.domain.audit.faults import Fault
from towkay.domain.brand_rules import Cap
from towkay.domain.channels import Channel
from towkay.domain.consent import ConsentAct, ConsentSource
from towkay.domain.contacts import Handover, HandoverState
from towkay.domain.messages import Purpose
from towkay.domain.routes import Route, SenderKind
from towkay.domain.sends import SendState
from towkay.domain.unasked import History
from workbench.audit.simulated.days import a_person
from workbench.audit.simulated.run import dossiers_of
from workbench.audit.simulated.shop import the_shop

PEOPLE = 24
JUST_BEFORE = timedelta(seconds=20)  # nothing else of the shopper came in between
Planted = dict[str, tuple[Fault, Plant]]


@cache
def clean_shop() -> tuple[Dossier, ...]:
    """Some shoppers, lived through by the product's own code."""
    return tuple(_lived())


def _lived() -> Iterator[Dossier]:
    for number in range(PEOPLE):
        person = a_person(the_shop(), 11, number)
        person.live()
        yield from dossiers_of(person)


def is_unasked(one: Called) -> bool:
    return one.send.is_unasked and one.send.state is SendState.SENT


def is_own_answer(one: Called) -> bool:
    return one.send.sender is SenderKind.HUMAN


def is_marketing(one: Called) -> bool:
    return is_unasked(one) and one.send.purpose is Purpose.MARKETING


def is_reply(one: Called) -> bool:
    sent = one.send.state is SendState.SENT and one.send.sender is SenderKind.BOT
    return sent and one.send.purpose is Purpose.REPLY


def in_window(one: Called) -> bool:
    return one.send.route is Route.OPEN_WINDOW and one.send.state is SendState.SENT


def of_another_send(dossier: Dossier) -> Dossier | None:
    news, reply = first(dossier, is_unasked), first(dossier, is_reply)
    if news is None or reply is None:
        return None
    return with_call(dossier, news, sent_with(decision=reply.send.decision)(news))


def window_forged(dossier: Dossier) -> Dossier | None:
    one = first(dossier, in_window)
    if one is None or one.send.decision is None:
        return None
    return with_call(dossier, one, decided_on(window_opened_at=one.at)(one))


def ignored(
    act: ConsentAct, source: ConsentSource, who: Callable[[Called], bool], before: timedelta
) -> Plant:
    def plant(dossier: Dossier) -> Dossier | None:
        one = first(dossier, who)
        return not_heeded(dossier, act, one.at - before, source) if one else None

    return plant


def never_subscribed(dossier: Dossier) -> Dossier | None:
    if first(dossier, is_unasked) is None:
        return None
    kept = tuple(one for one in dossier.ledger if not one.topic)
    return replace(dossier, ledger=kept)


def granted_by_staff(dossier: Dossier) -> Dossier | None:
    return _with_entry(dossier, ConsentAct.SUBSCRIBE, source=ConsentSource.STAFF)


def ledger_row_removed(dossier: Dossier) -> Dossier | None:
    return replace(dossier, ledger=dossier.ledger[:-1]) if dossier.ledger else None


def ledger_row_altered(dossier: Dossier) -> Dossier | None:
    return _with_entry(dossier, ConsentAct.SUBSCRIBE, wording="0123456789ab")


def ledger_row_put_in(dossier: Dossier) -> Dossier | None:
    if not dossier.ledger:
        return None
    last = max(dossier.ledger, key=lambda entry: entry.number)
    return replace(dossier, ledger=(*dossier.ledger, altered(last, number=last.number + 1)))


def _with_entry(dossier: Dossier, act: ConsentAct, **about: object) -> Dossier | None:
    found = next((one for one in dossier.ledger if one.act is act), None)
    if found is None:
        return None
    rows = tuple(altered(one, **about) if one is found else one for one in dossier.ledger)
    return replace(dossier, ledger=rows)


def at_night(dossier: Dossier) -> Dossier | None:
    """The brand's quiet hours cover the whole day of the call, and the decision knew of none."""
    one = first(dossier, is_unasked)
    if one is None:
        return None
    at = one.at + timedelta(hours=8)
    quiet = dossier.rules.rules.quiet_hours
    assert quiet
    hours = (f"{at - timedelta(hours=1):%H:%M}", f"{at + timedelta(hours=1):%H:%M}")
    rules = replace(dossier.rules.rules, quiet_hours=replace(quiet, start=hours[0], end=hours[1]))
    return replace(dossier, rules=replace(dossier.rules, rules=rules))


def above_the_cap(dossier: Dossier) -> Dossier | None:
    sent = [one for one in dossier.called() if is_marketing(one)]
    if len(sent) < 2:
        return None
    rules = replace(dossier.rules.rules, caps=(Cap((Purpose.MARKETING,), 1, 60 * 86_400),))
    return replace(dossier, rules=replace(dossier.rules, rules=rules))


def never_counted(dossier: Dossier) -> Dossier | None:
    return replace(dossier, history=History()) if first(dossier, is_unasked) else None


def person_ignored(dossier: Dossier) -> Dossier | None:
    one = first(dossier, is_reply)
    if one is None or dossier.contact is None:
        return None
    held = Handover(
        HandoverState.HELD, "?", one.at - timedelta(hours=1), one.at + timedelta(hours=1)
    )
    return replace(dossier, contact=replace(dossier.contact, handover=held))


def told_nothing(dossier: Dossier) -> Dossier | None:
    """The one that said how to refuse did not say so."""
    one = first(dossier, lambda call: is_marketing(call) and call.send.carries_opt_out)
    return with_call(dossier, one, sent_with(carries_opt_out=False)(one)) if one else None


def told_before_was_a_lie(dossier: Dossier) -> Dossier | None:
    one = first(dossier, is_marketing)
    if one is None or not one.send.carries_opt_out:
        return None
    lying = decided_on(marketed_before=True, carries_opt_out=False)
    return with_call(dossier, one, sent_with(carries_opt_out=False)(lying(one)))


def token_used_twice(dossier: Dossier) -> Dossier | None:
    calls = [one for one in dossier.called() if one.send.route is Route.REPLY_TOKEN]
    if len(calls) < 2:
        return None
    turn = replace(calls[1].turn, reply_token=calls[0].turn.reply_token)
    return with_call(dossier, calls[1], Called(turn, calls[1].send))


def seen_twice(dossier: Dossier) -> Dossier | None:
    sent = [one for one in dossier.called() if one.send.provider_ids]
    if len(sent) < 2:
        return None
    again = sent_with(provider_ids=sent[0].send.provider_ids)(sent[1])
    return with_call(dossier, sent[1], again)


def abroad(dossier: Dossier) -> Dossier | None:
    """A marketing message by a route that Europe does not have, to somebody in Europe."""
    found = next((row for row in policy_book().rows if row.contact_not_in), None)
    one = first(dossier, lambda call: is_marketing(call) and in_window(call))
    if found is None or one is None or dossier.contact is None or one.send.decision is None:
        return None
    kinds = {"tokens": (found.token,), "window_opened_at": None, "settings": found.settings}
    account = next(iter(sorted(found.account_in or {"TW"})))
    lying = decided_on(**kinds, country="TW", account_country=account)(one)
    there = replace(dossier.contact, country=sorted(found.contact_not_in)[0])
    taken = ruled(found.id)(sent_with(route=found.route, decision=lying.send.decision)(one))
    unknown = replace(dossier.rules, since=None)
    return with_call(replace(dossier, contact=there, rules=unknown), one, taken)


def a_setting_short(dossier: Dossier) -> Dossier | None:
    one = first(dossier, lambda call: call.send.route is Route.HUMAN_AGENT)
    accounts = tuple(replace(each, on=()) for each in dossier.rules.rules.accounts)
    bare = replace(dossier.rules, rules=replace(dossier.rules.rules, accounts=accounts))
    return replace(dossier, rules=bare) if one else None


def planted(who: Callable[[Called], bool], alter: Callable[[Called], Called]) -> Plant:
    def plant(dossier: Dossier) -> Dossier | None:
        one = first(dossier, who)
        return with_call(dossier, one, alter(one)) if one else None

    return plant


def hours_later(one: Called) -> Called:
    return sent_with(called_at=one.at + timedelta(hours=1))(one)


RETIRED = next(row for row in policy_book().rows if row.until and row.until <= date(2026, 8, 1))
FAULTS: Planted = {
    "of another send": (Fault.OTHER_SITUATION, of_another_send),
    "judged differently": (Fault.NOT_DERIVED, planted(is_reply, decided_on(erased=True))),
    "a price made up": (Fault.NOT_DERIVED, planted(is_reply, ruled("line-push"))),
    "window forged": (Fault.WINDOW, window_forged),
    "stop ignored": (
        Fault.STOPPED,
        ignored(ConsentAct.STOP, ConsentSource.WORD, is_unasked, JUST_BEFORE),
    ),
    "block ignored": (
        Fault.UNREACHABLE,
        ignored(ConsentAct.BLOCK, ConsentSource.PLATFORM, is_unasked, JUST_BEFORE),
    ),
    "platform's switch ignored": (
        Fault.MARKETING_REFUSED,
        ignored(ConsentAct.REFUSE_MARKETING, ConsentSource.PLATFORM, is_marketing, JUST_BEFORE),
    ),
    "topic never agreed": (Fault.TOPIC, never_subscribed),
    "granted by staff": (Fault.GRANTED_FOR, granted_by_staff),
    "ledger row removed": (Fault.LEDGER, ledger_row_removed),
    "ledger row altered": (Fault.LEDGER, ledger_row_altered),
    "ledger row put in": (Fault.LEDGER, ledger_row_put_in),
    "in quiet hours": (Fault.QUIET_HOURS, at_night),
    "above the cap": (Fault.CAP, above_the_cap),
    "never counted": (Fault.UNCOUNTED, never_counted),
    "by a retired route": (Fault.RULE_RETIRED, planted(is_reply, ruled(RETIRED.id))),
    "by a rule nobody knows": (Fault.RULE_UNKNOWN, planted(is_reply, ruled("favour"))),
    "a program as a person": (
        Fault.HUMAN_ROUTE,
        planted(in_window, sent_with(route=Route.HUMAN_AGENT)),
    ),
    "another route taken": (Fault.ROUTE, planted(is_reply, sent_with(route=Route.DIRECT_SEND))),
    "long after its decision": (Fault.CALL_TIME, planted(is_reply, hours_later)),
    "an answer to nothing": (Fault.ANSWERS_NOTHING, without_acts(is_own_answer)),
    "a person ignored": (Fault.HANDOVER, person_ignored),
    "nobody's message": (
        Fault.STAFF_UNNAMED,
        planted(is_own_answer, sent_with(staff="")),
    ),
    "how to refuse left out": (Fault.OTHER_SITUATION, told_nothing),
    "told before was a lie": (Fault.OPT_OUT, told_before_was_a_lie),
    "reply token used twice": (Fault.REPLY_TOKEN, token_used_twice),
    "seen twice": (Fault.SEEN_TWICE, seen_twice),
    "where it is not allowed": (Fault.REGION, abroad),
    "without the account's leave": (Fault.SETTING, a_setting_short),
    "no decision": (Fault.NO_DECISION, planted(is_reply, sent_with(decision=None))),
}


def test_the_shop_is_clean_before_anything_is_planted() -> None:
    book = indexed(policy_book())
    assert [one for dossier in clean_shop() for one in audited(dossier, book).findings] == []
    assert sum(len(list(dossier.called())) for dossier in clean_shop()) > 400
    assert {dossier.key.channel for dossier in clean_shop()} == {Channel.LINE, Channel.MESSENGER}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_wherever_it_is_planted(name: str) -> None:
    fault, plant = FAULTS[name]
    with_fault = [spoiled for one in clean_shop() if (spoiled := plant(one)) is not None]

    found = [audited(one, indexed(policy_book())).findings for one in with_fault]

    assert with_fault, "no shopper of the shop can be spoiled like this"
    assert [n for n, one in enumerate(found) if fault not in {each.fault for each in one}] == []
