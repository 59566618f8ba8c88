"""Which entry answers a shopper's message, and how sure that is: the matcher's one door."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from towkay.domain.faq.confidence import Signals, confidence
from towkay.domain.faq.entries import FaqEntry
from towkay.domain.faq.ranking import Ranked, Ranking, learn
from towkay.domain.faq.text import normalise

_MAX_HITS = 10
# On lists the constants were not fitted on: nearly nine of ten answers right, one in nine right
# entries lost to a handover (bench/faq_calibration.py prints the whole curve).
_ANSWER_FROM = 0.72
_SUGGEST_FROM = 0.3
# Share of the best score by which it must lead: 退貨 and 換貨 differ by one letter.
_CLEAR_LEAD = 0.05
_UNCLEAR = 0.99 * _ANSWER_FROM  # the most that a tie is worth: never an answer


class Band(StrEnum):
    """What the shop should do with a match; the value is also the metric and log label."""

    ANSWER = "answer"
    SUGGEST = "suggest"
    HANDOVER = "handover"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that may be meant; scores compare only within one match."""

    entry_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """The band follows from the confidence; hits are ranked, best first, at most ten."""

    band: Band
    confidence: float
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class FaqIndex:
    """A brand's FAQ, ready to be asked. Made by `build`, never changed."""

    entry_ids: tuple[str, ...]
    exact: Mapping[str, tuple[int, ...]]
    ranking: Ranking

    def answer(self, text: str) -> Match:
        """The entries that `text` may mean, for any text at all; in time linear in its length."""
        normalised = normalise(text)
        ranked = self.ranking.rank(normalised)
        same = self.exact.get(_squashed(normalised), ())
        if same:
            return self._known_phrase(same, ranked)
        if ranked.signals is None:
            return Match(Band.HANDOVER, 0.0, ())
        sure = judge(ranked.signals)
        return Match(_band(sure), sure, self._hits(ranked.totals))

    def _known_phrase(self, same: tuple[int, ...], ranked: Ranked) -> Match:
        best = max([1.0, *(total for _, total in ranked.totals)])
        others = [(entry, total) for entry, total in ranked.totals if entry not in same]
        hits = self._hits([*((entry, best) for entry in same), *others])
        # Two entries that claim one phrase are a mistake of the list: let the shopper choose.
        sure = 1.0 if len(same) == 1 else _UNCLEAR
        return Match(_band(sure), sure, hits)

    def _hits(self, totals: Iterable[tuple[int, float]]) -> tuple[Hit, ...]:
        hits = (Hit(self.entry_ids[entry], total) for entry, total in totals)
        return tuple(islice(hits, _MAX_HITS))


def build(entries: Iterable[FaqEntry]) -> FaqIndex:
    """Learn a FAQ; the order of entries breaks ties, phrases without any letter are passed over."""
    listed = tuple(entries)
    phrases = _normalised((phrase, n) for n, entry in enumerate(listed) for phrase in entry.phrases)
    tags = _normalised((tag, n) for n, entry in enumerate(listed) for tag in entry.tags)
    exact: dict[str, tuple[int, ...]] = {}
    for phrase, number in phrases:
        owners = exact.get(_squashed(phrase), ())
        exact[_squashed(phrase)] = owners if number in owners else (*owners, number)
    ranking = learn(phrases, tags, len(listed))
    return FaqIndex(tuple(entry.id for entry in listed), exact, ranking)


def judge(signals: Signals) -> float:
    """The confidence, held below an answer's while the second entry is too close to the first."""
    sure = confidence(signals)
    return sure if signals.lead >= _CLEAR_LEAD else min(sure, _UNCLEAR)


def _normalised(texts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    pairs = ((normalise(text), number) for text, number in texts)
    return [(text, number) for text, number in pairs if text]


def _squashed(normalised: str) -> str:
    """Without the spaces between Latin words: people write LINE Pay and LinePay."""
    return normalised.replace(" ", "")


def _band(sure: float) -> Band:
    if sure >= _ANSWER_FROM:
        return Band.ANSWER
    return Band.SUGGEST if sure >= _SUGGEST_FROM else Band.HANDOVER
