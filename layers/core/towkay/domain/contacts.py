"""What do we know of one human, as one account sees them?"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from towkay.domain.channels import CAPABILITIES, ContactKey
from towkay.domain.consent import Consent
from towkay.domain.doings import (
    AccountLinked,
    CartSent,
    Commented,
    FormFilled,
    IdentityChanged,
    LinkClicked,
    ThreadMoved,
)
from towkay.domain.events import (
    Event,
    Followed,
    HumanReplied,
    MessageReceived,
    PostbackPressed,
    Reacted,
    ReceiptArrived,
    Referred,
    Unknown,
)
from towkay.domain.moments import latest
from towkay.domain.profile import Asked, Came, FieldValue, Tag
from towkay.domain.reach import Reach, followed_after
from towkay.domain.shipping.asked import OrderAsk
from towkay.domain.subscriptions import ChannelToken, Subscription

# What no shopper did, as far as we know.
NOT_THEIRS = (HumanReplied, ReceiptArrived, Unknown, ThreadMoved, IdentityChanged)
# What is no part of the talk: it neither overtakes an answer nor ends what a number may name.
ASIDE = (Commented, LinkClicked, AccountLinked, ThreadMoved, IdentityChanged)


class HandoverState(StrEnum):
    """How far a conversation has gone from the bot to a person."""

    OFFERED = "offered"
    WAITING = "waiting"
    HELD = "held"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Handover:
    """A conversation marked for a person.

    OFFERED: the bot had no answer and offered one; it goes on answering. WAITING: the shopper
    asked for a person. HELD: a person has written. ELSEWHERE: the platform's own routing gave the
    conversation to another program. In the last three the bot is silent from `since` (for a wish
    made at night, the next opening) to `until`, but for the message of `cause`, which began it.
    """

    state: HandoverState
    cause: str
    since: datetime
    until: datetime

    def silences(self, now: datetime) -> bool:
        """Whether the bot must keep quiet at `now`."""
        return self.state is not HandoverState.OFFERED and self.since <= now < self.until


@dataclass(frozen=True, slots=True)
class Contact:
    """The state of one contact; `version` counts its writes and is 0 before the first.

    `offered` holds the FAQ entries of the suggestions just made, for whoever answers "2".
    `disclosed_at` is when the contact was last told that a program speaks, `country` (ISO 3166) and
    `zone` (IANA) are empty until a channel tells them. `person` names the human that several
    contacts were proved to be, if any. `last_act_at` is the newest act of the shopper and
    `last_event_at` of whoever writes. `answered_comments` are the newest answered in private. The
    channel knows the shopper by the id `moved_to` since `moved_at`, and nothing may be sent to this
    one; `moved_from` is the id before, `number` what it names by telephone number alone, `reach`
    if it finds them. `followed_at` is when the account was last added, and not left since.
    """

    key: ContactKey
    brand: str
    endpoint: str
    version: int = 0
    language: str | None = None
    consent: Consent = field(default_factory=Consent)
    handover: Handover | None = None
    window_closes_at: datetime | None = None
    last_event_at: datetime | None = None
    last_act_at: datetime | None = None
    offered: tuple[str, ...] = ()
    greeted: bool = False
    subscriptions: tuple[Subscription, ...] = ()
    tokens: tuple[ChannelToken, ...] = ()
    ad_entry_at: datetime | None = None
    disclosed_at: datetime | None = None
    country: str = ""
    zone: str = ""
    person: str = ""
    answered_comments: tuple[str, ...] = ()
    moved_to: str = ""
    moved_at: datetime | None = None
    moved_from: str = ""
    number: str = ""
    reach: Reach | None = None
    tags: tuple[Tag, ...] = ()
    fields: tuple[FieldValue, ...] = ()
    asked: tuple[Asked, ...] = ()
    came: Came | None = None
    followed_at: datetime | None = None
    order_ask: OrderAsk | None = None

    @property
    def window_opened_at(self) -> datetime | None:
        """The last act that opened the messaging window, on channels that have one."""
        length = CAPABILITIES[self.key.channel].window
        return self.window_closes_at - length if length and self.window_closes_at else None

    @property
    def acted_at(self) -> datetime | None:
        """When the shopper last did something; the newest event in rows that do not tell."""
        return self.last_act_at or self.last_event_at

    @property
    def person_name(self) -> str:
        """Who is counted as one human; a contact that stands alone is its own."""
        return self.person or self.key.name

    def subscription(self, topic: str) -> Subscription | None:
        """What the contact last said about a topic."""
        return next((one for one in self.subscriptions if one.topic == topic), None)

    def silenced(self, now: datetime) -> bool:
        """Whether a person holds the conversation at `now`."""
        return self.handover is not None and self.handover.silences(now)


def met(event: Event) -> Contact:
    """The contact as it is before its first event."""
    return Contact(key=event.contact, brand=event.brand, endpoint=event.endpoint)


def touched_by(contact: Contact, event: Event) -> Contact:
    """The contact after noting that `event` happened: newest event, window, endpoint."""
    aside = isinstance(event.happening, ASIDE)
    newest = None if aside else event.effective_at
    theirs = None if aside or isinstance(event.happening, NOT_THEIRS) else event.effective_at
    return replace(
        contact,
        endpoint=event.endpoint,
        last_event_at=latest(contact.last_event_at, newest),
        last_act_at=latest(contact.last_act_at, theirs),
        offered=contact.offered if aside else (),
        handover=_handover_after(contact.handover, event),
        window_closes_at=_window_after(contact, event),
        country=event.country or contact.country,
        ad_entry_at=_ad_entry_after(contact, event),
        followed_at=followed_after(contact.followed_at, event),
    )


def _handover_after(handover: Handover | None, event: Event) -> Handover | None:
    """What a shopper writes on our side shows that the thread is no longer elsewhere."""
    talks = not isinstance(event.happening, (*NOT_THEIRS, *ASIDE)) and event.may_answer
    is_elsewhere = handover is not None and handover.state is HandoverState.ELSEWHERE
    if handover and is_elsewhere and talks and event.effective_at > handover.since:
        return None
    return handover


def _ad_entry_after(contact: Contact, event: Event) -> datetime | None:
    """The newest entry through an ad or a Page's button; of a message by its own moment."""
    entry = getattr(event.happening, "entry", None)
    if entry is None or not entry.is_ad:
        return contact.ad_entry_at
    return latest(contact.ad_entry_at, event.effective_at)


def _window_after(contact: Contact, event: Event) -> datetime | None:
    """End of the messaging window: 24 h after the shopper's last act that opens it.

    Source: Messenger Platform, "Standard messaging window" and the list of its openers.
    """
    length = CAPABILITIES[event.contact.channel].window
    if length is None or not _opens_window(event):
        return contact.window_closes_at
    return latest(contact.window_closes_at, event.effective_at + length)


def _opens_window(event: Event) -> bool:
    match event.happening:
        case MessageReceived() | PostbackPressed() | CartSent() | FormFilled() | Followed():
            return True  # Followed is Get Started here, a postback
        case Reacted(added=opens) | Referred(opens_window=opens):
            return opens
        case _:
            return False
