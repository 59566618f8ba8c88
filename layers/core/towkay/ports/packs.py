"""What do the use cases need from a brand's pack?

Every method may raise `ServiceUnavailable` when the service behind it cannot be reached.
"""

from dataclasses import dataclass
from typing import Protocol

from towkay.domain.brands import Brand
from towkay.domain.faq.index import FaqIndex
from towkay.domain.policy.rules import PolicyBook, book_of

# Under which nothing is demanded of what is said; the door judges by the deployed book.
NO_POLICY = book_of("none", ())


@dataclass(frozen=True, slots=True)
class BrandKnowledge:
    """A brand's active pack, the FAQ index built from it, and the rules all brands are under."""

    brand: Brand
    faq: FaqIndex
    book: PolicyBook = NO_POLICY


class Packs(Protocol):
    """The active pack of each brand."""

    def active(self, brand: str) -> BrandKnowledge:
        """Raises `PackMissing`. The pointer may be up to 30 s old, a pack never changes."""
        ...


class BrandBook(Protocol):
    """The brands as published, for whoever needs no index of their questions."""

    def brand(self, name: str) -> Brand:
        """Raises `PackMissing`."""
        ...
