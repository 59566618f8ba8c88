"""What happens every minute of a rehearsal, and who looks whether anything has to be done?"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from towkay.domain.errors import TransientError
from towkay.usecases.sweep import sweep
from towkay.usecases.tend import Shift
from workbench.rehearse.faults import NO_END, Killed
from workbench.rehearse.workers import A_STEP

if TYPE_CHECKING:
    from workbench.rehearse.world import World

_MINUTE = 60.0
_TICK_TIME = 55.0  # s until the function is cut off
_POLLS = 2.0  # s between two looks at what has become visible again
_MOST_TURNS = 2_000  # that one sweep puts back


@dataclass
class Planner:
    """The tick of every minute. It hands over after each few pages, as if cut off there."""

    began: float = 0.0

    def step(self, world: "World") -> float | None:
        clock = world.clock
        began = self.began
        world.gate.fate = world.gate.begin()
        until = min(clock.seconds + A_STEP, began + _TICK_TIME)
        tick = clock.start + timedelta(seconds=began)
        shift = Shift(
            f"tick-{began:.0f}",
            tick,
            tick + timedelta(seconds=_TICK_TIME),
            lambda: clock.seconds < until,
        )
        try:
            told = world.notify(shift)
        except Killed:
            told = None
        is_busy = told is not None and told.planned and clock.seconds < began + _TICK_TIME
        if is_busy:
            return clock.seconds
        if world.is_planned_out:
            return None
        self.began = _next_minute(max(clock.seconds, began))
        return self.began


@dataclass
class Sweeper:
    """Every minute what is past its moment goes back on the way."""

    def step(self, world: "World") -> float | None:
        world.gate.fate = NO_END
        clock = world.clock
        rows = world.rows
        with suppress(TransientError):
            queued = sweep(
                now=clock.now(), limit=_MOST_TURNS, due_turns=rows.due_turns, outbox=rows.outbox
            )
            if queued:
                world.wake()
        due_at = rows.table.next_due()
        soon = _next_minute(clock.seconds)
        if due_at is None:
            return None if world.is_planned_out and not world.is_busy else soon
        return max(soon, _next_minute(clock.at(due_at) - 1))


class Poller:
    """Has idle workers look whether something is visible again; ends with the rehearsal."""

    def step(self, world: "World") -> float | None:
        rows = world.rows
        if world.is_planned_out and not world.is_busy:
            return None
        world.wake()
        soon = world.clock.seconds + _POLLS
        if rows.chunks.visible() or rows.turns.visible():
            return soon
        hidden = [rows.chunks.next_visible_at(), rows.turns.next_visible_at()]
        nearest = min((world.clock.at(one) for one in hidden if one), default=None)
        return _next_minute(soon) if nearest is None else max(soon, nearest)


def _next_minute(seconds: float) -> float:
    return (seconds // _MINUTE + 1) * _MINUTE
