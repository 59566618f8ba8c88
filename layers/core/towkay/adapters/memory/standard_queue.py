"""A standard queue in this process: no order, and a message twice now and then."""

import random
from datetime import timedelta
from itertools import count

from towkay.adapters.event_messages import Entry, FifoEntry
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue, Received
from towkay.ports.clock import Clock

_TWICE = 0.02  # far more often than SQS does it, so that it happens in every run


class MemoryStandardQueue(MemoryFifoQueue):
    """Every message is a group of its own; with `rng` they are shuffled, and some come twice."""

    def __init__(
        self,
        clock: Clock,
        *,
        visibility: timedelta,
        most_receives: int,
        rng: random.Random | None = None,
    ) -> None:
        super().__init__(clock, visibility=visibility, most_receives=most_receives)
        self._rng = rng
        self._copies = count()

    def store(self, entry: Entry) -> None:
        is_doubled = self._rng is not None and self._rng.random() < _TWICE
        for _ in range(2 if is_doubled else 1):
            name = str(next(self._copies))
            self.send(FifoEntry(entry.body, name, name))

    def receive(self) -> Received | None:
        """Any message that is not in flight, or None for now."""
        if self._rng is not None:
            with self._lock:
                self._ready.rotate(self._rng.randrange(len(self._ready) + 1))
        return super().receive()
