"""Whose event is it: whom does the channel mean by an id of yesterday, or by a telephone number?"""

from dataclasses import replace

from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact, met
from towkay.domain.doings import IdentityChanged
from towkay.domain.errors import ContactUnknown, StaleState
from towkay.domain.events import Event
from towkay.domain.moving import Moved
from towkay.domain.numbers import belongs, is_number, tells_number, with_number
from towkay.ports.tables import Conversations

_MOST_IDS = 3  # of one shopper, one after the other


def meant(event: Event, contact: Contact, conversations: Conversations) -> ContactKey | None:
    """Whom the event is about, if that is somebody else than the contact it names."""
    if not contact.moved_to:
        return None
    key = replace(contact.key, user=contact.moved_to)
    if not is_number(contact.key.user):
        return None if isinstance(event.happening, IdentityChanged) else key
    holder = conversations.contact(key)
    return key if holder and belongs(contact, holder, event.effective_at) else None


def known_now(
    key: ContactKey, conversations: Conversations, stranger: Contact | None = None
) -> Contact:
    """The contact, under the newest id that its shopper has.

    Raises `ContactUnknown` where there is none, nor a `stranger` to begin with, and `StaleState`
    when the ids lead on and on.
    """
    contact = conversations.contact(key) or stranger
    for _ in range(_MOST_IDS):
        if contact is None:
            raise ContactUnknown("nobody like that ever wrote")
        if not contact.moved_to:
            return contact
        contact = conversations.contact(replace(contact.key, user=contact.moved_to))
    raise StaleState("the contact kept moving")


def former(event: Event, conversations: Conversations) -> Contact | None:
    """The contact that the shopper was until now, when the event says that it has a new id."""
    if not isinstance(event.happening, IdentityChanged):
        return None
    before = replace(event.contact, user=event.happening.previous)
    known = conversations.contact(before) if before != event.contact else None
    if known and known.moved_to and is_number(before.user):
        before = replace(before, user=known.moved_to)  # who was found by the number
        known = conversations.contact(before) if before != event.contact else None
    return known


def numbered(
    event: Event, contact: Contact, conversations: Conversations
) -> tuple[Contact, Moved | None]:
    """The contact with the number that the event tells of it: looked up only where it is news."""
    if not tells_number(event, contact):
        return contact, None
    key = replace(contact.key, user=event.number)
    number = conversations.contact(key) or met(replace(event, contact=key))
    return with_number(contact, number, event)
