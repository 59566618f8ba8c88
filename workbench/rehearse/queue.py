"""The campaigns queue of a rehearsal: now and then a message comes twice."""

import random
from datetime import timedelta

from towkay.adapters.event_messages import Entry
from towkay.adapters.memory.standard_queue import MemoryStandardQueue
from towkay.ports.clock import Clock

_VISIBILITY = timedelta(seconds=720)  # as the template has them
_RECEIVES = 5
_TWICE = 0.02  # of what is asked for the first time; far more often than SQS does it


class CampaignsQueue(MemoryStandardQueue):
    """What waits is asked for again and again: doubled each time, it would grow without end."""

    def __init__(self, clock: Clock, rng: random.Random | None) -> None:
        super().__init__(clock, visibility=_VISIBILITY, most_receives=_RECEIVES)
        self._doubling = rng
        self.doubled = 0

    def store(self, entry: Entry, delay: timedelta = timedelta()) -> None:
        super().store(entry, delay)
        rng = self._doubling
        if rng is not None and not delay and rng.random() < _TWICE:
            self.doubled += 1
            super().store(entry, delay)
