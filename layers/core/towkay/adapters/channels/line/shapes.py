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
    moment,
    whole_number,
)


def _line_time(value: object) -> datetime:
    return moment(whole_number(value))


def _strings(value: object) -> list[str]:
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, str)]


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


class Message(LineShape):
    """A message; everything but its id depends on its type."""

    type: Words = ""
    id: Identifier
    text: Words = ""
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


class Postback(LineShape):
    """What the pressed button carried."""

    data: Words = ""


class LineEvent(LineShape):
    """One event; which of the last four is there depends on its type."""

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
