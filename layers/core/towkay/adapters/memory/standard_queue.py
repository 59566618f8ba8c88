"""A standard queue in this process: no order, and a message twice now and then."""

import random
from collections import deque
from datetime import timedelta
from itertools import count

from towkay.adapters.event_messages import Entry, FifoEntry
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue, Message, Received
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

    def store(self, entry: Entry, delay: timedelta = timedelta()) -> None:
        is_doubled = self._rng is not None and self._rng.random() < _TWICE
        for _ in range(2 if is_doubled else 1):
            name = str(next(self._copies))
            if delay:
                self._put_off(entry.body, name, delay)
            else:
                self.send(FifoEntry(entry.body, name, name))

    def _put_off(self, body: str, name: str, delay: timedelta) -> None:
        """A message that nobody receives before its delay is over, which is no receive of it."""
        with self._lock:
            message = Message(body, name)
            self._groups[name] = deque([message])
            self._hide(message, self._clock() + delay)

    def receive(self) -> Received | None:
        """Any message that is not in flight, or None for now."""
        if self._rng is not None:
            with self._lock:
                self._ready.rotate(self._rng.randrange(len(self._ready) + 1))
        return super().receive()
