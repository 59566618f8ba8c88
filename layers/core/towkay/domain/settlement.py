"""What state does a send have after a call, a lost lease, a refusal of policy, a deadline?"""

from datetime import datetime, timedelta

from towkay.domain.channels import CAPABILITIES
from towkay.domain.copying import changed
from towkay.domain.messages import Purpose
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.policy.reasons import Reason
from towkay.domain.routes import Route
from towkay.domain.sends import Send, SendState
from towkay.domain.situations import REPLY_TOKEN_LIFE
from towkay.domain.turns import Turn

# What nobody confirms by then is parked; a late echo still settles it. A shopper waits for a reply,
# news of a parcel is looked for the same day, and marketing is counted the next.
_EVIDENCE_WAITS = {
    Purpose.REPLY: timedelta(minutes=2),
    Purpose.SERVICE: timedelta(hours=6),
    Purpose.MARKETING: timedelta(hours=24),
}
_RETRY_KEY_LIFE = timedelta(hours=23)  # LINE keeps a retry key 24 h; the margin is for clocks
_FIRST_BACK_OFF_S = 2
_LONGEST_BACK_OFF_S = 300
# They say nothing of the message: once the account is well again, it is as good as before.
_OF_THE_ACCOUNT = frozenset({Refusal.CREDENTIALS, Refusal.ACCOUNT_BLOCKED})


def after_call(turn: Turn, send: Send, outcome: Outcome, now: datetime) -> Send:
    """The send after `outcome`; it is released whatever happened."""
    released = changed(send, owner="", lease_until=None, request_id=outcome.request_id)
    if send.ambiguous and _is_no(outcome):
        # An earlier try may have been seen: nobody can say now that the shopper got nothing.
        return _ended(released, SendState.PARKED, now, reason=_named(outcome))
    match outcome.verdict:
        case Verdict.SENT:
            return _ended(released, SendState.SENT, now, ids=outcome.provider_ids)
        case Verdict.REFUSED:
            return _refused(released, outcome, now)
        case Verdict.CAPPED:
            return _ended(released, SendState.SUPPRESSED, now, reason=Reason.CHANNEL_CAP)
        case Verdict.UNKNOWN:
            return _unclear(turn, released, now)
        case _:
            return _postponed(released, outcome, now)


def retry_key_lives(turn: Turn, send: Send, now: datetime) -> bool:
    """Whether the channel would still recognise a repeat of the send as one."""
    return now < (send.first_called_at or turn.created_at) + _RETRY_KEY_LIFE


def held_back(send: Send, reason: str, until: datetime) -> Send:
    """A ready send that may not be tried before `until`, for a reason that is not its own."""
    return changed(send, reason=reason, not_before=until)


def after_lease(turn: Turn, send: Send, now: datetime) -> Send:
    """A claimed send whose worker vanished: the call may or may not have been made."""
    return _unclear(turn, changed(send, owner="", lease_until=None), now)


def suppressed(send: Send, reason: Reason, now: datetime) -> Send:
    """A send that policy forbids. If an earlier try may have arrived, nobody can say it did not."""
    end = SendState.PARKED if send.ambiguous else SendState.SUPPRESSED
    return _ended(send, end, now, reason=reason)


def parked(send: Send, now: datetime) -> Send:
    """A send whose outcome nobody will learn any more: counted, visible, never repeated."""
    return _ended(send, SendState.PARKED, now, reason=send.reason or "no_evidence")


def confirmed(send: Send, provider_id: str, at: datetime) -> Send:
    """A send that the channel itself has shown to be taken, whatever was thought of it until now.

    Also one that a worker still holds: the proof counts more than the answer it waits for. Not one
    that the channel reported as failed: that says what became of it after it was taken.
    """
    if send.state is SendState.SENT or _is_reported_failed(send):
        return send
    released = changed(send, owner="", lease_until=None)
    ids = (provider_id,) if provider_id else send.provider_ids
    return _ended(released, SendState.SENT, at, ids=ids)


