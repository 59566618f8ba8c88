"""What pushing a chunk reads and writes, over a `MemoryTable`, through the same gates."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.memory.campaigns import before_all
from towkay.adapters.memory.conversations import MemorySendLedger
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.batches import Batch, BatchKey, BatchState
from towkay.domain.permits import Permit
from towkay.domain.turns import Turn, TurnKey
from towkay.domain.unasked import History, PersonHistory
from towkay.ports.clock import Clock
from towkay.ports.pushing import Recipient


class MemoryPushLedger(MemorySendLedger):
    """`ports.PushLedger`."""

    def begin(
        self, turn: Turn, permit: Permit, after: PersonHistory | None, *, now: datetime
    ) -> None:
        with self._gate(CallSite.SEND_BEGIN):
            self._table.begin(turn, permit, after, now)

    def plan(self, turn: Turn, *, now: datetime) -> None:
        with self._gate(CallSite.TURN_PLAN):
            self._table.plan(turn, now=now)


class MemoryRecipients:
    """`ports.Recipients`."""

    def __init__(self, table: MemoryTable, gate: Gate = open_gate) -> None:
        self._table = table
        self._gate = gate

    def read(self, keys: Sequence[TurnKey], now: datetime) -> list[Recipient]:
        with self._gate(CallSite.RECIPIENTS_READ):
            return [self._recipient(key, now) for key in keys]

    def _recipient(self, key: TurnKey, now: datetime) -> Recipient:
        contact, turn = self._table.contact(key.contact), self._table.turn(key, now)
        history = History()
        if contact is not None and turn is None:
            history = self._table.history(contact.brand, contact.person_name)
        return Recipient(key, contact, turn, history)


@dataclass(slots=True)
class BatchRows:
    """The rows that several workers share."""

    rows: dict[BatchKey, Batch] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


class MemoryBatches:
    """`ports.Batches`."""

    def __init__(self, rows: BatchRows, gate: Gate = open_gate, clock: Clock = before_all) -> None:
        self._rows = rows
        self._gate = gate
        self._clock = clock

    def open(self, batch: Batch) -> bool:
        with self._gate(CallSite.BATCH_OPEN), self._rows.lock:
            stored = self._kept(batch.key) or batch
            self._rows.rows[batch.key] = stored
            return stored == batch

    def batch(self, key: BatchKey) -> Batch | None:
        with self._gate(CallSite.BATCH_READ):
            return self._kept(key)

    def _kept(self, key: BatchKey) -> Batch | None:
        stored = self._rows.rows.get(key)
        return stored if stored and self._clock() < stored.kept_until else None

    def hold(self, before: Batch, after: Batch) -> bool:
        with self._gate(CallSite.BATCH_HOLD), self._rows.lock:
            is_held = self._kept(before.key) == before
            if is_held:
                self._rows.rows[before.key] = after
            return is_held

    def close(self, batch: Batch) -> None:
        with self._gate(CallSite.BATCH_CLOSE), self._rows.lock:
            stored = self._rows.rows[batch.key]
            if stored.state is BatchState.OPEN:
                self._rows.rows[batch.key] = replace(
                    stored, state=batch.state, request_id=batch.request_id
                )
