"""How does a telephone number lead to the shopper whom the channel knows by an id?

Some events name nothing but the number: what staff wrote with the phone app, a conversation handed
over. The first message that tells number and id together makes the number's own contact one that
has moved to the id. Both must say so: a number that its shopper has given up leads nowhere, and one
that somebody else writes from leads to them.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from towkay.domain.contacts import Contact
from towkay.domain.doings import IdentityChanged
from towkay.domain.events import Event
from towkay.domain.moving import Moved, left_for, longer, taken_over

# Providers give a number that was given up to somebody else after about three months: what was said
# under it longer ago may not have been this shopper's word.
SAME_HANDS = timedelta(days=90)


def is_number(user: str) -> bool:
    """Whether a contact is known by a telephone number alone."""
    return user.startswith("+")


def belongs(number: Contact, holder: Contact, at: datetime) -> bool:
    """Whether what was told of the number at `at` was told of `holder`.

    Who has a new id since has a new number as well: only what happened before is still theirs.
    """
    left_at = holder.moved_at if holder.moved_to else None
    return holder.number == number.key.user and (left_at is None or at <= left_at)


def tells_number(event: Event, contact: Contact) -> bool:
    """Whether the event tells a number of the contact that is not known; the newest one counts."""
    if not is_number(event.number) or isinstance(event.happening, IdentityChanged):
        return False
    newest = contact.last_event_at if contact.number else None
    is_late = newest is not None and event.effective_at < newest
    return event.number not in (contact.number, contact.key.user) and not is_late


def with_number(contact: Contact, number: Contact, event: Event) -> tuple[Contact, Moved | None]:
    """The contact with the number that `event` tells, and what becomes of the number's own one.

    A person in charge there is in charge here. Consent goes along where the shopper spoke under the
    number lately, and nobody else was found by it since.
    """
    user, at = contact.key.user, event.effective_at
    if number.moved_to not in ("", user) and number.moved_at and number.moved_at > at:
        return contact, None  # it is somebody else's since
    if number.moved_to or not _is_theirs(number, at):
        held = longer(number.handover, contact.handover)
        after, moved = replace(contact, handover=held), Moved(left_for(contact, number, event), ())
    else:
        joined, moved = taken_over(number, contact, event)
        # Who was counted by the id already goes on being counted by it.
        person = contact.person if contact.version else joined.person
        after = replace(joined, person=person, moved_from=contact.moved_from)
    return replace(after, number=event.number), moved


def _is_theirs(number: Contact, at: datetime) -> bool:
    """Whether a shopper did something under the number, and not so long ago."""
    acted_at = number.last_act_at or number.consent.changed_at
    return acted_at is not None and at - acted_at <= SAME_HANDS
