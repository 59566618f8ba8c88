"""Is what was packed within the limits of its channel? Reckoned apart from the code that packs."""

from collections.abc import Sequence
from dataclasses import replace

from towkay.domain.capabilities import Capabilities, LengthUnit, Rich
from towkay.domain.channels import CAPABILITIES
from towkay.domain.forms import ConsentForm, CouponForm, ListForm, LocationForm
from towkay.domain.links import is_public_https
from towkay.domain.messages import (
    Button,
    Card,
    Carousel,
    Choices,
    ConsentRequest,
    CouponOffer,
    Image,
    LinkButton,
    LocationRequest,
    Message,
    Products,
    QuickReply,
    ReceiptShown,
    TemplateMessage,
    Text,
)
from towkay.domain.packing import Packed

BYTES = LengthUnit.UTF8
# Every channel as it is, with every form it has a number for, and with none.
_FORMS = {
    Rich.CHOICES: "choices",
    Rich.PRODUCTS: "products",
    Rich.COUPON: "coupon",
    Rich.RECEIPT: "receipt",
    Rich.LOCATION_REQUEST: "location",
    Rich.CONSENT_REQUEST: "consent",
}


def _with_all_forms(limits: Capabilities) -> Capabilities:
    known = {kind for kind, form in _FORMS.items() if getattr(limits, form) is not None}
    return replace(limits, native=limits.native | known | {Rich.TEMPLATE})


LIMITS = {str(channel): limits for channel, limits in CAPABILITIES.items()}
LIMITS |= {f"{name}, all forms": _with_all_forms(limits) for name, limits in LIMITS.items()}
LIMITS |= {
    f"{channel}, no form": replace(limits, native=frozenset())
    for channel, limits in CAPABILITIES.items()
}


def assert_within(packed: Packed, limits: Capabilities) -> None:
    """Every message of every request is one that the channel's table allows."""
    shown = [message for request in packed.requests for message in request]
    for request in packed.requests:
        assert 1 <= len(request) <= limits.messages_per_send
        assert len(request) == 1 or not any(isinstance(one, TemplateMessage) for one in request)
    for message in shown:
        _Checker(limits).message(message)
    assert all(not message.quick_replies for message in shown[:-1])
    if shown:
        _Checker(limits).replies(shown[-1])


