"""The door: what is called, when, by which route, and what is remembered of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from tests.support.shop import LINE_SHOPPER, NOW, PAGE_SHOPPER
from towkay.adapters.memory.conversations import MemoryConversations, MemorySendLedger
from towkay.adapters.memory.gateway import MemoryGateway
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.channels import ContactKey
from towkay.domain.consent import Consent
from towkay.domain.contacts import Contact, Handover, HandoverState
from towkay.domain.errors import SendBusy, SendPostponed
from towkay.domain.messages import Purpose, Text
from towkay.domain.orders import SendOrder
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.permits import Permit, Reason
from towkay.domain.turns import Inbound, Reasoning, Route, Rule, Send, SendState, Turn, TurnKey
from towkay.usecases.deliver import Door, deliver

SENT = Outcome(Verdict.SENT, provider_ids=("p1",))
UNKNOWN = Outcome(Verdict.UNKNOWN)
TOKEN_REFUSED = Outcome(Verdict.REFUSED, Refusal.REPLY_TOKEN)


@dataclass
class Bench:
    """One stored turn, a scripted channel and a clock."""

    key: ContactKey = LINE_SHOPPER
    answers: list[Outcome] = field(default_factory=list)
    contact: Contact = field(init=False)
    now: datetime = NOW
    calls: list[SendOrder] = field(default_factory=list)
    on_call: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.table = MemoryTable()
        self.store = MemoryConversations(self.table)
        self.ledger = MemorySendLedger(self.table)
        self.contact = Contact(
            self.key,
            "demo",
            "demo",
            window_closes_at=NOW + timedelta(hours=24),
            last_event_at=NOW,
        )
        self.turn_key = TurnKey(self.key, NOW, "cause-1")

    def store_turn(self, *texts: str, purpose: Purpose = Purpose.REPLY, **about: object) -> Turn:
        sends = tuple(Send(n, purpose, (Text(text),)) for n, text in enumerate(texts or ("好",)))
        is_line = self.key == LINE_SHOPPER
        turn = Turn(
            self.turn_key,
            "demo",
            "demo",
            Inbound("MessageReceived", "問"),
            Reasoning(Rule.ANSWERED),
            created_at=NOW,
            received_at=NOW,
            sends=sends,
            reply_token="token-1" if is_line else None,
        )
        turn = replace(turn, **about)  # type: ignore[arg-type]  # fields of Turn
        self.store.commit(self.contact, turn, now=NOW)
        return turn

    def change_contact(self, **about: object) -> None:
        stored = self.table.contacts[self.key]
        fresh = replace(stored, version=stored.version + 1, **about)  # type: ignore[arg-type]
        self.table.contacts[self.key] = fresh

    def respond(self, order: SendOrder, permit: Permit) -> Outcome:
        self.calls.append(order)
        self.on_call()
        return self.answers.pop(0) if self.answers else SENT

    def deliver(self, *, time_left: float = 10, owner: str = "run-1") -> tuple[Send, ...]:
        gateway = MemoryGateway(self.respond)
        deadline = self.now + timedelta(seconds=time_left)
        door = Door(owner, deadline, lambda: self.now, self.ledger, gateway)
        return deliver(self.turn_key, door)

    @property
    def sends(self) -> tuple[Send, ...]:
        turn = self.table.turn(self.turn_key, self.now)
        assert turn is not None
        return turn.sends

    @property
    def states(self) -> list[SendState]:
        return [send.state for send in self.sends]


def test_a_fresh_line_turn_goes_by_its_reply_token() -> None:
    bench = Bench()
    bench.store_turn()
    bench.deliver()
    assert bench.states == [SendState.SENT]
    assert bench.calls[0].route is Route.REPLY_TOKEN and bench.calls[0].reply_token == "token-1"


def test_an_old_reply_token_is_not_tried() -> None:
    bench = Bench()
    bench.store_turn()
    bench.now += timedelta(seconds=51)
    bench.deliver()
    assert [call.route for call in bench.calls] == [Route.PUSH]
    assert bench.states == [SendState.SENT]


def test_a_refused_reply_token_is_followed_by_a_push() -> None:
    bench = Bench(answers=[TOKEN_REFUSED, SENT])
    bench.store_turn()
    bench.deliver()
    assert [call.route for call in bench.calls] == [Route.REPLY_TOKEN, Route.PUSH]
    assert bench.states == [SendState.SENT]


def test_the_tail_of_a_long_line_answer_goes_by_push() -> None:
    bench = Bench()
    bench.store_turn("一", "二")
    bench.deliver()
    assert [call.route for call in bench.calls] == [Route.REPLY_TOKEN, Route.PUSH]
    assert bench.states == [SendState.SENT, SendState.SENT]


def test_a_lost_reply_answer_is_settled_by_the_token_itself() -> None:
    bench = Bench(answers=[UNKNOWN, TOKEN_REFUSED])
    bench.store_turn()
    bench.deliver()
    assert bench.states == [SendState.SENT]
    assert [call.route for call in bench.calls] == [Route.REPLY_TOKEN] * 2


def test_a_reply_that_may_have_arrived_is_never_pushed() -> None:
    bench = Bench(answers=[UNKNOWN, UNKNOWN])
    bench.store_turn()
    with pytest.raises(SendPostponed):
        bench.deliver()
    bench.now += timedelta(seconds=70)
    bench.deliver()
    assert bench.states == [SendState.PARKED]
    assert Route.PUSH not in [call.route for call in bench.calls]


def test_an_unclear_push_is_repeated_with_the_same_id() -> None:
    bench = Bench(answers=[UNKNOWN, SENT])
    bench.store_turn(reply_token=None)
    with pytest.raises(SendPostponed):
        bench.deliver()
    bench.now += timedelta(seconds=3)
    bench.deliver()
    assert bench.states == [SendState.SENT]
    assert bench.calls[0].send_id == bench.calls[1].send_id


def test_an_unclear_push_is_not_repeated_with_other_words() -> None:
    bench = Bench(answers=[UNKNOWN])
    bench.store_turn(reply_token=None)
    with pytest.raises(SendPostponed):
        bench.deliver()
    stored = bench.table.turn(bench.turn_key, bench.now)
    assert stored is not None
    reworded = replace(stored.sends[0], messages=(Text("改了"),))
    bench.ledger.settle(stored, reworded)
    bench.now += timedelta(seconds=3)
    bench.deliver()
    assert bench.states == [SendState.PARKED] and len(bench.calls) == 1


def test_an_unclear_page_message_is_never_repeated() -> None:
    bench = Bench(PAGE_SHOPPER, answers=[UNKNOWN])
    bench.store_turn()
    bench.deliver()
    assert bench.states == [SendState.UNKNOWN]
    bench.now += timedelta(minutes=3)
    bench.deliver()
    assert bench.states == [SendState.PARKED] and len(bench.calls) == 1


def test_after_an_unclear_send_the_next_one_goes_on() -> None:
    bench = Bench(PAGE_SHOPPER, answers=[UNKNOWN, SENT])
    bench.store_turn("一", "二")
    bench.deliver()
    assert bench.states == [SendState.UNKNOWN, SendState.SENT]


def test_after_a_refused_send_the_rest_is_suppressed() -> None:
    bench = Bench(PAGE_SHOPPER, answers=[Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST, code="100")])
    bench.store_turn("一", "二")
    bench.deliver()
    assert bench.states == [SendState.REFUSED, SendState.SUPPRESSED]
    assert bench.sends[0].reason == "bad_request:100"
    assert bench.sends[1].reason == Reason.EARLIER_REFUSED


@pytest.mark.parametrize("verdict", [Verdict.SLOW_DOWN, Verdict.NOT_SENT])
def test_what_certainly_was_not_sent_is_tried_again_later(verdict: Verdict) -> None:
    bench = Bench(PAGE_SHOPPER, answers=[Outcome(verdict), SENT])
    bench.store_turn()
    with pytest.raises(SendPostponed):
        bench.deliver()
    with pytest.raises(SendPostponed):
        bench.deliver()
    assert len(bench.calls) == 1, "not before the wait is over"
    bench.now += timedelta(seconds=3)
    bench.deliver()
    assert bench.states == [SendState.SENT]


def test_the_channels_own_cap_is_a_suppression() -> None:
    bench = Bench(answers=[Outcome(Verdict.CAPPED, Refusal.QUOTA)])
    bench.store_turn(reply_token=None)
    bench.deliver()
    assert bench.states == [SendState.SUPPRESSED]
    assert bench.sends[0].reason == Reason.CHANNEL_CAP


def test_a_worker_that_vanished_leaves_a_page_message_unknown() -> None:
    bench = Bench(PAGE_SHOPPER)
    turn = bench.store_turn()
    _claim_and_vanish(bench, turn)
    with pytest.raises(SendBusy):
        bench.deliver(owner="run-2")
    bench.now += timedelta(seconds=25)
    bench.deliver(owner="run-2")
    assert bench.states == [SendState.UNKNOWN] and bench.calls == []


def test_a_worker_that_vanished_in_a_push_is_followed_with_the_same_key() -> None:
    bench = Bench()
    turn = bench.store_turn(reply_token=None)
    _claim_and_vanish(bench, turn)
    bench.now += timedelta(seconds=25)
    with pytest.raises(SendPostponed):
        bench.deliver(owner="run-2")
    bench.now += timedelta(seconds=5)
    bench.deliver(owner="run-2")
    assert bench.states == [SendState.SENT]


def _claim_and_vanish(bench: Bench, turn: Turn) -> None:
    class Vanished(BaseException):
        pass

    def vanish() -> None:
        raise Vanished

    bench.on_call = vanish
    with pytest.raises(Vanished):
        bench.deliver()
    bench.on_call = lambda: None
    bench.calls.clear()


def test_a_stop_before_the_claim_wins() -> None:
    bench = Bench()
    bench.store_turn()
    later = NOW + timedelta(seconds=1)
    stopped = Consent(stopped=True, changed_at=later, stop_at=later, stop_cause="cause-2")
    bench.change_contact(consent=stopped)
    bench.deliver()
    assert bench.states == [SendState.SUPPRESSED] and bench.sends[0].reason == Reason.STOPPED
    assert bench.calls == []


def test_a_stop_between_decision_and_claim_wins() -> None:
    bench = Bench()
    bench.store_turn()
    read = bench.ledger.contact

    def read_then_stop(key: ContactKey) -> Contact | None:
        contact = read(key)
        if not contact or not contact.consent.stopped:
            later = NOW + timedelta(seconds=1)
            bench.change_contact(consent=Consent(True, later, later, "cause-2"))
        return contact

    bench.ledger.contact = read_then_stop  # type: ignore[method-assign]  # a stop in that very moment
    bench.deliver()
    assert bench.states == [SendState.SUPPRESSED] and bench.calls == []


def test_the_acknowledgement_of_a_stop_is_sent() -> None:
    bench = Bench()
    bench.contact = replace(bench.contact, consent=Consent(True, NOW, NOW, "cause-1"))
    bench.store_turn(reasoning=Reasoning(Rule.STOPPED))
    bench.deliver()
    assert bench.states == [SendState.SENT]


def test_a_person_who_took_over_silences_what_was_already_decided() -> None:
    bench = Bench()
    bench.store_turn()
    held = Handover(HandoverState.HELD, "cause-9", NOW, NOW + timedelta(hours=1))
    bench.change_contact(handover=held)
    bench.deliver()
    assert bench.sends[0].reason == Reason.HUMAN_HOLDS and bench.calls == []


def test_the_message_that_hands_over_is_sent() -> None:
    bench = Bench()
    held = Handover(HandoverState.WAITING, "cause-1", NOW, NOW + timedelta(hours=1))
    bench.contact = replace(bench.contact, handover=held)
    bench.store_turn(reasoning=Reasoning(Rule.HANDED_OVER))
    bench.deliver()
    assert bench.states == [SendState.SENT]


def test_nothing_is_sent_to_someone_who_blocked_the_shop() -> None:
    bench = Bench()
    bench.store_turn()
    bench.change_contact(consent=Consent(stopped=True, reachable=False))
    bench.deliver()
    assert bench.sends[0].reason == Reason.UNREACHABLE


def test_a_page_message_outside_the_window_is_suppressed() -> None:
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn()
    bench.change_contact(window_closes_at=NOW + timedelta(seconds=59))
    bench.deliver()
    assert bench.sends[0].reason == Reason.WINDOW_CLOSED and bench.calls == []


def test_a_reply_after_fifteen_minutes_is_suppressed() -> None:
    bench = Bench()
    bench.store_turn()
    bench.now += timedelta(minutes=16)
    bench.deliver()
    assert bench.sends[0].reason == Reason.EXPIRED


@pytest.mark.parametrize("purpose", [Purpose.SERVICE, Purpose.MARKETING])
def test_without_a_subscription_nothing_unasked_is_sent(purpose: Purpose) -> None:
    bench = Bench()
    bench.store_turn(purpose=purpose)
    bench.deliver()
    assert bench.sends[0].reason == Reason.NO_CONSENT and bench.calls == []


def test_no_call_is_begun_that_the_function_could_not_see_through() -> None:
    bench = Bench()
    bench.store_turn()
    with pytest.raises(SendPostponed):
        bench.deliver(time_left=5)
    assert bench.calls == [] and bench.states == [SendState.READY]


def test_a_turn_that_was_erased_is_nothing_to_do() -> None:
    assert Bench().deliver() == ()


def test_delivering_again_calls_nobody() -> None:
    bench = Bench()
    bench.store_turn()
    bench.deliver()
    assert bench.deliver() == () and len(bench.calls) == 1
