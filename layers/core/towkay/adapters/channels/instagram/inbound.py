"""What does an Instagram webhook say, and did Meta sign it?

Both logins send the same; Instagram Login signs with a secret of its own, which the endpoint's
secrets hold beside the Facebook app's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from towkay.adapters.channels.graph.times import graph_time
from towkay.adapters.channels.graph.webhooks import GraphWebhooks
from towkay.adapters.channels.incoming import (
    Reading,
    digest,
    kind_of,
    read_each,
    refuse_flood,
    unreadable,
)
from towkay.adapters.channels.instagram.comments import read_change
from towkay.adapters.channels.instagram.happenings import read_happening
from towkay.adapters.channels.instagram.shapes import MessagingEvent
from towkay.adapters.channels.shapes import user_identifier
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Incoming

_CHANNEL = "instagram"
_AROUND = frozenset({"sender", "recipient", "timestamp", "is_self"})


class InstagramInbound(GraphWebhooks):
    """Instagram's side of a webhook."""

    def parse(self, body: object, *, app_id: str) -> list[Incoming]:
        """Every event of a decoded body, in order. Raises `MalformedBody`; unknown kinds do not."""
        if not isinstance(body, dict):
            raise MalformedBody("not a JSON object")
        entries = body.get("entry")
        if isinstance(entries, list):
            return _read_entries(body, entries, app_id)
        if isinstance(body.get("field"), str):
            return [_bare(body)]  # the dashboard's test button
        raise MalformedBody("no list of entries")


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the events of one entry share; `time` stands in for a missing timestamp."""

    account: str
    time: object
    app_id: str


def _read_entries(body: dict[str, Any], entries: list[Any], app_id: str) -> list[Incoming]:
    events: list[Incoming] = []
    for entry in entries:
        events += _read_entry(body, entry, app_id)
        refuse_flood(len(events))
    return events


def _read_entry(body: dict[str, Any], entry: object, app_id: str) -> list[Incoming]:
    try:
        members: dict[str, Any] = dict(entry) if isinstance(entry, dict) else {}
        account = user_identifier(members.get("id"))
    except ValueError:
        return [unreadable(_CHANNEL, "", entry)]
    shared = _Entry(account, members.get("time"), app_id)
    if body.get("object") != "instagram":
        name = body.get("object")
        return _all(shared, [entry], lambda raw: _unknown(raw, shared, "object", name))
    # Comments come as changes, or with field and value standing in the entry itself.
    flat = [entry] if "field" in members else []
    events = [
        *_all(shared, _list(members, "messaging"), lambda raw: _messaging(raw, shared, True)),
        *_all(shared, _list(members, "standby"), lambda raw: _messaging(raw, shared, False)),
        *_all(shared, [*_list(members, "changes"), *flat], lambda raw: _change(raw, shared)),
    ]
    return events or _all(shared, [entry], lambda raw: _unknown(raw, shared, "entry"))


def _list(members: dict[str, Any], name: str) -> list[Any]:
    """The events under `name`; a lone value of another type counts as one unreadable event."""
    value = members.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _all(entry: _Entry, elements: list[Any], read: Callable[[Any], Reading]) -> list[Incoming]:
    return read_each(_CHANNEL, entry.account, elements, read)


def _messaging(raw: Any, entry: _Entry, may_answer: bool) -> Reading:
    event = MessagingEvent.model_validate(raw)
    occurred_at = event.timestamp or graph_time(entry.time)
    user = _person(event, entry.account)
    understood = read_happening(event, user, occurred_at, entry.app_id) if user else None
    cause, happening = understood or (digest(raw), kind_of(_CHANNEL, *_kind(raw, event)))
    return Reading(user, cause, occurred_at, happening, may_answer=may_answer)


def _person(event: MessagingEvent, account: str) -> str | None:
    """Who is at the other end; None where that is the account too.

    An account may write to itself, to try things out, and its own reactions come back to it.
    """
    is_echo = event.message is not None and event.message.is_echo
    party = event.recipient if is_echo else event.sender
    user = party.id if party else None
    return None if user == account or _is_self(event) else user


def _is_self(event: MessagingEvent) -> bool:
    parts = (event, event.message, event.postback)
    return any(part is not None and part.is_self for part in parts)


def _kind(raw: dict[str, Any], event: MessagingEvent) -> tuple[object, ...]:
    """The channel's name for an event: the member that holds it; and whether it is its own."""
    name = next((name for name in raw if name not in _AROUND), None)
    return (name, "self") if _is_self(event) else (name,)


def _change(raw: Any, entry: _Entry) -> Reading:
    return read_change(raw, entry.account, graph_time(entry.time))


def _unknown(raw: Any, entry: _Entry, *names: object) -> Reading:
    return Reading(None, digest(raw), graph_time(entry.time), kind_of(_CHANNEL, *names))


def _bare(body: dict[str, Any]) -> Incoming:
    """A sample without entry or account: counted, and nothing else."""
    shared = _Entry("", body.get("timestamp", 0), "")
    return _all(shared, [body], lambda raw: _unknown(raw, shared, raw["field"]))[0]


INBOUND = InstagramInbound()
