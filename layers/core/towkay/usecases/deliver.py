"""The one door: permit, claim, call, outcome, for each send of a turn in order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from towkay.domain.calls import ChannelCall, call_for
from towkay.domain.errors import SendBusy, SendPostponed, ServiceUnavailable, StaleState
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.permits import REPLY_TOKEN_LIFE, Permit, Reason, Suppression, decide
from towkay.domain.settlement import after_call, after_lease, parked, suppressed
from towkay.domain.turns import Route, Send, SendState, Turn, TurnKey
from towkay.ports import ChannelGateway, Clock, SendLedger

LEASE = timedelta(seconds=12)  # longer than the function's time-out: nobody running is robbed
_CALL_NEEDS = timedelta(seconds=7)  # connect 2 s + read 4 s, and time to store the outcome
_WRITE_NEEDS = timedelta(seconds=1)
_SETTLING_TRIES = 4
_STEPS = 8  # claim, refused token, claim again, and a few lost races


@dataclass(frozen=True, slots=True)
class Door:
    """The door's tools. `owner` names this run in claims, `deadline` is when it is cut off."""

    owner: str
    deadline: datetime
    clock: Clock
    ledger: SendLedger
    gateway: ChannelGateway


def deliver(key: TurnKey, *, door: Door) -> Iterator[Send]:
    """Bring every send of a turn as far as it can be brought now, and hand out each that moved.

    A generator, so that what came of one send is told although a later one must wait. Raises
    `SendBusy`, `SendPostponed`, `StaleState`, `ServiceUnavailable` when the rest must wait; until
    then later sends of the conversation wait too, so nothing overtakes.
    """
    turn = door.ledger.turn(key, door.clock())
    if turn is None:
        return  # erased or expired: there is nothing to send any more
    for index, before in enumerate(turn.sends):
        turn = _bring(turn, index, door)
        if turn.sends[index] != before:
            yield turn.sends[index]


def _bring(turn: Turn, index: int, door: Door) -> Turn:
    """Move one send until it is final or only time can move it."""
    for _ in range(_STEPS):
        try:
            moved = _step(turn, turn.sends[index], door)
        except StaleState:
            turn = _read_again(turn, door)
            continue
        if moved is turn:
            return turn
        turn = moved
    raise SendPostponed("the send kept moving")


def _read_again(turn: Turn, door: Door) -> Turn:
    fresh = door.ledger.turn(turn.key, door.clock())
    if fresh is None:
        raise StaleState("the turn was erased while its sends were on their way")
    return fresh


def _step(turn: Turn, send: Send, door: Door) -> Turn:
    """One move of one send; the very same turn when there is none to make now."""
    now = door.clock()
    match send.state:
        case SendState.READY:
            return _attempt(turn, send, door)
        case SendState.CLAIMED:
            if send.lease_until is not None and now < send.lease_until:
                raise SendBusy("another worker holds the send")
            return door.ledger.settle(turn, after_lease(turn, send, now))
        case SendState.UNKNOWN if send.settle_by is not None and now >= send.settle_by:
            return door.ledger.settle(turn, parked(send, now))
        case _:
            return turn


def _attempt(turn: Turn, send: Send, door: Door) -> Turn:
    now = door.clock()
    if send.not_before is not None and now < send.not_before:
        raise SendPostponed("the channel asked to wait")
    permit = _judge(turn, send, now, door)
    if isinstance(permit, Suppression):
        return door.ledger.settle(turn, suppressed(send, permit.reason, now))
    call = call_for(turn, send, permit.route)
    body_hash = door.gateway.fingerprint(call)
    if send.ambiguous and send.body_hash != body_hash:
        # The retry key is good for the same bytes only; other bytes could be seen a second time.
        return door.ledger.settle(turn, parked(send, now))
    if now + _CALL_NEEDS > door.deadline:
        raise SendPostponed("too little time left for a call")
    claimed = _claim(turn, _claimed(send, permit, body_hash, now, door), permit, door)
    return _call(claimed, claimed.sends[send.index], call, permit, door)


def _claim(turn: Turn, send: Send, permit: Permit, door: Door) -> Turn:
    """Claim, or find that an unanswered claim of this very run was stored: no call was made yet."""
    try:
        return door.ledger.claim(turn, send, permit)
    except ServiceUnavailable:
        fresh = _read_again(turn, door)
        if fresh.sends[send.index] != send:
            raise
        return fresh


def _judge(turn: Turn, send: Send, now: datetime, door: Door) -> Permit | Suppression:
    """Ask policy again, with facts read at this moment."""
    earlier = turn.sends[: send.index]
    if any(other.state is SendState.REFUSED for other in earlier):
        return Suppression(Reason.EARLIER_REFUSED)
    contact = door.ledger.contact(turn.key.contact)
    if contact is None:
        return Suppression(Reason.NO_CONSENT)  # erased: nobody there has agreed to anything
    return decide(send, turn, contact, now)


def _claimed(send: Send, permit: Permit, body_hash: str, now: datetime, door: Door) -> Send:
    return replace(
        send,
        state=SendState.CLAIMED,
        route=permit.route,
        owner=door.owner,
        lease_until=now + LEASE,
        attempts=send.attempts + 1,
        body_hash=body_hash,
        called_at=now,
        not_before=None,
    )


def _call(turn: Turn, send: Send, call: ChannelCall, permit: Permit, door: Door) -> Turn:
    outcome = door.gateway.call(call, permit)
    unclear_reply = outcome.verdict is Verdict.UNKNOWN and permit.route is Route.REPLY_TOKEN
    if unclear_reply and door.clock() + _CALL_NEEDS <= door.deadline:
        # A reply token is good once: asking again at once tells whether the first try arrived.
        send = replace(send, ambiguous=True)
        outcome = door.gateway.call(call, permit)
    now = door.clock()
    if send.ambiguous and _proves_arrival(outcome, turn, now):
        outcome = replace(outcome, verdict=Verdict.SENT)
    settled = after_call(turn, send, outcome, now)
    after = _settle(turn, settled, door)
    if outcome.verdict in (Verdict.SLOW_DOWN, Verdict.NOT_SENT):
        raise SendPostponed(settled.reason)
    return after


def _settle(turn: Turn, settled: Send, door: Door) -> Turn:
    """Store what is known now: it cannot be learnt again, so a lost race or answer is tried again.

    Raises the last error when the send is no longer this run's, or time runs out.
    """
    for _ in range(_SETTLING_TRIES):
        try:
            return door.ledger.settle(turn, settled)
        except (StaleState, ServiceUnavailable):
            if door.clock() + _WRITE_NEEDS > door.deadline:
                raise
            turn = _read_again(turn, door)
            stored = turn.sends[settled.index]
            if stored == settled or stored.state is SendState.SENT:
                return turn  # the second: the channel's own echo was here first
            if stored.state is not SendState.CLAIMED or stored.owner != door.owner:
                raise
    raise StaleState("the outcome could not be stored")


def _proves_arrival(outcome: Outcome, turn: Turn, now: datetime) -> bool:
    """A token refused while it should still live was used up by our earlier try."""
    used_up = outcome.refusal is Refusal.REPLY_TOKEN
    return used_up and now < turn.received_at + REPLY_TOKEN_LIFE
