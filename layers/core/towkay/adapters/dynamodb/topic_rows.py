"""How does what a contact said about a topic look as a row, and when does the index show it?

The row holds what the contact's own holds, in its own words: the index is over single rows. It is
in the index only while messages of the topic are wanted, and may be sent to this id.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime

from towkay.adapters.codec import to_plain
from towkay.adapters.dynamodb import campaign_keys, keys
from towkay.adapters.dynamodb.attributes import Item, to_item
from towkay.domain.calendar.entries import SETTLED_WITHIN
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.moving import Moved
from towkay.domain.subscriptions import Subscription

# Every field that a row may have beside its key and its brand.
FIELDS = (*(one.name for one in fields(Subscription)), "lookup_pk", "lookup_sk")


def changed_topics(
    contact: Contact, consent: ConsentEntry | None, moved: Moved | None, now: datetime
) -> Iterator[tuple[Contact, Subscription, datetime]]:
    """What an act left otherwise, and by which moment it stands in the index.

    Where a shopper got a new id, all topics of both ids.
    """
    if moved:
        for one in (contact, moved.left):
            yield from ((one, said, said.agreed_at) for said in one.subscriptions)
    elif consent:
        touched = (one for one in contact.subscriptions if one.cause == consent.cause)
        yield from ((contact, said, _entered_at(said, now)) for said in touched)


def topic_row(contact: Contact, said: Subscription, at: datetime) -> Item:
    row = {
        "pk": keys.contact_pk(contact.key),
        "sk": campaign_keys.topic_sk(said.topic),
        "brand": contact.brand,
        **to_plain(said),
    }
    if is_followed(contact, said):
        row |= campaign_keys.topic_lookup(contact.brand, said.topic, shown_as(contact, said), at)
    return to_item(row)


def is_followed(contact: Contact, said: Subscription) -> bool:
    """Whether the index shows the contact."""
    return said.active and not contact.moved_to


def shown_as(contact: Contact, said: Subscription) -> ContactKey:
    """Who stands in that place of the index: a new id takes over the place of the old one."""
    return replace(contact.key, user=said.followed_as or contact.key.user)


def _entered_at(said: Subscription, now: datetime) -> datetime:
    """What was heard of late enters a sequence of steps all the same: at its storing."""
    agreed = said.agreed_at
    is_late = said.changed_at == agreed and now - agreed > SETTLED_WITHIN
    return now if is_late else agreed
