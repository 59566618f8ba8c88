"""Where may a text be cut without parting what a reader sees as one sign?

After Unicode's text segmentation (UAX 29), from what the standard library knows of characters.
Where it knows less than the rules, no cut is allowed: a cut is never wrong, at most refused.
"""

import unicodedata

_ZERO_WIDTH_JOINER = "\u200d"
_EXTENDING = frozenset("\u200c\u200d\uff9e\uff9f")  # the last two: half-width voice marks of kana
_THAI_AND_LAO_AM = frozenset("\u0e33\u0eb3")
_MARKS = frozenset({"Mn", "Mc", "Me"})
_VIRAMA = 9  # the combining class of the signs that join consonants of Indic scripts
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
        or before == _ZERO_WIDTH_JOINER
        or _same_syllable(before, after)
        or _same_flag(text, at)
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


def _same_conjunct(text: str, at: int) -> bool:
    """A consonant joined to the one before by a virama, whatever marks stand between."""
    if unicodedata.category(text[at]) != "Lo":
        return False
    for place in range(at - 1, -1, -1):
        if unicodedata.combining(text[place]) == _VIRAMA:
            return True
        if not _continues(text[place]):
            return False
    return False
