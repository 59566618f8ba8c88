"""What does a Messenger webhook say, and did Meta sign it?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from towkay.adapters.channels.graph.entries import Entry, elements, read_body, read_messaging
from towkay.adapters.channels.graph.times import graph_time, time_or_none
from towkay.adapters.channels.graph.webhooks import GraphWebhooks
from towkay.adapters.channels.incoming import Reading, digest, kind_of
from towkay.adapters.channels.messenger.account import read_account_change, read_account_event
from towkay.adapters.channels.messenger.feed import FEEDS, read_feed
from towkay.adapters.channels.messenger.happenings import read_happening
from towkay.adapters.channels.messenger.marketing import read_marketing
from towkay.adapters.channels.messenger.shapes import MessagingEvent
from towkay.adapters.channels.shapes import user_identifier
from towkay.domain.events import Incoming

_CHANNEL = "messenger"
_FAILED = "marketing_message_delivery_failed"
_ENDS = frozenset({"sender", "recipient", "timestamp"})


class MessengerInbound(GraphWebhooks):
    """Messenger's side of a webhook."""

    def parse(self, body: object, *, app_id: str) -> list[Incoming]:
        """Every event of a decoded body, in order. Raises `MalformedBody`; unknown kinds do not."""
        return read_body(_CHANNEL, body, app_id, _read_entry, _bare)


def _read_entry(body: Mapping[str, Any], entry: Mapping[str, Any], shared: Entry) -> list[Incoming]:
    if body.get("object") != "page":
        return shared.each([entry], lambda raw: shared.unknown(raw, "object", body.get("object")))
    events = [
        *read_messaging(entry, shared, _messaging),
        *shared.each(elements(entry, "changes"), lambda raw: _field_change(raw, shared)),
    ]
    return events or shared.each([entry], lambda raw: shared.unknown(raw, "entry"))


def _messaging(raw: Any, entry: Entry, may_answer: bool) -> Reading:
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


def _account_event(raw: dict[str, Any], entry: Entry, occurred_at: datetime) -> Reading:
    """An event that names no person; who is known by a name of a website's cannot be written to."""
    news = read_account_event(raw, entry.app_id)
    return Reading(None, digest(raw), occurred_at, news or kind_of(_CHANNEL, _kind(raw)))


def _field_change(raw: Any, entry: Entry) -> Reading:
    """A change of the Page's feed, its templates or its standing."""
    if not isinstance(raw, dict):
        raise ValueError("a change is an object")
    value = raw.get("value")
    told_at = graph_time(entry.time)
    if not isinstance(value, dict):
        return Reading(None, digest(raw), told_at, kind_of(_CHANNEL, raw.get("field")))
    return _change(raw.get("field"), value, entry, told_at)


def _change(field: object, value: dict[str, Any], entry: Entry, told_at: datetime) -> Reading:
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


def _field_of(unwrapped: dict[str, Any]) -> str:
    """The field of an object without a wrapper; that of a failed marketing message names none."""
    field = unwrapped.get("field")
    is_failure = "error_message" in unwrapped and "page_id" in unwrapped
    return field if isinstance(field, str) else _FAILED if is_failure else ""


def _bare(body: dict[str, Any]) -> Incoming | None:
    """The dashboard's test button and, by one page, marketing events come without a wrapper."""
    field = _field_of(body)
    if not field:
        return None
    try:
        account = user_identifier(body.get("page_id"))
    except ValueError:
        account = ""
    shared = Entry(_CHANNEL, account, body.get("timestamp", 0), "")
    return shared.each([body], lambda raw: _change(field, raw, shared, graph_time(shared.time)))[0]


INBOUND = MessengerInbound()
