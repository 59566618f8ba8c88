"""Make one call to many who are all claimed, and store for each what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from towkay.domain.aftermath import No
from towkay.domain.batches import Batch, BatchState, after_answer, alone_again, sent_with
from towkay.domain.copying import changed
from towkay.domain.errors import ServiceUnavailable, StaleState
from towkay.domain.health import AccountHealth
from towkay.domain.health import after_call as health_after
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.permits import BotPermit
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import Send, SendState
from towkay.domain.settlement import after_call
from towkay.domain.turns import Turn
from towkay.usecases.batching import pace_call
from towkay.usecases.calling import CALL_NEEDS, forget_unseen, note_health
from towkay.usecases.door import store_outcome
from towkay.usecases.push_going import Going
from towkay.usecases.push_judging import Ready
from towkay.usecases.push_one import brought_on

_CALLS = 3  # of one batch in one run: its key keeps any but the first from being seen
_USED_UP = (Reason.CHANNEL_CAP.value, Reason.QUOTA.value)
_OF_SOMEBODY = frozenset({Refusal.BAD_REQUEST, Refusal.CONTACT_GONE, Refusal.UNDOCUMENTED})


@dataclass(frozen=True, slots=True)
class Claimed:
    """Somebody whose turn is stored with its send claimed for a call to many."""

    ready: Ready
    permit: BotPermit
    turn: Turn


def called(
    batch: Batch, claims: Sequence[Claimed], health: AccountHealth, going: Going
) -> Iterator[Send]:
    """Store the batch, make its call, settle everybody in it.

    While nobody knows what came of it they stay claimed: once their leases are over, whoever finds
    them makes the very same call again.
    """
    door = going.door
    if not door.campaigns.batches.open(batch):
        return  # our leases were over: whoever found that has taken the name
    outcome = _answer(batch, [claim.permit for claim in claims], going)
    _tell_of_account(batch, outcome, health, going)
    known = after_answer(batch, outcome)
    if known.state is BatchState.OPEN:
        return
    if not _is_closed(known, going) and known.state is not BatchState.TAKEN:
        return
    if known.state is BatchState.TAKEN:
        settle = partial(_settled_as_sent, known, outcome, going)
        for moved in going.hands.each(settle, claims):
            yield from moved
        return
    alone = _is_for_each_to_try(outcome)
    for claim in claims:
        moved = list(_settled(claim.turn, known, outcome, alone, going))
        yield from moved
        # Whoever was the first to find the month used up has found it out for the others.
        alone = alone and not any(send.reason in _USED_UP for send in moved)


def _is_closed(known: Batch, going: Going) -> bool:
    """Whether everybody can find how it ended. While its row stands open, whoever finds it repeats
    the whole call: until a no is stored, nobody may be told alone."""
    try:
        going.door.campaigns.batches.close(known)
    except ServiceUnavailable:
        return False
    return True


def _answer(batch: Batch, permits: Sequence[BotPermit], going: Going) -> Outcome:
    """What the channel says; where that is unclear it is asked again at once, as time allows."""
    door, is_unclear = going.door, False
    call = pace_call(batch, permits[0].decision.situation.purpose)
    for _ in range(_CALLS):
        if door.clock() + CALL_NEEDS > door.deadline or not door.pacer.wait(call):
            break
        outcome = door.campaigns.masses.multicast(batch.cast, permits)
        door.pacer.note(call, outcome)
        is_unclear = is_unclear or outcome.verdict is Verdict.UNKNOWN
        if outcome.verdict is Verdict.SENT or not is_unclear:
            return outcome
    # A no to a repetition says nothing of the first try.
    verdict = Verdict.UNKNOWN if is_unclear else Verdict.NOT_SENT
    return Outcome(verdict, code="no_time_for_a_call")


def _tell_of_account(batch: Batch, outcome: Outcome, health: AccountHealth, going: Going) -> None:
    door, contact = going.door, batch.contacts[0]
    note_health(contact, health, health_after(health, outcome, contact, door.clock()), door)


def _settled_as_sent(batch: Batch, outcome: Outcome, going: Going, claim: Claimed) -> list[Send]:
    return list(_settled(claim.turn, batch, outcome, False, going))


def _is_for_each_to_try(outcome: Outcome) -> bool:
    """Whether what refused the request for all may let some of them through.

    One id that the channel does not know spoils it, and so does a quota smaller than all of them.
    """
    is_somebodys = outcome.verdict is Verdict.REFUSED and outcome.refusal in _OF_SOMEBODY
    return is_somebodys or outcome.verdict is Verdict.CAPPED


def _settled(
    turn: Turn, batch: Batch, outcome: Outcome, alone: bool, going: Going
) -> Iterator[Send]:
    door = going.door
    send = _after(turn, batch, outcome, alone, door.clock())
    try:
        # Of a no to many nobody learns whom of them it is about.
        turn = store_outcome(turn, send, No(turn, send, None), door)
    except StaleState:
        return  # the batch's row says what came of it to whoever holds the send now
    forget_unseen(turn, turn.sends[0], door)
    yield turn.sends[0]
    if send.state is SendState.READY and send.not_before is None and not going.is_over():
        yield from brought_on(turn, going)


def _after(turn: Turn, batch: Batch, outcome: Outcome, alone: bool, now: datetime) -> Send:
    send = turn.sends[0]
    if batch.state is BatchState.TAKEN:
        return sent_with(batch, send, now)
    if alone:
        return alone_again(send)
    settled = after_call(turn, send, outcome, now)
    return changed(settled, batch="") if settled.state is SendState.READY else settled
