"""How do cards become what a channel shows side by side, and what is said after them?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from towkay.domain.capabilities import Capabilities, LengthUnit
from towkay.domain.fitting.buttons import Buttons, fit_buttons, named
from towkay.domain.fitting.cutting import shortened
from towkay.domain.fitting.texts import fit_image, fit_text, is_image_link, rows
from towkay.domain.links import is_public_https
from towkay.domain.messages import (
    Button,
    Card,
    Carousel,
    Image,
    LinkButton,
    Loss,
    Lossy,
    Message,
    Text,
)

# Bytes of JSON that a channel's own form puts around a card's and a button's words.
_AROUND_CARD = 500
_AROUND_BUTTON = 160
_PLAIN = frozenset(map(chr, range(0x20, 0x7F))) - {'"', "\\"}
_ESCAPE = 6


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A card as far as it fits, None when it cannot be one; and what is said after it."""

    card: Card | None
    after: tuple[Message, ...] = ()


def fit_cards(cards: Sequence[Card], limits: Capabilities, losses: list[Loss]) -> list[Message]:
    """Cards side by side as far as possible; what they leave unsaid follows in text."""
    messages: list[Message] = []
    side_by_side: list[Card] = []
    after: list[Message] = []
    for card in cards:
        fitted = _fit_card(card, limits, losses)
        if fitted.card is None:  # in its place, so that the order stays
            messages += [*_carousels(side_by_side, limits), *after, *fitted.after]
            side_by_side, after = [], []
        else:
            side_by_side.append(fitted.card)
            after += fitted.after
    return [*messages, *_carousels(side_by_side, limits), *after]


def _fit_card(written: Card, limits: Capabilities, losses: list[Loss]) -> _Fitted:
    card = _with_safe_links(written, limits, losses)
    buttons = fit_buttons(card.buttons, limits, losses)
    has_more = card.text or card.image_url or card.url or buttons.shown
    if not card.title or not (has_more or limits.bare_cards):
        return _Fitted(None, (*_in_words(card, buttons, limits, losses), *buttons.lines))
    fitted = _shortened(card, limits)
    is_whole = (fitted.title, fitted.text) == (card.title, card.text)
    if not is_whole:
        losses.append(Loss(Lossy.CARD_TEXT, f"shortened, whole after it: {named(card.title)}"))
    first, *others = rows(buttons, limits) or [()]
    rest = tuple(button for row in others for button in row)
    unsaid: list[Text] = []
    if rest or not is_whole:
        words = card.title if is_whole else f"{card.title}\n{card.text}"
        unsaid = fit_text(Text(words, buttons=rest), limits, losses)
    return _Fitted(replace(fitted, buttons=first), (*unsaid, *buttons.lines))


def _with_safe_links(card: Card, limits: Capabilities, losses: list[Loss]) -> Card:
    """The card, with nothing that a channel must not fetch or a shopper must not open."""
    image_url, url = card.image_url, card.url
    if image_url and not is_image_link(image_url, limits):
        losses.append(Loss(Lossy.IMAGE, f"left out: {named(card.title)}"))
        image_url = ""
    if url and (len(url) > limits.link_limit or not is_public_https(url)):
        losses.append(Loss(Lossy.LINK, f"left out: {named(card.title)}"))
        url = ""
    return Card(card.title.strip(), card.text.strip(), image_url, url, card.buttons)


def _shortened(card: Card, limits: Capabilities) -> Card:
    unit = limits.length_unit
    title = shortened(card.title, limits.card_title_limit, unit)
    return replace(card, title=title, text=shortened(card.text, limits.card_text_limit, unit))


def _in_words(
    card: Card, buttons: Buttons, limits: Capabilities, losses: list[Loss]
) -> list[Message]:
    """A card that cannot be one: its image, then its words over its buttons."""
    words = "\n".join(filter(None, (card.title, card.text, card.url)))
    images = fit_image(Image(card.image_url), limits, losses) if card.image_url else []
    said: list[Message] = [
        *images,
        *fit_text(Text(words, buttons=buttons.shown), limits, losses),
    ]
    if said:
        losses.append(Loss(Lossy.CARD, f"shown as other messages: {named(card.title)}"))
    return said


def _carousels(cards: Sequence[Card], limits: Capabilities) -> Iterator[Message]:
    """As few carousels as hold the cards by number and by bytes; one card alone is no carousel."""
    group: list[Card] = []
    used = 0
    for card in cards:
        size = card_bytes(card)
        is_full = len(group) == limits.carousel_limit
        if group and (is_full or used + size > (limits.carousel_bytes or used + size)):
            yield _carousel(group)
            group, used = [], 0
        group.append(card)
        used += size
    if group:
        yield _carousel(group)


def _carousel(cards: Sequence[Card]) -> Message:
    return cards[0] if len(cards) == 1 else Carousel(tuple(cards))


def card_bytes(card: Card) -> int:
    """At most how many bytes a card's JSON takes when everything but ASCII is escaped."""
    words = sum(map(_escaped, (card.title, card.text, card.image_url, card.url)))
    return _AROUND_CARD + words + sum(map(_button_bytes, card.buttons))


def _button_bytes(button: Button) -> int:
    opens = button.url if isinstance(button, LinkButton) else button.payload
    # A label is written twice where it is also what the shopper is shown to have said.
    return _AROUND_BUTTON + 2 * _escaped(button.label) + _escaped(opens)


def _escaped(text: str) -> int:
    """Six bytes for each UTF-16 unit outside plain letters, which `\\uXXXX` takes."""
    plain = sum(character in _PLAIN for character in text)
    return plain + _ESCAPE * (LengthUnit.UTF16.measure(text) - plain)
