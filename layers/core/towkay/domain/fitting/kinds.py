"""Which rule fits which kind of message?"""

from collections.abc import Sequence

from towkay.domain.fitting.cards import fit_cards, fit_carousel
from towkay.domain.fitting.choices import fit_choices
from towkay.domain.fitting.frame import Frame
from towkay.domain.fitting.offers import fit_coupon, fit_products
from towkay.domain.fitting.receipts import fit_receipt
from towkay.domain.fitting.requests import (
    fit_consent_request,
    fit_location_request,
    fit_template,
)
from towkay.domain.fitting.texts import fit_image, fit_text
from towkay.domain.messages import (
    Card,
    Carousel,
    Choices,
    ConsentRequest,
    CouponOffer,
    Image,
    LocationRequest,
    Message,
    Products,
    ReceiptShown,
    TemplateMessage,
    Text,
)

_Offer = Products | CouponOffer | ReceiptShown
_Request = Choices | LocationRequest | ConsentRequest


def fit(message: Message, frame: Frame, *, is_last: bool) -> Sequence[Message]:
    """The message as the channel shows it, in as many as it takes.

    Quick replies on one of them are those that the message itself asks with; `is_last` says that
    nothing is said after it, so that they stand under it.
    """
    match message:
        case Text():
            return fit_text(message, frame)
        case Image():
            return fit_image(message, frame)
        case Card():
            return fit_cards([message], frame)
        case Carousel():
            return fit_carousel(message, frame)
        case TemplateMessage():
            return fit_template(message, frame)
        case Products() | CouponOffer() | ReceiptShown():
            return _fit_offer(message, frame)
        case _:
            return _fit_request(message, frame, is_last)


def _fit_offer(message: _Offer, frame: Frame) -> Sequence[Message]:
    match message:
        case Products():
            return fit_products(message, frame)
        case CouponOffer():
            return fit_coupon(message, frame)
        case ReceiptShown():
            return fit_receipt(message, frame)


def _fit_request(message: _Request, frame: Frame, is_last: bool) -> Sequence[Message]:
    match message:
        case Choices():
            return fit_choices(message, frame, is_last=is_last)
        case LocationRequest():
            return fit_location_request(message, frame, is_last=is_last)
        case ConsentRequest():
            return fit_consent_request(message, frame, is_last=is_last)
