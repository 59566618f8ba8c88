"""What does a brand show besides words: images, links and cards, in each of its languages?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from towkay.domain.languages import Language


@dataclass(frozen=True, slots=True)
class BrandImage:
    """An image by its public https link; `alt` says what is on it, empty if nobody wrote it."""

    link: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class BrandLink:
    """A button under an answer that opens a web page."""

    label: str
    link: str


@dataclass(frozen=True, slots=True)
class CardButton:
    """A button of a card: it opens `link`, or asks the entry `asks`; one of the two is empty."""

    label: Mapping[Language, str]
    link: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class BrandCard:
    """One card of a set; a tap on it opens `link`, and what is empty is left out."""

    title: Mapping[Language, str]
    text: Mapping[Language, str] = field(default_factory=dict)
    image: str = ""
    link: str = ""
    buttons: tuple[CardButton, ...] = ()
