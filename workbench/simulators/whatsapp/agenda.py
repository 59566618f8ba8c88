"""What has to happen later, by the bench's clock?"""

import heapq
import itertools
from collections.abc import Callable
from datetime import datetime

Job = Callable[[], object]


class Agenda:
    """Jobs by the moment they are due. Not locked: the caller holds the world's lock."""

    def __init__(self) -> None:
        self._jobs: list[tuple[datetime, int, Job]] = []
        self._order = itertools.count()

    def at(self, moment: datetime, job: Job) -> None:
        heapq.heappush(self._jobs, (moment, next(self._order), job))

    def due(self, now: datetime) -> list[Job]:
        """The jobs whose time has come, taken from the agenda, oldest first."""
        ready = []
        while self._jobs and self._jobs[0][0] <= now:
            ready.append(heapq.heappop(self._jobs)[2])
        return ready
