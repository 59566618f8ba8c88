"""The one door: permit, claim, call, outcome, for each send of a turn in order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from towkay.domain.calls import call_for
from towkay.domain.errors import AccountPaced, SendBusy, SendPostponed, StaleState
from towkay.domain.health import AccountHealth, account_of, wait_of
from towkay.domain.messages import Purpose
from towkay.domain.permits import Suppression
from towkay.domain.sends import Send, SendState
from towkay.domain.settlement import (
    after_lease,
    held_back,
    parked,
    retry_key_lives,
    suppressed,
)
from towkay.domain.turns import Turn, TurnKey
from towkay.usecases.batching import resolved
from towkay.usecases.calling import CALL_NEEDS, Leave, made
from towkay.usecases.claiming import claimed, probed
from towkay.usecases.door import Door, read_again, store_claim
from towkay.usecases.gesturing import gestured
from towkay.usecases.permission import asked

_STEPS = 8  # claim, refused token, claim again, and a few lost races


def deliver(key: TurnKey, *, door: Door) -> Iterator[Send]:
    """Bring every send of a turn as far as it can be brought now, and hand out each that moved.

    A generator, so that what came of one send is told although a later one must wait. Raises
    `SendBusy`, `SendPostponed`, `StaleState`, `ServiceUnavailable` when the rest must wait; until
    then later sends of the conversation wait too, so nothing overtakes. Nobody's answer waits for
    what was not asked for: where that knows its moment, it ends quietly.
    """
    try:
        yield from brought(key, door)
    finally:
        door.campaigns.watch.settle_up()


def brought(key: TurnKey, door: Door) -> Iterator[Send]:
    """As `deliver`, for whoever has more to do for the campaign and settles up at the end of it."""
    turn = door.ledger.turn(key, door.clock())
    if turn is not None:  # else it was erased or is expired: there is nothing to send any more
        yield from _moved(turn, door)


def _moved(turn: Turn, door: Door) -> Iterator[Send]:
    """Each send that moved, up to the first that has to wait."""
    for index, before in enumerate(turn.sends):
        turn = _brought(turn, index, door)
        if turn.sends[index] != before:
            yield turn.sends[index]
        if turn.sends[index].state is SendState.READY:
            return  # the due index knows when; a record kept until then would hold back the chat


def _brought(turn: Turn, index: int, door: Door) -> Turn:
    """Bring one send; what nobody asked for is stored with its moment and waits outside the queue.

    Kept there it would hold back the shopper's answers, and use up its receives. Only news that
    waits for its share of the pace stays, for the few seconds it has to: to keep its order.
    """
    try:
        return _bring(turn, index, door)
    except SendPostponed as wait:
        send = turn.sends[index]
        in_queue = isinstance(wait, AccountPaced) and send.purpose is not Purpose.MARKETING
        if wait.until is None or in_queue or not send.is_unasked:
            raise
        return _stored_wait(read_again(turn, door), index, str(wait), wait.until, door)


def _stored_wait(turn: Turn, index: int, reason: str, until: datetime, door: Door) -> Turn:
    """The turn with the wait in it, which most who postpone have stored by then."""
    send = turn.sends[index]
    if send.state is not SendState.READY or (send.not_before and until <= send.not_before):
        return turn
    return door.ledger.settle(turn, held_back(send, reason, until))


def _bring(turn: Turn, index: int, door: Door) -> Turn:
    """Move one send until it is final or only time can move it."""
    for _ in range(_STEPS):
        try:
            moved = _step(turn, turn.sends[index], door)
        except StaleState:
            turn = read_again(turn, door)
            continue
        if moved is turn or moved.sends[index].is_held(door.clock()):
            return moved
        turn = moved
    raise SendPostponed("the send kept moving")


def _step(turn: Turn, send: Send, door: Door) -> Turn:
    """One move of one send; the very same turn when there is none to make now."""
    now = door.clock()
    match send.state:
        case SendState.READY if send.batch:
            _wait_of(send, now)
            return resolved(turn, send, door)
        case SendState.READY:
            return _attempt(turn, send, door)
        case SendState.CLAIMED:
            if send.lease_until is not None and now < send.lease_until:
                raise SendBusy("another worker holds the send")
            if send.batch:
                return resolved(turn, send, door)
            return door.ledger.settle(turn, after_lease(turn, send, now))
        case SendState.UNKNOWN if send.settle_by is not None and now >= send.settle_by:
            return door.ledger.settle(turn, parked(send, now))
        case _:
            return turn


def _attempt(turn: Turn, send: Send, door: Door) -> Turn:
    """Make the call if policy, time and the account's health let it be made now.

    Policy first: what may never be sent need not wait for anything.
    """
    now = door.clock()
    judged = asked(turn, send, now, door)
    permit = judged.ruling
    if isinstance(permit, Suppression):
        return _kept_back(turn, send, permit, now, door)
    send = judged.send  # from here on the template, where its words may not go
    _wait_of(send, now)
    health = _admitted(turn, send, now, door)
    call = call_for(turn, send, permit.route, permit.token)
    again_at = door.pacer.admit(call)
    if again_at is not None:
        raise AccountPaced(again_at)
    body_hash = door.gateway.fingerprint(call, fresh=health.trouble is not None)
    same = send.body_hash == body_hash and retry_key_lives(turn, send, now)
    if send.ambiguous and not same:
        # A retry key is good for the same bytes and a day: else it could be seen a second time.
        return door.ledger.settle(turn, parked(send, now))
    if health.trouble is None:
        gestured(send, call, permit, judged.rules, door)
    _in_time(door)
    health = probed(health, call, now, door)
    claim = claimed(send, permit, body_hash, now, door)
    moved = store_claim(turn, claim, permit, door, judged.after_claim(send, permit, now))
    return made(moved, moved.sends[send.index], call, Leave(permit, health), door)


def _in_time(door: Door) -> None:
    """Asked anew before the claim: the reads may have been slow. Raises `SendPostponed`."""
    if door.clock() + CALL_NEEDS > door.deadline:
        raise SendPostponed("too little time left for a call")


def _wait_of(send: Send, now: datetime) -> None:
    """Raises `SendPostponed` while the send must wait; a hold is over once policy says yes."""
    if send.not_before and now < send.not_before and not send.is_held(now):
        raise SendPostponed(send.reason or "unclear", send.not_before)


def _admitted(turn: Turn, send: Send, now: datetime, door: Door) -> AccountHealth:
    """The account's health if it may be called now; else the send waits. Raises `SendPostponed`."""
    health = door.accounts.read(account_of(turn.key.contact))
    if health.trouble is None or not health.holds_back(door.owner, now):
        return health
    waiting = held_back(send, health.trouble.reason, wait_of(health, turn.key.contact, now))
    door.ledger.settle(turn, waiting)
    raise SendPostponed(waiting.reason, waiting.not_before)


def _kept_back(turn: Turn, send: Send, ruling: Suppression, now: datetime, door: Door) -> Turn:
    """Held until policy may think otherwise, or suppressed for good."""
    # What may have been seen keeps the judgement on which it was called.
    decided = send if send.ambiguous else replace(send, decision=ruling.decision)
    if ruling.until is None:
        return door.ledger.settle(turn, suppressed(decided, ruling.reason, now))
    held = held_back(decided, ruling.reason.value, ruling.until)
    if (send.reason, send.not_before) == (held.reason, held.not_before):
        return turn  # asked too early: it is held already
    return door.ledger.settle(turn, held)
