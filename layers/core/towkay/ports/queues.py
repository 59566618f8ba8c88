"""What do the use cases need from the queues?

Every method may raise `ServiceUnavailable` when the service behind it cannot be reached.
"""

from collections.abc import Sequence
from typing import Protocol

from towkay.domain.events import Event
from towkay.domain.turns import TurnKey


class EventQueue(Protocol):
    """The conversations queue: in order within a contact, once per cause within five minutes."""

    def put(self, events: Sequence[Event]) -> None:
        """Store every event, or raise `QueueRefused`; some may be stored all the same."""
        ...


class ReceiptQueue(Protocol):
    """The receipts queue: in any order, and more than once now and then."""

    def put(self, receipts: Sequence[Event]) -> None:
        """Store every receipt, or raise `QueueRefused`; some may be stored all the same."""
        ...


class Outbox(Protocol):
    """The outbound queue: in order within a contact."""

    def put(self, key: TurnKey, attempt: str) -> None:
        """Ask delivery to look at a turn; the same turn and attempt within 5 minutes is one ask."""
        ...


class BulkOutbox(Protocol):
    """The outbound queue, for whoever has many turns to ask for."""

    def put_all(self, asks: Sequence[tuple[TurnKey, str]]) -> int:
        """Ask for several turns, each as `Outbox.put` does; how many were stored.

        Which were not is not told: whoever asks for many asks again.
        """
        ...
