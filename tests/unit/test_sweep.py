"""A turn that is due is asked for again, once for each moment it became due."""

from datetime import datetime, timedelta

import pytest

from tests.support.shop import LINE_SHOPPER, NOW
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.queues import MemoryOutbox
from towkay.domain.turns import TurnKey
from towkay.ports.tables import DueTurn
from towkay.usecases.sweep import sweep

KEY = TurnKey(LINE_SHOPPER, NOW, "cause-1")


class Due:
    """A due index with one turn in it."""

    def __init__(self, due_at: datetime) -> None:
        self.due_at = due_at

    def due(self, now: datetime, limit: int) -> list[DueTurn]:
        return [DueTurn(KEY, self.due_at)] if self.due_at <= now else []


@pytest.fixture
def queue() -> MemoryFifoQueue:
    return MemoryFifoQueue(lambda: NOW, visibility=timedelta(minutes=1), most_receives=5)


def test_what_is_not_due_stays_where_it_is(queue: MemoryFifoQueue) -> None:
    later = Due(NOW + timedelta(seconds=1))
    assert sweep(now=NOW, limit=9, due_turns=later, outbox=MemoryOutbox(queue)) == 0
    assert len(queue) == 0


def test_a_turn_that_stays_due_is_asked_for_once(queue: MemoryFifoQueue) -> None:
    for _ in range(3):
        sweep(now=NOW, limit=9, due_turns=Due(NOW), outbox=MemoryOutbox(queue))
    assert len(queue) == 1


def test_a_turn_due_again_within_five_minutes_is_asked_for_again(queue: MemoryFifoQueue) -> None:
    for seconds in (0, 30):
        due = Due(NOW - timedelta(seconds=seconds))
        sweep(now=NOW, limit=9, due_turns=due, outbox=MemoryOutbox(queue))
    assert len(queue) == 2


class Morning:
    """Five thousand turns that were held until the same moment."""

    def due(self, now: datetime, limit: int) -> list[DueTurn]:
        keys = [TurnKey(LINE_SHOPPER, NOW, f"cause-{number}") for number in range(5000)]
        return [DueTurn(key, NOW) for key in keys][:limit]


def test_all_that_was_held_till_morning_is_asked_for_in_one_run(queue: MemoryFifoQueue) -> None:
    outbox = MemoryOutbox(queue)
    assert sweep(now=NOW, limit=10_000, due_turns=Morning(), outbox=outbox) == 5000
    assert len(queue) == 5000


def test_a_run_ends_in_time_and_leaves_the_rest_to_the_next(queue: MemoryFifoQueue) -> None:
    looks = iter([True, True, False])
    outbox = MemoryOutbox(queue)
    queued = sweep(
        now=NOW, limit=10_000, due_turns=Morning(), outbox=outbox, has_time=lambda: next(looks)
    )
    assert queued == 20 and len(queue) == 20
