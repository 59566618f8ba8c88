"""What can a channel show, how much of it, and which of its mechanisms decide about retries?"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from towkay.domain.forms import (
    ButtonForm,
    CarouselForm,
    ConsentForm,
    CouponForm,
    ListForm,
    LocationForm,
    ProductsForm,
    ReceiptForm,
    TemplateForm,
)
from towkay.domain.routes import Route


class LengthUnit(StrEnum):
    """What a platform counts when it limits a text."""

    CODE_POINTS = "code_points"
    UTF16 = "utf16"
    UTF8 = "utf8"

    def measure(self, text: str) -> int:
        """Length of `text` in this unit; an emoji may be one, two or four of them."""
        if self is LengthUnit.CODE_POINTS or text.isascii():
            return len(text)
        if self is LengthUnit.UTF8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Rich(StrEnum):
    """What some channels have a form of their own for; elsewhere it is said in simpler ones."""

    IMAGE_REPLIES = "image_replies"  # quick replies under an image
    CHOICES = "choices"
    PRODUCTS = "products"
    COUPON = "coupon"
    RECEIPT = "receipt"
    LOCATION_REQUEST = "location_request"
    CONSENT_REQUEST = "consent_request"
    TEMPLATE = "template"


_ANY_BUTTONS = ButtonForm()
_ANY_TEMPLATE = TemplateForm()


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Limits of one channel, and which of its mechanisms decide about routes and retries.

    Lengths of words are in `length_unit`, those of links in characters. `routes` are the lawful
    ways that our adapter has a request for; policy knows more of them. `native` are the kinds of
    message that the channel has a form of its own for, and our adapter a request.
    """

    length_unit: LengthUnit
    text_limit: int
    messages_per_send: int
    quick_reply_limit: int
    label_limit: int
    payload_limit: int
    button_limit: int  # under one text or card
    button_label_limit: int
    button_text_limit: int  # the longest text that can carry buttons
    link_limit: int  # what a button or card opens
    image_url_limit: int
    alt_limit: int  # words that stand for a card in a notification; 0 where there are none
    card_title_limit: int
    card_text_limit: int
    bare_cards: bool  # whether a card may be a title and nothing else
    carousel_limit: int  # cards side by side
    carousel_bytes: int | None  # of their JSON together; None: no limit is known
    window: timedelta | None
    retry_keys: bool
    reply_tokens: bool
    receipts: bool  # whether the channel ever tells of delivery and reading
    routes: frozenset[Route]
    has_quota: bool  # whether unasked messages use up a number that is bought by the month
    many_at_once: int = 0  # contacts who may share one request; 0 where each has one of its own
    native: frozenset[Rich] = frozenset()
    body_limit: int = 1_000_000  # bytes of a webhook; a longer one is refused before any hashing
    text_unit: LengthUnit | None = None  # of `text_limit` alone, where it is another one
    misses_until_gone: int = 1  # calls in a row that find nobody, until that is believed
    card_opens: bool = True  # whether a tap on a card itself opens a link
    buttons: ButtonForm = _ANY_BUTTONS
    carousel: CarouselForm | None = None
    choices: ListForm | None = None
    products: ProductsForm | None = None
    coupon: CouponForm | None = None
    receipt: ReceiptForm | None = None
    location: LocationForm | None = None
    consent: ConsentForm | None = None
    template: TemplateForm = _ANY_TEMPLATE

    @property
    def unit_of_text(self) -> LengthUnit:
        """What is counted in a text without buttons."""
        return self.text_unit or self.length_unit
