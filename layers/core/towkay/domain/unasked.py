"""Which unasked messages has a person had lately, over all channels?"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from towkay.domain.messages import Purpose
from towkay.domain.routes import Route
from towkay.domain.turns import TurnKey

# The longest cap and the longest spacing look back no further.
REMEMBERED = timedelta(days=31)
MOST = 64  # of one purpose and person in that time: no brand's caps come near it


def turn_name(key: TurnKey) -> str:
    """What a turn is called in its person's history.

    With the contact, which the id of a send leaves out: a campaign that reaches one human on two
    channels has the same cause and the same moment on both.
    """
    return f"{key.contact.name}/{round(key.occurred_at.timestamp() * 1000):x}.{key.cause}"


def unasked_id(key: TurnKey, index: int) -> str:
    """What a send is called in its person's history."""
    return f"{index}/{turn_name(key)}"


@dataclass(frozen=True, slots=True)
class Unasked:
    """One service or marketing message that was called for, seen or not."""

    send_id: str
    purpose: Purpose
    at: datetime
    route: Route | None = None
    told_opt_out: bool = False
    topic: str = ""

    @property
    def turn(self) -> str:
        """The same for all sends of a turn: to a person they are one message."""
        return self.send_id.partition("/")[2]


@dataclass(frozen=True, slots=True)
class History:
    """The person's unasked messages, oldest first; `revision` counts the writes of the row.

    `crowded_out` is the moment of the newest one that had to make room for others.
    """

    entries: tuple[Unasked, ...] = ()
    revision: int = 0
    crowded_out: datetime | None = None

    def count(
        self, purposes: tuple[Purpose, ...], since: datetime, besides: str, topic: str = ""
    ) -> int:
        """How many turns of these purposes were called for after `since`, `besides` apart.

        With a `topic` only those of it. What one channel takes in a single request another takes in
        three: a turn counts once.
        """
        turns = {
            entry.turn
            for entry in self.entries
            if entry.purpose in purposes and entry.at > since and topic in ("", entry.topic)
        }
        return len(turns - {besides})

    def tells_of_another_id(self, key: TurnKey) -> bool:
        """Whether the person was told of the turn's cause by the same account under another id."""
        if not any(one.send_id.endswith(key.cause) for one in self.entries):
            return False  # as nearly always, and it costs nothing to see
        own, user = turn_name(key), key.contact.user
        before, after = own.split(f":{user}/", 1)
        same = (one for one in self.entries if one.turn.endswith(f"/{after}") and one.turn != own)
        return any(one.turn.startswith(f"{before}:") for one in same)

    def with_entry(self, entry: Unasked) -> "History":
        """After one more; a send that is called for again counts once, at the later moment.

        News of many parcels must not crowd out what a weekly cap on marketing counts.
        """
        others = [
            one
            for one in self.entries
            if one.send_id != entry.send_id and one.at > entry.at - REMEMBERED
        ]
        alike = [one for one in others if one.purpose is entry.purpose]
        crowded_out = alike[: max(0, len(alike) + 1 - MOST)]
        kept = (one for one in others if one not in crowded_out)
        newest = max((one.at for one in crowded_out), default=self.crowded_out)
        return History((*kept, entry), self.revision + 1, newest)

    def tells_of(self, send_id: str, called_at: datetime) -> bool:
        """Whether the send is in it as it was called for at that moment, and not again since."""
        return any((one.send_id, one.at) == (send_id, called_at) for one in self.entries)

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
