"""Can an auditor prove that nothing in a consent ledger was removed, altered or put in between?

Each entry carries the hash of the one before it and of itself; the contact carries the newest hash
and the number of entries. Entries from before there was a chain have no number and are left alone.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from towkay.domain.channels import ContactKey
from towkay.domain.consent import Consent, ConsentEntry


def chained(
    contact: ContactKey, consent: Consent, entry: ConsentEntry
) -> tuple[Consent, ConsentEntry]:
    """The entry as the next link, and the consent that knows it as the newest."""
    numbered = replace(entry, number=consent.entries + 1, chain="")
    link = _link(consent.head or _beginning(contact), numbered)
    return replace(consent, head=link, entries=numbered.number), replace(numbered, chain=link)


def in_written_order(entries: Iterable[ConsentEntry]) -> list[ConsentEntry]:
    """Those without a number first, by their time, then the chain."""
    return sorted(entries, key=lambda entry: (entry.number, entry.at, entry.cause))


def verify_chain(
    contact: ContactKey, consent: Consent, entries: Sequence[ConsentEntry]
) -> int | None:
    """The number of the first link that does not hold, None when all do.

    A ledger that was cut off at its end breaks at the first link that is missing.
    """
    before = _beginning(contact)
    chain = [entry for entry in in_written_order(entries) if entry.number]
    for number, entry in enumerate(chain, 1):
        if entry.number != number or entry.chain != _link(before, entry):
            return number
        before = entry.chain
    if (len(chain), before if chain else "") != (consent.entries, consent.head):
        return len(chain) + 1
    return None


def _beginning(contact: ContactKey) -> str:
    """Every contact's chain begins with its own name: rows of another do not fit."""
    return _sha256([contact.channel, contact.account, contact.user])


def _link(before: str, entry: ConsentEntry) -> str:
    facts = [
        before,
        str(entry.number),
        entry.act.value,
        _moment(entry.at),
        entry.cause,
        str(entry.took_effect),
        entry.source.value if entry.source else "",
        entry.topic,
        entry.purpose.value if entry.purpose else "",
        entry.wording,
        entry.place,
        entry.by,
    ]
    # Rows from before the words were kept hold as they were linked then.
    return _sha256([*facts, entry.words] if entry.words else facts)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _sha256(facts: list[str]) -> str:
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()
