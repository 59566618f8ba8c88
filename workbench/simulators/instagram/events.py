"""What events does Instagram send? In their exact shapes."""

from collections.abc import Sequence
from typing import Any

from workbench.simulators.instagram.rules import CommentsShape

Event = dict[str, Any]
CDN = "https://lookaside.example.net/ig_messaging_cdn/?asset_id="


def echo(account: str, user: str, at_ms: int, message: Event) -> Event:
    """A message the account sent; sender and recipient are the other way round."""
    return {
        "sender": {"id": account},
        "recipient": {"id": user},
        "timestamp": at_ms,
        "message": message | {"is_echo": True},
    }


def attachment(kind: str, **payload: Any) -> Event:
    """Media to be seen once come without a payload."""
    return {"type": kind, "payload": payload} if payload else {"type": kind}


def messaging(account: str, at_ms: int, event: Event, *, standby: bool = False) -> Event:
    """A body with one event; another app's conversation comes as `standby`."""
    where = "standby" if standby else "messaging"
    return {"object": "instagram", "entry": [{"id": account, "time": at_ms, where: [event]}]}


def together(account: str, at_ms: int, events: Sequence[Event]) -> Event:
    """A body with one entry for each event."""
    entries = [{"id": account, "time": at_ms, "messaging": [event]} for event in events]
    return {"object": "instagram", "entry": entries}


def change(account: str, at_s: int, field: str, value: Event, shape: CommentsShape) -> Event:
    """A comment or mention, in one of the two shapes; its time is in seconds."""
    told = {"field": field, "value": value}
    entry = told if shape is CommentsShape.FLAT else {"changes": [told]}
    return {"object": "instagram", "entry": [{"id": account, "time": at_s, **entry}]}


# By the member that holds the event; changes name their own field.
_FIELDS = {
    "message": "messages",
    "postback": "messaging_postbacks",
    "read": "messaging_seen",
    "referral": "messaging_referral",
    "reaction": "message_reactions",
    "message_edit": "message_edit",
    "optin": "messaging_optins",
    "pass_thread_control": "messaging_handover",
    "take_thread_control": "messaging_handover",
    "request_thread_control": "messaging_handover",
}


def fields_of(body: Event) -> set[str]:
    """Which subscriptions a body needs."""
    fields: set[str] = set()
    for entry in body["entry"]:
        fields |= {"standby"} if "standby" in entry else set()
        fields |= {change["field"] for change in entry.get("changes", [])}
        fields |= {entry["field"]} if "field" in entry else set()
        for event in entry.get("messaging", []):
            fields |= {_FIELDS[name] for name in event if name in _FIELDS}
    return fields
