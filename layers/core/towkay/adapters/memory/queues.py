"""The queues' ports over queues in this process, through the same gates as the real ones."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from towkay.adapters.back_off import hidden_for
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.event_messages import (
    batches,
    chunk_entry,
    event_entry,
    receipt_entry,
    turn_entry,
)
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.standard_queue import MemoryStandardQueue
from towkay.adapters.shipment_messages import arrival_entry
from towkay.domain.events import Event
from towkay.domain.runs import ChunkAsk
from towkay.domain.shipping.arrivals import Arrival
from towkay.domain.turns import TurnKey
from towkay.ports.clock import Clock


class MemoryEventQueue:
    """`ports.EventQueue`."""

    def __init__(self, queue: MemoryFifoQueue, gate: Gate = open_gate) -> None:
        self._queue = queue
        self._gate = gate

    def put(self, events: Sequence[Event]) -> None:
        for batch in batches(event_entry(event) for event in events):
            with self._gate(CallSite.EVENTS_PUT):
                for entry in batch:
                    self._queue.send(entry)


class MemoryReceiptQueue:
    """`ports.ReceiptQueue`."""

    def __init__(self, queue: MemoryStandardQueue, gate: Gate = open_gate) -> None:
        self._queue = queue
        self._gate = gate

    def put(self, receipts: Sequence[Event]) -> None:
        for batch in batches(map(receipt_entry, receipts)):
            with self._gate(CallSite.RECEIPTS_PUT):
                for entry in batch:
                    self._queue.store(entry)


class MemoryOutbox:
    """`ports.Outbox`."""

    def __init__(self, queue: MemoryFifoQueue, gate: Gate = open_gate) -> None:
        self._queue = queue
        self._gate = gate

    def put(self, key: TurnKey, attempt: str) -> None:
        with self._gate(CallSite.OUTBOX_PUT):
            self._queue.send(turn_entry(key, attempt))

    def put_all(self, asks: Sequence[tuple[TurnKey, str]]) -> int:
        for batch in batches(turn_entry(*ask) for ask in asks):
            with self._gate(CallSite.OUTBOX_PUT):
                for entry in batch:
                    self._queue.send(entry)
        return len(asks)


class MemoryCampaignQueue:
    """`ports.CampaignQueue`."""

    def __init__(self, queue: MemoryStandardQueue, gate: Gate = open_gate) -> None:
        self._queue = queue
        self._gate = gate

    def put(self, asks: Sequence[ChunkAsk], *, delay_s: int = 0) -> None:
        for batch in batches(map(chunk_entry, asks)):
            with self._gate(CallSite.CHUNKS_QUEUE):
                for entry in batch:
                    self._queue.store(entry, timedelta(seconds=delay_s))


class MemoryShipmentQueue:
    """`ports.ShipmentQueue`."""

    def __init__(self, queue: MemoryStandardQueue, gate: Gate = open_gate) -> None:
        self._queue = queue
        self._gate = gate

    def put(self, arrivals: Sequence[Arrival]) -> None:
        for batch in batches(map(arrival_entry, arrivals)):
            with self._gate(CallSite.SHIPMENTS_QUEUE):
                for entry in batch:
                    self._queue.store(entry)


class MemoryBackOff:
    """Stands in for `SqsBackOff`."""

    def __init__(
        self,
        queue: MemoryFifoQueue,
        *,
        quick_tries: int,
        clock: Clock,
        gate: Gate = open_gate,
    ) -> None:
        self._queue = queue
        self._quick_tries = quick_tries
        self._clock = clock
        self._gate = gate

    def hide(self, receipt_handle: str, receives: int, until: datetime | None = None) -> None:
        seconds = hidden_for(receives, self._quick_tries, self._clock(), until)
        if seconds is None:
            return
        with self._gate(CallSite.RECORD_BACK_OFF):
            self._queue.change_visibility(receipt_handle, timedelta(seconds=seconds))
