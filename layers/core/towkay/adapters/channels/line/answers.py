"""What does an answer of the LINE Messaging API say became of the call?"""

from towkay.adapters.channels.wire import json_object, word
from towkay.adapters.http import HttpReply
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.outcomes import Outcome, Refusal, Verdict

_MOST_MESSAGES = CAPABILITIES[Channel.LINE].messages_per_send

_BY_STATUS = {
    401: Refusal.CREDENTIALS,
    403: Refusal.ACCOUNT_BLOCKED,  # "Access to this API is not available for your account"
    413: Refusal.BAD_REQUEST,
    415: Refusal.BAD_REQUEST,
    423: Refusal.THREAD_TAKEN,
}


def read_answer(reply: HttpReply) -> Outcome:
    """What the answer says became of the call; where it has no code, its message decides."""
    content = json_object(reply.body)
    said = str(content.get("message", ""))
    outcome = _verdict(reply, said)
    sent = outcome.verdict is Verdict.SENT
    accepted_as = reply.headers.get("x-line-accepted-request-id", "") if sent else ""
    return Outcome(
        outcome.verdict,
        outcome.refusal,
        provider_ids=_sent_ids(content.get("sentMessages")) if sent else (),
        request_id=word(accepted_as or reply.headers.get("x-line-request-id", "")),
        code="" if 200 <= reply.status < 300 else f"http-{reply.status}",
    )


def _verdict(reply: HttpReply, said: str) -> Outcome:
    status = reply.status
    if 200 <= status < 300:
        # The status alone is LINE's acceptance: an unreadable body only costs the message ids.
        return Outcome(Verdict.SENT)
    if status == 409:
        return _conflict(reply, said)
    if status == 429:
        return _too_many(said)
    if status == 400:
        return Outcome(Verdict.REFUSED, _bad_request(said))
    if 400 < status < 500:
        return Outcome(Verdict.REFUSED, _BY_STATUS.get(status, Refusal.UNDOCUMENTED))
    return Outcome(Verdict.UNKNOWN)  # LINE: a 5xx "may or may not have been sent"


def _conflict(reply: HttpReply, said: str) -> Outcome:
    """The retry key was accepted before: the message is on its way, and only once."""
    accepted = "x-line-accepted-request-id" in reply.headers or "already accepted" in said
    return Outcome(Verdict.SENT) if accepted else Outcome(Verdict.REFUSED, Refusal.UNDOCUMENTED)


def _too_many(said: str) -> Outcome:
    """A monthly quota that is used up, or simply too fast: only the words tell them apart."""
    if "monthly limit" in said.lower():
        return Outcome(Verdict.CAPPED, Refusal.QUOTA)
    return Outcome(Verdict.SLOW_DOWN, Refusal.RATE)


def _bad_request(said: str) -> Refusal:
    if said.startswith("Invalid reply token"):
        return Refusal.REPLY_TOKEN
    if said.startswith("Failed to send messages"):
        return Refusal.CONTACT_GONE  # an id this account has never met
    return Refusal.BAD_REQUEST


def _sent_ids(sent: object) -> tuple[str, ...]:
    messages = sent if isinstance(sent, list) else []
    ids = [word(message.get("id")) for message in messages if isinstance(message, dict)]
    return tuple(message_id for message_id in ids if message_id)[:_MOST_MESSAGES]
