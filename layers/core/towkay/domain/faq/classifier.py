"""Which entry a text belongs to, learnt from the phrases: a linear passive-aggressive fit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from towkay.domain.faq.features import Features

_MAX_EPOCHS = 6
_MIN_EPOCHS = 2  # after a single one the last phrases would have the last word
_ENTRIES_A_PIECE = 8  # the strongest; a piece of more entries than that tells little of any
_AGGRESSIVENESS = 0.5
_MARGIN = 1.0
# A list is learnt on a cold start, so long ones are gone through less often: so many additions of a
# vote, each about 50 ns on a small server.
_MAX_ADDITIONS = 6_000_000

Example = tuple[Features, int]  # a weighed phrase, the number of its entry
_Votes = dict[str, dict[int, float]]


@dataclass(frozen=True, slots=True)
class Classifier:
    """For each piece, how strongly it speaks for each entry that it says anything about."""

    votes: Mapping[str, Mapping[int, float]]
    entries: int

    def scores(self, weighed: Features) -> list[float]:
        """The score of every entry, by number."""
        return _scores(self.votes, self.entries, weighed)

    def speaks_for(self, piece: str, entry: int) -> bool:
        """Whether a piece is one of the entry's own and not only a rival's."""
        return self.votes.get(piece, {}).get(entry, 0.0) > 0


def fit(examples: Sequence[Example], entries: int) -> Classifier:
    """Start from each entry's mean phrase, then push apart entries that take each other's phrases.

    Deterministic. The votes are the average over all steps, which forgives the last ones.
    """
    votes = _means(examples)
    drift: _Votes = {piece: {} for piece in votes}
    epochs = _affordable_epochs(votes, examples) if entries > 1 else 0
    for step in range(epochs * len(examples)):
        weighed, entry = examples[step % len(examples)]
        _learn(votes, _scores(votes, entries, weighed), weighed, entry, drift, step + 1)
    for piece, changes in drift.items():
        for entry, change in changes.items():
            votes[piece][entry] -= change / (epochs * len(examples) + 1)
    return Classifier(votes, entries)


def _means(examples: Sequence[Example]) -> _Votes:
    phrases_of = Counter(entry for _, entry in examples)
    votes: _Votes = {}
    for weighed, entry in examples:
        for piece, weight in weighed.items():
            by_entry = votes.setdefault(piece, {})
            by_entry[entry] = by_entry.get(entry, 0.0) + weight / phrases_of[entry]
    return {piece: _strongest(by_entry) for piece, by_entry in votes.items()}


def _strongest(by_entry: dict[int, float]) -> dict[int, float]:
    if len(by_entry) <= _ENTRIES_A_PIECE:
        return by_entry
    return dict(nsmallest(_ENTRIES_A_PIECE, by_entry.items(), key=lambda vote: (-vote[1], vote[0])))


def _affordable_epochs(votes: _Votes, examples: Sequence[Example]) -> int:
    additions = sum(len(votes[piece]) for weighed, _ in examples for piece in weighed)
    return max(_MIN_EPOCHS, min(_MAX_EPOCHS, _MAX_ADDITIONS // max(1, additions)))


def _learn(
    votes: _Votes,
    scores: list[float],
    weighed: Features,
    entry: int,
    drift: _Votes,
    step: int,
) -> None:
    right, scores[entry] = scores[entry], float("-inf")
    rival = scores.index(max(scores))
    loss = _MARGIN - right + scores[rival]
    if loss <= 0:
        return
    size = min(_AGGRESSIVENESS, loss / 2)  # weighed phrases have length one
    for piece, weight in weighed.items():
        _shift(votes[piece], drift[piece], entry, size * weight, step)
        _shift(votes[piece], drift[piece], rival, -size * weight, step)


def _shift(
    by_entry: dict[int, float], drift: dict[int, float], entry: int, change: float, step: int
) -> None:
    if entry in by_entry or len(by_entry) < _ENTRIES_A_PIECE:
        by_entry[entry] = by_entry.get(entry, 0.0) + change
        drift[entry] = drift.get(entry, 0.0) + change * step


def _scores(
    votes: Mapping[str, Mapping[int, float]], entries: int, weighed: Features
) -> list[float]:
    scores = [0.0] * entries
    for piece, weight in weighed.items():
        by_entry = votes.get(piece)
        if by_entry:
            for entry, vote in by_entry.items():
                scores[entry] += weight * vote
    return scores