def arrived(send: Send, provider_id: str, at: datetime) -> Send:
    """A send that the channel has reported as delivered or read, also after it said it failed."""
    if send.state is SendState.SENT:
        return changed(send, arrived=True)
    released = changed(send, owner="", lease_until=None, arrived=True)
    ids = (provider_id,) if provider_id else send.provider_ids
    return _ended(released, SendState.SENT, at, ids=ids)


def failed(send: Send, code: str, at: datetime) -> Send:
    """A send that the channel had taken and then could not deliver, by its own report.

    Not one that arrived: a report of another device, or one that comes late, changes nothing then.
    Source: WhatsApp Business Platform, "Webhooks: statuses", which come in any order.
    """
    if send.arrived or _is_reported_failed(send):
        return send
    released = changed(send, owner="", lease_until=None)
    return _ended(released, SendState.REFUSED, at, reason=f"{Refusal.NOT_DELIVERED}:{code}")


def _is_reported_failed(send: Send) -> bool:
    return send.state is SendState.REFUSED and send.reason.startswith(Refusal.NOT_DELIVERED)


def _refused(send: Send, outcome: Outcome, now: datetime) -> Send:
    if outcome.refusal in _OF_THE_ACCOUNT:
        return _postponed(send, outcome, now)
    template = send.as_template() if outcome.refusal is Refusal.WINDOW_CLOSED else None
    if template is not None:
        # Nobody saw the words, and the channel knows better than we when the shopper wrote.
        return changed(template, state=SendState.READY, route=None, reason=_named(outcome))
    if outcome.refusal is not Refusal.REPLY_TOKEN:
        return _ended(send, SendState.REFUSED, now, reason=_named(outcome))
    if send.ambiguous:
        # Refused late: used up by our first try or grown old, nobody knows which.
        return _waiting_for_evidence(send, now)
    return changed(send, state=SendState.READY, token_spent=True, route=None)


def _is_no(outcome: Outcome) -> bool:
    no = outcome.verdict in (Verdict.REFUSED, Verdict.CAPPED)
    return no and outcome.refusal is not Refusal.REPLY_TOKEN


def _named(outcome: Outcome) -> str:
    name = outcome.refusal or outcome.verdict
    return f"{name}:{outcome.code}" if outcome.code else str(name)


def _postponed(send: Send, outcome: Outcome, now: datetime) -> Send:
    """Nothing of it arrived, for certain: it is ready again, later."""
    ready = changed(_again(send, now), reason=_named(outcome))
    asked_for = now + (outcome.retry_after or timedelta())
    return changed(ready, not_before=max(ready.not_before or now, asked_for))


def _unclear(turn: Turn, send: Send, now: datetime) -> Send:
    """It may have arrived: repeat where a repeat cannot be seen twice, else wait for evidence."""
    unclear = changed(send, ambiguous=True)
    capabilities = CAPABILITIES[turn.key.contact.channel]
    keyed = capabilities.retry_keys and send.route is Route.PUSH
    if keyed and retry_key_lives(turn, send, now):
        return _again(unclear, now)
    if send.route is Route.REPLY_TOKEN and now < turn.received_at + REPLY_TOKEN_LIFE:
        return _again(unclear, now)  # asking with the same token again cannot be seen twice
    return _waiting_for_evidence(unclear, now)


def _waiting_for_evidence(send: Send, now: datetime) -> Send:
    settle_by = now + _EVIDENCE_WAITS[send.purpose]
    return changed(send, state=SendState.UNKNOWN, ambiguous=True, settle_by=settle_by)


def _again(send: Send, now: datetime) -> Send:
    wait_s = min(_FIRST_BACK_OFF_S * 2 ** max(send.attempts - 1, 0), _LONGEST_BACK_OFF_S)
    return changed(send, state=SendState.READY, not_before=now + timedelta(seconds=wait_s))


def _ended(
    send: Send, state: SendState, now: datetime, *, reason: str = "", ids: tuple[str, ...] = ()
) -> Send:
    return changed(
        send,
        state=state,
        reason=str(reason),
        provider_ids=ids,
        settled_at=now,
        not_before=None,
        settle_by=None,
    )
