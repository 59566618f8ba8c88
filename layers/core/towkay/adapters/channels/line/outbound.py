"""How is a message said to the LINE Messaging API?"""

import uuid

from towkay.adapters.channels.line.answers import read_answer
from towkay.adapters.channels.line.gestures import gesture_of
from towkay.adapters.channels.line.notifications import (
    FLEXIBLE,
    TEMPLATED,
    can_be_told,
    in_words,
    tag_headers,
    template_in,
    templated,
)
from towkay.adapters.channels.line.rendering import content_of
from towkay.adapters.channels.wire import (
    NOT_RENDERABLE,
    CallImpossible,
    HttpRequest,
    json_bytes,
    json_headers,
    token_of,
)
from towkay.adapters.http import HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.gestures import Gesture
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets

# Fixed for good: another namespace would make every running retry a new message.
_RETRY_KEYS = uuid.UUID("5f0d3c52-7a1e-4b6f-9f0c-2d6f6b1c9e47")
_MOST_MESSAGES = CAPABILITIES[Channel.LINE].messages_per_send
_ROUTES = CAPABILITIES[Channel.LINE].routes


class LineOutbound:
    """LINE's side of a call."""

    def body_of(self, call: ChannelCall) -> bytes:
        """The body, which holds no secret of ours; empty for a call that `render` refuses."""
        try:
            return self._body(call)
        except CallImpossible:
            return b"{}"

    def render(self, call: ChannelCall, secrets: SendSecrets) -> HttpRequest:
        """The whole request. Raises `CallImpossible`."""
        if not 1 <= len(call.messages) <= _MOST_MESSAGES or call.route not in _ROUTES:
            raise CallImpossible(NOT_RENDERABLE)
        headers = json_headers(token_of(call, secrets))
        if call.route is Route.NOTIFICATION_MESSAGE:
            return self._notification(call, headers)
        if call.route is Route.REPLY_TOKEN:
            if not call.reply_token:
                raise CallImpossible(Outcome(Verdict.REFUSED, Refusal.REPLY_TOKEN, code="missing"))
            # A retry key here would be refused with 400.
            return HttpRequest("/v2/bot/message/reply", headers, self._body(call))
        headers["X-Line-Retry-Key"] = retry_key(call)
        return HttpRequest("/v2/bot/message/push", headers, self._body(call))

    def classify(self, reply: HttpReply) -> Outcome:
        """What the answer says became of the call, whatever the answer looks like."""
        return read_answer(reply)

    def gesture(
        self, call: ChannelCall, gesture: Gesture, secrets: SendSecrets
    ) -> HttpRequest | None:
        """The loading animation, or the mark that a message was read. Raises `CallImpossible`."""
        shown = gesture_of(call, gesture)
        if shown is None:
            return None
        path, body = shown
        return HttpRequest(path, json_headers(token_of(call, secrets)), json_bytes(body))

    def _notification(self, call: ChannelCall, headers: dict[str, str]) -> HttpRequest:
        """By an endpoint of its own: pushed, it would be another message than was permitted."""
        if not can_be_told(call):
            raise CallImpossible(NOT_RENDERABLE)
        path = FLEXIBLE if template_in(call.messages) is None else TEMPLATED
        return HttpRequest(path, headers | tag_headers(call), self._body(call))

    def _body(self, call: ChannelCall) -> bytes:
        """Raises `CallImpossible` for a kind of message that this way does not take."""
        template = template_in(call.messages)
        if template is not None and call.route is Route.NOTIFICATION_MESSAGE:
            return json_bytes(templated(call.contact.user, template))
        messages = [content_of(message) for message in in_words(call.messages)]
        if call.route is Route.REPLY_TOKEN:
            return json_bytes({"replyToken": call.reply_token or "", "messages": messages})
        return json_bytes({"to": call.contact.user, "messages": messages})


def retry_key(call: ChannelCall) -> str:
    """The key under which LINE accepts this send once.

    The contact is part of it, because a send id is unique only together with its contact.
    """
    contact = call.contact
    return str(uuid.uuid5(_RETRY_KEYS, f"{contact.account}/{contact.user}/{call.send_id}"))


OUTBOUND = LineOutbound()
