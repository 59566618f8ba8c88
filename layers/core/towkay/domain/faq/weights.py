"""How much a piece of text tells: rare pieces tell more, and every text has length one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from towkay.domain.faq.features import Features

# Pieces that no phrase has should lower the score, but not drown what is known: an English question
# to a Chinese list meets it in a few concepts only.
_UNSEEN = 0.3


@dataclass(frozen=True, slots=True)
class Rarity:
    """The weight of each piece by the share of phrases it is in."""

    known: Mapping[str, float]
    unseen: float

    def of(self, piece: str) -> float:
        return self.known.get(piece, self.unseen)

    def weigh(self, found: Features) -> Features:
        """`found` times rarity, scaled to length one; empty if nothing was found."""
        weighed = {piece: weight * self.of(piece) for piece, weight in found.items()}
        length = sqrt(sum(weight * weight for weight in weighed.values()))
        return {piece: weight / length for piece, weight in weighed.items()} if length else {}


def rarity(phrases: Sequence[Iterable[str]]) -> Rarity:
    """Learn from the pieces of all phrases of a list."""
    counts = Counter(piece for phrase in phrases for piece in phrase)
    total = len(phrases) + 1
    known = {piece: _telling(count, total) for piece, count in counts.items()}
    return Rarity(known, _UNSEEN * _telling(0, total))


def _telling(count: int, total: int) -> float:
    """Inverse document frequency under a root: in a short list nearly every word is rare."""
    return sqrt(log(total / (count + 0.5)) + 0.1)
