"""What does a Messenger webhook say, and did Meta sign it?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from towkay.adapters.channels.graph.times import graph_time
from towkay.adapters.channels.graph.webhooks import GraphWebhooks
from towkay.adapters.channels.incoming import (
    Reading,
    cause_of,
    digest,
    kind_of,
    read_each,
    refuse_flood,
    unreadable,
)
from towkay.adapters.channels.messenger.happenings import read_happening
from towkay.adapters.channels.messenger.shapes import MessagingEvent
from towkay.adapters.channels.shapes import user_identifier
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Incoming

_CHANNEL = "messenger"
_ENDS = frozenset({"sender", "recipient", "timestamp"})


class MessengerInbound(GraphWebhooks):
    """Messenger's side of a webhook."""

    def parse(self, body: object, *, app_id: str) -> list[Incoming]:
        """Every event of a decoded body, in order. Raises `MalformedBody`; unknown kinds do not."""
        if not isinstance(body, dict):
            raise MalformedBody("not a JSON object")
        entries = body.get("entry")
        if isinstance(entries, list):
            return _read_entries(body, entries, app_id)
        if isinstance(body.get("field"), str):
            # The dashboard's test button and, by one page, marketing events come without a wrapper.
            return [_bare(body)]
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
    if body.get("object") != "page":
        return _all(
            shared, [entry], lambda raw: _unknown(raw, shared, "object", body.get("object"))
        )
    events = [
        *_all(shared, _list(members, "messaging"), lambda raw: _messaging(raw, shared, True)),
        *_all(shared, _list(members, "standby"), lambda raw: _messaging(raw, shared, False)),
        *_all(shared, _list(members, "changes"), lambda raw: _change(raw, shared)),
    ]
    return events or _all(shared, [entry], lambda raw: _unknown(raw, shared, "entry"))


def _list(members: Mapping[str, Any], name: str) -> list[Any]:
    """The events under `name`; a lone value of another type counts as one unreadable event."""
    value = members.get(name, [])
    return value if isinstance(value, list) else [value]


def _all(entry: _Entry, elements: list[Any], read: Callable[[Any], Reading]) -> list[Incoming]:
    return read_each(_CHANNEL, entry.account, elements, read)


def _messaging(raw: Any, entry: _Entry, may_answer: bool) -> Reading:
    event = MessagingEvent.model_validate(raw)
    occurred_at = event.timestamp or graph_time(entry.time)
    is_echo = event.message is not None and event.message.is_echo
    party = event.recipient if is_echo else event.sender
    user = party.id if party else None
    understood = read_happening(event, user, occurred_at, entry.app_id) if user else None
    cause, happening = understood or (digest(raw), kind_of(_CHANNEL, _kind(raw)))
    return Reading(user, cause, occurred_at, happening, may_answer=may_answer)


def _kind(raw: dict[str, Any]) -> object:
    """The channel's name for an event: what it says of itself, or the member that holds it."""
    members = [name for name in raw if name not in _ENDS]
    return raw.get("field") or next(iter(members), None)


def _change(raw: Any, entry: _Entry) -> Reading:
    """A change of the Page's feed or settings; nothing here acts on one yet."""
    if not isinstance(raw, dict):
        raise ValueError("a change is an object")
    value = raw.get("value")
    return Reading(
        user=None,
        cause=_comment_cause(value) if isinstance(value, dict) else digest(raw),
        occurred_at=graph_time(entry.time),
        happening=kind_of(_CHANNEL, raw.get("field")),
    )


def _comment_cause(value: dict[str, Any]) -> str:
    when = value.get("edited_time") or value.get("created_time")
    names = (value.get("comment_id"), value.get("verb"), when)
    return cause_of(*names) if all(names) else digest(value)


def _unknown(raw: Any, entry: _Entry, *names: object) -> Reading:
    return Reading(None, digest(raw), graph_time(entry.time), kind_of(_CHANNEL, *names))


def _bare(body: dict[str, Any]) -> Incoming:
    try:
        account = user_identifier(body.get("page_id"))
    except ValueError:
        account = ""
    shared = _Entry(account, body.get("timestamp", 0), "")
    return _all(shared, [body], lambda raw: _unknown(raw, shared, raw["field"]))[0]
