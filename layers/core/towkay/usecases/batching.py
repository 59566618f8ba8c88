"""What becomes of a send whose call was to many, once nobody is at work on it any more?"""

from contextlib import suppress
from datetime import datetime

from towkay.domain.batches import Batch, BatchKey, BatchState, after_answer, alone_again, sent_with
from towkay.domain.calls import ChannelCall
from towkay.domain.copying import changed
from towkay.domain.errors import AccountPaced, SendPostponed, ServiceUnavailable
from towkay.domain.messages import Purpose
from towkay.domain.policy.judging import Denied
from towkay.domain.routes import Route
from towkay.domain.runs import run_of
from towkay.domain.sends import Send, SendState
from towkay.domain.settlement import after_lease, held_back, parked
from towkay.domain.turns import Turn
from towkay.usecases.calling import CALL_NEEDS, forget_unseen
from towkay.usecases.door import Door
from towkay.usecases.repeating import repetition_denied


def resolved(turn: Turn, send: Send, door: Door) -> Turn:
    """The send as its batch ended; one whose end nobody knows is asked for again, whole.

    Raises `SendPostponed` when it is worth asking again later.
    """
    run = run_of(turn.brand, turn.key.cause)
    if run is None:
        return door.ledger.settle(turn, parked(send, door.clock()))
    key = BatchKey(run, send.batch)
    batch = door.campaigns.batches.batch(key) or _voided(key, turn, door)
    if batch is None:
        raise SendPostponed("the batch was just opened")
    if batch.state is BatchState.OPEN:
        return _repeated(batch, turn, send, door)
    return _ended(batch, turn, send, door)


def _voided(key: BatchKey, turn: Turn, door: Door) -> Batch | None:
    """Take the name of a batch that was never opened, so that it never will be."""
    batch = Batch(key, (), turn.endpoint, (), door.clock(), BatchState.VOID)
    return batch if door.campaigns.batches.open(batch) else None


def _ended(batch: Batch, turn: Turn, send: Send, door: Door) -> Turn:
    now = door.clock()
    if batch.state is BatchState.TAKEN:
        return door.ledger.settle(turn, sent_with(batch, send, now))
    if batch.state is BatchState.UNCLEAR:
        return door.ledger.settle(turn, parked(changed(send, ambiguous=True), now))
    after = door.ledger.settle(turn, alone_again(send))
    forget_unseen(after, after.sends[send.index], door)
    return after


def _repeated(batch: Batch, turn: Turn, send: Send, door: Door) -> Turn:
    """The very same call once more: the channel says whether it has taken it already."""
    now = door.clock()
    if not batch.is_repeatable(now):
        return _given_up(batch, turn, send, door)
    against = repetition_denied(batch, turn, send, door)
    if against is not None:
        return _not_now(batch, against, turn, send, door)
    call = pace_call(batch, send.purpose)
    again_at = door.pacer.admit(call)
    if again_at is not None:
        raise AccountPaced(again_at)
    if now + CALL_NEEDS > door.deadline or not door.pacer.wait(call):
        raise SendPostponed("too little time left for a call")
    outcome = door.campaigns.masses.repeat(batch)
    door.pacer.note(call, outcome)
    known = after_answer(batch, outcome)
    if known.state is not BatchState.TAKEN:
        # A no to a repetition says nothing of the first try.
        return _still_unclear(turn, send, door.clock(), door)
    with suppress(ServiceUnavailable):
        door.campaigns.batches.close(known)
    return _ended(known, turn, send, door)


def _given_up(batch: Batch, turn: Turn, send: Send, door: Door) -> Turn:
    """Nobody asks any more what became of it, unless somebody has learnt it meanwhile."""
    batches = door.campaigns.batches
    batches.close(changed(batch, state=BatchState.UNCLEAR))
    return _ended(batches.batch(batch.key) or batch, turn, send, door)


def _not_now(batch: Batch, against: Denied, turn: Turn, send: Send, door: Door) -> Turn:
    """Asked for again once all may see it, if the channel still knows the call by then."""
    until = against.until
    if until is None or not batch.is_repeatable(until):
        return _given_up(batch, turn, send, door)
    ready = changed(send, state=SendState.READY, owner="", lease_until=None, ambiguous=True)
    held = held_back(ready, against.reason.value, until)
    return turn if send == held else door.ledger.settle(turn, held)


def _still_unclear(turn: Turn, send: Send, now: datetime, door: Door) -> Turn:
    waiting = door.ledger.settle(turn, after_lease(turn, send, now))
    settled = waiting.sends[send.index]
    raise SendPostponed(settled.reason or "unclear", settled.not_before)


def pace_call(batch: Batch, purpose: Purpose) -> ChannelCall:
    """What the pacer counts: one call, of the kind that goes to many."""
    return ChannelCall(
        batch.contacts[0],
        batch.endpoint,
        batch.key.name,
        Route.PUSH,
        batch.messages,
        purpose=purpose,
        to_many=True,
    )
