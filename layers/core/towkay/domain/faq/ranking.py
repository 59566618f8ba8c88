"""In what order entries fit a text: by their closest phrase and by what the phrases taught."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from towkay.domain.faq.classifier import Classifier, fit
from towkay.domain.faq.confidence import Signals
from towkay.domain.faq.features import Features, features, is_concept
from towkay.domain.faq.phrases import Phrases, index_phrases
from towkay.domain.faq.weights import Rarity, rarity

_MOST = 10
_VOTE_SHARE = 0.6  # of the total; the rest is the closest phrase's
_TAG_WEIGHT = 0.5  # a tag is a phrase that the brand did not think of as a question

Owned = tuple[str, int]  # a normalised text and the number of its entry


@dataclass(frozen=True, slots=True)
class Ranked:
    """Entries with their totals, best first, at most ten; no signals if no entry is known."""

    totals: Sequence[tuple[int, float]]
    signals: Signals | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a list of phrases taught."""

    rarity: Rarity
    phrases: Phrases
    classifier: Classifier

    def rank(self, normalised: str) -> Ranked:
        """The entries that share anything with a normalised text."""
        weighed = self.rarity.weigh(features(normalised))
        closest = self.phrases.closest(weighed)
        votes = self.classifier.scores(weighed)
        totals = {
            entry: _VOTE_SHARE * votes[entry] + (1 - _VOTE_SHARE) * cosine
            for entry, cosine in closest.items()
        }
        best = nsmallest(_MOST, totals.items(), key=lambda item: (-item[1], item[0]))
        return Ranked(best, self._signals(best, weighed, votes) if best else None)

    def _signals(
        self, best: Sequence[tuple[int, float]], weighed: Features, votes: list[float]
    ) -> Signals:
        entry, total = best[0]
        second = best[1][1] if len(best) > 1 else 0.0
        vote = votes[entry]
        rival_vote = max([*votes[:entry], *votes[entry + 1 :]], default=0.0)
        concepts = [piece for piece in weighed if is_concept(piece)]
        shared = sum(self.classifier.speaks_for(concept, entry) for concept in concepts)
        return Signals(
            vote=vote,
            vote_lead=vote - rival_vote,
            lead=min(1.0, (total - second) / total) if total > 0 else 0.0,
            shared_concepts=shared / len(concepts) if concepts else 0.0,
        )


def learn(phrases: Sequence[Owned], tags: Sequence[Owned], entries: int) -> Ranking:
    """Learn from normalised phrases of so many entries, and a little from tags."""
    found = [(features(text), entry) for text, entry in phrases]
    rare = rarity([pieces for pieces, _ in found])
    examples = [(rare.weigh(pieces), entry) for pieces, entry in found]
    weak = [(_damped(rare.weigh(features(text))), entry) for text, entry in tags]
    return Ranking(rare, index_phrases([*examples, *weak]), fit(examples, entries))


def _damped(weighed: Features) -> Features:
    return {piece: weight * _TAG_WEIGHT for piece, weight in weighed.items()}
