"""How do cards become what a channel shows side by side, and what is said after them?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from towkay.domain.capabilities import Capabilities
from towkay.domain.copying import changed
from towkay.domain.fitting.buttons import fit_buttons, rows
from towkay.domain.fitting.cutting import shortened
from towkay.domain.fitting.frame import Frame
from towkay.domain.fitting.sliding import as_slide, carousels, slide_shape
from towkay.domain.fitting.texts import fit_image, fit_text, plain, safe_image, safe_link
from towkay.domain.messages import (
    Button,
    Card,
    Carousel,
    Image,
    LinkButton,
    Lossy,
    Message,
    Text,
)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A card with nothing on it that cannot be shown, and the links that follow it as words."""

    card: Card
    lines: tuple[Text, ...] = ()


def fit_carousel(carousel: Carousel, frame: Frame) -> list[Message]:
    """The cards under their words, which a channel may have room for in the carousel itself."""
    shown = fit_cards(carousel.cards, frame)
    first = shown[0] if shown else None
    if frame.limits.carousel and isinstance(first, Carousel):
        *before, last = fit_text(Text(carousel.text), frame) or [Text("")]
        if len(last.text) <= frame.limits.button_text_limit:
            return [*before, changed(first, text=last.text or frame.words.look), *shown[1:]]
    return [*plain(carousel.text, frame.limits), *shown]


def fit_cards(cards: Sequence[Card], frame: Frame) -> list[Message]:
    """Cards side by side as far as possible; what they leave unsaid follows in text."""
    messages: list[Message] = []
    for run in _runs([_ready(card, frame) for card in cards], frame.limits):
        if not _is_card(run[0].card, frame.limits):
            messages += _in_words(run[0], frame)  # in its place, so that the order stays
            continue
        if frame.limits.carousel and len(run) == 1 < len(cards):
            frame.lost(Lossy.CARD, "shown by itself", run[0].card.title)
        messages += _side_by_side(run, frame)
    return messages


def _ready(written: Card, frame: Frame) -> _Ready:
    title = written.title.strip()
    image_url = safe_image(written.image_url, title, frame)
    url = safe_link(written.url, title, frame)
    buttons: tuple[Button, ...] = written.buttons
    if url and not frame.limits.card_opens:
        frame.lost(Lossy.LINK, "opened by a button", title)
        if not any(isinstance(one, LinkButton) and one.url == url for one in buttons):
            buttons = (LinkButton(frame.words.open, url), *buttons)
        url = ""
    fitted = fit_buttons(buttons, frame)
    return _Ready(Card(title, written.text.strip(), image_url, url, fitted.shown), fitted.lines)


def _is_card(card: Card, limits: Capabilities) -> bool:
    has_more = card.text or card.image_url or card.url or card.buttons
    return bool(card.title and (has_more or limits.bare_cards))


def _runs(cards: Sequence[_Ready], limits: Capabilities) -> Iterator[list[_Ready]]:
    """The cards that stand side by side; what is no card, or like none beside it, is alone."""
    run: list[_Ready] = []
    for ready in cards:
        if run and not _stands_beside(run[-1].card, ready.card, limits):
            yield run
            run = []
        run.append(ready)
    if run:
        yield run


def _stands_beside(one: Card, other: Card, limits: Capabilities) -> bool:
    if not (_is_card(one, limits) and _is_card(other, limits)):
        return False
    if limits.carousel is None:
        return True
    shape = slide_shape(one, limits.carousel, limits)
    return bool(shape) and shape == slide_shape(other, limits.carousel, limits)


def _side_by_side(run: Sequence[_Ready], frame: Frame) -> list[Message]:
    """The cards of a run, cut to what fits, and after all of them what they leave unsaid."""
    cut: list[Card] = []
    after: list[Message] = []
    for ready in run:
        card = ready.card
        first, *others = rows(card.buttons, frame.limits) or [()]
        short = _shortened(card, frame.limits, in_carousel=len(run) > 1)
        cut.append(changed(short, buttons=first))
        after += _unsaid(card, short, [button for row in others for button in row], frame)
        after += ready.lines
    return [*carousels(cut, frame), *after]


def _shortened(card: Card, limits: Capabilities, in_carousel: bool) -> Card:
    if in_carousel and limits.carousel:
        return as_slide(card, limits.carousel, limits.length_unit)
    unit = limits.length_unit
    title = shortened(card.title, limits.card_title_limit, unit)
    return changed(card, title=title, text=shortened(card.text, limits.card_text_limit, unit))


def _unsaid(card: Card, shown: Card, rest: Sequence[Button], frame: Frame) -> list[Text]:
    """A shortened card whole, and the buttons that found no room on it."""
    is_whole = _words(shown) == _words(card)
    if not is_whole:
        frame.lost(Lossy.CARD_TEXT, "shortened, whole after it", card.title)
    if is_whole and not rest:
        return []
    words = card.title if is_whole else f"{card.title}\n{card.text}"
    return fit_text(Text(words, buttons=tuple(rest)), frame)


def _words(card: Card) -> list[str]:
    return f"{card.title} {card.text}".split()


def _in_words(ready: _Ready, frame: Frame) -> list[Message]:
    """A card that cannot be one: its image, then its words over its buttons."""
    card = ready.card
    words = "\n".join(filter(None, (card.title, card.text, card.url)))
    images = fit_image(Image(card.image_url), frame) if card.image_url else []
    said: list[Message] = [*images, *fit_text(Text(words, buttons=card.buttons), frame)]
    if said:
        frame.lost(Lossy.CARD, "shown as other messages", card.title)
    return [*said, *ready.lines]
