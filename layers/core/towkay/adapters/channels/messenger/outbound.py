"""How is a message said to the Messenger Send API, and what does its answer mean?"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from towkay.adapters.channels.messenger.error_codes import documented
from towkay.adapters.channels.shapes import whole_number
from towkay.adapters.channels.wire import (
    CREDENTIALS_MISSING,
    NOT_RENDERABLE,
    CallImpossible,
    HttpRequest,
    json_bytes,
    json_headers,
    json_object,
    object_at,
    token_of,
    word,
)
from towkay.adapters.http import HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.messages import Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.secrets import SendSecrets

_VERSION = "v26.0"


class MessengerOutbound:
    """Messenger's side of a call."""

    def body_of(self, call: ChannelCall) -> bytes:
        """The body, which holds no secret."""
        message = call.messages[0] if call.messages else Text("")
        content: dict[str, Any] = {"text": message.text, "metadata": call.send_id}
        if message.quick_replies:
            content["quick_replies"] = [
                {"content_type": "text", "title": reply.label, "payload": reply.payload}
                for reply in message.quick_replies
            ]
        return json_bytes(
            {
                "recipient": {"id": call.contact.user},
                "messaging_type": "RESPONSE",
                "message": content,
            }
        )

    def render(self, call: ChannelCall, secrets: SendSecrets) -> HttpRequest:
        """The whole request. Raises `CallImpossible`."""
        if len(call.messages) != 1:
            raise CallImpossible(NOT_RENDERABLE)  # one call carries one message
        token = token_of(call, secrets)
        # In the query, so that the body is the same bytes whatever becomes of the secrets.
        proof = f"appsecret_proof={_proof(token, secrets.app_secret)}"
        path = f"/{_VERSION}/{quote(call.contact.account, safe='')}/messages?{proof}"
        return HttpRequest(path, json_headers(token), self.body_of(call))

    def classify(self, reply: HttpReply) -> Outcome:
        """What the answer says became of the call: its error code first, its status last.

        Except that a server error leaves it open, whatever its body says: the message may have
        been taken before something broke, and without a retry key a repeat would be seen twice.
        """
        content = json_object(reply.body)
        error = object_at(content, "error")
        request_id = word(error.get("fbtrace_id") or reply.headers.get("x-fb-trace-id", ""))
        by_error = _by_error(error) if reply.status < 500 else None
        outcome = by_error or _by_status(reply.status, content)
        code = _code_of(error) or (
            "" if outcome.verdict is Verdict.SENT else f"http-{reply.status}"
        )
        return replace(outcome, request_id=request_id, code=code)


def _proof(token: str, app_secret: str) -> str:
    """Meta's proof that the caller of `token` holds the app secret as well."""
    if not app_secret.strip():
        raise CallImpossible(CREDENTIALS_MISSING)
    return hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def _by_error(error: Mapping[str, Any]) -> Outcome | None:
    code = _number(error, "code")
    return None if code is None else documented(code, _number(error, "error_subcode"))


def _by_status(status: int, content: Mapping[str, Any]) -> Outcome:
    if 200 <= status < 300:
        # An answer that does not name the message may be anybody's: nothing is certain then.
        ids = _message_ids(content)
        return Outcome(Verdict.SENT, provider_ids=ids) if ids else Outcome(Verdict.UNKNOWN)
    if status == 429:
        return Outcome(Verdict.SLOW_DOWN, Refusal.RATE)
    if 400 <= status < 500:
        return Outcome(Verdict.REFUSED, Refusal.UNDOCUMENTED)
    return Outcome(Verdict.UNKNOWN)


def _message_ids(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The message's id; one kind of recipient gets it inside `recipient`."""
    places = (content, object_at(content, "recipient"))
    found = [word(place.get("message_id")) for place in places]
    return tuple(message_id for message_id in found if message_id)[:1]


def _code_of(error: Mapping[str, Any]) -> str:
    numbers = (_number(error, "code"), _number(error, "error_subcode"))
    return "/".join(str(number) for number in numbers if number is not None)


def _number(error: Mapping[str, Any], name: str) -> int | None:
    try:
        return whole_number(error.get(name))
    except ValueError:
        return None
