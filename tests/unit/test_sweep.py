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
