"""Which words under a post does a brand answer in private, and with what?"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from towkay.domain.languages import Language

# Every channel takes so much in one message, in any script and with a line before it: a comment
# earns one message, and what is cut off it is lost.
REPLY_LIMIT = 250
MOST_ANSWERED = 12  # the newest that a contact remembers as answered


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
    at = said.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        before, after = said[at - 1 : at], said[end : end + 1]
        if not (_joins(before, wanted[0]) or _joins(wanted[-1], after)):
            return True
        at = said.find(wanted, at + 1)
    return False


def _joins(one: str, next_one: str) -> bool:
    """Whether two neighbours belong to one word."""
    return all(sign.isascii() and sign.isalnum() for sign in (one, next_one))


def _folded(text: str) -> str:
    """One spelling for wide and narrow letters, large and small ones, any white space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
