"""What did a channel tell us, in words that are the same for every channel?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from towkay.domain.account_news import AccountNews
from towkay.domain.attachments import Attachment
from towkay.domain.channels import ContactKey
from towkay.domain.doings import Doing, EntryPoint
from towkay.domain.optins import Statement
from towkay.domain.outcomes import Refusal

_OLDEST = timedelta(days=8)  # turns are kept 9 days at least: nothing older can be deduplicated
_NEWEST = timedelta(days=1)  # a clock this far ahead of ours is a broken clock


class ReceiptKind(StrEnum):
    """What a channel can tell us of a message afterwards."""

    ECHOED = "echoed"  # the channel took it: the proof that settles an unclear outcome
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"  # it was taken and could not be delivered


@dataclass(frozen=True, slots=True)
class MessageReceived:
    """A shopper wrote; `payload` is set when the text comes from a pressed quick reply.

    `entry` is the way in, where the channel tells it; `quoted` the id of the message it answers;
    `seen_token` what the channel takes to mark it as read.
    """

    message_id: str
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    payload: str | None = None
    entry: EntryPoint | None = None
    quoted: str = ""
    seen_token: str = ""


@dataclass(frozen=True, slots=True)
class PostbackPressed:
    """A shopper pressed a button, a menu item or a quick reply that speaks by payload."""

    payload: str
    title: str = ""
    entry: EntryPoint | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """A shopper opened the conversation: a friend was added, or Get Started pressed."""

    returning: bool = False
    entry: EntryPoint | None = None


@dataclass(frozen=True, slots=True)
class OptedOut:
    """A platform's own opt-out: the shopper blocked or unfollowed the account."""


@dataclass(frozen=True, slots=True)
class MessageEdited:
    """A shopper changed a message already sent."""

    message_id: str
    text: str


@dataclass(frozen=True, slots=True)
class MessageUnsent:
    """A shopper took a message back; its text must not be kept or shown."""

    message_id: str


@dataclass(frozen=True, slots=True)
class Reacted:
    """A shopper reacted to a message, or took the reaction back."""

    added: bool


@dataclass(frozen=True, slots=True)
class Referred:
    """A shopper came back through a link or an ad, which may not open the messaging window."""

    source: str
    ref: str = ""
    opens_window: bool = True
    entry: EntryPoint | None = None


@dataclass(frozen=True, slots=True)
class HumanReplied:
    """Somebody who is not this bot answered in the conversation: a person, or another app.

    With `message_id` and `text` where the channel cannot tell it from a message of our own.
    """

    message_id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptArrived:
    """News of something we sent.

    `send_id` travelled with the call and came back, `provider_id` is the channel's own. `up_to`
    bounds what was delivered or read: all that the channel took until then. `refusal` is what a
    failure means, `billed` what the channel charges for: "category/type" in lower case.
    """

    kind: ReceiptKind
    send_id: str = ""
    provider_id: str = ""
    up_to: datetime | None = None
    code: str = ""
    refusal: Refusal | None = None
    billed: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A genuine event that nothing here understands; `kind` names it for the count."""

    kind: str


Saying = MessageReceived | PostbackPressed | Followed | OptedOut | MessageEdited | MessageUnsent
Told = Reacted | Referred | HumanReplied | ReceiptArrived | Unknown | AccountNews
Happening = Saying | Told | Statement | Doing


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event as a channel's parser leaves it, before it is known whose account it is.

    `user` is None when the event concerns the account rather than a person. `cause` is the same for
    every delivery of the event. `may_answer` is False when another party owns the conversation.
    `country` (ISO 3166) is where the channel places the shopper, empty where it does not tell;
    `number` how it calls them where it knows a telephone number alone, told here beside their id.
    """

    account: str
    user: str | None
    cause: str
    occurred_at: datetime
    happening: Happening
    reply_token: str | None = None
    may_answer: bool = True
    redelivered: bool = False
    trimmed: bool = False
    country: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one contact (of `AccountNews`: without user). Times are UTC."""

    contact: ContactKey
    brand: str
    endpoint: str
    cause: str
    occurred_at: datetime
    received_at: datetime
    happening: Happening
    reply_token: str | None = None
    may_answer: bool = True
    redelivered: bool = False
    trimmed: bool = False
    country: str = ""
    number: str = ""

    @property
    def effective_at(self) -> datetime:
        """When it counts as having happened: a platform clock ahead of ours wins nothing."""
        return min(self.occurred_at, self.received_at)


def is_stale(occurred_at: datetime, now: datetime) -> bool:
    """Whether an event is too old, or too far in the future, to be acted on or even stored."""
    return occurred_at < now - _OLDEST or occurred_at > now + _NEWEST


def handled_until(occurred_at: datetime) -> datetime:
    """The last moment at which an event counts; `is_stale` refuses it afterwards."""
    return occurred_at + _OLDEST
