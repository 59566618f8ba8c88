"""What does a brand show besides words: pictures, links and cards, in each of its languages?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from towkay.domain.languages import Language


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its public https address; `alt` says what is on it, empty if nobody wrote it."""

    url: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A button under an answer that opens a web page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class CardButton:
    """A button of a card: it opens `url`, or asks the entry `asks`; one of the two is empty."""

    label: Mapping[Language, str]
    url: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class BrandCard:
    """One card of a set; a tap on it opens `url`, and what is empty is left out."""

    title: Mapping[Language, str]
    text: Mapping[Language, str] = field(default_factory=dict)
    image: str = ""
    url: str = ""
    buttons: tuple[CardButton, ...] = ()
