"""What do we say, in words that are the same for every channel?"""

from dataclasses import dataclass
from enum import StrEnum

from towkay.domain.offers import Coupon, Product, Receipt, Section
from towkay.domain.templates import Template


class Purpose(StrEnum):
    """Why a message is sent: what the law and the platforms care about."""

    REPLY = "reply"
    SERVICE = "service"
    MARKETING = "marketing"


@dataclass(frozen=True, slots=True)
class QuickReply:
    """A button under the newest message, gone with the next; `payload` comes back when pressed."""

    label: str
    payload: str


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that stays with its message and opens a web page (https)."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class PostbackButton:
    """A button that stays with its message; `payload` comes back when it is pressed."""

    label: str
    payload: str


Button = LinkButton | PostbackButton


@dataclass(frozen=True, slots=True)
class Text:
    """A text message; quick replies show only on the last message of a turn."""

    text: str
    quick_replies: tuple[QuickReply, ...] = ()
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """An image by its public https address; `alt` says what is on it where it cannot be shown.

    `preview_url` is a smaller image for channels that want one; the image itself when empty.
    """

    url: str
    alt: str = ""
    preview_url: str = ""
    quick_replies: tuple[QuickReply, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A title with whatever of text, image, link and buttons there is; `url` opens on a tap."""

    title: str
    text: str = ""
    image_url: str = ""
    url: str = ""
    buttons: tuple[Button, ...] = ()
    quick_replies: tuple[QuickReply, ...] = ()


@dataclass(frozen=True, slots=True)
class Carousel:
    """Cards side by side under `text`; a card's own quick replies are not looked at."""

    cards: tuple[Card, ...]
    quick_replies: tuple[QuickReply, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """A list to choose from; `button` is on what opens it where it opens apart."""

    text: str
    button: str
    sections: tuple[Section, ...]
    quick_replies: tuple[QuickReply, ...] = ()


@dataclass(frozen=True, slots=True)
class Products:
    """Things for sale; `catalog` is the platform's id of the catalogue that holds them."""

    products: tuple[Product, ...]
    title: str = ""
    text: str = ""
    catalog: str = ""
    quick_replies: tuple[QuickReply, ...] = ()


@dataclass(frozen=True, slots=True)
class CouponOffer:
    """A coupon shown to one shopper."""

    coupon: Coupon
    quick_replies: tuple[QuickReply, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptShown:
    """The receipt of an order."""

    receipt: Receipt
    quick_replies: tuple[QuickReply, ...] = ()


@dataclass(frozen=True, slots=True)
class LocationRequest:
    """Asks where the shopper is; `button` is on what sends the place, where it needs one."""

    text: str
    button: str = ""
    quick_replies: tuple[QuickReply, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentRequest:
    """Asks for a subscription in words that are kept as its evidence.

    `title` heads the channel's own form, `text` is the whole wording, `accept` and `decline` the
    buttons where there is no form. `topic` is what is agreed to.
    """

    topic: str
    title: str
    text: str
    accept: QuickReply
    decline: QuickReply
    image_url: str = ""
    quick_replies: tuple[QuickReply, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateMessage:
    """Words that a platform approved, with what fills their gaps."""

    template: Template
    quick_replies: tuple[QuickReply, ...] = ()


Message = (
    Text
    | Image
    | Card
    | Carousel
    | Choices
    | Products
    | CouponOffer
    | ReceiptShown
    | LocationRequest
    | ConsentRequest
    | TemplateMessage
)


class Lossy(StrEnum):
    """What of a message may be shown otherwise than it was written."""

    QUICK_REPLY = "quick_reply"
    LABEL = "label"
    BUTTON = "button"
    LINK = "link"
    IMAGE = "image"
    CARD_TEXT = "card_text"
    CARD = "card"
    CHOICES = "choices"
    PRODUCTS = "products"
    COUPON = "coupon"
    RECEIPT = "receipt"
    LOCATION_REQUEST = "location_request"
    CONSENT_REQUEST = "consent_request"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Loss:
    """Something a channel could not show as written, and what was done instead."""

    what: Lossy
    detail: str
