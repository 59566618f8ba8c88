"""How is a message said to the LINE Messaging API, and what does its answer mean?"""

import uuid
from typing import Any

from towkay.adapters.channels.wire import (
    NOT_RENDERABLE,
    CallImpossible,
    HttpRequest,
    json_bytes,
    json_headers,
    json_object,
    token_of,
    word,
)
from towkay.adapters.http import HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.messages import QuickReply, Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.secrets import SendSecrets
from towkay.domain.turns import Route

# Fixed for good: another namespace would make every running retry a new message.
_RETRY_KEYS = uuid.UUID("5f0d3c52-7a1e-4b6f-9f0c-2d6f6b1c9e47")
_MOST_MESSAGES = CAPABILITIES[Channel.LINE].messages_per_send

_BY_STATUS = {
    401: Refusal.CREDENTIALS,
    403: Refusal.ACCOUNT_BLOCKED,  # "Access to this API is not available for your account"
    413: Refusal.BAD_REQUEST,
    415: Refusal.BAD_REQUEST,
    423: Refusal.THREAD_TAKEN,
}


class LineOutbound:
    """LINE's side of a call."""

    def body_of(self, call: ChannelCall) -> bytes:
        """The body, which holds no secret of ours."""
        messages = [_message(message) for message in call.messages]
        if call.route is Route.REPLY_TOKEN:
            return json_bytes({"replyToken": call.reply_token or "", "messages": messages})
        return json_bytes({"to": call.contact.user, "messages": messages})

    def render(self, call: ChannelCall, secrets: SendSecrets) -> HttpRequest:
        """The whole request. Raises `CallImpossible`."""
        if not 1 <= len(call.messages) <= _MOST_MESSAGES:
            raise CallImpossible(NOT_RENDERABLE)
        headers = json_headers(token_of(call, secrets))
        body = self.body_of(call)
        if call.route is not Route.REPLY_TOKEN:
            headers["X-Line-Retry-Key"] = retry_key(call)
            return HttpRequest("/v2/bot/message/push", headers, body)
        if not call.reply_token:
            raise CallImpossible(Outcome(Verdict.REFUSED, Refusal.REPLY_TOKEN, code="missing"))
        # A retry key here would be refused with 400.
        return HttpRequest("/v2/bot/message/reply", headers, body)

    def classify(self, reply: HttpReply) -> Outcome:
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


def retry_key(call: ChannelCall) -> str:
    """The key under which LINE accepts this send once.

    The contact is part of it, because a send id is unique only together with its contact.
    """
    contact = call.contact
    return str(uuid.uuid5(_RETRY_KEYS, f"{contact.account}/{contact.user}/{call.send_id}"))


def _message(message: Text) -> dict[str, Any]:
    content: dict[str, Any] = {"type": "text", "text": message.text}
    if message.quick_replies:
        content["quickReply"] = {"items": [_item(reply) for reply in message.quick_replies]}
    return content


def _item(reply: QuickReply) -> dict[str, Any]:
    """A button that answers by data and shows its label as the shopper's words."""
    action = {
        "type": "postback",
        "label": reply.label,
        "data": reply.payload,
        "displayText": reply.label,
    }
    return {"type": "action", "action": action}


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
