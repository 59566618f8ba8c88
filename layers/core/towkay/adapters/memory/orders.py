"""Orders and what waits for them over dicts, with the table's own rules."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb.order_changes import Change, change_of
from towkay.adapters.dynamodb.order_items import key_of, reference_place, references_of
from towkay.adapters.dynamodb.order_keys import Place, kept_sk, look_at, look_bounds
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.channels import ContactKey
from towkay.domain.errors import OrderTooLarge, StaleState, TurnExists
from towkay.domain.shipping.records import MOST_FOLLOWERS, MOST_PARCELS, OrderRecord
from towkay.domain.shipping.references import Reference, ReferenceKind
from towkay.domain.shipping.references import references_of as names_of
from towkay.domain.shipping.waiting import Waiting
from towkay.domain.turns import Turn
from towkay.ports.orders import MOST_ORDERS, OrderKey

_KEPT = timedelta(days=180)


@dataclass(slots=True)
class OrderRows:
    """The rows; each step is atomic. `led_to` has the references but for an order's own name."""

    records: dict[OrderKey, OrderRecord] = field(default_factory=dict)
    gone_at: dict[OrderKey, datetime] = field(default_factory=dict)
    places: dict[OrderKey, str] = field(default_factory=dict)
    led_to: dict[Place, OrderKey] = field(default_factory=dict)
    waiting: dict[tuple[str, Reference], dict[str, Waiting]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def known(self, key: OrderKey, now: datetime) -> OrderRecord | None:
        """The record, unless it counts as gone."""
        return self.records[key] if key in self.records and now < self.gone_at[key] else None

    def put(self, change: Change, at: datetime | None) -> None:
        key = key_of(change.stored.order)
        self.records[key], self.gone_at[key] = change.stored, change.gone_at
        self.led_to |= dict.fromkeys(references_of(change.stored), key)
        self.places.pop(key, None)
        if at:
            self.places[key] = look_at(key, at)["lookup_sk"]


class MemoryOrders:
    """`ports.Orders`; the turns go into the table of the conversations."""

    def __init__(
        self,
        rows: OrderRows,
        table: MemoryTable,
        gate: Gate = open_gate,
        kept_for: timedelta = _KEPT,
    ) -> None:
        self._rows = rows
        self._table = table
        self._gate = gate
        self._kept_for = kept_for

    def record(self, key: OrderKey, now: datetime) -> OrderRecord | None:
        with self._gate(CallSite.ORDER_READ), self._rows.lock:
            return self._rows.known(key, now)

    def orders_of(self, contact: ContactKey, brand: str, now: datetime) -> list[OrderKey]:
        with self._gate(CallSite.ORDERS_READ), self._rows.lock:
            live = [self._rows.known(key, now) for key in self._rows.records if key.brand == brand]
        proofs = [
            (follower.proved_at, key_of(record.order))
            for record in live
            if record and (follower := record.follower(contact))
        ]
        newest = sorted(proofs, key=lambda one: one[0], reverse=True)
        return [key for _, key in newest[:MOST_ORDERS]]

    def find(self, brand: str, references: Sequence[Reference], now: datetime) -> OrderKey | None:
        with self._gate(CallSite.ORDER_FIND), self._rows.lock:
            led = (self._led(brand, one, now) for one in references)
            return next((key for key in led if key), None)

    def store(
        self,
        before: OrderRecord | None,
        after: OrderRecord,
        *,
        now: datetime,
        turns: Sequence[Turn] = (),
        look_at: datetime | None = None,
    ) -> OrderRecord:
        if len(after.parcels) > MOST_PARCELS or len(after.followers) > MOST_FOLLOWERS:
            raise OrderTooLarge("more of one order than is kept")
        change = change_of(before, after, now, self._kept_for)
        with self._gate(CallSite.ORDER_STORE), self._rows.lock:
            if any(self._table.turn(turn.key, now) for turn in turns):
                raise TurnExists("the cause has a turn")
            self._as_read(before, key_of(after.order), now)
            self._table.plan(*turns, now=now)
            self._rows.put(change, look_at)
        return change.stored

    def keep(self, brand: str, news: Waiting) -> None:
        place, came_at = kept_sk(news), news.news.received_at
        with self._gate(CallSite.KEPT_NEWS_PUT), self._rows.lock:
            for reference in names_of(news.news):
                under = self._rows.waiting.setdefault((brand, reference), {})
                if place not in under or under[place].keeps_until <= came_at:
                    under[place] = news

    def kept(self, brand: str, references: Sequence[Reference], now: datetime) -> list[Waiting]:
        found: dict[str, Waiting] = {}
        for reference in references:
            with self._gate(CallSite.KEPT_NEWS_READ), self._rows.lock:
                under = self._rows.waiting.get((brand, reference), {})
                found |= {at: one for at, one in under.items() if now < one.keeps_until}
        return sorted(found.values(), key=lambda one: (one.news.received_at, one.news.dedupe))

    def drop(self, brand: str, news: Waiting) -> None:
        with self._gate(CallSite.KEPT_NEWS_DROP), self._rows.lock:
            for reference in names_of(news.news):
                self._rows.waiting.get((brand, reference), {}).pop(kept_sk(news), None)

    def due(self, now: datetime, limit: int) -> list[OrderKey]:
        """The longest ago first."""
        _, last = look_bounds(now)
        with self._gate(CallSite.ORDERS_DUE), self._rows.lock:
            due = sorted((at, key.name, key) for key, at in self._rows.places.items() if at <= last)
        return [key for _, _, key in due[:limit]]

    def _led(self, brand: str, reference: Reference, now: datetime) -> OrderKey | None:
        if reference.kind is ReferenceKind.NAME:
            key = OrderKey(brand, reference.value)
            return key if self._rows.known(key, now) else None
        return self._rows.led_to.get(reference_place(brand, reference))

    def _as_read(self, before: OrderRecord | None, key: OrderKey, now: datetime) -> None:
        """Raises `StaleState` when the stored record is not the one that was read."""
        if before is None:
            if self._rows.known(key, now):
                raise StaleState("the order is there")
            return
        stored = self._rows.records.get(key)
        seen = before.order.revision, before.kept
        if stored is None or (stored.order.revision, stored.kept) != seen:
            raise StaleState("the order changed")
