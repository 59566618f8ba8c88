"""What remains of an English word without its grammar: a light stemmer, never shorter than 3."""

_MIN_STEM = 3
# Longest first; each ending with what replaces it.
_ENDINGS = (
    ("ations", "at"),
    ("ation", "at"),
    ("ments", ""),
    ("ment", ""),
    ("ings", ""),
    ("ing", ""),
    ("ions", ""),
    ("ion", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ers", ""),
    ("er", ""),
    ("ed", ""),
    ("es", ""),
    ("ly", ""),
    ("s", ""),
)


def stem(word: str) -> str:
    """`shipping`, `shipped`, `ships` → `ship`; other words change little."""
    if word.endswith("ss"):
        return word
    for ending, replacement in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return _undoubled(word[: -len(ending)] + replacement)
    return _undoubled(word)


def _undoubled(word: str) -> str:
    """`shipp` → `ship`, and a mute e goes: `exchange` and `exchanging` must meet."""
    if len(word) > _MIN_STEM and word[-1] == word[-2] and word[-1] not in "aeious":
        return word[:-1]
    if len(word) > _MIN_STEM and word[-1] == "e":
        return word[:-1]
    return word
