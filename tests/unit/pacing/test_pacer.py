"""What a worker does with its lanes, and what it does when it can reach nobody to ask for some."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from tests.simulation.paced import book_with, push, windows_over
from tests.support.shop import NOW
from towkay.adapters.memory.pace import MemoryPaceRows
from towkay.adapters.pacing import LeasedPacer, Worker
from towkay.domain.calls import ChannelCall
from towkay.domain.errors import ServiceUnavailable, StaleState
from towkay.domain.health import AccountKey
from towkay.domain.messages import Purpose
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.pacing.lanes import Ask, Pace, cut, leased

REPLY, SERVICE, MARKETING = (push(purpose) for purpose in Purpose)
TOO_FAST = Outcome(Verdict.SLOW_DOWN, Refusal.RATE)


@dataclass
class Bench:
    """One worker, the rows it shares, and what may be wrong with them."""

    rate: int = 300
    time: float = 0.0
    rows: MemoryPaceRows = field(default_factory=MemoryPaceRows)
    down: bool = False
    races_lost: int = 0
    answer_lost: bool = False
    reads: int = 0
    writes: int = 0
    calls: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pacer = self.another("w1")

    def another(self, name: str) -> LeasedPacer:
        worker = Worker(name, self.clock, lambda: self.time, self.sleep)
        return LeasedPacer(self, book_with(self.rate), worker)

    def clock(self) -> datetime:
        return NOW + timedelta(seconds=self.time)

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    def load(self, account: AccountKey, bucket: str) -> Pace:
        if self.down:
            raise ServiceUnavailable("no answer")
        self.reads += 1
        return self.rows.load(account, bucket)

    def store(self, account: AccountKey, bucket: str, pace: Pace) -> Pace:
        self.writes += 1
        if self.races_lost:
            self.races_lost -= 1
            raise StaleState("somebody was faster")
        after = self.rows.store(account, bucket, pace)
        if self.answer_lost:
            raise ServiceUnavailable("stored, and the answer lost")
        return after

    def call(self, call: ChannelCall = REPLY, pacer: LeasedPacer | None = None) -> bool:
        pacer = pacer or self.pacer
        if pacer.admit(call) is not None or not pacer.wait(call):
            return False
        self.calls.append(self.time)
        return True

    def fill(self, lanes: int) -> None:
        """Somebody else holds so many lanes."""
        account = AccountKey(REPLY.contact.channel, REPLY.contact.account)
        row = leased(self.rows.load(account, "push"), Ask("x", lanes), cut(self.rate), self.clock())
        self.rows.store(account, "push", row)

    @property
    def row_lanes(self) -> int:
        """How many lanes the row says that the worker holds."""
        mine = self.row.of("w1") if self.rows.rows else None
        return mine.lanes if mine else 0

    @property
    def row(self) -> Pace:
        (row,) = self.rows.rows.values()
        return row


def test_a_reply_of_an_idle_shop_costs_one_read_and_one_write_in_five_seconds() -> None:
    bench = Bench()
    for _ in range(3):
        assert bench.call()
        bench.time += 1.5

    assert (bench.reads, bench.writes) == (1, 1)
    bench.time += 1
    assert bench.call()
    assert (bench.reads, bench.writes) == (2, 2)


def test_a_reply_of_an_idle_shop_does_not_wait() -> None:
    bench = Bench(rate=10)

    assert bench.call() and bench.call()
    assert bench.time == 0


def test_a_worker_that_is_held_up_takes_more_lanes() -> None:
    bench = Bench()
    while bench.time < 10:
        bench.call()

    assert bench.row.leases[0].lanes == 100
    assert windows_over(bench.calls, 300) == 0


def test_a_worker_with_little_to_send_gives_lanes_back() -> None:
    bench = Bench()
    while bench.time < 10:
        bench.call()
    for _ in range(4):
        bench.time += 4
        bench.call()

    assert bench.row.leases[-1].lanes == 1


def test_without_lanes_a_call_waits_until_they_may_be_free() -> None:
    bench = Bench()
    bench.fill(100)

    again_at = bench.pacer.admit(REPLY)

    assert again_at is not None and again_at >= bench.clock() + timedelta(seconds=1)
    assert not bench.pacer.wait(REPLY)
    reads = bench.reads
    assert bench.pacer.admit(REPLY) == again_at
    assert bench.reads == reads, "nobody is asked before it is worth it"


def test_leave_ends_with_the_lease() -> None:
    bench = Bench()
    assert bench.pacer.admit(REPLY) is None
    bench.time += 6.9
    assert bench.pacer.wait(REPLY)
    bench.time += 0.2

    assert not bench.pacer.wait(REPLY)


def test_one_lost_answer_is_no_outage() -> None:
    bench = Bench(down=True)

    assert bench.pacer.admit(REPLY) == bench.clock() + timedelta(seconds=1)
    bench.down = False
    bench.time += 1

    assert bench.call()


def test_while_nobody_can_be_asked_a_worker_replies_once_a_second_at_most() -> None:
    bench = Bench(down=True)
    while bench.time < 20:
        if not bench.call():
            bench.time += 0.1

    assert 17 <= len(bench.calls) <= 20
    assert windows_over(bench.calls, 1) == 0


@pytest.mark.parametrize("call", [SERVICE, MARKETING])
def test_while_nobody_can_be_asked_whatever_is_no_reply_waits(call: ChannelCall) -> None:
    bench = Bench(down=True)
    for _ in range(50):
        assert not bench.call(call)
        bench.time += 0.5


def test_lanes_that_are_held_stay_held_through_an_outage_until_they_end() -> None:
    bench = Bench()
    assert bench.call(SERVICE)
    bench.down = True
    bench.time += 5.5
    assert bench.call(SERVICE)
    bench.time += 2

    assert not bench.call(SERVICE)


def test_lanes_it_may_have_given_up_are_used_no_more_although_it_was_not_told() -> None:
    bench = Bench(rate=10)
    while bench.row_lanes < 10:
        bench.call()
    bench.fill(10)
    bench.answer_lost = True
    while bench.row_lanes > 5:
        bench.call()
    told = len(bench.calls) - 1  # this call was made after it had asked
    until = bench.time + 1.5
    while bench.time < until:
        if not bench.call():
            bench.time += 0.01

    assert len(bench.calls) > told + 5
    assert windows_over(bench.calls[told:], 5) == 0


def test_a_lost_race_is_run_again() -> None:
    bench = Bench(races_lost=2)

    assert bench.call()
    assert bench.writes == 3


def test_a_worker_that_loses_every_race_asks_again_after_a_second() -> None:
    bench = Bench(races_lost=100)

    again_at = bench.pacer.admit(REPLY)

    assert again_at is not None and again_at <= bench.clock() + timedelta(seconds=1)
    assert bench.writes == 4


def test_a_refusal_for_being_too_fast_slows_every_worker_down() -> None:
    bench = Bench(rate=10)
    other = bench.another("w2")
    bench.call()
    bench.pacer.note(REPLY, TOO_FAST)
    assert bench.row.speed.share == 0.5

    began = bench.time
    assert bench.call(pacer=other) and bench.call(pacer=other)
    assert bench.time == pytest.approx(began + 1.01, abs=0.02), "at once at full speed"


def test_usage_above_eighty_percent_slows_down_before_anything_is_refused() -> None:
    bench = Bench(rate=10)
    bench.call()
    writes = bench.writes
    bench.pacer.note(REPLY, Outcome(Verdict.SENT, usage=90.0))

    assert bench.writes == writes, "the others hear of it with the next renewal"
    bench.time += 5.5
    bench.call()
    assert bench.row.speed.share == 0.5


def test_an_answer_that_says_nothing_of_the_pace_changes_nothing() -> None:
    bench = Bench()
    bench.call()
    for outcome in (
        Outcome(Verdict.SENT),
        Outcome(Verdict.SENT, usage=80.0),
        Outcome(Verdict.REFUSED, Refusal.CREDENTIALS),
        Outcome(Verdict.SLOW_DOWN, Refusal.NOT_YET),
    ):
        bench.pacer.note(REPLY, outcome)

    assert bench.writes == 1
    assert bench.row.speed.share == 1


def test_a_call_that_would_wait_for_long_is_put_off_until_its_moment() -> None:
    bench = Bench(rate=1)
    bench.call()
    bench.pacer.note(REPLY, TOO_FAST)

    assert bench.pacer.admit(REPLY) == bench.clock() + timedelta(seconds=2.04)
    assert not bench.pacer.wait(REPLY)


def test_replies_find_lanes_while_a_campaign_takes_all_it_can() -> None:
    bench = Bench()
    while bench.time < 10:
        bench.call(MARKETING)
    campaign = len(bench.calls)

    assert bench.row.leases[0].lanes == 90
    assert bench.call(REPLY, bench.another("w2"))
    assert windows_over(bench.calls[:campaign], 270) == 0


def test_a_corrected_clock_makes_no_call_seem_long_ago() -> None:
    bench = Bench(rate=1)
    drift = timedelta()
    worker = Worker("w1", lambda: bench.clock() + drift, lambda: bench.time, bench.sleep)
    pacer = LeasedPacer(bench, book_with(1), worker)
    assert bench.call(pacer=pacer)
    drift = timedelta(seconds=2)
    assert bench.call(pacer=pacer)

    assert bench.calls[1] - bench.calls[0] == pytest.approx(1.02)
