"""Planners that are killed, refused and called twice, and the books of what they planned."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.simulation.gates import ERRORS, KILLS, Killed, strike
from tests.support.planning import AT, MINUTE, Bureau
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.runs import Run
from towkay.usecases.notify import Told

# Where a planner may be within one page, from reading it to having noted it.
PAGE = (
    (CallSite.FOLLOWERS_READ, "after"),
    (CallSite.CHUNK_PUT, "before"),
    (CallSite.CHUNK_PUT, "after"),
    (CallSite.CHUNKS_QUEUE, "before"),
    (CallSite.CHUNKS_QUEUE, "after"),
    (CallSite.RUN_MOVE, "before"),
    (CallSite.RUN_MOVE, "after"),
)


@dataclass(slots=True)
class OnePage:
    """Kills whoever passes it within the first page that they read, each at another point."""

    points: Iterator[tuple[CallSite, str]]
    point: tuple[CallSite, str] | None = None
    has_read: bool = False
    kills: int = 0

    def begin(self) -> None:
        """A new planner."""
        self.point, self.has_read = next(self.points), False

    @contextmanager
    def __call__(self, site: CallSite) -> Iterator[None]:
        self._pass(site, "before")
        yield
        self.has_read |= site is CallSite.FOLLOWERS_READ
        self._pass(site, "after")

    def _pass(self, site: CallSite, when: str) -> None:
        if self.has_read and (site, when) == self.point:
            self.kills += 1
            raise Killed(f"{site} {when}")


@dataclass(slots=True)
class Trembling:
    """Fails a share of all passages: kills and errors of AWS, before and after the call."""

    rng: random.Random
    share: float
    struck: set[CallSite] = field(default_factory=set)

    @contextmanager
    def __call__(self, site: CallSite) -> Iterator[None]:
        fault = self.rng.choice((*KILLS, *ERRORS)) if self.rng.random() < self.share else ""
        if fault:
            self.struck.add(site)
        if fault.endswith("before"):
            strike(fault, site)
        yield
        if fault.endswith("after"):
            strike(fault, site)


def tick(bureau: Bureau, at: datetime, gate: Gate = open_gate) -> Told:
    """One tick; nothing is told of it when its planner was killed, or could not even begin."""
    try:
        return bureau.tick(at, gate)
    except (Killed, ServiceUnavailable):
        return Told()


def tick_until(
    bureau: Bureau,
    is_over: Callable[[], bool],
    *,
    gate: Gate = open_gate,
    begin: Callable[[], None] = lambda: None,
    since: datetime = AT,
    most: int = 2_000,
) -> int:
    """A tick every minute until it is over; returns how many that took."""
    for number in range(most):
        if is_over():
            return number
        begin()
        tick(bureau, since + number * MINUTE, gate)
    raise AssertionError(f"not over after {most} ticks")


def assert_books(bureau: Bureau, run: Run) -> None:
    """Planned is exactly who is in the run's chunks, each once, and each chunk was asked for."""
    chunks = list(bureau.rows.chunks.get(run.key, {}).values())
    people = [contact for chunk in chunks for contact in chunk.contacts]
    assert len(people) == len(set(people)) == run.planned
    assert len(chunks) == run.chunks


def outages(rng: random.Random, span: timedelta) -> list[tuple[datetime, datetime]]:
    """An hour, twelve and thirty hours of no tick, somewhere in the span, apart from each other."""
    found = []
    begins = AT
    for hours in (1, 12, 30):
        begins += rng.random() * span / 4
        found.append((begins, begins + timedelta(hours=hours)))
        begins += timedelta(hours=hours)
    return found
