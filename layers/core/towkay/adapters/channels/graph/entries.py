"""How is a webhook of Messenger or Instagram taken apart: entries, and in them lists of events?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from towkay.adapters.channels.graph.times import graph_time
from towkay.adapters.channels.incoming import (
    Reading,
    digest,
    kind_of,
    read_each,
    refuse_flood,
    unreadable,
)
from towkay.adapters.channels.shapes import user_identifier
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Incoming


@dataclass(frozen=True, slots=True)
class Entry:
    """What the events of one entry share; `time` stands in for a missing timestamp."""

    channel: str
    account: str
    time: object
    app_id: str

    def each(self, elements: list[Any], read: Callable[[Any], Reading]) -> list[Incoming]:
        """Every element read by itself: one that cannot be costs the others nothing."""
        return read_each(self.channel, self.account, elements, read)

    def unknown(self, raw: Any, *names: object) -> Reading:
        """What nothing here understands, by the channel's own names for it."""
        return Reading(None, digest(raw), graph_time(self.time), kind_of(self.channel, *names))


ReadEntry = Callable[[Mapping[str, Any], Entry], list[Incoming]]
ReadBodyEntry = Callable[[Mapping[str, Any], Mapping[str, Any], Entry], list[Incoming]]


def read_body(
    channel: str,
    body: object,
    app_id: str,
    read: ReadBodyEntry,
    read_bare: Callable[[dict[str, Any]], Incoming | None],
) -> list[Incoming]:
    """Every event of a decoded body, in order. Raises `MalformedBody`.

    `read` gets the body beside each entry; `read_bare` a body without entries, None is no event.
    """
    if not isinstance(body, dict):
        raise MalformedBody("not a JSON object")
    entries = body.get("entry")
    if isinstance(entries, list):
        return read_entries(channel, entries, app_id, partial(read, body))
    bare = read_bare(body)
    if bare is None:
        raise MalformedBody("no list of entries")
    return [bare]


def read_entries(
    channel: str, entries: Sequence[Any], app_id: str, read: ReadEntry
) -> list[Incoming]:
    """The events of all entries, in order. Raises `MalformedBody` for more than a body can hold."""
    events: list[Incoming] = []
    for entry in entries:
        events += _read_entry(channel, entry, app_id, read)
        refuse_flood(len(events))
    return events


def _read_entry(channel: str, entry: object, app_id: str, read: ReadEntry) -> list[Incoming]:
    members: dict[str, Any] = dict(entry) if isinstance(entry, dict) else {}
    try:
        account = user_identifier(members.get("id"))
    except ValueError:
        return [unreadable(channel, "", entry)]
    return read(members, Entry(channel, account, members.get("time"), app_id))


def elements(members: Mapping[str, Any], name: str) -> list[Any]:
    """The events under `name`; a lone value of another type counts as one unreadable event."""
    value = members.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def read_messaging(
    entry: Mapping[str, Any], shared: Entry, read: Callable[[Any, Entry, bool], Reading]
) -> list[Incoming]:
    """The messaging events of an entry; those on standby are another app's to answer."""
    return [
        *shared.each(elements(entry, "messaging"), lambda raw: read(raw, shared, True)),
        *shared.each(elements(entry, "standby"), lambda raw: read(raw, shared, False)),
    ]
