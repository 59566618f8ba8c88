"""Which members of a Messenger webhook are used, and in what form do they come?

Source: Messenger Platform, "Webhooks" reference pages of each field.
"""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator

from towkay.adapters.channels.graph.handovers import ThreadControl
from towkay.adapters.channels.graph.messaging import (
    MessageEdit,
    Party,
    Postback,
    QuickReplyTap,
    Reaction,
)
from towkay.adapters.channels.graph.optins import OptIn
from towkay.adapters.channels.graph.referrals import EntryReferral
from towkay.adapters.channels.graph.times import GraphTime, NumberText, time_or_none
from towkay.adapters.channels.shapes import (
    OBJECT_OR_NONE,
    ONLY_OBJECTS,
    DecimalText,
    Flag,
    Identifier,
    Shape,
    Words,
)


class Product(Shape):
    """A catalogue product the shopper shared."""

    title: Words = ""


class ProductList(Shape):
    """The products of a shared template."""

    elements: Annotated[tuple[Product, ...], ONLY_OBJECTS] = ()


class AttachmentPayload(Shape):
    """What an attachment points at; links expire, so only its name is used."""

    title: Words = ""
    status: Words = ""  # of an appointment
    sticker_id: NumberText = ""
    product: Annotated[ProductList | None, OBJECT_OR_NONE] = None


class MessageAttachment(Shape):
    """One attachment of a message."""

    type: Words = ""
    title: Words = ""
    payload: Annotated[AttachmentPayload | None, OBJECT_OR_NONE] = None


class Quoted(Shape):
    """The message that is answered inline."""

    mid: NumberText = ""


class CartProduct(Shape):
    """One line of a cart."""

    id: NumberText = ""
    retailer_id: NumberText = ""
    quantity: DecimalText = ""
    unit_price: DecimalText = ""
    currency: Words = ""


class Cart(Shape):
    """What the shopper put together."""

    products: Annotated[tuple[CartProduct, ...], ONLY_OBJECTS] = ()
    note: Words = ""


class Message(Shape):
    """A message, or the echo of one the Page sent."""

    mid: Identifier | None = None
    text: Words = ""
    quick_reply: Annotated[QuickReplyTap | None, OBJECT_OR_NONE] = None
    reply_to: Annotated[Quoted | None, OBJECT_OR_NONE] = None
    referral: Annotated[EntryReferral | None, OBJECT_OR_NONE] = None
    order: Annotated[Cart | None, OBJECT_OR_NONE] = None
    attachments: Annotated[tuple[MessageAttachment, ...], ONLY_OBJECTS] = ()
    is_echo: Flag = False
    app_id: NumberText = ""
    metadata: Words = ""


class Receipt(Shape):
    """Everything up to the watermark was delivered, or read; it may come as a number or as text."""

    watermark: Annotated[datetime | None, BeforeValidator(time_or_none)] = None


class PriorMessage(Shape):
    """By which plugin of a website somebody came who was only known by a `user_ref`."""

    source: Words = ""
    identifier: Words = ""


class CouponReveal(Shape):
    """A coupon's code was looked at; it comes without any message."""

    type: Words = ""
    payload: Words = ""
    coupon_code: Words = ""


class Linking(Shape):
    """A customer account was linked to the conversation, or cut off from it."""

    status: Words = ""
    authorization_code: Words = ""


class MessagingEvent(Shape):
    """One element of `messaging` or `standby`; exactly one of the others is the event."""

    sender: Party | None = None
    recipient: Party | None = None
    timestamp: GraphTime | None = None
    prior_message: Annotated[PriorMessage | None, OBJECT_OR_NONE] = None
    message: Message | None = None
    postback: Postback | None = None
    message_edit: MessageEdit | None = None
    reaction: Reaction | None = None
    referral: EntryReferral | None = None
    optin: Annotated[OptIn | None, OBJECT_OR_NONE] = None
    delivery: Receipt | None = None
    read: Receipt | None = None
    template: Annotated[CouponReveal | None, OBJECT_OR_NONE] = None
    pass_thread_control: Annotated[ThreadControl | None, OBJECT_OR_NONE] = None
    take_thread_control: Annotated[ThreadControl | None, OBJECT_OR_NONE] = None
    account_linking: Annotated[Linking | None, OBJECT_OR_NONE] = None
    messaging_feedback: Annotated[dict[str, Any] | None, OBJECT_OR_NONE] = None
