"""`towkay consent`: what a contact agreed to, by which act, and ending it on their behalf."""

import argparse
from collections.abc import Iterator, Sequence
from uuid import uuid4

from towkay.adapters.codec import well_formed
from towkay.adapters.dynamodb.consent_ledger import DynamoConsentLedger
from towkay.adapters.dynamodb.conversations import DynamoConversations
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.consent_chain import verify_chain
from towkay.domain.contacts import Contact
from towkay.domain.errors import ContactUnknown, LedgerUnreadable
from towkay.usecases.end_consent import end_consent
from workbench.consent_words import ACTS, SOURCES, Said, said
from workbench.contact_names import contact_named
from workbench.errors import WorkbenchError
from workbench.languages import spoken_here
from workbench.targets import Target

WHOLE, BROKEN = 0, 1
_REFUSED = 2
_LONGEST_NAME = 64


def show(where: Target, options: argparse.Namespace) -> int:
    """Print state and ledger; the exit code is 1 when the ledger is not whole."""
    language = spoken_here(options.language)
    key = contact_named(options.contact)
    contact = _conversations(where).contact(key)
    if contact is None:
        raise WorkbenchError(said(Said.UNKNOWN, language))
    try:
        entries = _ledger(where).entries(key)
    except LedgerUnreadable:
        raise WorkbenchError(said(Said.UNREADABLE, language)) from None
    broken = verify_chain(key, contact.consent, entries)
    for line in _lines(contact, entries, broken, language):
        print(line)
    return WHOLE if broken is None else BROKEN


def stop(where: Target, options: argparse.Namespace) -> int:
    language = spoken_here(options.language)
    key = contact_named(options.contact)
    entry = _ended(where, key, options, language)
    print(said(Said.ENDED_TOPIC if entry.topic else Said.ENDED_ALL, language, topic=entry.topic))
    print(f"  {_row(entry, language)}")
    return 0


def refuse_to_grant(options: argparse.Namespace) -> int:
    """There is no way to do it; who tries is told why and what works instead."""
    print(said(Said.NO_GRANT, spoken_here(options.language)))
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
    by = well_formed(options.by).strip()
    if not by or len(by) > _LONGEST_NAME or not by.isprintable():
        raise WorkbenchError(said(Said.NO_NAME, language))
    conversations = _conversations(where)
    contact = conversations.contact(key)
    topics = {one.topic for one in contact.subscriptions} if contact else set()
    if options.topic and options.topic not in topics:
        known = ", ".join(sorted(topics)) or "-"
        raise WorkbenchError(said(Said.NO_TOPIC, language, topic=options.topic, known=known))
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
        raise WorkbenchError(said(Said.UNKNOWN, language)) from None


def _lines(
    contact: Contact, entries: Sequence[ConsentEntry], broken: int | None, language: str
) -> Iterator[str]:
    consent = contact.consent
    yield said(Said.REACHABLE if consent.reachable else Said.BLOCKED, language)
    yield said(Said.STOPPED if consent.stopped else Said.NOT_STOPPED, language)
    if consent.marketing_refused:
        yield said(Said.REFUSED, language)
    for one in contact.subscriptions:
        state = said(Said.TOPIC_ON if one.active else Said.TOPIC_OFF, language)
        wording = f" · {said(Said.WORDING, language)} {one.wording}" if one.wording else ""
        yield f"  {one.topic} · {state} · {one.changed_at:%Y-%m-%d %H:%M} UTC{wording}"
    yield ""
    yield said(Said.LEDGER if entries else Said.EMPTY, language, count=str(len(entries)))
    for entry in entries:
        yield f"  {_row(entry, language)}"
    verdict = Said.WHOLE if broken is None else Said.BROKEN
    yield said(verdict, language, number=str(broken), head=consent.head[:12] or "-")


def _row(entry: ConsentEntry, language: str) -> str:
    source = SOURCES[entry.source] if entry.source else SOURCES[None]
    parts = [
        f"{entry.number or '-'}.",
        f"{entry.at:%Y-%m-%d %H:%M:%S} UTC",
        ACTS[entry.act][language],
        entry.topic,
        source[language] + (f" ({entry.by})" if entry.by else ""),
        f"{said(Said.WORDING, language)} {entry.wording}" if entry.wording else "",
        entry.place,
        "" if entry.took_effect else said(Said.NO_EFFECT, language),
    ]
    return " · ".join(filter(None, parts)).replace(". · ", ". ", 1)
