"""Learn from a channel's no: read what it bears on, and say what is to be stored with it."""

from dataclasses import replace

from towkay.domain.aftermath import Learnt, No, learnt
from towkay.domain.contacts import Contact
from towkay.ports.settling import Settling


def lesson_of(no: No, ledger: Settling) -> Learnt | None:
    """What is to be stored together with the outcome; None, and nothing is read, for most."""
    if not no.teaches:
        return None
    contact = _whom(no, ledger)
    if contact is None:
        return None
    seen = ledger.delivered_up_to(contact.key) if no.asks_who_was_seen else None
    return learnt(no, contact, seen)


def _whom(no: No, ledger: Settling) -> Contact | None:
    """The contact it was sent to, or that shopper under the id of today; None once erased."""
    contact = ledger.contact(no.turn.key.contact)
    if contact is None or not contact.moved_to:
        return contact
    if not no.follows_the_shopper:
        return None  # that nobody is found by an id of yesterday says nothing of them
    return ledger.contact(replace(contact.key, user=contact.moved_to))
