"""Which concepts of a shop's everyday a text speaks of, in whatever words and language.

Chinese is matched longest term first, English by whole words without their grammar.
"""

from towkay.domain.faq.concept_table import CONCEPTS
from towkay.domain.faq.folding import fold, is_cjk
from towkay.domain.faq.stems import stem

_LONGEST_CHINESE = 6  # letters
_LONGEST_ENGLISH = 4  # words

_Terms = dict[str, tuple[str, ...]]


def concepts_in_chinese(run: str) -> list[str]:
    """The concepts of a run of folded CJK letters, longest term first from the left."""
    found: list[str] = []
    start = 0
    while start < len(run):
        sizes = range(min(_LONGEST_CHINESE, len(run) - start), 0, -1)
        size = next((n for n in sizes if run[start : start + n] in _CHINESE), 0)
        found.extend(_CHINESE.get(run[start : start + size], ()))
        start += size or 1
    return found


def concepts_in_english(stems: list[str]) -> list[str]:
    """The concepts of a run of Latin words, given by their stems."""
    found: list[str] = []
    start = 0
    while start < len(stems):
        sizes = range(min(_LONGEST_ENGLISH, len(stems) - start), 0, -1)
        size = next((n for n in sizes if " ".join(stems[start : start + n]) in _ENGLISH), 0)
        found.extend(_ENGLISH.get(" ".join(stems[start : start + size]), ()))
        start += size or 1
    return found


def _read_table(table: str) -> tuple[_Terms, _Terms]:
    chinese: _Terms = {}
    english: _Terms = {}
    for line in table.replace(",\n ", ", ").strip().splitlines():
        name, _, terms = line.partition(":")
        for term in map(fold, terms.split(",")):
            if is_cjk(term[0]):
                chinese[term] = (*chinese.get(term, ()), name)
            else:
                stemmed = " ".join(map(stem, term.split()))
                english[stemmed] = (*english.get(stemmed, ()), name)
    return chinese, english


_CHINESE, _ENGLISH = _read_table(CONCEPTS)
