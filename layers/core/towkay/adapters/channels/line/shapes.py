"""Which members of a LINE webhook are used, and in what form do they come?

Source: LINE Messaging API reference, "Webhook event objects".
"""

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict
from pydantic.alias_generators import to_camel

from towkay.adapters.channels.shapes import (
    OBJECT_OR_NONE,
    Flag,
    Identifier,
    Shape,
    UserIdentifier,
    Words,
    identifier,
    moment,
    whole_number,
)

# LINE counts milliseconds. As milliseconds this number is 1973, before any event; whoever writes
# such a number counts seconds.
_SECONDS_BELOW = 10**11


def _line_time(value: object) -> datetime:
    number = whole_number(value)
    return moment(number * 1000 if abs(number) < _SECONDS_BELOW else number)


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _loose_identifier(value: object) -> str:
    try:
        return identifier(value)
    except ValueError:
        return ""


def _strings(value: object) -> list[str]:
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, str)]


Count = Annotated[int, BeforeValidator(_count)]
LooseIdentifier = Annotated[str, BeforeValidator(_loose_identifier)]


class LineShape(Shape):
    """LINE writes its members in camel case."""

    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_camel)


class Source(LineShape):
    """Where it happened: a person, or a group or room with several."""

    type: Words = ""
    user_id: UserIdentifier | None = None


class DeliveryContext(LineShape):
    """Whether this body came before."""

    is_redelivery: Flag = False


class ImageSet(LineShape):
    """Which of several images sent together this is; they arrive in any order."""

    index: Count = 0
    total: Count = 0


class Message(LineShape):
    """A message; everything but its id depends on its type."""

    type: Words = ""
    id: Identifier
    text: Words = ""
    mark_as_read_token: Words = ""
    quoted_message_id: LooseIdentifier = ""
    image_set: Annotated[ImageSet | None, OBJECT_OR_NONE] = None
    file_name: Words = ""
    title: Words = ""
    address: Words = ""
    keywords: Annotated[tuple[Words, ...], BeforeValidator(_strings)] = ()


class Unsend(LineShape):
    """Which message was taken back."""

    message_id: Identifier


class Follow(LineShape):
    """Whether the shopper had blocked the account before."""

    is_unblocked: Flag = False


class PostbackParams(LineShape):
    """What was picked in a date or time picker, or how a change of rich menus went."""

    date: Words = ""
    time: Words = ""
    datetime: Words = ""
    new_rich_menu_alias_id: Words = ""
    status: Words = ""


class Postback(LineShape):
    """What the pressed button carried."""

    data: Words = ""
    params: Annotated[PostbackParams | None, OBJECT_OR_NONE] = None


class Link(LineShape):
    """How the binding of a customer account went."""

    result: Words = ""
    nonce: Words = ""


class Delivery(LineShape):
    """What travelled with a notification message: a tag, or else the hash of the number."""

    data: Words = ""


class Module(LineShape):
    """An official account that a module channel was attached to, or detached from."""

    type: Words = ""
    bot_id: Words = ""
    reason: Words = ""


class LineEvent(LineShape):
    """One event; which of the members after the reply token is there depends on its type."""

    type: Words = ""
    mode: Words = "active"
    timestamp: Annotated[datetime, BeforeValidator(_line_time)]
    source: Annotated[Source | None, OBJECT_OR_NONE] = None
    webhook_event_id: Identifier | None = None
    delivery_context: Annotated[DeliveryContext | None, OBJECT_OR_NONE] = None
    reply_token: Words = ""
    message: Message | None = None
    unsend: Unsend | None = None
    follow: Annotated[Follow | None, OBJECT_OR_NONE] = None
    postback: Postback | None = None
    link: Annotated[Link | None, OBJECT_OR_NONE] = None
    delivery: Annotated[Delivery | None, OBJECT_OR_NONE] = None
    module: Annotated[Module | None, OBJECT_OR_NONE] = None
