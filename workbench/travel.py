"""Time travel: move the bench's clock when nothing is under way, and let fall due what is due.

A message that waits for a moment is not under way: travel may begin while it waits, halts at that
moment, and goes on when the message has been worked on. On a long way it halts as well at each tick
that finds something due, a campaign or a send: what is due at ten is sent at ten. Where a function
failed at its tick, its next one makes up for it, as it does deployed.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from workbench.aws import while_it_stands
from workbench.clock import BenchClock
from workbench.errors import WorkbenchError
from workbench.invoke import Invocation
from workbench.schedules import Schedule

_FEW = 15  # ticks sent one by one; a longer way is one leap from one halt to the next
_MADE_UP = 3  # ticks in a row: what fails for longer is broken, and a long way would never end
_LOOK_EVERY_S = 1.0


@dataclass(slots=True)
class TimeTravel:
    """The clock that simulators and scripts turn.

    `settle` waits until the stack is idle; `next_wait` says how many seconds away the first moment
    is that a message waits for, `next_due` the first tick after one moment and before another that
    finds something due. `watch` is told at each halt how far it is, and where it goes.
    """

    clock: BenchClock
    schedules: list[Schedule]
    invoke: Callable[[str, Any], Invocation]
    settle: Callable[[], dict[str, bool | int]]
    next_wait: Callable[[], float | None] = lambda: None
    next_due: Callable[[datetime, datetime], datetime | None] = lambda after, until: None
    watch: Callable[[datetime, datetime], None] = lambda now, arrival: None
    _sent_until: datetime = field(init=False)
    _made_up_at: datetime | None = field(init=False, default=None)
    _failed: int = field(init=False, default=0)  # ticks in a row
    _moving: threading.RLock = field(default_factory=threading.RLock)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._sent_until = self.clock.now()

    def now(self) -> datetime:
        return self.clock.now()

    def advance(self, seconds: float) -> datetime:
        """Move forward once all is quiet, and return the new present after the due ticks.

        Raises `ValueError` for a step back, `WorkbenchError` if the stack does not come to rest, or
        is not there any more.
        """
        if seconds < 0:
            raise ValueError("the bench's clock only goes forward")
        with self._moving, while_it_stands():
            self._rest()
            arrival = self.now() + timedelta(seconds=seconds)
            halts = [*self._stops(arrival), arrival]
            while halts:
                self._halt_at(self._moment_before(halts[0]) or halts.pop(0))
                self.watch(self.now(), arrival)
            return self.now()

    def keep_ticking(self) -> None:
        """Send the ticks of real time as well, until `stop`."""
        threading.Thread(target=self._tick, daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def _tick(self) -> None:
        while not self._stopped.wait(_LOOK_EVERY_S):
            # A stack on its way down refuses the call; the next look ends this thread.
            with self._moving, suppress(BotoCoreError, ClientError):
                self._send_due()

    def _stops(self, until: datetime) -> list[datetime]:
        """The ticks to halt at on the way."""
        due = {at for one in self.schedules for at in one.due(self._sent_until, until)}
        return sorted(due) if len(due) <= _FEW else []

    def _moment_before(self, halt: datetime) -> datetime | None:
        """The first moment before `halt` that a message waits for, or at which a send is due."""
        left = self.next_wait()
        moment = None if left is None else self.now() + timedelta(seconds=left)
        due = self.next_due(self._sent_until, halt)
        known = (moment, due, self._made_up_at)
        moments = [one for one in known if one is not None and one < halt]
        return min(moments, default=None)

    def _halt_at(self, moment: datetime) -> None:
        self.clock.advance(max(0.0, (moment - self.now()).total_seconds()))
        self._send_due()
        self._rest()

    def _send_due(self) -> None:
        until = self.now()
        again = []
        for schedule in self.schedules:
            for at in list(schedule.due(self._sent_until, until))[-1:]:
                if self.invoke(schedule.function, schedule.event(at)).error:
                    again.append(at + schedule.every)
        self._failed = self._failed + 1 if again else 0
        soon = min(again, default=None) if self._failed <= _MADE_UP else None
        self._sent_until, self._made_up_at = until, soon

    def _rest(self) -> None:
        state = self.settle()
        if not (state["idle"] or state.get("waiting")):
            raise WorkbenchError(
                "系統停不下來：有一則訊息一直失敗。\n"
                "  The stack does not come to rest: a message keeps failing."
            )
