"""What do an auditor and the people at work need from the consent ledger?

Every method may raise `ServiceUnavailable` when the service behind it cannot be reached.
"""

from typing import Protocol

from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry


class ConsentLedger(Protocol):
    """The consent ledger of each contact; `Conversations.commit` appends to it."""

    def entries(self, contact: ContactKey) -> list[ConsentEntry]:
        """Every entry in the order they were written, those from before there was a chain first.

        Raises `LedgerUnreadable` when a row holds what no entry of ours can.
        """
        ...