class _Checker:
    """The rules of one channel."""

    def __init__(self, limits: Capabilities) -> None:
        self.limits = limits

    def short(self, text: str, most: int, least: int = 1) -> None:
        assert least <= self.limits.length_unit.measure(text) <= most
        assert text == text.strip()
        text.encode()  # raises for half of a surrogate pair

    def message(self, message: Message) -> None:
        limits = self.limits
        match message:
            case Text(text=text, buttons=()):
                assert text.strip() and text.encode()  # raises for half of a surrogate pair
                unit, most = limits.unit_of_text, limits.text_limit
                holds = limits.buttons.holds_replies and message.quick_replies
                assert unit.measure(text) <= (limits.button_text_limit if holds else most)
            case Text(text=text, buttons=buttons):
                self.short(text, limits.button_text_limit)
                self.buttons(buttons)
            case Image(url=url, preview_url=preview):
                assert is_public_https(url) and (not preview or is_public_https(preview))
            case Card():
                self.card(message, limits.card_title_limit, limits.card_text_limit)
            case Carousel():
                self.carousel(message)
            case _:
                self.rich(message)

    def rich(self, message: Message) -> None:
        limits = self.limits
        match message:
            case Choices() if limits.choices and Rich.CHOICES in limits.native:
                self.choices(message, limits.choices)
            case Products() if limits.products and Rich.PRODUCTS in limits.native:
                assert 1 <= len(message.products) <= limits.products.limit
                self.short(message.title, limits.products.title_limit, 0)
                self.short(message.text, limits.products.text_limit, 0)
                needs_words = len(message.products) > 1 and limits.products.title_limit
                assert not needs_words or (message.title and message.text)
            case CouponOffer() if limits.coupon and Rich.COUPON in limits.native:
                self.coupon(message, limits.coupon)
            case ReceiptShown(receipt=receipt) if limits.receipt and Rich.RECEIPT in limits.native:
                assert len(receipt.lines) <= limits.receipt.lines
                assert receipt.payment and receipt.name and receipt.order and receipt.currency
            case LocationRequest() if limits.location and Rich.LOCATION_REQUEST in limits.native:
                self.location(message, limits.location)
            case ConsentRequest() if limits.consent and Rich.CONSENT_REQUEST in limits.native:
                self.consent(message, limits.consent)
            case _:
                assert isinstance(message, TemplateMessage) and Rich.TEMPLATE in limits.native

    def buttons(self, buttons: Sequence[Button]) -> None:
        form, limits = self.limits.buttons, self.limits
        links = [one for one in buttons if isinstance(one, LinkButton)]
        assert len(buttons) <= limits.button_limit
        assert form.mixed or len(links) in (0, len(buttons))
        assert form.links is None or len(links) <= form.links
        for button in buttons:
            self.short(button.label, limits.button_label_limit)
            if isinstance(button, LinkButton):
                assert is_public_https(button.url) and len(button.url) <= limits.link_limit
            else:
                assert limits.length_unit.measure(button.payload) <= limits.payload_limit
        if form.unique:
            assert len({one.label for one in buttons}) == len(buttons)

    def card(self, card: Card, title: int, text: int) -> None:
        self.short(card.title, title)
        self.short(card.text, text, 0)
        assert not card.image_url or is_public_https(card.image_url)
        assert not card.url or (self.limits.card_opens and is_public_https(card.url))
        self.buttons(card.buttons)

    def carousel(self, shown: Carousel) -> None:
        limits, form = self.limits, self.limits.carousel
        assert 2 <= len(shown.cards) <= limits.carousel_limit
        if form is None:
            assert not shown.text
            for card in shown.cards:
                self.card(card, limits.card_title_limit, limits.card_text_limit)
            return
        self.short(shown.text, limits.button_text_limit)
        for card in shown.cards:
            self.card(card, form.title_limit, form.text_limit)
            assert card.image_url and f"{card.title}\n{card.text}".count("\n") <= form.lines
            assert 1 <= len(card.buttons) <= form.buttons
            assert all(len(getattr(one, "payload", "")) <= 20 for one in card.buttons)
        assert len({tuple(map(type, card.buttons)) for card in shown.cards}) == 1

    def choices(self, shown: Choices, form: ListForm) -> None:
        rows = [row for section in shown.sections for row in section.choices]
        self.short(shown.text, form.text_limit)
        self.short(shown.button, form.opener_limit)
        assert 1 <= len(rows) <= form.rows and len({row.payload for row in rows}) == len(rows)
        for section in shown.sections:
            self.short(section.title, form.section_limit, int(len(shown.sections) > 1))
            assert section.choices
        for row in rows:
            self.short(row.label, form.label_limit)
            self.short(row.detail, form.detail_limit, 0)
            assert 1 <= len(row.payload) <= form.payload_limit

    def coupon(self, shown: CouponOffer, form: CouponForm) -> None:
        coupon = shown.coupon
        if form.by_reference and coupon.reference:
            return
        self.short(coupon.title, form.title_limit)
        self.short(coupon.text, form.text_limit, 0)
        assert " " not in coupon.code and (coupon.code or coupon.url)

    def location(self, shown: LocationRequest, form: LocationForm) -> None:
        self.short(shown.text, form.text_limit)
        self.short(shown.button, form.button_limit, int(form.button_limit > 0))

    def consent(self, shown: ConsentRequest, form: ConsentForm) -> None:
        self.short(shown.title, form.title_limit, 0)
        assert not shown.text and (not shown.image_url or is_public_https(shown.image_url))

    def replies(self, last: Message) -> None:
        limits, replies = self.limits, last.quick_replies
        takes_one = isinstance(last, LocationRequest)
        assert len(replies) + takes_one <= limits.quick_reply_limit + (not replies)
        for reply in replies:
            self.short(reply.label, limits.label_limit)
            assert 1 <= limits.length_unit.measure(reply.payload) <= limits.payload_limit
        if replies and limits.buttons.holds_replies:
            assert isinstance(last, Text | Card)
            self.beside(last, replies)

    def beside(self, last: Text | Card, replies: Sequence[QuickReply]) -> None:
        pressed = (*last.buttons, *replies)
        assert len(pressed) <= self.limits.button_limit
        assert not any(isinstance(one, LinkButton) for one in pressed)
        assert len({one.label for one in pressed}) == len(pressed)
