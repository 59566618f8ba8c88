"""What does a channel tell of an account as a whole, rather than of a person?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TemplateState(StrEnum):
    """Whether a template may be sent; only an approved one may."""

    APPROVED = "approved"
    PENDING = "pending"
    REJECTED = "rejected"
    PAUSED = "paused"
    DISABLED = "disabled"
    GONE = "gone"  # deleted, archived, or about to be
    OTHER = "other"  # a word of next year


@dataclass(frozen=True, slots=True)
class TemplateReviewed:
    """What became of a message template; `reason` is the channel's own word."""

    name: str
    language: str
    state: TemplateState
    category: str = ""
    reason: str = ""


class Standing(StrEnum):
    """What an account may still do."""

    WELL = "well"  # a bar was lifted, or a review passed
    WARNED = "warned"
    BARRED = "barred"  # it may not write first, or not at all, until `until`


class Ground(StrEnum):
    """On what ground an account stands as it does: a bar is lifted on its own ground alone."""

    UNNAMED = ""  # the channel tells no grounds apart
    ENFORCEMENT = "enforcement"  # the platform's rules: banned, locked, and given back
    RESTRICTION = "restriction"  # some doings until a moment that is told with it
    REVIEW = "review"
    PHONE = "phone"  # the phone that shares the number
    QUALITY = "quality"


@dataclass(frozen=True, slots=True)
class AccountReported:
    """News of an account's standing, quality or limits.

    `about` is the channel's own name of the event and `detail` its own word of what it says, both
    for people; `standing` is None where it says nothing of what the account may do, on `ground`.
    """

    about: str
    detail: str = ""
    standing: Standing | None = None
    until: datetime | None = None
    ground: Ground = Ground.UNNAMED


AccountNews = TemplateReviewed | AccountReported
