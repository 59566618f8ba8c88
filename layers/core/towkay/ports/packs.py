"""What do the use cases need from a brand's pack?

Every method may raise `ServiceUnavailable` when the service behind it cannot be reached.
"""

from dataclasses import dataclass
from typing import Protocol

from towkay.domain.brands import Brand
from towkay.domain.faq.index import FaqIndex


@dataclass(frozen=True, slots=True)
class BrandKnowledge:
    """A brand's active pack and the FAQ index built from it."""

    brand: Brand
    faq: FaqIndex


class Packs(Protocol):
    """The active pack of each brand."""

    def active(self, brand: str) -> BrandKnowledge:
        """Raises `PackMissing`. The pointer may be up to 30 s old, a pack never changes."""
        ...
