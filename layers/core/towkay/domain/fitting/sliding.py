"""Which cards stand in one carousel, by their number, their bytes and their likeness?"""

from collections.abc import Iterator, Sequence

from towkay.domain.capabilities import Capabilities, LengthUnit
from towkay.domain.copying import changed
from towkay.domain.fitting.buttons import rows
from towkay.domain.fitting.cutting import shortened
from towkay.domain.fitting.frame import Frame
from towkay.domain.forms import CarouselForm
from towkay.domain.messages import Button, Card, Carousel, LinkButton, Message, PostbackButton

# Bytes of JSON that a channel's own form puts around a card's and a button's words.
_AROUND_CARD = 500
_AROUND_BUTTON = 160
_PLAIN = frozenset(map(chr, range(0x20, 0x7F))) - {'"', "\\"}
_ESCAPE = 6

Shape = tuple[type[Button], ...]


def carousels(cards: Sequence[Card], frame: Frame) -> Iterator[Message]:
    """As few carousels as hold the cards by number and by bytes; one card alone is no carousel."""
    limits = frame.limits
    group: list[Card] = []
    used, left = 0, len(cards)
    for card in cards:
        size = card_bytes(card)
        is_full = len(group) == _most(left + len(group), limits)
        if group and (is_full or used + size > (limits.carousel_bytes or used + size)):
            yield _carousel(group, frame)
            group, used = [], 0
        group.append(card)
        used += size
        left -= 1
    if group:
        yield _carousel(group, frame)


def slide_shape(card: Card, form: CarouselForm, limits: Capabilities) -> Shape | None:
    """The kinds of its buttons where it may stand in such a carousel, None where it may not."""
    if not card.image_url or not card.buttons:
        return None
    shown = rows(card.buttons, limits)[0]
    measure = limits.length_unit.measure
    answers = [one for one in shown if isinstance(one, PostbackButton)]
    too_long = any(measure(one.payload) > form.payload_limit for one in answers)
    if too_long or len(shown) > form.buttons:
        return None
    return tuple(type(button) for button in shown)


def as_slide(card: Card, form: CarouselForm, unit: LengthUnit) -> Card:
    """The card with as much of its words as one in a carousel holds, on as few lines."""
    title = shortened(card.title.replace("\n", " "), form.title_limit, unit)
    *first, last = card.text.split("\n", form.lines - 1)
    text = "\n".join((*first, last.replace("\n", " ")))
    return changed(card, title=title, text=shortened(text, form.text_limit, unit))


def card_bytes(card: Card) -> int:
    """At most how many bytes a card's JSON takes when everything but ASCII is escaped."""
    words = sum(map(_escaped, (card.title, card.text, card.image_url, card.url)))
    return _AROUND_CARD + words + sum(map(_button_bytes, card.buttons))


def _most(cards: int, limits: Capabilities) -> int:
    """How many of the cards that are left stand in the next carousel: not all but too few."""
    most, least = limits.carousel_limit, limits.carousel.least if limits.carousel else 1
    over = cards - most
    return cards - least if 0 < over < least else most


def _carousel(cards: Sequence[Card], frame: Frame) -> Message:
    if len(cards) == 1:
        return cards[0]
    return Carousel(tuple(cards), text=frame.words.look if frame.limits.carousel else "")


def _button_bytes(button: Button) -> int:
    opens = button.url if isinstance(button, LinkButton) else button.payload
    # A label is written twice where it is also what the shopper is shown to have said.
    return _AROUND_BUTTON + 2 * _escaped(button.label) + _escaped(opens)


def _escaped(text: str) -> int:
    """Six bytes for each UTF-16 unit outside plain letters, which `\\uXXXX` takes."""
    plain = sum(character in _PLAIN for character in text)
    return plain + _ESCAPE * (LengthUnit.UTF16.measure(text) - plain)
