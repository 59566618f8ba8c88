"""What do the use cases need from what is stored of orders and their parcels?

Every method may raise `ServiceUnavailable` when the service behind it cannot be reached.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from towkay.domain.channels import ContactKey
from towkay.domain.shipping.arrivals import Arrival, Puzzle
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.references import Reference
from towkay.domain.shipping.waiting import Waiting
from towkay.domain.turns import Turn

MOST_ORDERS = 20  # of one contact that are told of
MOST_PUZZLES = 500  # of a brand that are shown
PUZZLES_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class OrderKey:
    """A brand's order by its name (`order_name`)."""

    brand: str
    name: str


class KnownOrders(Protocol):
    """Orders by key, and by who may see them."""

    def record(self, key: OrderKey, now: datetime) -> OrderRecord | None:
        """The whole record as last stored (one consistent read); None where nobody knows it."""
        ...

    def orders_of(self, contact: ContactKey, brand: str, now: datetime) -> list[OrderKey]:
        """The orders that the contact was proved to be of, the newest proof first.

        At most `MOST_ORDERS`. Whether one is still known, its `record` says.
        """
        ...


class Orders(KnownOrders, Protocol):
    """Orders with their parcels and followers, each record written as one."""

    def find(self, brand: str, references: Sequence[Reference], now: datetime) -> OrderKey | None:
        """The order that the first of these references leads to that leads to any.

        A source's key and a tracking number may outlast it: whether it is known, `record` says.
        """
        ...

    def store(
        self,
        before: OrderRecord | None,
        after: OrderRecord,
        *,
        now: datetime,
        turns: Sequence[Turn] = (),
        look_at: datetime | None = None,
    ) -> OrderRecord:
        """Write what changed, and the turns that tell of it, in one transaction.

        All references of the order and its parcels lead to it from then on. `look_at` is when
        somebody must look at it again though nothing is heard. Returns it with its new revision.
        Raises `StaleState` when the stored record is not `before` as it was read, `TurnExists` when
        a turn is there, and then nothing is written; `OrderTooLarge`.
        """
        ...

    def keep(self, brand: str, news: Waiting) -> None:
        """Keep news whose order nobody knows, under each of its references; a repeat is one.

        The order may have come at this very moment: whoever kept news looks for it once more.
        """
        ...

    def kept(self, brand: str, references: Sequence[Reference], now: datetime) -> list[Waiting]:
        """What waits under these references, in the order in which it was received."""
        ...

    def drop(self, brand: str, news: Waiting) -> None:
        """Forget what waited: its order has it."""
        ...

    def due(self, now: datetime, limit: int) -> Iterable[OrderKey]:
        """Orders whose `look_at` has come, the longest ago first of each part."""
        ...


class Puzzles(Protocol):
    """What no table knew, for people: to be seen, and read again once a table knows it."""

    def park(self, brand: str, puzzle: Puzzle) -> None:
        """Keep it for 30 days; a repeat is one."""
        ...

    def parked(self, brand: str, now: datetime) -> list[Puzzle]:
        """What is kept, the newest first, at most `MOST_PUZZLES`."""
        ...

    def solve(self, brand: str, puzzle: Puzzle) -> None:
        """Take it away: it was read again."""
        ...


class ShipmentQueue(Protocol):
    """The shipments queue: in any order, and more than once now and then."""

    def put(self, arrivals: Sequence[Arrival]) -> None:
        """Store every arrival, or raise `QueueRefused`; some may be stored all the same."""
        ...
