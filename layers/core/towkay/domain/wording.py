"""How is a short message taken apart into known pieces? The tools of small grammars.

A message is a command only if every piece of it is used up, so that a word inside a question never
is one.
"""

from towkay.domain.faq.text import normalise


def pieces(listed: str) -> tuple[str, ...]:
    """The listed words as `normalise` writes them, longest first so that none is half used.

    Lines of Chinese are split at spaces, lines with a bar or of plain ASCII at bars.
    """
    words = {
        word.strip()
        for line in listed.strip().splitlines()
        for word in (line.split("|") if "|" in line or line.isascii() else line.split())
    }
    return tuple(sorted(filter(None, map(normalise, words)), key=len, reverse=True))


def without(said: str, known: tuple[str, ...]) -> str:
    """What is left when pieces are taken from the front as long as there are any."""
    while piece := first(said, known):
        said = said[len(piece) :]
    return said


def first(said: str, known: tuple[str, ...]) -> str:
    """The piece `said` begins with, and the space behind it; Latin words count only whole."""
    for piece in known:
        if said.startswith(piece) and not _cuts_a_word(said, len(piece)):
            return said[: len(said) - len(said[len(piece) :].lstrip())]
    return ""


def _cuts_a_word(said: str, at: int) -> bool:
    inside = 0 < at < len(said)
    return inside and _is_latin(said[at - 1]) and _is_latin(said[at])


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
