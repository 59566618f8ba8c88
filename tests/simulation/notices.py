"""What nobody asked for just now: campaigns, news of parcels, a person's message, as planned."""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from towkay.domain.notices import Notice


@dataclass(order=True, slots=True)
class _Waiting:
    at: datetime
    number: int
    notice: Notice = field(compare=False)


@dataclass(slots=True)
class Notices:
    """Notices whose moment is to come; whoever plans one says whether it is stored."""

    clock: Callable[[], datetime]
    rng: random.Random
    waiting: list[_Waiting] = field(default_factory=list)
    acknowledged: list[Notice] = field(default_factory=list)
    _number: int = 0

    def put(self, notice: Notice) -> None:
        self._push(notice.at, notice)

    def next(self) -> Notice | None:
        """The notice whose time has come."""
        if not self.waiting or self.waiting[0].at > self.clock():
            return None
        return heapq.heappop(self.waiting).notice

    def try_again(self, notice: Notice) -> None:
        """Whoever planned it did not come through."""
        again = self.clock() + timedelta(seconds=self.rng.uniform(1, 30))
        self._push(again, notice)

    def _push(self, at: datetime, notice: Notice) -> None:
        self._number += 1
        heapq.heappush(self.waiting, _Waiting(at, self._number, notice))
