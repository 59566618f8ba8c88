"""How does a bubble of the shop look on a terminal: words, an image, cards side by side?"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from urllib.parse import urlsplit

from workbench.simulators.conversation import Bubble, Button, Face
from workbench.transcript import lines_of, padded, wrapped

_IN_A_ROW = 3
_NARROWEST = 18  # columns of a card's inside


def drawn(bubble: Bubble, width: int) -> Iterator[str]:
    """The lines of a bubble, none wider than `width`, its quick replies below it."""
    if bubble.image:
        yield from wrapped(_image(bubble.image), width)
    elif bubble.cards and not _is_text(bubble.cards):
        yield from _side_by_side(bubble.cards, width)
    else:
        yield from wrapped(bubble.text, width)
        yield from lines_of(map(_key, bubble.buttons), width)
    yield from lines_of(map(_key, bubble.quick_replies), width)


def _is_text(cards: Sequence[Face]) -> bool:
    """Words with buttons: a channel may call them a card, a shopper would not."""
    return len(cards) == 1 and not cards[0].image and "\n" not in cards[0].words.strip()


def _side_by_side(cards: Sequence[Face], width: int) -> Iterator[str]:
    """As many in a row as can still be read."""
    columns = max(1, min(len(cards), _IN_A_ROW, (width + 1) // (_NARROWEST + 5)))
    inside = (width + 1) // columns - 5
    for at in range(0, len(cards), columns):
        row = [_card(card, inside) for card in cards[at : at + columns]]
        edge = "─" * (inside + 2)
        yield " ".join(f"┌{edge}┐" for _ in row)
        for pieces in zip_longest(*row, fillvalue=""):
            yield " ".join(f"│ {padded(piece, inside)} │" for piece in pieces)
        yield " ".join(f"└{edge}┘" for _ in row)


def _card(card: Face, inside: int) -> list[str]:
    image = list(wrapped(_image(card.image), inside)) if card.image else []
    words = [line for line in card.words.split("\n") if line]
    said = [line for text in words for line in wrapped(text, inside)]
    keys = [line for button in card.buttons for line in wrapped(_key(button), inside)]
    return image + said + keys


def _image(url: str) -> str:
    """Its file's name says enough; nothing here fetches it."""
    return f"▣ {urlsplit(url).path.rpartition('/')[2]}"


def _key(button: Button) -> str:
    """A button as something to press; an arrow leads out of the chat."""
    leads_out = button.action in ("uri", "web_url")
    return f"[{button.label} ↗]" if leads_out else f"[{button.label}]"
