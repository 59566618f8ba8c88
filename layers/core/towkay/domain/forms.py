"""How much does a channel's own form of a list, a coupon or a carousel hold?

Lengths are in the unit of the channel's words. A form is used only while the channel's capabilities
name its kind as native: its numbers may be known before there is a request for it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ButtonForm:
    """What may stand together under one message.

    `mixed`: links and answers do. `links` is how many links do, None as many as buttons. `unique`:
    no label and no payload comes twice. `holds_replies`: quick replies take the place of buttons.
    """

    mixed: bool = True
    links: int | None = None
    unique: bool = False
    holds_replies: bool = False


@dataclass(frozen=True, slots=True)
class CarouselForm:
    """What cards side by side must be where that is more than each of them alone.

    All have an image and the same kinds of buttons in the same number, at least one; words stand
    above them. `lines` is how many lines a card's text may have.
    """

    least: int
    buttons: int  # on each
    title_limit: int
    text_limit: int
    lines: int
    payload_limit: int


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list that opens: rows in sections, each a label over a detail."""

    rows: int  # of all its sections together
    text_limit: int
    opener_limit: int
    section_limit: int  # of a section's title
    label_limit: int
    detail_limit: int
    payload_limit: int


@dataclass(frozen=True, slots=True)
class ProductsForm:
    """Products of the platform's catalogue; no words stand beside them where `title_limit` is 0.

    `by_sku`: named by the shop's own number in a catalogue, else by the platform's id in digits.
    """

    limit: int
    by_sku: bool
    title_limit: int = 0
    text_limit: int = 0


@dataclass(frozen=True, slots=True)
class CouponForm:
    """A coupon; `by_reference`: one that the platform itself holds, with words of its own.

    One with words and a code of the shop's is shown where `title_limit` is not 0.
    """

    title_limit: int = 0
    text_limit: int = 0
    by_reference: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptForm:
    """A receipt that names who bought, how it was paid and at most so many lines."""

    lines: int


@dataclass(frozen=True, slots=True)
class LocationForm:
    """A request for a place; `as_reply`: its button is one of the quick replies, so it comes last.

    `button_limit` is 0 where the channel words the button itself.
    """

    text_limit: int
    button_limit: int = 0
    as_reply: bool = False


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """A request for consent that shows a title; the wording stands in a message before it."""

    title_limit: int


@dataclass(frozen=True, slots=True)
class TemplateForm:
    """A template's gaps; `one_line`: what fills them may hold no line end, tab or long blank."""

    one_line: bool = False
