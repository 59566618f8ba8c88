"""Bring one person of a campaign through the door: claim in one write, call, settle."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from towkay.domain.calls import ChannelCall, call_for
from towkay.domain.copying import changed
from towkay.domain.errors import (
    SendBusy,
    SendPostponed,
    ServiceUnavailable,
    StaleState,
    TurnExists,
)
from towkay.domain.health import AccountHealth, account_of, wait_of
from towkay.domain.permits import Suppression
from towkay.domain.sends import Send
from towkay.domain.settlement import held_back, suppressed
from towkay.domain.turns import Turn
from towkay.ports.pushing import Recipient
from towkay.usecases.calling import Leave, made
from towkay.usecases.claiming import claimed, probed
from towkay.usecases.deliver import brought
from towkay.usecases.push_going import Going
from towkay.usecases.push_judging import Ready, judged, permit_of, read_alone

_TRIES = 4  # against whoever else writes the contact or its history
_WAITING = (SendPostponed, SendBusy, StaleState)  # the due index knows when


def pushed(ready: Ready, going: Going) -> Iterator[Send]:
    """Give the person a turn, and make its calls as far as they may be made now."""
    for _ in range(_TRIES):
        try:
            turn = _begun(ready, going)
        except (StaleState, TurnExists):
            recipient = read_alone(ready.recipient, going)
            if recipient.turn is not None:  # somebody else has begun it, and tells of that
                yield from brought_on(recipient.turn, going)
                yield from followed(ready.place, recipient, going)
                return
            again = judged(ready.place, recipient, going)
            if again is None:
                return
            ready = again
            continue
        if turn is not None:
            yield from _told(turn, going)
            yield from followed(ready.place, changed(ready.recipient, turn=turn), going)
        return
    going.leave(ready.place)


def followed(place: int, recipient: Recipient, going: Going) -> Iterator[Send]:
    """Who has a new id since they were read is told under that one, unless the old one was told."""
    contact, turn = recipient.contact, recipient.turn
    if contact is None or not contact.moved_to or (turn and turn.may_be_seen):
        return
    named = changed(contact.key, user=contact.moved_to)
    again = read_alone(Recipient(changed(recipient.key, contact=named)), going)
    ready = judged(place, again, going) if again.turn is None and again.contact else None
    if ready is not None:
        yield from pushed(ready, going)


def brought_on(turn: Turn, going: Going) -> Iterator[Send]:
    """A turn that is there already goes on as any other does, where it is due."""
    due_at = turn.due_at
    if due_at is None or not _may_go_on(turn, due_at, going.door.clock()):
        return
    with suppress(*_WAITING):
        yield from brought(turn.key, going.door)


def stored_begin(ready: Ready, claim: Send, going: Going) -> Turn:
    """Begin the turn, or find that an unanswered begin of this very run was stored.

    Raises `TurnExists`, `StaleState`, `ServiceUnavailable`.
    """
    permit, watch = permit_of(ready), going.door.campaigns.watch
    turn = changed(ready.turn, sends=(claim, *ready.turn.sends[1:]))
    # What may have been stored is paid for: whoever finds it repeats its call for nothing.
    watch.spend(turn.brand, turn.key.cause, permit.decision.cost)
    try:
        _begin(ready, turn, going)
    except (StaleState, TurnExists):
        watch.unspend(turn.brand, turn.key.cause, permit.decision.cost)
        raise
    return turn


def _begin(ready: Ready, turn: Turn, going: Going) -> None:
    permit, now, claim = permit_of(ready), going.door.clock(), turn.sends[0]
    try:
        going.ledger.begin(turn, permit, ready.judged.after_claim(claim, permit, now), now=now)
    except ServiceUnavailable:
        stored = going.ledger.turn(turn.key, now)
        if stored is None or stored.sends[0] != claim:
            raise


def admitted(ready: Ready, call: ChannelCall, going: Going) -> AccountHealth | None:
    """The account's health if it may be called now; None where the person is left for later."""
    door, contact = going.door, ready.turn.key.contact
    now = door.clock()
    health = door.accounts.read(account_of(contact))
    if health.trouble is not None and health.holds_back(door.owner, now):
        going.wait(ready.place, contact, wait_of(health, contact, now))
        return None
    again_at = door.pacer.admit(call)
    if again_at is not None:
        going.wait(ready.place, contact, again_at)
        return None
    if going.is_over():
        going.leave(ready.place)
        return None
    return health


def _may_go_on(turn: Turn, due_at: datetime, now: datetime) -> bool:
    """What nobody has begun to send yet waits for nobody; all else has its moment."""
    first = turn.open_sends[0]
    return due_at <= now or (first.not_before is None and first.lease_until is None)


def _begun(ready: Ready, going: Going) -> Turn | None:
    """The person's turn once it is stored; None where they are left for later.

    Raises `StaleState`, `TurnExists`.
    """
    door = going.door
    ruling = ready.judged.ruling
    if isinstance(ruling, Suppression):
        return _kept_back(ready, ruling, going)
    call = call_for(ready.turn, ready.send, ruling.route, ruling.token)
    health = admitted(ready, call, going)
    if health is None:
        return None
    body_hash = door.gateway.fingerprint(call, fresh=health.trouble is not None)
    try:
        health = probed(health, call, door.clock(), door)
    except StaleState:  # somebody else finds out how the account is
        going.wait(ready.place, ready.turn.key.contact, health.until or door.clock())
        return None
    claim = claimed(ready.send, ruling, body_hash, door.clock(), door)
    turn = stored_begin(ready, claim, going)
    try:
        return made(turn, claim, call, Leave(ruling, health), door)
    except _WAITING:
        return going.ledger.turn(turn.key, door.clock())


def _kept_back(ready: Ready, ruling: Suppression, going: Going) -> Turn:
    """Held until policy may think otherwise, or suppressed for good: either is one write."""
    now = going.door.clock()
    turn = ready.turn
    for send in turn.sends:
        decided = changed(send, decision=ruling.decision)
        if ruling.until is None:
            turn = turn.with_send(suppressed(decided, ruling.reason, now))
        elif send.index == 0:
            turn = turn.with_send(held_back(decided, ruling.reason.value, ruling.until))
    stored = changed(turn, revision=0)
    try:
        going.ledger.plan(stored, now=now)
    except TurnExists:
        # Ours, where the answer of its first try was lost.
        known = going.ledger.turn(turn.key, now)
        if known is None or known.sends != stored.sends:
            raise
    return stored


def _told(turn: Turn, going: Going) -> Iterator[Send]:
    """Its first send, and then the others, unless they have to wait."""
    yield turn.sends[0]
    if len(turn.sends) > 1:
        yield from brought_on(turn, going)
