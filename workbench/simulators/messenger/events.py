"""What events does Messenger send? Elements of `entry[].messaging[]`, in their exact shapes."""

from collections.abc import Sequence
from typing import Any

Event = dict[str, Any]
# The app ids of Meta's own inbox: an echo that carries it was typed by a person.
PAGE_INBOX_APP_ID = 263902037430900
LIKE_STICKER_ID = 369239263222822
# Messenger Platform, "Webhooks": the field whose subscribers hear of each member.
_FIELDS = {
    "message": "messages",
    "postback": "messaging_postbacks",
    "optin": "messaging_optins",
    "referral": "messaging_referrals",
    "delivery": "message_deliveries",
    "read": "message_reads",
    "reaction": "message_reactions",
    "message_edit": "message_edits",
    "pass_thread_control": "messaging_handovers",
    "take_thread_control": "messaging_handovers",
    "request_thread_control": "messaging_handovers",
    "policy_enforcement": "messaging_policy_enforcement",
    "messaging_feedback": "messaging_feedback",
    "account_linking": "messaging_account_linking",
}
# What an app hears of a thread that another one has.
OVERHEARD = frozenset(
    {"messages", "message_echoes", "messaging_postbacks", "message_deliveries", "message_reads"}
)


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
    if "attachments" in message:
        parts["attachments"] = message["attachments"]
    return parts


def body(
    page: str, at_ms: int, events: Sequence[Event], where: str = "messaging"
) -> dict[str, Any]:
    """A webhook body: one entry for each event, one event in each `messaging`, or `standby`."""
    entries = [{"id": page, "time": at_ms, where: [event]} for event in events]
    return {"object": "page", "entry": entries}


def change_body(page: str, at_s: int, field: str, value: Event) -> dict[str, Any]:
    """A webhook body of a change, whose times are in seconds."""
    changes = [{"field": field, "value": value}]
    return {"object": "page", "entry": [{"id": page, "time": at_s, "changes": changes}]}


def field_of(event: Event) -> str:
    """Which subscription an event belongs to."""
    if event.get("message", {}).get("is_echo"):
        return "message_echoes"
    return next((_FIELDS[name] for name in event if name in _FIELDS), "messages")


def attachment(kind: str, **payload: Any) -> dict[str, Any]:
    return {"type": kind, "payload": payload}


def number_if_digits(app_id: str) -> int | str:
    """App ids are numbers in echoes."""
    return int(app_id) if app_id.isdecimal() else app_id
