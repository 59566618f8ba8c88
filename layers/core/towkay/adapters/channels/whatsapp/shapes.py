"""Which members of a WhatsApp message are used, and in what form do they come?

Source: WhatsApp Business Platform, "Webhooks: messages" and its pages for each type.
"""

from typing import Annotated

from towkay.adapters.channels.graph.times import GraphTime
from towkay.adapters.channels.shapes import (
    OBJECT_OR_NONE,
    ONLY_OBJECTS,
    DecimalText,
    Identifier,
    OptionalWords,
    Shape,
    Words,
)
from towkay.adapters.channels.whatsapp.people import Name, Writer


class ReferredProduct(Shape):
    """The product a question is about."""

    catalog_id: Name = ""
    product_retailer_id: Name = ""


class Context(Shape):
    """What a message answers; a forwarded one has neither id nor product."""

    id: Words = ""
    referred_product: Annotated[ReferredProduct | None, OBJECT_OR_NONE] = None


class Referral(Shape):
    """The ad or post that was tapped; Status ads have no click id."""

    source_type: Words = ""
    source_id: Name = ""
    ctwa_clid: Words = ""


class Said(Shape):
    """A text."""

    body: Words = ""


class Tapped(Shape):
    """A quick reply of a template; its payload is its words where none was given."""

    payload: OptionalWords = None
    text: Words = ""


class Chosen(Shape):
    """A reply button or a row of a list."""

    id: OptionalWords = None
    title: Words = ""


class Filled(Shape):
    """A finished form; its answers come as the text of a JSON object."""

    name: Words = ""
    response_json: Words = ""


class Interactive(Shape):
    """What became of an interactive message."""

    type: Words = ""
    button_reply: Annotated[Chosen | None, OBJECT_OR_NONE] = None
    list_reply: Annotated[Chosen | None, OBJECT_OR_NONE] = None
    nfm_reply: Annotated[Filled | None, OBJECT_OR_NONE] = None


class CartItem(Shape):
    """One line of a cart."""

    product_retailer_id: Name = ""
    quantity: DecimalText = ""
    item_price: DecimalText = ""
    currency: Words = ""


class Cart(Shape):
    """A cart; its words may be empty."""

    catalog_id: Name = ""
    text: Words = ""
    product_items: Annotated[tuple[CartItem, ...], ONLY_OBJECTS] = ()


class Media(Shape):
    """Image, video, audio, document or sticker: links expire, so only its words are used."""

    caption: Words = ""
    filename: Words = ""


class Place(Shape):
    """A place that was sent."""

    name: Words = ""
    address: Words = ""


class Reaction(Shape):
    """A reaction; without an emoji it was taken back."""

    emoji: Words = ""


class System(Shape):
    """What became of the person's identity."""

    type: Words = ""
    user_id: Name = ""
    wa_id: Name = ""
    previous_user_id: Name = ""


class Unsupported(Shape):
    """What the message was, where that is told."""

    type: Words = ""


class Edited(Shape):
    """The new form of a message."""

    text: Annotated[Said | None, OBJECT_OR_NONE] = None
    image: Annotated[Media | None, OBJECT_OR_NONE] = None
    video: Annotated[Media | None, OBJECT_OR_NONE] = None
    document: Annotated[Media | None, OBJECT_OR_NONE] = None


class Change(Shape):
    """A message changed or taken back; `original_message_id` names it."""

    original_message_id: Identifier
    message: Annotated[Edited | None, OBJECT_OR_NONE] = None


class Message(Writer):
    """One element of `messages`; `type` names the member that holds it."""

    id: Identifier
    timestamp: GraphTime | None = None
    type: Words = ""
    group_id: Name = ""
    context: Annotated[Context | None, OBJECT_OR_NONE] = None
    referral: Annotated[Referral | None, OBJECT_OR_NONE] = None
    text: Annotated[Said | None, OBJECT_OR_NONE] = None
    button: Annotated[Tapped | None, OBJECT_OR_NONE] = None
    interactive: Annotated[Interactive | None, OBJECT_OR_NONE] = None
    order: Annotated[Cart | None, OBJECT_OR_NONE] = None
    image: Annotated[Media | None, OBJECT_OR_NONE] = None
    video: Annotated[Media | None, OBJECT_OR_NONE] = None
    audio: Annotated[Media | None, OBJECT_OR_NONE] = None
    document: Annotated[Media | None, OBJECT_OR_NONE] = None
    sticker: Annotated[Media | None, OBJECT_OR_NONE] = None
    location: Annotated[Place | None, OBJECT_OR_NONE] = None
    reaction: Annotated[Reaction | None, OBJECT_OR_NONE] = None
    system: Annotated[System | None, OBJECT_OR_NONE] = None
    unsupported: Annotated[Unsupported | None, OBJECT_OR_NONE] = None
    edit: Annotated[Change | None, OBJECT_OR_NONE] = None
    revoke: Annotated[Change | None, OBJECT_OR_NONE] = None
