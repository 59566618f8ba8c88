"""Which channels are there, who is a contact on them, and what can each one show?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType


class Channel(StrEnum):
    """A messaging platform; the value is the segment in paths, keys and metrics."""

    MESSENGER = "messenger"
    LINE = "line"


@dataclass(frozen=True, slots=True, order=True)
class ContactKey:
    """One human as one account sees them; `user` is an opaque id, never a phone number."""

    channel: Channel
    account: str
    user: str


class LengthUnit(StrEnum):
    """What a platform counts when it limits a text."""

    CODE_POINTS = "code_points"
    UTF16 = "utf16"

    def measure(self, text: str) -> int:
        """Length of `text` in this unit; an astral character is two UTF-16 units."""
        if self is LengthUnit.CODE_POINTS:
            return len(text)
        return len(text) + sum(ord(character) > 0xFFFF for character in text)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Limits of one channel, and which of its mechanisms decide about routes and retries."""

    length_unit: LengthUnit
    text_limit: int
    messages_per_send: int
    quick_reply_limit: int
    label_limit: int
    payload_limit: int
    window: timedelta | None
    retry_keys: bool
    reply_tokens: bool
    receipts: bool  # whether the channel ever tells of delivery and reading


CAPABILITIES: Mapping[Channel, Capabilities] = MappingProxyType(
    {
        # Send API: text <= 2000 (sent <= 1999: the guide says both "less than" and "at most"),
        # 13 quick replies, title 20, payload 1000; one message a call; no idempotency key.
        Channel.MESSENGER: Capabilities(
            length_unit=LengthUnit.CODE_POINTS,
            text_limit=1999,
            messages_per_send=1,
            quick_reply_limit=13,
            label_limit=20,
            payload_limit=1000,
            window=timedelta(hours=24),
            retry_keys=False,
            reply_tokens=False,
            receipts=True,
        ),
        # Messaging API: text 5000 UTF-16 units, 5 messages a request, 13 quick replies of
        # label 20 and postback data 300; a friend may be written to at any time.
        Channel.LINE: Capabilities(
            length_unit=LengthUnit.UTF16,
            text_limit=5000,
            messages_per_send=5,
            quick_reply_limit=13,
            label_limit=20,
            payload_limit=300,
            window=None,
            retry_keys=True,
            reply_tokens=True,
            receipts=False,
        ),
    }
)
