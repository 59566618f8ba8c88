"""Which pieces of a normalised text are compared: Chinese n-grams, Latin words and their parts."""

from collections.abc import Iterator
from itertools import groupby

from towkay.domain.faq.concepts import concepts_in_chinese, concepts_in_english
from towkay.domain.faq.folding import is_cjk
from towkay.domain.faq.stems import is_function_word, stem

# Weight of each kind of piece. Letter n-grams catch typos; they must not outvote words.
_CJK_GRAMS = ((1, 1.0), (2, 1.0), (3, 0.5))
_WORD = 1.0
_WORD_PAIR = 1.0
_GRAMMAR = 0.3  # a function word, or two in a row
_LATIN_GRAMS = ((3, 0.35), (4, 0.35), (5, 0.25))
_CONCEPT = 1.1
_LONG_NUMBER = 4  # digits; from here on an order, a phone, an amount: what kind matters, not which
# No normalised text has these signs, so pieces of different kinds never meet.
_CONCEPT_MARK = "@"
_GRAM_MARK = "~"

Features = dict[str, float]


def features(text: str) -> Features:
    """Each piece of a normalised text with its weight, damped by repetition."""
    found: Features = {}
    for piece, weight in _pieces(text):
        seen = found.get(piece)
        found[piece] = weight if seen is None else seen + weight * weight / (seen + weight)
    return found


def is_concept(piece: str) -> bool:
    """Whether a piece stands for a concept rather than for letters."""
    return piece.startswith(_CONCEPT_MARK)


def _pieces(text: str) -> Iterator[tuple[str, float]]:
    for cjk, run in groupby(text, key=is_cjk):
        if cjk:
            yield from _cjk_pieces("".join(run))
        else:
            yield from _latin_pieces("".join(run).split())


def _cjk_pieces(run: str) -> Iterator[tuple[str, float]]:
    for size, weight in _CJK_GRAMS:
        for start in range(len(run) - size + 1):
            yield run[start : start + size], weight
    for concept in concepts_in_chinese(run):
        yield _CONCEPT_MARK + concept, _CONCEPT


def _latin_pieces(words: list[str]) -> Iterator[tuple[str, float]]:
    words = [_one_token(word) for word in words]
    stems = [stem(word) for word in words]
    for concept in concepts_in_english(stems):
        yield _CONCEPT_MARK + concept, _CONCEPT
    before = ""
    before_is_grammar = False
    for word, stemmed in zip(words, stems, strict=True):
        is_grammar = is_function_word(word)
        yield stemmed, _GRAMMAR if is_grammar else _WORD
        if before:
            is_idle = is_grammar and before_is_grammar
            yield f"{before} {stemmed}", _GRAMMAR if is_idle else _WORD_PAIR
        if not (is_grammar or word.isdigit()):
            yield from _letter_grams(f"<{word}>")
        before, before_is_grammar = stemmed, is_grammar


def _one_token(word: str) -> str:
    is_long_number = word.isdigit() and len(word) >= _LONG_NUMBER
    return "0" if is_long_number else word


def _letter_grams(edged: str) -> Iterator[tuple[str, float]]:
    for size, weight in _LATIN_GRAMS:
        for start in range(len(edged) - size + 1):
            yield _GRAM_MARK + edged[start : start + size], weight
