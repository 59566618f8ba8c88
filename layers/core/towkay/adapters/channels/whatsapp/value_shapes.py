"""Which members of a WhatsApp event are used, beside those of a message?

Source: WhatsApp Business Platform, "Webhooks: messages, statuses, standby, smb_message_echoes".
"""

from typing import Annotated

from pydantic import Field

from towkay.adapters.channels.graph.times import GraphTime
from towkay.adapters.channels.shapes import (
    OBJECT_OR_NONE,
    ONLY_OBJECTS,
    Identifier,
    Shape,
    Words,
)
from towkay.adapters.channels.whatsapp.people import Name, Person, Writer


class Metadata(Shape):
    """Which number of the business an event is about."""

    phone_number_id: Name = ""


class Value(Shape):
    """What all values of a number have: the number, and the people in it."""

    metadata: Annotated[Metadata | None, OBJECT_OR_NONE] = None
    recipient: Annotated[Metadata | None, OBJECT_OR_NONE] = None  # of threads handed over
    contacts: Annotated[tuple[Person, ...], ONLY_OBJECTS] = ()


class Pricing(Shape):
    """What a message is charged for."""

    type: Words = ""
    category: Words = ""


class Fault(Shape):
    """Why a message failed."""

    code: Name = ""
    title: Words = ""


class Status(Shape):
    """One element of `statuses`."""

    id: Identifier
    status: Words = ""
    timestamp: GraphTime | None = None
    recipient_id: Name = ""
    recipient_user_id: Name = ""
    recipient_type: Words = ""
    biz_opaque_callback_data: Words = ""
    pricing: Annotated[Pricing | None, OBJECT_OR_NONE] = None
    errors: Annotated[tuple[Fault, ...], ONLY_OBJECTS] = ()


class Echoed(Shape):
    """A message of the business as it was sent: by a person's phone, or by another app."""

    to: Name = ""
    recipient: Name = ""
    to_user_id: Name = ""
    biz_opaque_callback_data: Words = ""


class Echo(Echoed):
    """One element of `message_echoes`; in standby the sent body is apart."""

    id: Identifier
    timestamp: GraphTime | None = None
    message: Annotated[Echoed | None, OBJECT_OR_NONE] = None


class Click(Shape):
    """What a tapped link of a marketing message tells."""

    click_id: Words = ""
    tracking_token: Words = ""


class Action(Writer):
    """One element of `user_actions`."""

    action_type: Words = ""
    timestamp: GraphTime | None = None
    data: Annotated[Click | None, OBJECT_OR_NONE] = Field(
        None, alias="marketing_messages_link_click_data"
    )
