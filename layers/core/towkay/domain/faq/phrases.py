"""Which single phrasing a text is closest to: cosine over an inverted index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from towkay.domain.faq.features import Features


@dataclass(frozen=True, slots=True)
class Phrases:
    """For each piece, the phrases that have it (their number, the piece's weight in them)."""

    postings: Mapping[str, Sequence[tuple[int, float]]]
    entries: Sequence[int]

    def closest(self, weighed: Features) -> dict[int, float]:
        """For every entry that shares a piece with the text, the cosine of its closest phrase."""
        cosines: dict[int, float] = {}
        for piece, weight in weighed.items():
            for phrase, phrase_weight in self.postings.get(piece, ()):
                cosines[phrase] = cosines.get(phrase, 0.0) + weight * phrase_weight
        best: dict[int, float] = {}
        for phrase, cosine in cosines.items():
            entry = self.entries[phrase]
            if cosine > best.get(entry, 0.0):
                best[entry] = cosine
        return best


def index_phrases(examples: Sequence[tuple[Features, int]]) -> Phrases:
    """Index weighed phrases, each with the number of its entry."""
    postings: dict[str, list[tuple[int, float]]] = {}
    for number, (weighed, _) in enumerate(examples):
        for piece, weight in weighed.items():
            postings.setdefault(piece, []).append((number, weight))
    return Phrases(postings, tuple(entry for _, entry in examples))
