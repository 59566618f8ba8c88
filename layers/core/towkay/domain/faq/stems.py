"""What an English word means without its grammar, and which words are grammar alone."""

_MIN_STEM = 3
_FUNCTION_WORDS = """
a an the this that it its i me my we us our you your he she they them there here
is are am was were be been do does did have has had can could will would should may might
to of in on at for from with by and or but if so as s t m re ve ll d
just get got want need please
"""
_GRAMMAR = frozenset(_FUNCTION_WORDS.split())
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


def is_function_word(word: str) -> bool:
    """Whether a word is grammar alone; a short list must not take a rare "is" for a subject."""
    return word in _GRAMMAR
