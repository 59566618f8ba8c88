"""How does what a contact said about a topic look as a row, and when does the index show it?

The row holds what the contact's own holds, in its own words: the index is over single rows. It is
in the index only while messages of the topic are wanted, and may be sent to this id.
"""

from collections.abc import Iterator
from datetime import datetime

from towkay.adapters.codec import to_plain
from towkay.adapters.dynamodb import campaign_keys, keys
from towkay.adapters.dynamodb.attributes import Item, to_item
from towkay.domain.consent import ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.moving import Moved
from towkay.domain.subscriptions import Subscription


def changed_rows(
    contact: Contact, consent: ConsentEntry | None, moved: Moved | None
) -> Iterator[Item]:
    """The rows that an act left otherwise; where a shopper got a new id, all rows of both ids."""
    if moved:
        for one in (contact, moved.left):
            yield from (topic_row(one, subscription) for subscription in one.subscriptions)
    elif consent:
        touched = (one for one in contact.subscriptions if one.cause == consent.cause)
        yield from (topic_row(contact, subscription) for subscription in touched)


def topic_row(contact: Contact, subscription: Subscription) -> Item:
    row = {
        "pk": keys.contact_pk(contact.key),
        "sk": campaign_keys.topic_sk(subscription.topic),
        "brand": contact.brand,
        **to_plain(subscription),
    }
    if is_followed(contact, subscription):
        at = agreed_at(subscription)
        row |= campaign_keys.topic_lookup(contact.brand, subscription.topic, contact.key, at)
    return to_item(row)


def is_followed(contact: Contact, subscription: Subscription) -> bool:
    """Whether the index shows the contact."""
    return subscription.active and not contact.moved_to


def agreed_at(subscription: Subscription) -> datetime:
    """When the shopper subscribed; rows from before that was kept tell the newest act instead."""
    return subscription.granted_at or subscription.changed_at
