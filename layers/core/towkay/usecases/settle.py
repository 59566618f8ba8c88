"""Take one receipt: settle the send it names, and move the contact's marks forward."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from towkay.domain.aftermath import Learnt, No
from towkay.domain.channels import ContactKey
from towkay.domain.errors import MalformedBody, StaleState
from towkay.domain.events import Event, ReceiptArrived, ReceiptKind
from towkay.domain.outcomes import Refusal
from towkay.domain.receipts import Marks
from towkay.domain.send_ids import parse_send_id
from towkay.domain.sends import Send, SendState
from towkay.domain.settlement import arrived, confirmed, failed
from towkay.domain.turns import Turn, TurnKey
from towkay.ports.tables import ReceiptLedger
from towkay.usecases.learning import lesson_of

_SEEN = frozenset({ReceiptKind.DELIVERED, ReceiptKind.READ})
_MOST_NAMES = 4  # of one shopper: a number, and the ids before and after it
_TRIES = 4  # against the door and the receipts of the turn's other sends


class Effect(StrEnum):
    """What a receipt changed; the value is also the metric's name."""

    CONFIRMED = "confirmed"  # a send that was open, unclear or parked is known to have been taken
    FAILED = "failed"  # a send that was taken is known not to have arrived
    ADVANCED = "advanced"  # more is delivered, or read, than was known
    KNOWN = "known"  # nothing new
    UNMATCHED = "unmatched"  # it names no send of ours: another program of the brand, or long gone


@dataclass(frozen=True, slots=True)
class Settled:
    """The effect, and for a send its state before and after."""

    effect: Effect
    before: SendState | None = None
    after: SendState | None = None

    @property
    def is_late(self) -> bool:
        """Whether the send had been given up already."""
        return self.before is SendState.PARKED and self.after is SendState.SENT


def settle(event: Event, *, now: datetime, ledger: ReceiptLedger) -> Settled:
    """Apply a receipt; twice is once, and the order of several does not matter.

    Raises `MalformedBody` when the event is no receipt, `StaleState` after too many lost races.
    """
    receipt = event.happening
    if not isinstance(receipt, ReceiptArrived):
        raise MalformedBody("not a receipt")
    settled, whose = _found(event.contact, receipt, now, ledger)
    if receipt.kind not in _SEEN or receipt.up_to is None:
        return settled
    event = replace(event, contact=whose)
    advanced = _advance(event, receipt.up_to, receipt.kind, now, ledger)
    # That it was taken at all is the greater news of the two.
    return settled if settled.effect is Effect.CONFIRMED else advanced


def _found(
    contact: ContactKey, receipt: ReceiptArrived, now: datetime, ledger: ReceiptLedger
) -> tuple[Settled, ContactKey]:
    """What it settles and in whose conversation, under whatever id the send went out."""
    named = parse_send_id(contact, receipt.send_id)
    if named is None:
        return Settled(Effect.UNMATCHED), contact
    for one in _names_of(contact, ledger):
        key, index = replace(named[0], contact=one), named[1]
        settled = _settle(key, index, receipt, now, ledger)
        if settled.effect is not Effect.UNMATCHED:
            return settled, one
    return Settled(Effect.UNMATCHED), contact


def _names_of(contact: ContactKey, ledger: ReceiptLedger) -> Iterator[ContactKey]:
    """The contact itself, then the ids that its shopper has had, or has since."""
    names = [contact]
    for place in range(_MOST_NAMES):
        if place == len(names):
            return
        yield names[place]
        known = ledger.contact(names[place])
        users = (known.moved_to, known.moved_from) if known else ()
        others = (replace(contact, user=user) for user in users if user)
        names += [other for other in others if other not in names]


def _advance(
    event: Event, told: datetime, kind: ReceiptKind, now: datetime, ledger: ReceiptLedger
) -> Settled:
    # A clock ahead of ours, a platform's or another worker's, must not cover what we send later.
    up_to = min(told, event.received_at, now)
    is_read = kind is ReceiptKind.READ
    marks = Marks(read_up_to=up_to) if is_read else Marks(delivered_up_to=up_to)
    moved = ledger.advance(event.contact, marks, now)
    return Settled(Effect.ADVANCED if moved else Effect.KNOWN)


def _settle(
    key: TurnKey, index: int, receipt: ReceiptArrived, now: datetime, ledger: ReceiptLedger
) -> Settled:
    for _ in range(_TRIES):
        turn = ledger.turn(key, now)
        if turn is None or index >= len(turn.sends):
            return Settled(Effect.UNMATCHED)
        try:
            return _store(turn, turn.sends[index], receipt, now, ledger)
        except StaleState:
            continue  # the door moved a send of the turn meanwhile: look again
    raise StaleState("the turn kept changing")


def _store(
    turn: Turn, send: Send, receipt: ReceiptArrived, now: datetime, ledger: ReceiptLedger
) -> Settled:
    told = _told(send, receipt, now)
    after = replace(told, billed=receipt.billed or told.billed)
    if after == send:
        return Settled(Effect.KNOWN, send.state, send.state)
    ledger.settle(turn, after, _lesson(turn, send, after, receipt, ledger))
    if send.state is after.state:
        return Settled(Effect.KNOWN, send.state, send.state)  # only what it costs, or that it came
    effect = Effect.FAILED if receipt.kind is ReceiptKind.FAILED else Effect.CONFIRMED
    return Settled(effect, send.state, after.state)


def _lesson(
    turn: Turn, send: Send, after: Send, receipt: ReceiptArrived, ledger: ReceiptLedger
) -> Learnt | None:
    """What a failure tells of the shopper. An ended leave is told by an event beside it."""
    has_failed = after.state is SendState.REFUSED and send.state is not after.state
    if not has_failed or receipt.refusal is Refusal.SUBSCRIPTION_ENDED:
        return None
    return lesson_of(No(turn, send, receipt.refusal), ledger)


def _told(send: Send, receipt: ReceiptArrived, now: datetime) -> Send:
    """The send as the receipt leaves it."""
    if receipt.kind is ReceiptKind.FAILED:
        return failed(send, receipt.code, now)
    proved = arrived if receipt.kind in _SEEN else confirmed
    return proved(send, receipt.provider_id, now)
