"""`towkay consent`: what a contact agreed to, by which act, and ending it on their behalf."""

import argparse
from uuid import uuid4

from towkay.adapters.dynamodb.brand_rules import DynamoBrandRules
from towkay.adapters.dynamodb.consent_ledger import DynamoConsentLedger
from towkay.adapters.dynamodb.conversations import DynamoConversations
from towkay.domain.brand_rules import DEFAULT_RULES
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.consent_chain import verify_chain
from towkay.domain.contacts import Contact
from towkay.domain.errors import ContactUnknown, LedgerUnreadable
from towkay.domain.situations import zone_of
from towkay.usecases.end_consent import end_consent
from workbench.consent_lines import LedgerTeller
from workbench.consent_words import Said
from workbench.contact_names import contact_named, moved_on
from workbench.errors import WorkbenchError
from workbench.languages import spoken_here
from workbench.staff_names import staff_named
from workbench.targets import Target

WHOLE, BROKEN = 0, 1
_REFUSED = 2


def show(where: Target, options: argparse.Namespace) -> int:
    """Print state and ledger; the exit code is 1 when the ledger is not whole."""
    language = spoken_here(options.language)
    key = contact_named(options.contact)
    contact = _conversations(where).contact(key)
    if contact is None:
        raise WorkbenchError(Said.UNKNOWN.spoken(language))
    try:
        entries = _ledger(where).entries(key)
    except LedgerUnreadable:
        raise WorkbenchError(Said.UNREADABLE.spoken(language)) from None
    broken = verify_chain(key, contact.consent, entries)
    if elsewhere := moved_on(contact):
        print(elsewhere)
    teller = LedgerTeller(language, _zone(where, contact))
    print("\n".join(teller.lines(contact, entries, broken)))
    return WHOLE if broken is None else BROKEN


def stop(where: Target, options: argparse.Namespace) -> int:
    language = spoken_here(options.language)
    key = contact_named(options.contact)
    entry = _ended(where, key, options, language)
    print((Said.ENDED_TOPIC if entry.topic else Said.ENDED_ALL).spoken(language, topic=entry.topic))
    print(LedgerTeller(language, _zone(where, _conversations(where).contact(key))).row(entry))
    return 0


def refuse_to_grant(options: argparse.Namespace) -> int:
    """There is no way to do it; who tries is told why and what works instead."""
    print(Said.NO_GRANT.spoken(spoken_here(options.language)))
    return _REFUSED


def _conversations(where: Target) -> DynamoConversations:
    stack = where.stack()
    return DynamoConversations(
        where.dynamodb, stack.outputs["TableName"], stack.turn_retention_days
    )


def _ledger(where: Target) -> DynamoConsentLedger:
    return DynamoConsentLedger(where.dynamodb, where.stack().outputs["TableName"])


def _ended(
    where: Target, key: ContactKey, options: argparse.Namespace, language: str
) -> ConsentEntry:
    by = staff_named(options.by, language)
    conversations = _conversations(where)
    contact = conversations.contact(key)
    topics = {one.topic for one in contact.subscriptions} if contact else set()
    if options.topic and options.topic not in topics:
        known = ", ".join(sorted(topics)) or "-"
        raise WorkbenchError(Said.NO_TOPIC.spoken(language, topic=options.topic, known=known))
    try:
        return end_consent(
            key,
            by=by,
            topic=options.topic,
            at=where.now(),
            cause=f"staff-{uuid4().hex}",
            conversations=conversations,
        )
    except ContactUnknown:
        raise WorkbenchError(Said.UNKNOWN.spoken(language)) from None


def _zone(where: Target, contact: Contact | None) -> str:
    """The wall clock of the contact, else of the brand: by which its quiet hours are counted."""
    if contact is None:
        return DEFAULT_RULES.zone
    table = where.stack().outputs["TableName"]
    return zone_of(contact, DynamoBrandRules(where.dynamodb, table, where.now).rules(contact.brand))
