"""How does an act become a change of the contact and a row of its ledger?"""

from dataclasses import replace

from towkay.domain.consent import ConsentEntry
from towkay.domain.consent_chain import chained
from towkay.domain.consenting import Standing, applied, matters
from towkay.domain.contacts import Contact


def acted(contact: Contact, entry: ConsentEntry) -> tuple[Contact, ConsentEntry]:
    """The contact after the act, and the entry that says whether it took effect."""
    before = Standing(contact.consent, contact.subscriptions)
    after = applied(before, entry)
    changed = replace(contact, consent=after.consent, subscriptions=after.subscriptions)
    return changed, replace(entry, took_effect=matters(before, after))


def recorded(contact: Contact, entry: ConsentEntry) -> tuple[Contact, ConsentEntry]:
    """The contact whose chain ends in the entry, and the entry as its newest link.

    Both are written in one transaction, and nothing else may lie between.
    """
    consent, link = chained(contact.key, contact.consent, entry)
    return replace(contact, consent=consent), link
