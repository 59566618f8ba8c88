"""Where may a text be cut without parting what a reader sees as one sign?

After Unicode's text segmentation (UAX 29), from what the standard library knows of characters.
Where it knows less than the rules, no cut is allowed: a cut is never wrong, at most refused, as a
few are after a virama, before a symbol that might be an emoji, between vowels of Myanmar, and
beside characters newer than this Python.
"""

import unicodedata

_ZERO_WIDTH_JOINER = "\u200d"
_ZERO_WIDTH_NON_JOINER = "\u200c"
# The last two: half-width voice marks of kana.
_EXTENDING = frozenset((_ZERO_WIDTH_NON_JOINER, _ZERO_WIDTH_JOINER, "\uff9e", "\uff9f"))
_THAI_AND_LAO_AM = frozenset("\u0e33\u0eb3")
_MARKS = frozenset({"Mn", "Mc", "Me"})
# Of the marks that take up room of their own, those that do not end a sign's beginning: these, and
# every one with a combining class.
_INNER_SPACING_MARKS = frozenset(
    "\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc0\u0cc2\u0cc7\u0cc8\u0cca\u0ccb\u0cd5\u0cd6\u0d3e\u0d57"
    "\u0dcf\u0ddf\u1b35\u1b3b\u1b3d\u1b43\U0001133e\U00011357\U000114b0\U000114bd\U000115af\U00011930"
)
_VIRAMA = 9  # the combining class of the signs that join consonants of Indic scripts
_JOINING_LETTERS = frozenset("\u1cf5\u1cf6\U00011a3a")  # which join them, too
# The blocks of scripts in which they do, from Devanagari to Kawi: not Tamil, Thai, Lao or Tibetan.
_CONJOINING = (
    range(0x0900, 0x0B80),
    range(0x0C00, 0x0E00),
    range(0x1000, 0x10A0),
    range(0x1700, 0x1D00),
    range(0xA800, 0xAC00),
    range(0x10A00, 0x12000),
)
_PICTURES = frozenset("‼⁉ℹ〰〽")  # emoji that are not of a symbol's category
_RESERVED_FOR_PICTURES = range(0x1F000, 0x20000)
_IDEOGRAPHS = range(0x20000, 0x40000)
# Signs that hold on to what follows them; those of category Cf, and these letters.
_PREPENDED_FORMATS = frozenset("\u06dd\u070f\u08e2\U000110bd\U000110cd") | {
    chr(code) for code in (*range(0x600, 0x606), 0x890, 0x891)
}
_PREPENDED_LETTERS = frozenset(
    "\u0d4e\U000111c2\U000111c3\U000113d1\U0001193f\U00011941\U00011a3a\U00011d46\U00011f02"
) | {chr(code) for code in range(0x11A84, 0x11A8A)}
_PREPENDED = _PREPENDED_FORMATS | _PREPENDED_LETTERS


def may_cut(text: str, at: int) -> bool:
    """Whether `text[:at]` and `text[at:]` each hold whole signs only."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if before == "\r" and after == "\n":
        return False
    if _stands_alone(before) or _stands_alone(after):
        return True
    return not (
        _continues(after)
        or before in _PREPENDED
        or _is_unknown(before)
        or _same_syllable(before, after)
        or _same_flag(text, at)
        or _same_emoji(text, at)
        or _same_conjunct(text, at)
    )


def last_cut(text: str, end: int) -> int:
    """The last place up to `end` where `text` may be cut; `end` itself when there is none.

    One sign may be longer than any limit: somebody stacks a thousand accents on a letter.
    """
    at = min(end, len(text))
    while at > 0 and not may_cut(text, at):
        at -= 1
    return at or end


def _stands_alone(character: str) -> bool:
    """Control characters and line ends join with nothing."""
    category = unicodedata.category(character)
    if category == "Cf":
        return not (_is_tag(character) or character in _EXTENDING or character in _PREPENDED)
    return category in ("Cc", "Zl", "Zp", "Cs")


def _continues(character: str) -> bool:
    """Whether it belongs to what stands before it: accents, vowel signs, skin colours, tags."""
    return (
        unicodedata.category(character) in _MARKS
        or character in _EXTENDING
        or character in _THAI_AND_LAO_AM
        or 0x1F3FB <= ord(character) <= 0x1F3FF
        or _is_tag(character)
        or _is_unknown(character)
    )


def _extends(character: str) -> bool:
    """Whether it changes what stands before it, rather than being a vowel drawn beside it."""
    drawn_beside = character in _THAI_AND_LAO_AM or (
        unicodedata.category(character) == "Mc"
        and unicodedata.combining(character) == 0
        and character not in _INNER_SPACING_MARKS
    )
    return _continues(character) and not drawn_beside


def _is_unknown(character: str) -> bool:
    """Newer than this Python's Unicode and no ideograph or emoji: it may join with anything."""
    code = ord(character)
    return (
        unicodedata.category(character) == "Cn"
        and code not in _RESERVED_FOR_PICTURES
        and code not in _IDEOGRAPHS
    )


def _is_tag(character: str) -> bool:
    """The invisible letters that spell the flag of England, Scotland or Wales."""
    return 0xE0020 <= ord(character) <= 0xE007F


def _same_syllable(before: str, after: str) -> bool:
    """Parts of one Hangul syllable: leading consonants, a vowel, trailing consonants."""
    first, second = _hangul(before), _hangul(after)
    if first == "L":
        return second in ("L", "V", "LV", "LVT")
    if first in ("LV", "V"):
        return second in ("V", "T")
    return first in ("LVT", "T") and second == "T"


def _hangul(character: str) -> str:
    code = ord(character)
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return "L"
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return "V"
    if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return "T"
    if 0xAC00 <= code <= 0xD7A3:
        return "LV" if (code - 0xAC00) % 28 == 0 else "LVT"
    return ""


def _same_flag(text: str, at: int) -> bool:
    """A flag is two letters: an odd number of them before the place means it is in the middle."""
    if not _is_flag_letter(text[at]):
        return False
    start = at
    while start and _is_flag_letter(text[start - 1]):
        start -= 1
    return (at - start) % 2 == 1


def _is_flag_letter(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF


def _same_emoji(text: str, at: int) -> bool:
    """A picture joined to the one before, whatever skin or colour that has."""
    if text[at - 1] != _ZERO_WIDTH_JOINER or not _is_picture(text[at]):
        return False
    for character in reversed(text[: at - 1]):
        if character == _ZERO_WIDTH_JOINER or not _extends(character):
            return _is_picture(character)
    return False


def _is_picture(character: str) -> bool:
    """An emoji, or another symbol: which of them are emoji is not known here."""
    of_symbols = unicodedata.category(character) in ("So", "Sm", "Cn")
    return (of_symbols and not _is_flag_letter(character)) or character in _PICTURES


def _same_conjunct(text: str, at: int) -> bool:
    """A consonant joined to what is before by a virama, whatever marks stand between."""
    if unicodedata.category(text[at]) != "Lo" or not _conjoins(text[at]):
        return False
    for character in reversed(text[:at]):
        if _joins(character):
            return True
        if character == _ZERO_WIDTH_NON_JOINER or not _extends(character):
            return False
    return False


def _joins(character: str) -> bool:
    is_virama = unicodedata.combining(character) == _VIRAMA and _conjoins(character)
    return is_virama or character in _JOINING_LETTERS or _is_unknown(character)


def _conjoins(character: str) -> bool:
    return any(ord(character) in block for block in _CONJOINING)
