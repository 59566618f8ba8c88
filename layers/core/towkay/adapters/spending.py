"""What does one worker know of one bucket: its lanes, the calls it made, how fast it may go?"""

import math
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from towkay.domain.pacing.lanes import (
    RENEWED_BEFORE,
    Lanes,
    Lease,
    Pace,
    free_lanes,
    next_free,
    wait_for_slot,
)
from towkay.domain.pacing.speed import FULL, Speed, after_refusal, slower

_SECOND = timedelta(seconds=1)
_OUTAGE = timedelta(seconds=5)  # for how long rows that cannot be reached are not asked again
_OUTAGE_FAILURES = 2
_MORE = 2  # times what it had, for a worker that was held up
_ROOM = 1.25  # times what it used, for others


@dataclass(slots=True)
class Spending:
    """Changes with every call; nothing of it is shared but what `leased` writes."""

    lanes: Lanes
    marketing: bool
    lease: Lease | None = None
    speed: Speed = FULL
    calls: deque[float] = field(default_factory=deque)
    free: int = 0
    made: int = 0  # calls since it asked
    held_up: bool = False  # since it asked
    refused: bool = False  # for being too fast, and nobody was told yet
    asked_at: datetime | None = None
    ask_again_at: datetime | None = None
    failures: int = 0  # of asking, in a row

    def must_ask(self, now: datetime, tick: float) -> bool:
        """Whether lanes are to be leased, renewed or added before the next call."""
        if self.ask_again_at is not None and now < self.ask_again_at:
            return False
        if self.lease is None or now >= self.lease.until - RENEWED_BEFORE:
            return True
        if not self.lease.lanes:
            return True
        # More lanes, if there were any: no more often than once a second.
        is_late = self.asked_at is None or now >= self.asked_at + _SECOND
        return bool(self.free) and is_late and bool(self.wait_leased(now, tick))

    def wants(self, now: datetime) -> int:
        """How many lanes would be right by what was seen since it last asked."""
        if self.lease is None or not self.lease.lanes or self.asked_at is None:
            return self.lanes.first
        held, elapsed = self.lease.lanes, now - self.asked_at
        if self.held_up:
            wished = _MORE * held
        elif elapsed < _SECOND:
            wished = held  # too short a time to tell
        else:
            used = self.made / elapsed.total_seconds() / self.lanes.each
            wished = math.ceil(_ROOM * used)
        return min(self.lanes.number, max(self.lanes.least, wished))

    def is_leased_at(self, moment: datetime) -> bool:
        """Whether it holds lanes at a moment of its own clock."""
        lease = self.lease
        return lease is not None and lease.lanes > 0 and moment < lease.until

    def wait_leased(self, now: datetime, tick: float) -> timedelta:
        """For how long its lanes carry no more calls."""
        most = self.lease.lanes * self.lanes.each if self.lease else 1
        return wait_for_slot(self.calls, max(1, most), self.speed.now(now), tick)

    def wait_alone(self, now: datetime, tick: float) -> timedelta:
        """For how long a worker that cannot ask the others makes no more calls."""
        return wait_for_slot(self.calls, 1, self.speed.now(now), tick)

    def spend(self, tick: float) -> None:
        """A call is made."""
        self.made += 1
        self.calls.append(tick)
        while len(self.calls) > self.lanes.number * self.lanes.each:
            self.calls.popleft()

    def with_speed(self, row: Pace, now: datetime) -> Pace:
        """The row with what this worker knows of being too fast."""
        speed = slower(row.speed, self.speed, now)
        return replace(row, speed=after_refusal(speed, now) if self.refused else speed)

    def expect(self, lease: Lease | None) -> None:
        """Use no more lanes than a row that is about to be written says.

        Whether or not it can be told that it was written: the others may see it.
        """
        if self.lease and lease and lease.lanes < self.lease.lanes:
            self.lease = replace(self.lease, lanes=lease.lanes)

    def take(self, row: Pace, owner: str, now: datetime, spread: timedelta) -> None:
        """Go by a row that was written, or that there was no need to write.

        `spread` is this worker's own: those who wait for the same lanes do not all come at once.
        """
        self.lease, self.speed = row.of(owner), row.speed
        self.free = free_lanes(row, self.lanes, self.marketing)
        self.made, self.held_up, self.asked_at, self.failures = 0, False, now, 0
        self.refused = False
        has_lanes = self.lease is not None and self.lease.lanes > 0
        self.ask_again_at = None if has_lanes else next_free(row, now) + spread

    def fail(self, now: datetime, *, unreachable: bool) -> None:
        """Asking led to nothing: lanes that are held stay held until they end."""
        if self.refused:
            self.speed, self.refused = after_refusal(self.speed, now), False
        self.failures = self.failures + 1 if unreachable else 0
        self.ask_again_at = now + (_OUTAGE if self.is_alone else _SECOND)

    @property
    def is_alone(self) -> bool:
        """Whether the rows cannot be reached, which one lost answer does not prove."""
        return self.failures >= _OUTAGE_FAILURES
