"""News to a telephone number, from the door to LINE and back: only LINE's own event proves it."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.contract.channels.simulated import InProcess, Secrets
from tests.contract.channels.test_line_notifications import NUMBER, PARCEL, act, told
from tests.support.door import Bench
from tests.support.shop import NOW
from tests.unit.simulators.rig import BOT, USER, Rig
from tests.unit.test_instead_of_words import bench_of, rules
from tests.unit.test_templates_at_the_door import Facts
from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.memory.conversations import MemoryReceiptLedger
from towkay.adapters.policy_book import policy_book
from towkay.domain.account_facts import AccountFacts
from towkay.domain.audit.auditing import audited, indexed
from towkay.domain.audit.dossier import Dossier
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import Event
from towkay.domain.health import AccountKey
from towkay.domain.proofs_of_arrival import Arrival, arrival_of
from towkay.domain.routes import Route
from towkay.domain.sends import Send, SendState
from towkay.domain.templates import Template, TemplateKind
from towkay.usecases.settle import Effect, settle
from workbench.explain.lines import Teller
from workbench.explain.sends import state_said

TOLD = ContactKey(Channel.LINE, BOT.account, hashlib.sha256(NUMBER.encode()).hexdigest())
REVIEWED = Template("r1", "zh_TW", TemplateKind.UTILITY, words="包裹已到門市", reviewed=True)
KINDS = {
    "by key": (PARCEL, "line_notification_messages", "11/23\nTW-20418"),
    "reviewed": (REVIEWED, "line_notification_messages_flexible", "包裹已到門市"),
}
HOUR = timedelta(hours=1)


class NothingTold(Facts):
    """No channel said anything of the account or its templates."""

    def template(self, account: AccountKey, name: str, language: str) -> None:
        return None


@pytest.fixture(params=sorted(KINDS))
def kind(request: pytest.FixtureRequest) -> tuple[Template, str, str]:
    return KINDS[request.param]


def news(rig: Rig, kind: tuple[Template, str, str]) -> Bench:
    """What is to be told a number in words, which may not go, or in what LINE takes instead."""
    template, leave, _ = kind
    facts = NothingTold(account=AccountFacts())
    bench = bench_of(TOLD, facts=facts, on=(leave,), instead=template)
    bench.rules.publish("demo", rules(TOLD, leave))
    port = HttpChannelGateway(Secrets(), lambda host: "/line", InProcess(rig.http))
    bench.respond = port.call  # type: ignore[method-assign]  # the simulator answers
    return bench


def heard(rig: Rig, bench: Bench) -> Iterator[Effect]:
    """What LINE tells, settled as the function receipts does it."""
    for one in told(rig):
        key = ContactKey(Channel.LINE, BOT.account, one.user or "")
        event = Event(key, "", "demo", "e1", one.occurred_at, one.occurred_at, one.happening)
        ledger = MemoryReceiptLedger(bench.table)
        yield settle(event, now=bench.now, ledger=ledger).effect


def sent(bench: Bench) -> Send:
    (send,) = bench.sends
    assert (send.state, send.route) == (SendState.SENT, Route.NOTIFICATION_MESSAGE)
    return send


def unconfirmed(bench: Bench) -> int:
    turn = bench.table.turn(bench.turn_key, bench.now)
    assert turn is not None
    dossier = Dossier(TOLD, bench.now, bench.contact, (turn,))
    return audited(dossier, indexed(policy_book())).unconfirmed


def said(bench: Bench, language: str) -> str:
    return state_said(sent(bench), Teller(language, "Asia/Taipei"), bench.now)


def test_a_delivery_that_line_reports_is_the_proof(
    rig: Rig, kind: tuple[Template, str, str]
) -> None:
    act(rig, "number", number=NUMBER)
    bench = news(rig, kind)
    bench.deliver()

    assert rig.seen_by(USER) == [kind[2]]
    assert arrival_of(sent(bench), bench.now) is Arrival.AWAITED  # it was taken, and no more
    assert list(heard(rig, bench)) == [Effect.ADVANCED]  # it counted as sent before
    assert arrival_of(sent(bench), bench.now) is Arrival.CONFIRMED
    assert "delivered" in said(bench, "en") and "送達" in said(bench, "zh-TW")


def test_who_agrees_within_a_day_is_told_then_and_it_is_confirmed_then(
    rig: Rig, kind: tuple[Template, str, str]
) -> None:
    act(rig, "number", number=NUMBER, consent="unasked")
    bench = news(rig, kind)
    bench.deliver()
    assert (rig.seen_by(USER), list(heard(rig, bench))) == ([], [])

    rig.clock.advance(24 * 3600)
    bench.now += 24 * HOUR
    act(rig, "agree")

    assert rig.seen_by(USER) == [kind[2]]
    assert arrival_of(sent(bench), bench.now) is Arrival.AWAITED
    list(heard(rig, bench))
    assert (arrival_of(sent(bench), bench.now), unconfirmed(bench)) == (Arrival.CONFIRMED, 0)


def test_what_nobody_agreed_to_is_told_as_not_confirmed_and_not_said_again(
    rig: Rig, kind: tuple[Template, str, str]
) -> None:
    act(rig, "number", number=NUMBER, consent="unasked")
    bench = news(rig, kind)
    bench.deliver()
    rig.clock.advance(25 * 3600)
    bench.now += 25 * HOUR - timedelta(seconds=1)
    assert (arrival_of(sent(bench), bench.now), unconfirmed(bench)) == (Arrival.AWAITED, 0)

    bench.now += timedelta(seconds=1)
    bench.deliver()
    act(rig, "agree")

    assert (rig.seen_by(USER), list(heard(rig, bench))) == ([], [])
    assert (arrival_of(sent(bench), bench.now), unconfirmed(bench)) == (Arrival.UNCONFIRMED, 1)
    assert "not confirmed" in said(bench, "en") and "沒有證實" in said(bench, "zh-TW")
    assert sent(bench).attempts == 1


def test_of_other_ways_an_accepted_call_is_all_there_is_to_know() -> None:
    send = replace(bench_of().sends[0], state=SendState.SENT, called_at=NOW, route=Route.PUSH)
    assert arrival_of(send, NOW + 99 * HOUR) is None
    parked = replace(send, route=Route.NOTIFICATION_MESSAGE, state=SendState.PARKED)
    assert arrival_of(parked, NOW + 99 * HOUR) is None


def test_an_unclear_call_is_not_repeated_and_is_settled_by_a_late_delivery(
    rig: Rig, kind: tuple[Template, str, str]
) -> None:
    act(rig, "number", number=NUMBER)
    bench = news(rig, kind)
    taken = bench.respond

    def lost(call: object, permit: object) -> object:
        taken(call, permit)  # type: ignore[arg-type]  # as it is given
        raise TimeoutError

    bench.respond = lost  # type: ignore[assignment,method-assign]
    with pytest.raises(TimeoutError):
        bench.deliver()
    bench.now += timedelta(minutes=1)
    bench.deliver()
    assert bench.states == [SendState.UNKNOWN]  # no retry key is good for these
    bench.now += 7 * HOUR
    bench.deliver()
    assert (bench.states, rig.seen_by(USER)) == ([SendState.PARKED], [kind[2]])

    assert list(heard(rig, bench)) == [Effect.CONFIRMED]
    assert arrival_of(sent(bench), bench.now) is Arrival.CONFIRMED
