"""The ports of orders and puzzles over the table of any engine, and believable values for them."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import count
from typing import Any

from tests.support.builders import NOW, a_contact_key
from tests.support.engines import RETENTION_DAYS, TableEngine
from towkay.adapters.dynamodb.order_keys import order_pk
from towkay.adapters.dynamodb.orders import DynamoOrders
from towkay.adapters.dynamodb.puzzles import DynamoPuzzles
from towkay.adapters.memory.orders import MemoryOrders, OrderRows
from towkay.adapters.memory.puzzles import MemoryPuzzles, PuzzleRows
from towkay.domain.channels import ContactKey
from towkay.domain.shipping.news import Milestone, ParcelNews
from towkay.domain.shipping.parcels import Aspect, Fact, Parcel, folded, slot
from towkay.domain.shipping.records import Follower, Order, OrderRecord, Proof
from towkay.ports.orders import OrderKey, Orders, Puzzles

BRAND = "demo"
KEY = OrderKey(BRAND, "1042")
KEPT = timedelta(days=180)
_numbers = count(1)


@dataclass
class OrderOffice:
    """Everything that is kept of orders, over one table."""

    table: TableEngine
    rows: OrderRows = field(default_factory=OrderRows)

    @cached_property
    def orders(self) -> Orders:
        client = self.table.client
        if client is None:
            assert self.table.memory is not None
            return MemoryOrders(self.rows, self.table.memory)
        return DynamoOrders(client, self.table.table_name, RETENTION_DAYS)

    @cached_property
    def puzzles(self) -> Puzzles:
        client = self.table.client
        if client is None:
            return MemoryPuzzles(PuzzleRows())
        return DynamoPuzzles(client, self.table.table_name)

    def stored(
        self, record: OrderRecord | None = None, now: datetime = NOW, **how: Any
    ) -> OrderRecord:
        """The record as the very first that is stored of it."""
        return self.orders.store(None, record or a_record(), now=now, **how)

    def known(self, key: OrderKey = KEY, now: datetime = NOW) -> OrderRecord:
        found = self.orders.record(key, now)
        assert found is not None
        return found

    def items(self, key: OrderKey = KEY) -> list[dict[str, Any]]:
        return self.table.items(order_pk(key))


def an_order(name: str = KEY.name, **fields: Any) -> Order:
    return replace(Order(BRAND, name), **fields)


def a_full_order(name: str = KEY.name) -> Order:
    """An order with every field set to what is not its default."""
    return an_order(
        name,
        shown="#1042",
        source="shopify",
        key="gid-77",
        phone="+886912345678",
        placed_at=NOW - timedelta(days=1, microseconds=1),
        cancelled=True,
        items=3,
        wrong_proofs=(NOW - timedelta(hours=1), NOW),
    )


def a_parcel(name: str = "", source: str = "ecpay", tracking: str = "", **words: str) -> Parcel:
    """A parcel that moves; `words` are of other aspects."""
    said = {"tracking": tracking, **words}
    facts = {slot(Aspect(aspect)): Fact(NOW, word) for aspect, word in said.items() if word}
    facts[slot(Aspect.REACHED, Milestone.IN_TRANSIT)] = Fact(NOW + timedelta(microseconds=7), "3")
    return Parcel(source, name or f"P-{next(_numbers)}", facts)


def a_follower(contact: ContactKey | None = None, **fields: Any) -> Follower:
    plain = Follower(contact or a_contact_key(), Proof.CODE, NOW, NOW + timedelta(seconds=1))
    return replace(plain, **fields)


def a_record(order: Order | None = None, **fields: Any) -> OrderRecord:
    return replace(OrderRecord(order or an_order()), **fields)


def with_parcels(record: OrderRecord, *parcels: Parcel) -> OrderRecord:
    """The record with these instead of those of the same name."""
    names = {(one.source, one.name) for one in parcels}
    others = [one for one in record.parcels if (one.source, one.name) not in names]
    return replace(record, parcels=(*others, *parcels))


def some_news(dedupe: str = "", **fields: Any) -> ParcelNews:
    plain = ParcelNews(
        "ecpay",
        "7700123",
        Milestone.IN_TRANSIT,
        code="3001",
        occurred_at=NOW - timedelta(hours=1),
        received_at=NOW,
        dedupe=dedupe or f"d-{next(_numbers)}",
    )
    return replace(plain, **fields)


def told_everything() -> Parcel:
    """A parcel of which each milestone was told, as long as carriers write."""
    parcel = Parcel("easypost", "trk_" + "f" * 32)
    for number, milestone in enumerate(Milestone):
        at = NOW + timedelta(hours=number)
        said = some_news(
            f"evt_{number:032x}",
            source=parcel.source,
            parcel=parcel.name,
            milestone=milestone,
            occurred_at=at,
            received_at=at,
            code=f"{milestone}/arrived_at_destination_sort_facility",
            order="#1042",
            tracking="9400110898825022579493",
            carrier="UNIMARTC2C",
            place="鑫台北門市（台北車站地下街第一廣場）",
            collect_by=at + timedelta(days=7),
            link="https://track.easypost.com/" + "d" * 60,
            again=True,
            withdraws=milestone,
            needs_person=True,
        )
        parcel = folded(parcel, said)
        told = Fact(at, said.dedupe)
        parcel = replace(parcel, facts={**parcel.facts, slot(Aspect.TOLD, milestone): told})
    return parcel
