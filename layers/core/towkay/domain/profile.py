"""What did a contact show or tell of themselves, and what were they asked?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

_MOST_ASKED = 20


@dataclass(frozen=True, slots=True)
class Tag:
    """A word put on a contact; `source` is who or what put it there (`press`, `scan`, `staff`)."""

    name: str
    at: datetime
    source: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FieldValue:
    """Something known of a contact by the brand's own name for it; a day is `YYYY-MM-DD`."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The contact was shown the request to subscribe to a topic; `declined` says what of it."""

    topic: str
    at: datetime
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Came:
    """The contact came to the conversation by a place: a kind, or a kind and a name."""

    place: str
    at: datetime


def remembered(asks: Iterable[Asked]) -> tuple[Asked, ...]:
    """A no is never forgotten; of requests without an answer the newest are remembered."""
    in_order = sorted(asks, key=lambda one: one.at)
    open_ones = [one for one in in_order if not one.declined]
    gone = open_ones[:-_MOST_ASKED]
    return tuple(one for one in in_order if one not in gone)
