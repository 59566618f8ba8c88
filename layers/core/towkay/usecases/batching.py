"""What becomes of a send whose call was to many, once nobody is at work on it any more?"""

from contextlib import suppress
from datetime import datetime

from towkay.domain.batches import (
    ASKED_AGAIN,
    Batch,
    BatchKey,
    BatchState,
    after_answer,
    alone_again,
    asked_again,
    sent_with,
)
from towkay.domain.calls import ChannelCall
from towkay.domain.copying import changed
from towkay.domain.errors import AccountPaced, SendPostponed, ServiceUnavailable, StaleState
from towkay.domain.health import AccountHealth, account_of, wait_of
from towkay.domain.health import after_call as health_after
from towkay.domain.messages import Purpose
from towkay.domain.outcomes import Outcome
from towkay.domain.policy.judging import Denied
from towkay.domain.routes import Route
from towkay.domain.runs import run_of
from towkay.domain.sends import Send, SendState
from towkay.domain.settlement import held_back, parked
from towkay.domain.turns import Turn
from towkay.usecases.calling import CALL_NEEDS, forget_unseen, note_health
from towkay.usecases.claiming import probed
from towkay.usecases.door import Door
from towkay.usecases.repeating import objection_of_any, own_objection


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
        # Whatever it waited for until now is not why nobody asks any more.
        unclear = changed(send, ambiguous=True, reason="")
        return door.ledger.settle(turn, parked(unclear, now))
    after = door.ledger.settle(turn, alone_again(send))
    forget_unseen(after, after.sends[send.index], door)
    return after


def _repeated(batch: Batch, turn: Turn, send: Send, door: Door) -> Turn:
    """The very same call once more: the channel says whether it has taken it already."""
    now = door.clock()
    if not batch.is_repeatable(now):
        return _given_up(batch, turn, send, door)
    against = own_objection(turn, send, door)
    if against is not None:
        return _not_now(batch, against, turn, send, door)
    if batch.again_at is not None and now < batch.again_at:
        raise _waiting(turn, send, ASKED_AGAIN, batch.again_at, door)
    return _asked_for_all(batch, turn, send, door)


def _asked_for_all(batch: Batch, turn: Turn, send: Send, door: Door) -> Turn:
    """One of its people asks what became of it, each time later than before.

    Raises `StaleState` where another one does so at this very moment.
    """
    call = pace_call(batch, send.purpose)
    health = _admitted(call, turn, send, door)
    asking, batches = asked_again(batch, door.clock()), door.campaigns.batches
    if not batches.hold(batch, asking):
        raise StaleState("another one asks for all of them")
    against = objection_of_any(batch, turn, send, door)
    if against is not None:
        batches.hold(asking, changed(asking, again_at=against.until or asking.again_at))
        return _not_now(asking, against, turn, send, door)
    outcome = _answer(asking, call, health, door)
    known = after_answer(asking, outcome)
    if known.state is not BatchState.TAKEN:
        # A no to a repetition says nothing of the first try.
        raise _waiting(turn, send, ASKED_AGAIN, asking.again_at or door.clock(), door)
    with suppress(ServiceUnavailable):
        batches.close(known)
    return _ended(known, turn, send, door)


def _admitted(call: ChannelCall, turn: Turn, send: Send, door: Door) -> AccountHealth:
    """The account's health if it may be called now. Raises `SendPostponed`."""
    contact, now = turn.key.contact, door.clock()
    health = door.accounts.read(account_of(contact))
    if health.trouble is not None and health.holds_back(door.owner, now):
        raise _waiting(turn, send, health.trouble.reason, wait_of(health, contact, now), door)
    again_at = door.pacer.admit(call)
    if again_at is not None:
        raise AccountPaced(again_at)
    return health


def _answer(batch: Batch, call: ChannelCall, health: AccountHealth, door: Door) -> Outcome:
    """What the channel says, also of the account. Raises `SendPostponed` where time is short."""
    health = probed(health, call, door.clock(), door)
    # Asked anew: it may have taken long to read everybody.
    if door.clock() + CALL_NEEDS > door.deadline or not door.pacer.wait(call):
        raise SendPostponed("too little time left for a call")
    outcome = door.campaigns.masses.repeat(batch)
    door.pacer.note(call, outcome)
    found = health_after(health, outcome, call.contact, door.clock())
    note_health(call.contact, health, found, door)
    return outcome


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
    return _held(turn, send, against.reason.value, until, door)


def _waiting(turn: Turn, send: Send, reason: str, until: datetime, door: Door) -> SendPostponed:
    _held(turn, send, reason, until, door)
    return SendPostponed(reason, until)


def _held(turn: Turn, send: Send, reason: str, until: datetime, door: Door) -> Turn:
    ready = changed(send, state=SendState.READY, owner="", lease_until=None, ambiguous=True)
    held = held_back(ready, reason, until)
    return turn if send == held else door.ledger.settle(turn, held)


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
