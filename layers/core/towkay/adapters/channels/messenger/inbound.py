"""What does a Messenger webhook say, and did Meta sign it?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from towkay.adapters.channels.graph.times import graph_time, time_or_none
from towkay.adapters.channels.graph.webhooks import GraphWebhooks
from towkay.adapters.channels.incoming import (
    Reading,
    digest,
    kind_of,
    read_each,
    refuse_flood,
    unreadable,
)
from towkay.adapters.channels.messenger.account import read_account_change, read_account_event
from towkay.adapters.channels.messenger.feed import FEEDS, read_feed
from towkay.adapters.channels.messenger.happenings import read_happening
from towkay.adapters.channels.messenger.marketing import read_marketing
from towkay.adapters.channels.messenger.shapes import MessagingEvent
from towkay.adapters.channels.shapes import user_identifier
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Incoming

_CHANNEL = "messenger"
_FAILED = "marketing_message_delivery_failed"
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
        field = _field_of(body)
        if field:
            # The dashboard's test button and, by one page, marketing events come without a wrapper.
            return [_bare(body, field)]
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
        *_all(shared, _list(members, "changes"), lambda raw: _field_change(raw, shared)),
    ]
    return events or _all(shared, [entry], lambda raw: _unknown(raw, shared, "entry"))


def _list(members: Mapping[str, Any], name: str) -> list[Any]:
    """The events under `name`; a lone value of another type counts as one unreadable event."""
    value = members.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _all(entry: _Entry, elements: list[Any], read: Callable[[Any], Reading]) -> list[Incoming]:
    return read_each(_CHANNEL, entry.account, elements, read)


def _messaging(raw: Any, entry: _Entry, may_answer: bool) -> Reading:
    field = _field_of(raw) if isinstance(raw, dict) else ""
    if field:
        # Some fields' objects stand here without a wrapper, with members of other types.
        return _change(field, raw, entry, graph_time(raw.get("timestamp", entry.time)))
    event = MessagingEvent.model_validate(raw)
    occurred_at = event.timestamp or graph_time(entry.time)
    is_echo = event.message is not None and event.message.is_echo
    party = event.recipient if is_echo else event.sender
    if party is None or not party.id:
        return _account_event(raw, entry, occurred_at)
    understood = read_happening(event, party.id, occurred_at, entry.app_id)
    cause, happening = understood or (digest(raw), kind_of(_CHANNEL, _kind(raw)))
    return Reading(party.id, cause, occurred_at, happening, may_answer=may_answer)


def _kind(raw: dict[str, Any]) -> object:
    """The channel's name for an event: the member that holds it."""
    return next((name for name in raw if name not in _ENDS), None)


def _account_event(raw: dict[str, Any], entry: _Entry, occurred_at: datetime) -> Reading:
    """An event that names no person; who is known by a name of a website's cannot be written to."""
    news = read_account_event(raw, entry.app_id)
    return Reading(None, digest(raw), occurred_at, news or kind_of(_CHANNEL, _kind(raw)))


def _field_change(raw: Any, entry: _Entry) -> Reading:
    """A change of the Page's feed, its templates or its standing."""
    if not isinstance(raw, dict):
        raise ValueError("a change is an object")
    value = raw.get("value")
    told_at = graph_time(entry.time)
    if not isinstance(value, dict):
        return Reading(None, digest(raw), told_at, kind_of(_CHANNEL, raw.get("field")))
    return _change(raw.get("field"), value, entry, told_at)


def _change(field: object, value: dict[str, Any], entry: _Entry, told_at: datetime) -> Reading:
    """What a field says, wherever its object stood."""
    if isinstance(field, str) and field in FEEDS:
        comment = read_feed(field, value, entry.account, told_at)
        return Reading(comment.user, comment.cause, comment.occurred_at, comment.happening)
    marketing = read_marketing(field, value)
    if marketing:
        user, cause, at, happening = marketing
        return Reading(user, cause, at, happening)
    news = read_account_change(field, value)
    at = time_or_none(value.get("timestamp")) or told_at
    return Reading(None, digest(value), at, news or kind_of(_CHANNEL, field))


def _unknown(raw: Any, entry: _Entry, *names: object) -> Reading:
    return Reading(None, digest(raw), graph_time(entry.time), kind_of(_CHANNEL, *names))


def _field_of(unwrapped: dict[str, Any]) -> str:
    """The field of an object without a wrapper; that of a failed marketing message names none."""
    field = unwrapped.get("field")
    is_failure = "error_message" in unwrapped and "page_id" in unwrapped
    return field if isinstance(field, str) else _FAILED if is_failure else ""


def _bare(body: dict[str, Any], field: str) -> Incoming:
    try:
        account = user_identifier(body.get("page_id"))
    except ValueError:
        account = ""
    shared = _Entry(account, body.get("timestamp", 0), "")
    return _all(shared, [body], lambda raw: _change(field, raw, shared, graph_time(shared.time)))[0]


INBOUND = MessengerInbound()
