"""Which channels are there, who is a contact on them, and what can each one show?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from towkay.domain.routes import Route


class Channel(StrEnum):
    """A messaging platform; the value is the segment in paths, keys and metrics."""

    MESSENGER = "messenger"
    INSTAGRAM = "instagram"
    WHATSAPP = "whatsapp"
    LINE = "line"

    @property
    def display_name(self) -> str:
        """Its name as people write it."""
        return _DISPLAY_NAMES[self]


_DISPLAY_NAMES = {
    Channel.MESSENGER: "Messenger",
    Channel.INSTAGRAM: "Instagram",
    Channel.WHATSAPP: "WhatsApp",
    Channel.LINE: "LINE",
}
# Those with an adapter. Policy knows the rules of all four; a contact can only be of one of these.
CONNECTED = (Channel.MESSENGER, Channel.LINE)


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
    """Limits of one channel, and which of its mechanisms decide about routes and retries.

    Lengths of words are in `length_unit`, those of links in characters. `routes` are the lawful
    ways that our adapter has a request for; policy knows more of them.
    """

    length_unit: LengthUnit
    text_limit: int
    messages_per_send: int
    quick_reply_limit: int
    label_limit: int
    payload_limit: int
    button_limit: int  # under one text or card
    button_label_limit: int
    button_text_limit: int  # the longest text that can carry buttons
    link_limit: int  # what a button or card opens
    image_url_limit: int
    alt_limit: int  # words that stand for a card in a notification; 0 where there are none
    card_title_limit: int
    card_text_limit: int
    bare_cards: bool  # whether a card may be a title and nothing else
    carousel_limit: int  # cards side by side
    carousel_bytes: int | None  # of their JSON together; None: no limit is known
    window: timedelta | None
    retry_keys: bool
    reply_tokens: bool
    receipts: bool  # whether the channel ever tells of delivery and reading
    routes: frozenset[Route]
    has_quota: bool  # whether unasked messages use up a number that is bought by the month


CAPABILITIES: Mapping[Channel, Capabilities] = MappingProxyType(
    {
        # Send API: text <= 2000 (sent <= 1999: the guide says both "less than" and "at most"),
        # 13 quick replies, title 20, payload 1000; one message a call; no idempotency key.
        # Button template: text 640, 3 buttons of title 20. Generic template: 10 elements of
        # title 80 and subtitle 80, "title and at least one other property". For the length of a
        # link it names no number: 2000 is what every browser takes.
        Channel.MESSENGER: Capabilities(
            length_unit=LengthUnit.CODE_POINTS,
            text_limit=1999,
            messages_per_send=1,
            quick_reply_limit=13,
            label_limit=20,
            payload_limit=1000,
            button_limit=3,
            button_label_limit=20,
            button_text_limit=640,
            link_limit=2000,
            image_url_limit=2000,
            alt_limit=0,
            card_title_limit=80,
            card_text_limit=80,
            bare_cards=False,
            carousel_limit=10,
            carousel_bytes=None,
            window=timedelta(hours=24),
            retry_keys=False,
            reply_tokens=False,
            receipts=True,
            routes=frozenset({Route.OPEN_WINDOW, Route.HUMAN_AGENT}),
            has_quota=False,
        ),
        # Messaging API: text 5000 UTF-16 units, 5 messages a request, 13 quick replies of
        # label 20 and postback data 300; a friend may be written to at any time.
        # Flex: altText 1500 units, a carousel of 12 bubbles and 50 KB, a bubble of 30 KB, button
        # label 40, uri action 1000, image url 2000. It names no lengths of words and no number of
        # buttons: the four are those of its own template, and the lengths are chosen so that the
        # notification says all of a text or card, and that no bubble can come near its 30 KB.
        Channel.LINE: Capabilities(
            length_unit=LengthUnit.UTF16,
            text_limit=5000,
            messages_per_send=5,
            quick_reply_limit=13,
            label_limit=20,
            payload_limit=300,
            button_limit=4,
            button_label_limit=40,
            button_text_limit=1500,
            link_limit=1000,
            image_url_limit=2000,
            alt_limit=1500,
            card_title_limit=100,
            card_text_limit=1000,
            bare_cards=True,
            carousel_limit=12,
            carousel_bytes=50_000,
            window=None,
            retry_keys=True,
            reply_tokens=True,
            receipts=False,
            routes=frozenset({Route.REPLY_TOKEN, Route.PUSH}),
            has_quota=True,
        ),
    }
)
