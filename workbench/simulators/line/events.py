"""What events does LINE send? Their exact shapes, with the fields all kinds share."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workbench.simulators.clock import epoch_ms
from workbench.simulators.identifiers import Identifiers

Event = dict[str, Any]
# Kinds that carry a reply token, unless a module channel holds the chat (`standby`).
_ANSWERABLE = frozenset(
    {
        "message",
        "messageEdited",
        "follow",
        "join",
        "memberJoined",
        "postback",
        "videoPlayComplete",
        "beacon",
        "accountLink",
        "membership",
    }
)
_QUOTABLE = ("text", "image", "video", "sticker")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an event comes from: a person, or a person in a group."""

    user: str
    group: str = ""

    def source(self) -> dict[str, str]:
        if self.group:
            return {"type": "group", "groupId": self.group, "userId": self.user}
        return {"type": "user", "userId": self.user}


def event(
    ids: Identifiers,
    kind: str,
    origin: Origin | None,
    now: datetime,
    *,
    standby: bool = False,
    **parts: Any,
) -> Event:
    """An event with fresh ids; properties without a value are left out, never null.

    Without an origin nobody can be replied to.
    """
    happened: Event = {
        "type": kind,
        "mode": "standby" if standby else "active",
        "timestamp": epoch_ms(now),
        "webhookEventId": ids.ulid(now),
        "deliveryContext": {"isRedelivery": False},
    }
    if origin is not None:
        happened["source"] = origin.source()
    if kind in _ANSWERABLE and origin is not None and not standby:
        happened["replyToken"] = ids.token()
    return happened | parts


def message(ids: Identifiers, message_id: str, kind: str, **parts: Any) -> dict[str, Any]:
    """The `message` of a message event."""
    made: dict[str, Any] = {"type": kind, "id": message_id}
    if kind in _QUOTABLE:
        made["quoteToken"] = "q" + ids.token(48)
    made["markAsReadToken"] = "r" + ids.token(48)
    return made | parts


def redelivered(body: dict[str, Any]) -> dict[str, Any]:
    """The same events, marked as delivered before; ids, times and tokens stay."""
    marked = [happened | {"deliveryContext": {"isRedelivery": True}} for happened in body["events"]]
    return body | {"events": marked}
