"""Workers that share the rate of one account, in virtual time and one thread.

Each worker has a time of its own, and the one that is furthest behind makes the next step. Within
a step it asks the rows first and lets time pass afterwards, so what happens to the rows happens in
the order of time, but for the milliseconds that asking takes.
"""

import heapq
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

from tests.support.shop import LINE_SHOPPER, NOW
from towkay.adapters.memory.pace import MemoryPaceRows
from towkay.adapters.pacing import LeasedPacer, Worker
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel
from towkay.domain.errors import ServiceUnavailable, StaleState
from towkay.domain.health import AccountKey
from towkay.domain.messages import Purpose, Text
from towkay.domain.outcomes import Outcome
from towkay.domain.pacing.lanes import Pace
from towkay.domain.policy.rules import PolicyBook, Rate, book_of
from towkay.domain.routes import Route

_ARRIVES_WITHIN = 0.015  # s after it was made: calls come closer together than they were made
_LOSES_RACE = 0.05
_LOSES_ANSWER = 0.005

Answer = Callable[[float], Outcome | None]


def book_with(rate: int) -> PolicyBook:
    """A book in which a LINE account may push so many times a second."""
    rates = (Rate(Channel.LINE, "push", rate, date(2020, 1, 1), "made up"),)
    return book_of("test", (), rates=rates)


def push(purpose: Purpose = Purpose.REPLY) -> ChannelCall:
    """A call that counts towards that rate."""
    return ChannelCall(LINE_SHOPPER, "demo", "s1", Route.PUSH, (Text("好"),), purpose=purpose)


@dataclass
class PacedWorker:
    """A worker that calls as fast as it is let, or every `rest` seconds at most."""

    name: str
    rng: random.Random
    rows: MemoryPaceRows
    skew: timedelta = timedelta()
    time: float = 0.0
    claiming: float = 0.0
    rest: float = 0.0
    purpose: Purpose = Purpose.REPLY
    dies_at: float = float("inf")
    calls: list[float] = field(default_factory=list)  # when each arrived, in true time
    writes: list[float] = field(default_factory=list)
    reads: int = 0

    def start(self, book: PolicyBook) -> None:
        worker = Worker(self.name, self.clock, lambda: self.time, self.sleep)
        self.pacer = LeasedPacer(self, book, worker)

    def clock(self) -> datetime:
        return NOW + timedelta(seconds=self.time) + self.skew

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    def load(self, account: AccountKey, bucket: str) -> Pace:
        self.time += self.rng.uniform(0.002, 0.01)
        self.reads += 1
        return self.rows.load(account, bucket)

    def store(self, account: AccountKey, bucket: str, pace: Pace) -> Pace:
        self.time += self.rng.uniform(0.002, 0.01)
        self.writes.append(self.time)
        if self.rng.random() < _LOSES_RACE:
            raise StaleState("somebody was faster")
        after = self.rows.store(account, bucket, pace)
        if self.rng.random() < _LOSES_ANSWER:
            raise ServiceUnavailable("stored, and the answer lost")
        return after

    def step(self, answer: Answer) -> None:
        """Ask for leave; make the call or wait until it is worth asking again."""
        call = push(self.purpose)
        began = self.time
        later = self.pacer.admit(call)
        if later is not None:
            until = (later - NOW - self.skew).total_seconds()
            self.time = max(began + 0.001, until)
            return
        self.time += self.rng.uniform(0, self.claiming)
        if self.time < self.dies_at and self.pacer.wait(call):
            self.calls.append(self.time + self.rng.uniform(0, _ARRIVES_WITHIN))
            outcome = answer(self.time)
            if outcome:
                self.pacer.note(call, outcome)
        self.time = max(self.time, began + self.rest)


@dataclass
class Crew:
    """So many workers on one account."""

    rate: int
    rng: random.Random
    rows: MemoryPaceRows = field(default_factory=MemoryPaceRows)
    workers: list[PacedWorker] = field(default_factory=list)
    answer: Answer = lambda _: None

    def join(self, number: int, *, at: float = 0.0, within: float = 1.0, **about: object) -> None:
        """New workers, whose clocks are up to two seconds off."""
        for _ in range(number):
            worker = PacedWorker(
                f"w{len(self.workers)}",
                self.rng,
                self.rows,
                skew=timedelta(seconds=self.rng.uniform(-2, 2)),
                time=at + self.rng.uniform(0, within),
                **about,  # type: ignore[arg-type]  # fields of a worker
            )
            worker.start(book_with(self.rate))
            self.workers.append(worker)

    def run(self, seconds: float) -> None:
        """Let true time pass for all of them."""
        order = count()
        heap = [(worker.time, next(order), worker) for worker in self.workers]
        heapq.heapify(heap)
        while heap:
            time, _, worker = heapq.heappop(heap)
            if time >= min(seconds, worker.dies_at):
                continue
            worker.step(self.answer)
            heapq.heappush(heap, (worker.time, next(order), worker))

    @property
    def calls(self) -> list[float]:
        """When each call reached the channel, in order."""
        return sorted(call for worker in self.workers for call in worker.calls)

    def used(self, since: float, until: float) -> float:
        """The share of the allowed rate that was used between two moments."""
        made = sum(since <= call < until for call in self.calls)
        return made / (self.rate * (until - since))


def windows_over(calls: Sequence[float], limit: int, length: float = 1.0) -> int:
    """How many calls begin a window that holds more than the limit; every window is looked at.

    A window `[t, t + length)` with more than `limit` calls exists if and only if one exists that
    begins with a call.
    """
    pairs = zip(calls, calls[limit:], strict=False)
    return sum(last - first < length for first, last in pairs)


def saturated(rate: int, workers: int, *, seed: int, seconds: float, kill: bool = False) -> Crew:
    """A crew that had more to send than it may, and lost one of its workers at half-time."""
    crew = Crew(rate, random.Random(seed))
    crew.join(workers)
    if kill:
        crew.workers[0].dies_at = seconds / 2
    crew.run(seconds)
    return crew
