"""Which entry a text belongs to, learnt from the phrases: a linear passive-aggressive fit."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
        scores = [0.0] * self.entries
        _add_scores(self.votes, weighed, scores)
        return scores

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
    scores = [0.0] * entries
    for step in range(epochs * len(examples)):
        weighed, entry = examples[step % len(examples)]
        owners = _add_scores(votes, weighed, scores)
        right, scores[entry] = scores[entry], 0.0
        owners.discard(entry)
        rival, best = _rival(scores, owners, entry)
        for owner in owners:
            scores[owner] = 0.0
        loss = _MARGIN - right + best
        if loss > 0:
            size = min(_AGGRESSIVENESS, loss / 2)  # weighed phrases have length one
            _push_apart(votes, drift, weighed, ((entry, size), (rival, -size)), step + 1)
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


def _rival(scores: list[float], owners: set[int], entry: int) -> tuple[int, float]:
    """The best of the other entries, the first of equals; those that own no vote have nought."""
    best = max(map(scores.__getitem__, owners), default=0.0)
    if best > 0:  # the usual case, in which a long list need not be gone through
        return min(owner for owner in owners if scores[owner] == best), best
    others = (other for other in range(len(scores)) if other != entry)
    rival = max(others, key=scores.__getitem__)
    return rival, scores[rival]


def _push_apart(
    votes: _Votes,
    drift: _Votes,
    weighed: Features,
    sides: Iterable[tuple[int, float]],
    step: int,
) -> None:
    for piece, weight in weighed.items():
        by_entry, changes = votes[piece], drift[piece]
        for entry, size in sides:
            if entry in by_entry or len(by_entry) < _ENTRIES_A_PIECE:
                change = size * weight
                by_entry[entry] = by_entry.get(entry, 0.0) + change
                changes[entry] = changes.get(entry, 0.0) + change * step


def _add_scores(
    votes: Mapping[str, Mapping[int, float]], weighed: Features, scores: list[float]
) -> set[int]:
    """Add what the pieces speak for each entry to `scores`; returns whom any had a vote about."""
    asked: list[Mapping[int, float]] = []
    for piece, weight in weighed.items():
        by_entry = votes.get(piece)
        if by_entry:
            asked.append(by_entry)
            for entry, vote in by_entry.items():
                scores[entry] += weight * vote
    return set().union(*asked)
