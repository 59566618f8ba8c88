"""Make one permitted and claimed call, and store what came of it."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from towkay.domain.aftermath import No
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import CAPABILITIES, ContactKey
from towkay.domain.errors import SendPostponed, ServiceUnavailable, StaleState
from towkay.domain.health import AccountHealth, account_of, wait_of_refused
from towkay.domain.health import after_call as health_after
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.pacing.apart import of_its_own
from towkay.domain.permits import Permit
from towkay.domain.routes import Route
from towkay.domain.sends import Send, SendState
from towkay.domain.settlement import after_call, held_back
from towkay.domain.situations import REPLY_TOKEN_LIFE
from towkay.domain.turns import Turn
from towkay.domain.unasked import unasked_id
from towkay.usecases.door import Door, store_outcome

CALL_NEEDS = timedelta(seconds=7)  # connect 2 s + read 4 s, and time to store the outcome


@dataclass(frozen=True, slots=True)
class Leave:
    """What allows one call: policy's permit, and what is known of the account."""

    permit: Permit
    health: AccountHealth


def made(turn: Turn, send: Send, call: ChannelCall, leave: Leave, door: Door) -> Turn:
    """Make the call of a claimed send and store what came of it.

    Raises `SendPostponed` when the same send may be tried again later.
    """
    send, outcome = _answered(send, call, leave.permit, door)
    outcome = of_its_own(call, outcome)
    now = door.clock()
    door.pacer.note(call, outcome)
    if send.ambiguous and _proves_arrival(outcome, turn, now):
        outcome = replace(outcome, verdict=Verdict.SENT)
    found = health_after(leave.health, outcome, call.contact, now)
    settled = after_call(turn, send, outcome, now)
    if settled.state is SendState.READY and settled.not_before and found.until:
        settled = held_back(
            settled, settled.reason, max(settled.not_before, wait_of_refused(found, now))
        )
    after = store_outcome(turn, settled, No(turn, send, outcome.refusal), door)
    forget_unseen(after, after.sends[send.index], door)
    _note_token(call, outcome, now, door)
    _note_month(call, outcome, door)
    note_health(call.contact, leave.health, found, door)
    if settled.state is SendState.READY and settled.not_before:
        raise SendPostponed(settled.reason or "unclear", settled.not_before)
    return after


def _answered(send: Send, call: ChannelCall, permit: Permit, door: Door) -> tuple[Send, Outcome]:
    """What the channel answered, and the send as ambiguous as that leaves it."""
    if not door.pacer.wait(call):
        return send, Outcome(Verdict.NOT_SENT, code="pace_ran_out")
    outcome = door.gateway.call(call, permit)
    unclear_reply = outcome.verdict is Verdict.UNKNOWN and permit.route is Route.REPLY_TOKEN
    no_time = door.clock() + CALL_NEEDS > door.deadline
    if not unclear_reply or no_time or not door.pacer.wait(call):
        return send, outcome
    # A reply token is good once: asking again at once tells whether the first try arrived.
    return replace(send, ambiguous=True), door.gateway.call(call, permit)


def _note_token(call: ChannelCall, outcome: Outcome, now: datetime, door: Door) -> None:
    """What was called on is used, seen or not; where that cannot be stored, the history knows."""
    dead = outcome.refusal is Refusal.SUBSCRIPTION_ENDED
    called = outcome.verdict in (Verdict.SENT, Verdict.UNKNOWN)
    if call.token and (called or dead):
        with suppress(StaleState, ServiceUnavailable):
            door.ledger.use_token(call.contact, call.token, now, dead=dead)


def _note_month(call: ChannelCall, outcome: Outcome, door: Door) -> None:
    """A month that is used up is so for everybody; elsewhere it was too much for one person."""
    if outcome.verdict is Verdict.CAPPED and CAPABILITIES[call.contact.channel].has_quota:
        door.facts.use_up(account_of(call.contact))


def note_health(
    contact: ContactKey, before: AccountHealth, found: AccountHealth, door: Door
) -> None:
    """Whoever was first to tell has told the same; whoever cannot tell leaves it to the next."""
    if found != before:
        with suppress(StaleState, ServiceUnavailable):
            door.accounts.write(account_of(contact), found)


def forget_unseen(turn: Turn, send: Send, door: Door) -> None:
    """What nobody can have seen counts towards no cap; where that cannot be stored, it does."""
    unseen = send.state in (SendState.REFUSED, SendState.SUPPRESSED, SendState.READY)
    if not unseen or send.ambiguous or not send.is_unasked or send.called_at is None:
        return
    cost = send.decision.cost if send.decision else ""
    with suppress(StaleState, ServiceUnavailable):
        door.campaigns.watch.unspend(turn.brand, turn.key.cause, cost)
        contact = door.ledger.contact(turn.key.contact)
        person = contact.person_name if contact else ""
        own = unasked_id(turn.key, send.index)
        door.ledger.forget(turn.brand, person, own, send.called_at)


def _proves_arrival(outcome: Outcome, turn: Turn, now: datetime) -> bool:
    """A token refused while it should still live was used up by our earlier try."""
    used_up = outcome.refusal is Refusal.REPLY_TOKEN
    return used_up and now < turn.received_at + REPLY_TOKEN_LIFE
