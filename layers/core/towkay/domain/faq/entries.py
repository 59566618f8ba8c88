"""What the shop can be asked about: one entry is one answer, known by all its phrasings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """One answer: its phrasings in every language, question first, and tags as weak phrasings."""

    id: str
    phrases: tuple[str, ...]
    tags: tuple[str, ...] = ()
