"""What does an Instagram webhook say, and did Meta sign it?

Both logins send the same; Instagram Login signs with a secret of its own, which the endpoint's
secrets hold beside the Facebook app's.
"""

from collections.abc import Mapping
from typing import Any

from towkay.adapters.channels.graph.entries import Entry, elements, read_body, read_messaging
from towkay.adapters.channels.graph.times import graph_time
from towkay.adapters.channels.graph.webhooks import GraphWebhooks
from towkay.adapters.channels.incoming import Reading, digest, kind_of
from towkay.adapters.channels.instagram.comments import read_change
from towkay.adapters.channels.instagram.happenings import read_happening
from towkay.adapters.channels.instagram.shapes import MessagingEvent
from towkay.domain.events import Incoming

_CHANNEL = "instagram"
_AROUND = frozenset({"sender", "recipient", "timestamp", "is_self"})


class InstagramInbound(GraphWebhooks):
    """Instagram's side of a webhook."""

    def parse(self, body: object, *, app_id: str) -> list[Incoming]:
        """Every event of a decoded body, in order. Raises `MalformedBody`; unknown kinds do not."""
        return read_body(_CHANNEL, body, app_id, _read_entry, _bare)


def _read_entry(body: Mapping[str, Any], entry: Mapping[str, Any], shared: Entry) -> list[Incoming]:
    if body.get("object") != "instagram":
        name = body.get("object")
        return shared.each([entry], lambda raw: shared.unknown(raw, "object", name))
    # Comments come as changes, or with field and value standing in the entry itself.
    flat = [entry] if "field" in entry else []
    events = [
        *read_messaging(entry, shared, _messaging),
        *shared.each([*elements(entry, "changes"), *flat], lambda raw: _change(raw, shared)),
    ]
    return events or shared.each([entry], lambda raw: shared.unknown(raw, "entry"))


def _messaging(raw: Any, entry: Entry, may_answer: bool) -> Reading:
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


def _change(raw: Any, entry: Entry) -> Reading:
    return read_change(raw, entry.account, graph_time(entry.time))


def _bare(body: dict[str, Any]) -> Incoming | None:
    """The sample of the dashboard's test button, without entry or account: counted, and no more."""
    if not isinstance(body.get("field"), str):
        return None
    shared = Entry(_CHANNEL, "", body.get("timestamp", 0), "")
    return shared.each([body], lambda raw: shared.unknown(raw, raw["field"]))[0]


INBOUND = InstagramInbound()
