"""How is a message said to Instagram's Send API, by either of its logins?"""

from typing import Any

from towkay.adapters.channels.graph.answers import read_answer
from towkay.adapters.channels.graph.gestures import ACTIONS
from towkay.adapters.channels.graph.proof import VERSION, proved_path
from towkay.adapters.channels.instagram.error_codes import documented
from towkay.adapters.channels.instagram.logins import reached
from towkay.adapters.channels.instagram.rendering import content_of, private_content_of
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
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.gestures import Gesture
from towkay.domain.messages import Purpose, Text
from towkay.domain.outcomes import Outcome
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets

_ROUTES = CAPABILITIES[Channel.INSTAGRAM].routes


class InstagramOutbound:
    """Instagram's side of a call."""

    def body_of(self, call: ChannelCall) -> bytes:
        """The body, which holds no secret."""
        message = call.messages[0] if call.messages else Text("")
        if call.route is Route.PRIVATE_REPLY:
            # It is what it is by whom it is for: a kind of message is not said beside it.
            told: dict[str, Any] = {"recipient": {"comment_id": call.comment}}
            return json_bytes(told | {"message": private_content_of(message, call.send_id)})
        told = {"recipient": {"id": call.contact.user}, **_kind_of(call)}
        return json_bytes(told | {"message": content_of(message, call.send_id)})

    def render(self, call: ChannelCall, secrets: SendSecrets) -> HttpRequest:
        """The whole request. Raises `CallImpossible`."""
        nameless = call.route is Route.PRIVATE_REPLY and not call.comment
        if len(call.messages) != 1 or call.route not in _ROUTES or nameless:
            raise CallImpossible(NOT_RENDERABLE)  # one call carries one message
        return _request(call, secrets, self.body_of(call))

    def gesture(
        self, call: ChannelCall, gesture: Gesture, secrets: SendSecrets
    ) -> HttpRequest | None:
        """The sender action of a gesture; none for a commenter, who has no open conversation."""
        if call.route is Route.PRIVATE_REPLY:
            return None
        told = {"recipient": {"id": call.contact.user}, "sender_action": ACTIONS[gesture]}
        return _request(call, secrets, json_bytes(told))

    def classify(self, reply: HttpReply) -> Outcome:
        """What the answer says became of the call, whatever the answer looks like."""
        return read_answer(reply, documented, lambda content: _ids(content.get("message_id")))


def _request(call: ChannelCall, secrets: SendSecrets, body: bytes) -> HttpRequest:
    token = token_of(call, secrets)
    reach = reached(call.contact.account, secrets)
    path = proved_path(VERSION, reach.node, "messages", token, secrets.app_secret)
    return HttpRequest(path, json_headers(token), body, reach.host)


def _kind_of(call: ChannelCall) -> dict[str, str]:
    """What the call says it is. A tag stands only on what a person wrote outside the window."""
    if call.route is Route.HUMAN_AGENT:
        return {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    asked_for = call.purpose is Purpose.REPLY
    return {"messaging_type": "RESPONSE" if asked_for else "UPDATE"}


def _ids(message_id: object) -> tuple[str, ...]:
    given = word(message_id)
    return (given,) if given else ()


OUTBOUND = InstagramOutbound()
