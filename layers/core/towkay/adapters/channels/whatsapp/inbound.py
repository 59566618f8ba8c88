"""What does a WhatsApp webhook say, and did Meta sign it?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from towkay.adapters.channels.graph.entries import elements
from towkay.adapters.channels.graph.times import time_or_none
from towkay.adapters.channels.graph.webhooks import GraphWebhooks
from towkay.adapters.channels.incoming import (
    Reading,
    digest,
    kind_of,
    read_each,
    refuse_flood,
    unreadable,
)
from towkay.adapters.channels.shapes import user_identifier
from towkay.adapters.channels.whatsapp import readings
from towkay.adapters.channels.whatsapp.fields import account_named, read_account_news
from towkay.adapters.channels.whatsapp.people import safe_id
from towkay.adapters.channels.whatsapp.readings import Surroundings
from towkay.adapters.channels.whatsapp.threads import at_or
from towkay.adapters.channels.whatsapp.value_shapes import Metadata, Value
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Incoming

_CHANNEL = "whatsapp"
_OBJECT = "whatsapp_business_account"

ReadOne = Callable[[Any, Surroundings], Reading]


class WhatsAppInbound(GraphWebhooks):
    """WhatsApp's side of a webhook."""

    def parse(self, body: object, *, app_id: str) -> list[Incoming]:
        """Every event of a decoded body, in order. Raises `MalformedBody`; unknown kinds do not."""
        if not isinstance(body, dict):
            raise MalformedBody("not a JSON object")
        entries = body.get("entry")
        if not isinstance(entries, list):
            if not isinstance(body.get("field"), str):
                raise MalformedBody("no list of entries")
            # The dashboard's test button sends the change alone.
            return _read_change(body, _Entry("", None, app_id))
        events: list[Incoming] = []
        for entry in entries:
            events += _read_entry(body.get("object"), entry, app_id)
            refuse_flood(len(events))
        return events


@dataclass(frozen=True, slots=True)
class _Entry:
    """The business account that an entry is about, and when Meta sent it."""

    waba: str
    time: datetime | None
    app_id: str


def _read_entry(told_object: object, raw: object, app_id: str) -> list[Incoming]:
    members: dict[str, Any] = raw if isinstance(raw, dict) else {}
    try:
        waba = user_identifier(members.get("id"))
    except ValueError:
        return [unreadable(_CHANNEL, "", raw)]
    entry = _Entry(waba, time_or_none(members.get("time")), app_id)
    if told_object != _OBJECT:
        return _counted(entry, raw, "object", told_object)
    events: list[Incoming] = []
    for change in elements(members, "changes"):
        events += _read_change(change, entry)
        refuse_flood(len(events))
    return events or _counted(entry, raw, "entry")


def _read_change(raw: object, entry: _Entry) -> list[Incoming]:
    change: dict[str, Any] = raw if isinstance(raw, dict) else {}
    field, value = change.get("field"), change.get("value")
    if not isinstance(field, str):
        return [unreadable(_CHANNEL, entry.waba, raw)]
    if not isinstance(value, dict):
        return _counted(entry, raw, field)
    if field in _LISTS or field in _WHOLE:
        return _read_value(field, value, entry) or _counted(entry, raw, field)
    news = partial(_news, field, value, entry)
    return read_each(_CHANNEL, account_named(value, entry.waba), [raw], news)


def _read_value(field: str, value: dict[str, Any], entry: _Entry) -> list[Incoming]:
    """The events of a field about people: of each of its lists, one by one."""
    if field in _WHOLE:
        read, around = _WHOLE[field], _around(value, value, entry)
        return read_each(_CHANNEL, around.account, [value], lambda raw: read(raw, around))
    is_standby = field == "standby"
    holder = value.get("standby") if is_standby else value
    holder = holder if isinstance(holder, dict) else {}
    around = _around(value, holder, entry, may_answer=not is_standby)
    events: list[Incoming] = []
    for name, read_one in _LISTS[field].items():
        read = partial(_with, read_one, around)
        events += read_each(_CHANNEL, around.account, elements(holder, name), read)
    return events


def _with(read: ReadOne, around: Surroundings, raw: Any) -> Reading:
    return read(raw, around)


def _around(
    value: Mapping[str, Any], holder: Mapping[str, Any], entry: _Entry, may_answer: bool = True
) -> Surroundings:
    shared = Value.model_validate(value)
    number = (shared.metadata or shared.recipient or Metadata()).phone_number_id
    beside = shared.contacts or Value.model_validate(holder).contacts
    return Surroundings(safe_id(number) or entry.waba, beside, entry.time, entry.app_id, may_answer)


def _news(field: str, value: dict[str, Any], entry: _Entry, raw: Any) -> Reading:
    happening = read_account_news(field, value) or kind_of(_CHANNEL, field)
    told_at = time_or_none(value.get("timestamp"))
    cause = digest([entry.waba, str(entry.time), raw])
    return Reading(None, cause, at_or(entry.time, told_at), happening)


def _counted(entry: _Entry, raw: object, *names: object) -> list[Incoming]:
    """Something nothing here understands; without a time it cannot even be dated."""

    def read(element: Any) -> Reading:
        return Reading(None, digest(element), at_or(entry.time, None), kind_of(_CHANNEL, *names))

    return read_each(_CHANNEL, entry.waba, [raw], read)


# By field, the lists that hold its events, and how one of each is read.
_LISTS: Mapping[str, Mapping[str, ReadOne]] = {
    "messages": {
        "messages": readings.message,
        "statuses": readings.status,
        "user_actions": readings.action,
        "errors": readings.error,
    },
    "standby": {
        "messages": readings.message,
        "statuses": readings.status,
        "message_echoes": readings.echo,
    },
    "smb_message_echoes": {"message_echoes": readings.echo},
    "user_preferences": {"user_preferences": readings.preference},
    "user_id_update": {"user_id_update": readings.id_update},
}
_WHOLE: Mapping[str, ReadOne] = {"messaging_handovers": readings.handover}

INBOUND = WhatsAppInbound()
