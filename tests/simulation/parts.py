"""Small parts of the simulated stack: what a gate is told, what a queue remembers."""

from contextlib import suppress
from datetime import datetime
from typing import Protocol

from towkay.adapters.callsites import Gate
from towkay.adapters.event_messages import FifoEntry
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.queues import MemoryBackOff
from towkay.domain.errors import ServiceUnavailable


class InvocationGate(Gate, Protocol):
    """A gate that is told when an invocation begins."""

    def begin(self) -> None: ...


class RecordingQueue(MemoryFifoQueue):
    """Remembers in which order messages were first accepted."""

    order: dict[tuple[str, str], int]

    def send(self, entry: FifoEntry) -> bool:
        is_new = super().send(entry)
        self.order.setdefault((entry.group, entry.deduplication), len(self.order))
        return is_new


class Forgiving:
    """A refused back-off is no failure, as with the real one."""

    def __init__(self, back_off: MemoryBackOff) -> None:
        self._back_off = back_off

    def hide(self, receipt_handle: str, receives: int, until: datetime | None = None) -> None:
        with suppress(ServiceUnavailable):
            self._back_off.hide(receipt_handle, receives, until)
