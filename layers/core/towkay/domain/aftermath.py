"""What does a channel's no to one send tell of its shopper, for the sends that come after it?

A shopper who is gone gets nothing unasked until they are heard again; a window that was closed is
closed for us too; a leave to write unasked that was ended is ended. The platform knows of each what
no event of its own may ever tell us.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from towkay.domain.channels import CAPABILITIES
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.contacts import Contact
from towkay.domain.messages import Purpose
from towkay.domain.outcomes import Refusal
from towkay.domain.reach import Miss, Reach
from towkay.domain.routes import Route
from towkay.domain.send_ids import send_id
from towkay.domain.sends import Send
from towkay.domain.tokens import BY_TOKEN
from towkay.domain.turns import Turn

# How long after the shopper's last act a way that hangs on it is open.
# Source: Messenger Platform and Instagram messaging, "Human agent".
_HUMAN_AGENT_LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class No:
    """A definite no to one send of a turn, at once or in a report afterwards."""

    turn: Turn
    send: Send
    refusal: Refusal | None

    @property
    def teaches(self) -> bool:
        """Whether anything follows from it for the shopper."""
        return self.refusal in _LESSONS and self.send.called_at is not None

    @property
    def needed(self) -> int:
        """How many of them in a row make a shopper gone."""
        return CAPABILITIES[self.turn.key.contact.channel].misses_until_gone

    @property
    def asks_who_was_seen(self) -> bool:
        """Whether it matters what was delivered since the last one."""
        return self.refusal is Refusal.CONTACT_GONE and self.needed > 1

    @property
    def follows_the_shopper(self) -> bool:
        """Whether it is about the shopper, by whatever id, and not about the id that was called."""
        return self.refusal is Refusal.SUBSCRIPTION_ENDED


@dataclass(frozen=True, slots=True)
class Learnt:
    """The contact after a no, and the row of its ledger where it ended consent."""

    contact: Contact
    consent: ConsentEntry | None = None


def learnt(no: No, contact: Contact, delivered_up_to: datetime | None) -> Learnt | None:
    """What the no changes; None where it tells nothing new."""
    at, refusal = no.send.called_at, no.refusal
    if refusal is None or refusal not in _LESSONS or at is None:
        return None
    seen_at = max(filter(None, (contact.acted_at, delivered_up_to)), default=None)
    after = _LESSONS[refusal](no, contact, at, seen_at)
    return None if after.contact == contact else after


def _gone(no: No, contact: Contact, at: datetime, seen_at: datetime | None) -> Learnt:
    if no.send.route is Route.NOTIFICATION_MESSAGE:
        # To a telephone number, by which nobody is ever heard: it would never be lifted.
        return Learnt(contact)
    miss = Miss(no.turn.created_at, at)
    reach = (contact.reach or Reach()).after_miss(miss, seen_at, no.needed)
    return Learnt(contact if reach == (contact.reach or Reach()) else replace(contact, reach=reach))


def _closed(no: No, contact: Contact, at: datetime, seen_at: datetime | None) -> Learnt:
    """The last act that opened the window lies further back than the window is long."""
    length, opened_at = CAPABILITIES[contact.key.channel].window, contact.window_opened_at
    lasts = {Route.OPEN_WINDOW: length, Route.HUMAN_AGENT: _HUMAN_AGENT_LASTS}.get(
        no.send.route or Route.PUSH
    )
    if length is None or lasts is None or opened_at is None or opened_at > at:
        return Learnt(contact)  # another way, or opened again since
    closes_at = min(contact.window_closes_at or at, at - lasts + length)
    return Learnt(replace(contact, window_closes_at=closes_at))


def _ended(no: No, contact: Contact, at: datetime, seen_at: datetime | None) -> Learnt:
    """As the platform's own event would end it. A token that was refused is dead by itself."""
    send = no.send
    cause = f"{send_id(no.turn.key, send.index)}.refused"
    platform = ConsentSource.PLATFORM
    if send.route in BY_TOKEN or send.purpose is Purpose.REPLY:
        return Learnt(contact)
    if send.purpose is Purpose.MARKETING:
        said = ConsentEntry(ConsentAct.REFUSE_MARKETING, at, cause, False, platform)
    elif send.topic:
        said = ConsentEntry(ConsentAct.STOP_TOPIC, at, cause, False, platform, send.topic)
    else:
        return Learnt(contact)
    after, entry = acted(contact, said)
    return Learnt(*recorded(after, entry)) if entry.took_effect else Learnt(contact)


_Lesson = Callable[[No, Contact, datetime, datetime | None], Learnt]
_LESSONS: Mapping[Refusal, _Lesson] = MappingProxyType(
    {
        Refusal.CONTACT_GONE: _gone,
        Refusal.WINDOW_CLOSED: _closed,
        Refusal.SUBSCRIPTION_ENDED: _ended,
    }
)
