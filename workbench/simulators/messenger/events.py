"""What events does Messenger send? Elements of `entry[].messaging[]`, in their exact shapes."""

from collections.abc import Sequence
from typing import Any

Event = dict[str, Any]
# The app ids of Meta's own inbox: an echo that carries it was typed by a person.
PAGE_INBOX_APP_ID = 263902037430900
LIKE_STICKER_ID = 369239263222822


def from_person(page: str, psid: str, at_ms: int, **parts: Any) -> Event:
    """Any event whose sender is the person."""
    return {"sender": {"id": psid}, "recipient": {"id": page}, "timestamp": at_ms, **parts}


def echo(
    page: str, psid: str, at_ms: int, app_id: int | str, mid: str, message: dict[str, Any]
) -> Event:
    """A message the Page sent; sender and recipient are the other way round."""
    echoed = {"is_echo": True, "app_id": app_id, "mid": mid} | message
    return {
        "sender": {"id": page},
        "recipient": {"id": psid},
        "timestamp": at_ms,
        "message": echoed,
    }


def echoed_parts(message: dict[str, Any]) -> dict[str, Any]:
    """What of a sent message its echo repeats: never the quick replies."""
    parts: dict[str, Any] = {key: message[key] for key in ("metadata", "text") if key in message}
    if "attachment" in message:
        parts["attachments"] = [message["attachment"]]
    return parts


def body(page: str, at_ms: int, events: Sequence[Event]) -> dict[str, Any]:
    """A webhook body: one entry for each event, one event in each `messaging`."""
    entries = [{"id": page, "time": at_ms, "messaging": [event]} for event in events]
    return {"object": "page", "entry": entries}


def attachment(kind: str, **payload: Any) -> dict[str, Any]:
    return {"type": kind, "payload": payload}


def number_if_digits(app_id: str) -> int | str:
    """App ids are numbers in echoes."""
    return int(app_id) if app_id.isdecimal() else app_id
