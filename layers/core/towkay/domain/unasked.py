"""Which unasked messages has a person had lately, over all channels?"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from towkay.domain.messages import Purpose
from towkay.domain.routes import Route

# The longest cap and the longest spacing look back no further.
REMEMBERED = timedelta(days=31)
_MOST = 64  # of one person in that time: no brand's caps come near it


@dataclass(frozen=True, slots=True)
class Unasked:
    """One service or marketing message that was called for, seen or not."""

    send_id: str
    purpose: Purpose
    at: datetime
    route: Route | None = None
    told_opt_out: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The person's unasked messages, oldest first; `revision` counts the writes of the row."""

    entries: tuple[Unasked, ...] = ()
    revision: int = 0

    def count(self, purposes: tuple[Purpose, ...], since: datetime, besides: str) -> int:
        """How many of these purposes were called for after `since`, the send `besides` apart."""
        return sum(
            entry.purpose in purposes and entry.at > since and entry.send_id != besides
            for entry in self.entries
        )

    def with_entry(self, entry: Unasked) -> "History":
        """After one more; a send that is called for again counts once, at the later moment."""
        others = [
            one
            for one in self.entries
            if one.send_id != entry.send_id and one.at > entry.at - REMEMBERED
        ]
        return History((*others, entry)[-_MOST:], self.revision + 1)

    def without(self, send_id: str) -> "History":
        """After a send that the channel refused for certain: nobody saw it."""
        kept = tuple(entry for entry in self.entries if entry.send_id != send_id)
        return replace(self, entries=kept, revision=self.revision + 1)


@dataclass(frozen=True, slots=True)
class PersonHistory:
    """Whose history it is, by the brand's name for the person, and what it is now."""

    brand: str
    person: str
    history: History
