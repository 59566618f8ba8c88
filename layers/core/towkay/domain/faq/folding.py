"""One spelling for a text's letters: width, case, accents, script and decoration set aside."""

import unicodedata
from itertools import groupby, pairwise

from towkay.domain.faq.script_folding import TO_SIMPLIFIED

# Bopomofo letters and sound-alikes that people type for a whole syllable, and the feminine, polite
# and divine forms of "you" and "it": none of them changes what is asked.
_NET_SPELLINGS = str.maketrans("ㄇㄉㄅㄋㄌㄚㄛㄟ惹妳您牠祂", "吗的吧呢了啊喔诶了你你它它")

# Emoji that NFKD would turn into letters: enclosed ideographs, and single signs.
_LETTER_EMOJI = frozenset("™ℹⓂ㊗㊙") | frozenset(map(chr, range(0x1F200, 0x1F300)))

# One sign can stand for eighteen letters: whoever writes a page of those asks for nothing.
_LETTERS_PER_CHAR = 3
_LETTERS_OF_A_FEW_SIGNS = 200

_COMBINING_MARKS_KEPT = 4  # per base letter; real scripts need fewer, "zalgo" has dozens
# Canonical combining classes that belong to the letter: none, nukta, kana voicing, virama.
_LETTER_CLASSES = frozenset({0, 7, 8, 9})
_FIRST_CJK = "\u2e80"  # radicals; from here on letters are written without spaces between words


def fold(text: str) -> str:
    """`text` in lower-case plain letters, digits and single spaces, Chinese as Simplified.

    Total and linear in the length: any string is accepted, also lone surrogates and nulls.
    """
    letters = plain_letters(text).translate(TO_SIMPLIFIED).translate(_NET_SPELLINGS)
    return _spaced(_squeezed(letters))


def plain_letters(text: str) -> str:
    """Compatibility forms, case and accents folded; all that is no letter or digit is a space."""
    if text.isascii():
        return "".join(char if char.isalnum() else " " for char in text.lower())
    most = max(_LETTERS_OF_A_FEW_SIGNS, _LETTERS_PER_CHAR * len(text))
    decomposed = unicodedata.normalize("NFKD", _undecorated(text))[:most].casefold()
    bare = "".join(c for c in decomposed if unicodedata.combining(c) in _LETTER_CLASSES)
    composed = unicodedata.normalize("NFKC", bare)
    return "".join(char if _is_kept(char) else " " for char in composed)


def is_cjk(letter: str) -> bool:
    """Whether a folded letter belongs to a script written without spaces (also kana, hangul)."""
    return letter >= _FIRST_CJK


def _undecorated(text: str) -> str:
    """Without letter-like emoji, invisible characters, and marks stacked beyond reading.

    Cutting the stacks before anything else keeps the canonical sorting of marks linear.
    """
    kept: list[str] = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category[0] == "M" else 0
        is_invisible = category == "Cf" or "\ufe00" <= char <= "\ufe0f"
        if not is_invisible and marks <= _COMBINING_MARKS_KEPT:
            kept.append(" " if char in _LETTER_EMOJI else char)
    return "".join(kept)


def _is_kept(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LN" or category in ("Mn", "Mc")


def _squeezed(text: str) -> str:
    """Letters drawn out three times or more, once; digits as they are: 1000 is no long 10."""
    runs = ((char, sum(1 for _ in run)) for char, run in groupby(text))
    return "".join(c if count > 2 and not c.isdigit() else c * count for c, count in runs)


def _spaced(text: str) -> str:
    """One space between Latin words, none beside CJK letters: both habits of writing agree."""
    words = text.split()
    pieces = words[:1]
    for before, word in pairwise(words):
        is_joined = is_cjk(before[-1]) or is_cjk(word[0])
        pieces.append(word if is_joined else " " + word)
    return "".join(pieces)
