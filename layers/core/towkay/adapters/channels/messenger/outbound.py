"""How is a message said to the Messenger Send API?"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from towkay.adapters.channels.graph.answers import read_answer
from towkay.adapters.channels.graph.proof import proof_of
from towkay.adapters.channels.messenger.error_codes import documented
from towkay.adapters.channels.messenger.rendering import content_of
from towkay.adapters.channels.wire import (
    NOT_RENDERABLE,
    CallImpossible,
    HttpRequest,
    json_bytes,
    json_headers,
    object_at,
    token_of,
    word,
)
from towkay.adapters.http import HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.messages import Purpose, Text
from towkay.domain.outcomes import Outcome
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets

_VERSION = "v26.0"
# Every other route needs a token or a template that a call does not carry: said as an ordinary
# message it would be another one than was permitted.
_ROUTES = CAPABILITIES[Channel.MESSENGER].routes


class MessengerOutbound:
    """Messenger's side of a call."""

    def body_of(self, call: ChannelCall) -> bytes:
        """The body, which holds no secret."""
        message = call.messages[0] if call.messages else Text("")
        return json_bytes(
            {
                "recipient": {"id": call.contact.user},
                **_kind_of(call),
                "message": content_of(message, call.send_id),
            }
        )

    def render(self, call: ChannelCall, secrets: SendSecrets) -> HttpRequest:
        """The whole request. Raises `CallImpossible`."""
        if len(call.messages) != 1 or call.route not in _ROUTES:
            raise CallImpossible(NOT_RENDERABLE)  # one call carries one message
        token = token_of(call, secrets)
        # In the query, so that the body is the same bytes whatever becomes of the secrets.
        proof = f"appsecret_proof={proof_of(token, secrets.app_secret)}"
        path = f"/{_VERSION}/{quote(call.contact.account, safe='')}/messages?{proof}"
        return HttpRequest(path, json_headers(token), self.body_of(call))

    def classify(self, reply: HttpReply) -> Outcome:
        """What the answer says became of the call, whatever the answer looks like."""
        return read_answer(reply, documented, _message_ids)


def _kind_of(call: ChannelCall) -> dict[str, str]:
    """What the call says it is. A tag stands only on what a person wrote outside the window."""
    if call.route is Route.HUMAN_AGENT:
        return {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    asked_for = call.purpose is Purpose.REPLY
    return {"messaging_type": "RESPONSE" if asked_for else "UPDATE"}


def _message_ids(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The message's id; one kind of recipient gets it inside `recipient`."""
    places = (content, object_at(content, "recipient"))
    found = [word(place.get("message_id")) for place in places]
    return tuple(message_id for message_id in found if message_id)[:1]


OUTBOUND = MessengerOutbound()
