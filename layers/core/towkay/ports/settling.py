"""What is needed to store what became of a send, and what that tells of its shopper?

Every method may raise `ServiceUnavailable` when the service behind it cannot be reached.
"""

from datetime import datetime
from typing import Protocol

from towkay.domain.aftermath import Learnt
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.sends import Send
from towkay.domain.turns import Turn


class Settling(Protocol):
    """Turns as outcomes and receipts move them, and contacts as both teach."""

    def contact(self, key: ContactKey) -> Contact | None:
        """The contact as last committed (a consistent read)."""
        ...

    def delivered_up_to(self, contact: ContactKey) -> datetime | None:
        """Until when all that the channel took was delivered, as last told."""
        ...

    def settle(self, turn: Turn, send: Send, learnt: Learnt | None = None) -> Turn:
        """Store a send's new state if the turn is as read; return the turn after it.

        `learnt` is stored in the same transaction: its contact with `version + 1`, its row of the
        consent ledger as a new one.
        Raises `StaleState` when the turn's revision is not `turn.revision`, or the stored version
        is not the contact's.
        """
        ...
