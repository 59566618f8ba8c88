"""How is a message said to the WhatsApp Cloud API?"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from towkay.adapters.channels.graph.answers import read_answer
from towkay.adapters.channels.graph.proof import proved_path
from towkay.adapters.channels.whatsapp.error_codes import DESPITE_SERVER_ERROR, documented
from towkay.adapters.channels.whatsapp.people import number_of
from towkay.adapters.channels.whatsapp.rendering import content_of, direct_content_of
from towkay.adapters.channels.whatsapp.statuses import callback_data
from towkay.adapters.channels.wire import (
    NOT_RENDERABLE,
    CallImpossible,
    HttpRequest,
    json_bytes,
    json_headers,
    token_of,
    word,
)
from towkay.adapters.http import HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.gestures import Gesture
from towkay.domain.messages import Message, TemplateMessage, Text
from towkay.domain.outcomes import Outcome
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets
from towkay.domain.templates import TemplateKind

# The one that the platform's own pages use. An expired version is answered by another, unasked.
_VERSION = "v25.0"
_KINDS: Mapping[Route, TemplateKind] = MappingProxyType(
    {
        Route.UTILITY_TEMPLATE: TemplateKind.UTILITY,
        Route.MARKETING_TEMPLATE: TemplateKind.MARKETING,
        Route.MARKETING_MESSAGE: TemplateKind.MARKETING,
        Route.AUTHENTICATION_TEMPLATE: TemplateKind.AUTHENTICATION,
    }
)


class WhatsAppOutbound:
    """WhatsApp's side of a call."""

    def __init__(self, version: str = _VERSION) -> None:
        self._version = version

    def body_of(self, call: ChannelCall) -> bytes:
        """The body, which holds no secret. Raises `CallImpossible`."""
        message = call.messages[0] if call.messages else Text("")
        is_direct = call.route is Route.DIRECT_SEND
        content = direct_content_of(message) if is_direct else content_of(message)
        return json_bytes(
            {
                "messaging_product": "whatsapp",
                "recipient_type": "individual",
                **_address(call.contact.user),
                **content,
                **({"category": "utility"} if is_direct else {}),
                "biz_opaque_callback_data": callback_data(call.contact.user, call.send_id),
            }
        )

    def render(self, call: ChannelCall, secrets: SendSecrets) -> HttpRequest:
        """The whole request. Raises `CallImpossible`."""
        if len(call.messages) != 1 or not _is_as_permitted(call.messages[0], call.route):
            raise CallImpossible(NOT_RENDERABLE)  # one call carries one message
        edge = "marketing_messages" if call.route is Route.MARKETING_MESSAGE else "messages"
        return self._request(call, secrets, edge, self.body_of(call))

    def gesture(
        self, call: ChannelCall, gesture: Gesture, secrets: SendSecrets
    ) -> HttpRequest | None:
        """Both are told of the shopper's message; typing marks it as read as well."""
        if not call.seen_token:
            return None
        told = {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": call.seen_token,
            **({"typing_indicator": {"type": "text"}} if gesture is Gesture.TYPING else {}),
        }
        return self._request(call, secrets, "messages", json_bytes(told))

    def classify(self, reply: HttpReply) -> Outcome:
        """What the answer says became of the call, whatever the answer looks like."""
        return read_answer(reply, documented, _message_ids, despite_5xx=DESPITE_SERVER_ERROR)

    def _request(
        self, call: ChannelCall, secrets: SendSecrets, edge: str, body: bytes
    ) -> HttpRequest:
        token = token_of(call, secrets)
        node = call.contact.account
        path = proved_path(self._version, node, edge, token, secrets.app_secret)
        return HttpRequest(path, json_headers(token), body)


def _address(user: str) -> dict[str, str]:
    """An id goes under its own name: out of `to` its digits would be taken for a number."""
    number = number_of(user)
    return {"to": number} if number else {"recipient": user}


def _is_as_permitted(message: Message, route: Route) -> bool:
    """Whether it is what the route was permitted for: a template of its kind, or none at all."""
    if isinstance(message, TemplateMessage):
        return _KINDS.get(route) is message.template.kind
    return route in (Route.OPEN_WINDOW, Route.DIRECT_SEND)


def _message_ids(content: Mapping[str, Any]) -> tuple[str, ...]:
    messages = content.get("messages")
    first = messages[0] if isinstance(messages, list) and messages else {}
    message_id = word(first.get("id")) if isinstance(first, dict) else ""
    return (message_id,) if message_id else ()


OUTBOUND = WhatsAppOutbound()
