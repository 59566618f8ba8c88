"""What does the door need to know to make one call?"""

from dataclasses import dataclass

from towkay.domain.channels import ContactKey
from towkay.domain.messages import Message, Purpose
from towkay.domain.routes import Route
from towkay.domain.send_ids import send_id
from towkay.domain.sends import Send
from towkay.domain.turns import Turn


@dataclass(frozen=True, slots=True)
class ChannelCall:
    """One request to make: whom, through which endpoint's credentials, by which route, what.

    `send_id` travels with the request where the channel can carry it, and seeds the retry key.
    `token` is the channel's own leave that a marketing or notification route needs, `comment` the
    comment that a private reply answers, `seen_token` what marks the shopper's message as read.
    `to_many` is of calls that say the same to several contacts: they have a rate of their own.
    """

    contact: ContactKey
    endpoint: str
    send_id: str
    route: Route
    messages: tuple[Message, ...]
    reply_token: str | None = None
    purpose: Purpose = Purpose.REPLY
    token: str = ""
    comment: str = ""
    seen_token: str = ""
    to_many: bool = False


def call_for(turn: Turn, send: Send, route: Route, token: str = "") -> ChannelCall:
    """The call of one send of a turn by the permitted route, on the permitted token."""
    return ChannelCall(
        contact=turn.key.contact,
        endpoint=turn.endpoint,
        send_id=send_id(turn.key, send.index),
        route=route,
        messages=send.messages,
        reply_token=turn.reply_token if route is Route.REPLY_TOKEN else None,
        purpose=send.purpose,
        token=token,
        comment=turn.comment if route is Route.PRIVATE_REPLY else "",
        seen_token=turn.seen_token,
    )
