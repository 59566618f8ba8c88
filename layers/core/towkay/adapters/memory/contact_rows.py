"""Contacts and their consent ledgers over dicts, as they are read and written beside turns."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from towkay.adapters.dynamodb import keys
from towkay.domain.aftermath import Learnt
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.errors import StaleState


@dataclass(slots=True, kw_only=True)
class ContactRows:
    """The rows; whoever writes them holds the table's lock."""

    contacts: dict[ContactKey, Contact] = field(default_factory=dict)
    ledger: dict[ContactKey, dict[str, ConsentEntry]] = field(default_factory=dict)

    def contact(self, key: ContactKey) -> Contact | None:
        return self.contacts.get(key)

    def as_read(self, contact: Contact) -> None:
        """Raises `StaleState` when the stored version is not the contact's."""
        stored = self.contact(contact.key)
        if (stored.version if stored else 0) != contact.version:
            raise StaleState("the contact changed")

    def put(self, contact: Contact) -> None:
        self.contacts[contact.key] = replace(contact, version=contact.version + 1)

    def record(self, key: ContactKey, acts: Iterable[ConsentEntry]) -> None:
        for act in acts:
            self.ledger.setdefault(key, {})[keys.consent_sk(act.at, act.cause)] = act

    def learn(self, learnt: Learnt) -> None:
        self.put(learnt.contact)
        self.record(learnt.contact.key, [learnt.consent] if learnt.consent else [])

    def is_recorded(self, contact: ContactKey, acts: Iterable[ConsentEntry]) -> bool:
        rows = self.ledger.get(contact, {})
        return any(keys.consent_sk(act.at, act.cause) in rows for act in acts)
