"""How is a message said to the Messenger Send API?"""

from collections.abc import Mapping
from typing import Any

from towkay.adapters.channels.graph.answers import read_answer
from towkay.adapters.channels.graph.error_codes import documented
from towkay.adapters.channels.graph.gestures import ACTIONS
from towkay.adapters.channels.graph.proof import VERSION, proved_path
from towkay.adapters.channels.messenger.addressing import envelope_of
from towkay.adapters.channels.messenger.paid import paid_body, paid_request
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
from towkay.domain.gestures import Gesture
from towkay.domain.outcomes import Outcome
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets

# Said by any other route it would be another message than was permitted.
_ROUTES = CAPABILITIES[Channel.MESSENGER].routes


class MessengerOutbound:
    """Messenger's side of a call."""

    def body_of(self, call: ChannelCall) -> bytes:
        """The body, which holds no secret. Raises `CallImpossible`."""
        if len(call.messages) != 1 or call.route not in _ROUTES:
            raise CallImpossible(NOT_RENDERABLE)  # one call carries one message
        if call.route is Route.MARKETING_MESSAGE:
            return paid_body(call, content_of(call.messages[0]))
        message = content_of(call.messages[0], call.send_id)
        return json_bytes({**envelope_of(call), "message": message})

    def render(self, call: ChannelCall, secrets: SendSecrets) -> HttpRequest:
        """The whole request. Raises `CallImpossible`."""
        body = self.body_of(call)
        if call.route is Route.MARKETING_MESSAGE:
            return paid_request(call, secrets, body)
        return _to_page(call, secrets, body)

    def gesture(
        self, call: ChannelCall, gesture: Gesture, secrets: SendSecrets
    ) -> HttpRequest | None:
        """The sign alone, as the platform wants it; only to whom can be answered now."""
        if call.route is not Route.OPEN_WINDOW:
            return None
        recipient = {"id": call.contact.user}
        body = json_bytes({"recipient": recipient, "sender_action": ACTIONS[gesture]})
        return _to_page(call, secrets, body)

    def classify(self, reply: HttpReply) -> Outcome:
        """What the answer says became of the call, whatever the answer looks like."""
        return read_answer(reply, documented, _message_ids)


def _to_page(call: ChannelCall, secrets: SendSecrets, body: bytes) -> HttpRequest:
    token = token_of(call, secrets)
    path = proved_path(VERSION, call.contact.account, "messages", token, secrets.app_secret)
    return HttpRequest(path, json_headers(token), body)


def _message_ids(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The message's id; one kind of recipient gets it inside `recipient`.

    A marketing message has none yet: its tracking id comes back with what is told of it.
    """
    places = (content, object_at(content, "recipient"))
    found = [word(place.get("message_id")) for place in places]
    if content.get("success") is True:
        found.append(word(content.get("marketing_message_tracking_id")))
    return tuple(message_id for message_id in found if message_id)[:1]


OUTBOUND = MessengerOutbound()
