"""Whatever workers do, in any order, with clocks that differ: no second holds too many calls."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.simulation.paced import book_with, push, windows_over
from tests.support.shop import NOW
from towkay.adapters.memory.pace import MemoryPaceRows
from towkay.adapters.pacing import LeasedPacer, Worker
from towkay.domain.errors import ServiceUnavailable, StaleState
from towkay.domain.health import AccountKey
from towkay.domain.messages import Purpose
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.pacing.lanes import Pace

SKEWS = st.floats(-2, 2)
INDEX = st.integers(0, 50)
TOO_FAST = Outcome(Verdict.SLOW_DOWN, Refusal.RATE)


@dataclass
class Racer:
    """A worker between whose reading and writing anything may happen."""

    name: str
    rows: MemoryPaceRows
    rate: int
    skew: float
    purpose: Purpose
    time: float
    faults: list[str] = field(default_factory=list)
    before_store: list[Callable[[], None]] = field(default_factory=list)
    calls: list[float] = field(default_factory=list)
    busy: bool = False

    def __post_init__(self) -> None:
        worker = Worker(self.name, self.clock, lambda: self.time, self.pass_)
        self.pacer = LeasedPacer(self, book_with(self.rate), worker)

    def clock(self) -> datetime:
        return NOW + timedelta(seconds=self.time + self.skew)

    def pass_(self, seconds: float) -> None:
        self.time += seconds

    def load(self, account: AccountKey, bucket: str) -> Pace:
        if "unreadable" in self.faults:
            self.faults.remove("unreadable")
            raise ServiceUnavailable("no answer")
        return self.rows.load(account, bucket)

    def store(self, account: AccountKey, bucket: str, pace: Pace) -> Pace:
        while self.before_store:
            self.before_store.pop()()
        if "lost" in self.faults:
            self.faults.remove("lost")
            raise StaleState("somebody was faster")
        after = self.rows.store(account, bucket, pace)
        if "untold" in self.faults:
            self.faults.remove("untold")
            raise ServiceUnavailable("stored, and the answer lost")
        return after

    def step(self, time: float) -> bool:
        """One call, or the knowledge that it must wait; False for a worker that is not free."""
        if self.busy or self.time > time:
            return False
        self.busy, self.time = True, time
        call = push(self.purpose)
        made = self.pacer.admit(call) is None and self.pacer.wait(call)
        if made:
            self.calls.append(self.time)
        self.busy = False
        return made


class Account(RuleBasedStateMachine):
    """One account, and workers that come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = MemoryPaceRows()
        self.time = 0.0
        self.workers: list[Racer] = []
        self.all: list[Racer] = []

    @initialize(
        rate=st.sampled_from([3, 10, 12, 150]), skews=st.lists(SKEWS, min_size=2, max_size=4)
    )
    def open(self, rate: int, skews: list[float]) -> None:
        self.rate = rate
        for skew in skews:
            self.join(skew, Purpose.SERVICE)

    @rule(skew=SKEWS, purpose=st.sampled_from([Purpose.SERVICE, Purpose.MARKETING]))
    def join(self, skew: float, purpose: Purpose) -> None:
        name = f"w{len(self.all)}"
        worker = Racer(name, self.rows, self.rate, skew, purpose, self.time)
        self.workers.append(worker)
        self.all.append(worker)

    @rule(index=INDEX)
    def die(self, index: int) -> None:
        if len(self.workers) > 1:
            self.workers.pop(index % len(self.workers))

    @rule(index=INDEX, times=st.integers(1, 30))
    def call(self, index: int, times: int) -> None:
        worker = self._worker(index)
        for _ in range(times):
            if not worker.step(self.time):
                break

    @rule(times=st.integers(1, 12), seconds=st.floats(0.05, 1.2))
    def everybody_calls(self, times: int, seconds: float) -> None:
        for _ in range(times):
            for index in range(len(self.workers)):
                self.call(index, 5)
            self.time += seconds

    @rule(index=INDEX, other=INDEX)
    def somebody_writes_in_between(self, index: int, other: int) -> None:
        rival = self._worker(other)

        def interfere() -> None:
            rival.step(self.time)

        self._worker(index).before_store.append(interfere)

    @rule(index=INDEX, fault=st.sampled_from(["unreadable", "lost", "untold"]))
    def fail(self, index: int, fault: str) -> None:
        self._worker(index).faults.append(fault)

    @rule(index=INDEX, skew=SKEWS)
    def correct_its_clock(self, index: int, skew: float) -> None:
        self._worker(index).skew = skew

    @rule(index=INDEX)
    def be_told_to_slow_down(self, index: int) -> None:
        self._worker(index).pacer.note(push(Purpose.SERVICE), TOO_FAST)

    @rule(seconds=st.floats(0, 15))
    def pass_time(self, seconds: float) -> None:
        self.time += seconds

    @invariant()
    def no_second_holds_more_calls_than_allowed(self) -> None:
        calls = sorted(call for worker in self.all for call in worker.calls)
        assert not self.all or windows_over(calls, self.rate) == 0

    def _worker(self, index: int) -> Racer:
        return self.workers[index % len(self.workers)]


Account.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
test_no_second_holds_more_calls_than_allowed_whatever_happens = Account.TestCase
