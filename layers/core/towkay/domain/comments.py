"""Which words under a post does a brand answer in private, and with what?"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from towkay.domain.languages import Language

# Every channel takes so much in one message, in any script and with a line before it: a comment
# earns one message, and what is cut off it is lost.
REPLY_LIMIT = 250
_LATIN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class CommentRule:
    """Words of a comment, any of which is answered by `reply` in a private message."""

    words: tuple[str, ...]
    reply: Mapping[Language, str]


def rule_for(text: str, rules: Sequence[CommentRule]) -> CommentRule | None:
    """The first rule with a word that the comment says."""
    said = _folded(text)
    return next((rule for rule in rules if any(_says(said, one) for one in rule.words)), None)


def is_said(word: str) -> bool:
    """Whether a word can be found in a comment at all."""
    return bool(_folded(word))


def _says(said: str, word: str) -> bool:
    """Whether the word stands in the text: in Latin letters only as a whole one."""
    wanted = _folded(word)
    begins = r"(?<![a-z0-9])" if _LATIN.match(wanted) else ""
    ends = r"(?![a-z0-9])" if _LATIN.match(wanted[-1:]) else ""
    return bool(wanted) and re.search(begins + re.escape(wanted) + ends, said) is not None


def _folded(text: str) -> str:
    """One spelling for wide and narrow letters, large and small ones, any white space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
