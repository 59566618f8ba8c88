"""What do we say, in words that are the same for every channel?"""

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """Why a message is sent: what the law and the platforms care about."""

    REPLY = "reply"
    SERVICE = "service"
    MARKETING = "marketing"


@dataclass(frozen=True, slots=True)
class QuickReply:
    """A button under the last message; `payload` comes back when it is pressed."""

    label: str
    payload: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text message; quick replies show only on the last message of a turn."""

    text: str
    quick_replies: tuple[QuickReply, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """Something a channel could not show as written, and what was done instead."""

    what: str
    detail: str
