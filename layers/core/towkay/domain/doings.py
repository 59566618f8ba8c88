"""What else than writing does a shopper do in or around a conversation?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """The way into a conversation: an ad, a link, a product's page, a post.

    `source` is the channel's own word in lower case (`ads`, `shortlink`, `product` …), `ref` what
    the link carried, `ad` and `product` the channel's ids. `is_ad` tells the ways that open
    WhatsApp's free entry point.
    """

    source: str
    ref: str = ""
    ad: str = ""
    product: str = ""
    is_ad: bool = False


@dataclass(frozen=True, slots=True)
class Commented:
    """A shopper wrote under a post; one private reply may answer it.

    `post` is the post or media, `parent` the comment it answers, empty at the top. `on_live` is a
    comment to a video on air, which can be answered only until it ends.
    """

    comment_id: str
    text: str = ""
    post: str = ""
    parent: str = ""
    on_live: bool = False


@dataclass(frozen=True, slots=True)
class OrderedItem:
    """One line of a cart; `price` is a decimal as the channel writes it, per piece."""

    sku: str
    quantity: int
    price: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class CartSent:
    """A shopper sent a cart: a request and no order, its prices may be old."""

    message_id: str
    items: tuple[OrderedItem, ...]
    text: str = ""
    catalog: str = ""


@dataclass(frozen=True, slots=True)
class FormFilled:
    """A shopper finished a form inside the chat; `answers` is the JSON it gave, as text."""

    message_id: str
    form: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True)
class IdentityChanged:
    """The channel knows the shopper by a new id from now on; `previous` is the old user id."""

    previous: str


@dataclass(frozen=True, slots=True)
class ThreadMoved:
    """The platform's own routing gave the conversation to us, or to another app or a person."""

    to_us: bool


@dataclass(frozen=True, slots=True)
class AccountLinked:
    """A shopper bound the conversation to a customer account; `nonce` names it to the shop."""

    ok: bool
    nonce: str = ""


@dataclass(frozen=True, slots=True)
class LinkClicked:
    """A shopper tapped a link that the channel watches; `ref` is what it tells of the message."""

    ref: str = ""


Doing = (
    Commented | CartSent | FormFilled | IdentityChanged | ThreadMoved | AccountLinked | LinkClicked
)
