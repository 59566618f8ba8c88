"""What does an answer of the LINE Messaging API say became of the call?

The status decides. Where one status has several meanings LINE tells them apart by words only, and
those it uses stand in this file. Answers to calls that are never made (tokens, narrowcasts, rich
menus, notification messages) are known here too: should one come, it is no riddle.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from towkay.adapters.channels.wire import json_object, word
from towkay.adapters.http import HttpReply
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.outcomes import Outcome, Refusal, Verdict

_MOST_MESSAGES = CAPABILITIES[Channel.LINE].messages_per_send

# The first words of a message, where its status alone does not say what is meant.
_BY_WORDS: Mapping[tuple[int, str], Refusal] = MappingProxyType(
    {
        (400, "Invalid reply token"): Refusal.REPLY_TOKEN,
        (400, "Failed to send messages"): Refusal.CONTACT_GONE,  # an id this account never met
        (400, "The maximum number of access tokens"): Refusal.CREDENTIALS,
        (403, "Your account does not have enough friends"): Refusal.NOT_PERMITTED,  # a narrowcast
        (404, "Cannot find channel key"): Refusal.CREDENTIALS,
    }
)
_BY_STATUS: Mapping[int, Refusal] = MappingProxyType(
    {
        400: Refusal.BAD_REQUEST,
        401: Refusal.CREDENTIALS,
        403: Refusal.ACCOUNT_BLOCKED,  # "Access to this API is not available for your account"
        404: Refusal.BAD_REQUEST,
        410: Refusal.BAD_REQUEST,
        413: Refusal.BAD_REQUEST,
        415: Refusal.BAD_REQUEST,
        422: Refusal.CONTACT_GONE,  # a notification message nobody could be found for
        423: Refusal.THREAD_TAKEN,
    }
)


def read_answer(reply: HttpReply) -> Outcome:
    """What the answer says became of the call; where it has no code, its message decides."""
    content = json_object(reply.body)
    outcome = _verdict(reply, content)
    sent = outcome.verdict is Verdict.SENT
    accepted_as = reply.headers.get("x-line-accepted-request-id", "") if sent else ""
    return Outcome(
        outcome.verdict,
        outcome.refusal,
        provider_ids=_sent_ids(content.get("sentMessages")) if sent else (),
        request_id=word(accepted_as or reply.headers.get("x-line-request-id", "")),
        code="" if 200 <= reply.status < 300 else f"http-{reply.status}",
    )


def _verdict(reply: HttpReply, content: Mapping[str, Any]) -> Outcome:
    status, said = reply.status, str(content.get("message", ""))
    if 200 <= status < 300:
        # The status alone is LINE's acceptance: an unreadable body only costs the message ids.
        return Outcome(Verdict.SENT)
    if status == 409:
        return _conflict(reply, said)
    if status == 429:
        return _too_many(said)
    if 400 <= status < 500:
        return Outcome(Verdict.REFUSED, _refusal(status, said, content))
    return Outcome(Verdict.UNKNOWN)  # LINE: a 5xx "may or may not have been sent"


def _conflict(reply: HttpReply, said: str) -> Outcome:
    """The retry key was accepted before: the message is on its way, and only once."""
    accepted = "x-line-accepted-request-id" in reply.headers or "already accepted" in said
    return Outcome(Verdict.SENT) if accepted else Outcome(Verdict.REFUSED, Refusal.UNDOCUMENTED)


def _too_many(said: str) -> Outcome:
    """A monthly quota that is used up, or too fast: only the words tell whose limit it is.

    LINE also refuses what is too much for one user, in words it does not publish. So whatever does
    not speak of the API's own limit keeps back this conversation alone: no shopper who writes too
    much may slow down the shop.
    """
    if "monthly limit" in said.lower():
        return Outcome(Verdict.CAPPED, Refusal.QUOTA)
    if not said or "rate limit" in said.lower():
        return Outcome(Verdict.SLOW_DOWN, Refusal.RATE)
    return Outcome(Verdict.SLOW_DOWN, Refusal.NOT_YET)


def _refusal(status: int, said: str, content: Mapping[str, Any]) -> Refusal:
    for (meant, words), refusal in _BY_WORDS.items():
        if status == meant and said.startswith(words):
            return refusal
    if status == 400 and isinstance(content.get("error"), str):
        return Refusal.CREDENTIALS  # OAuth's own form of a no, of the calls about tokens
    return _BY_STATUS.get(status, Refusal.UNDOCUMENTED)


def _sent_ids(sent: object) -> tuple[str, ...]:
    messages = sent if isinstance(sent, list) else []
    ids = [word(message.get("id")) for message in messages if isinstance(message, dict)]
    return tuple(message_id for message_id in ids if message_id)[:_MOST_MESSAGES]
