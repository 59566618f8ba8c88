"""The queue in memory keeps the times of SQS: visibility, five minutes of memory, late receipts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.engines import VirtualClock
from towkay.adapters.event_messages import FifoEntry
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue

VISIBILITY_S = 30


def a_queue(clock: VirtualClock) -> MemoryFifoQueue:
    return MemoryFifoQueue(clock, visibility=timedelta(seconds=VISIBILITY_S), most_receives=3)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def queue(clock: VirtualClock) -> MemoryFifoQueue:
    return a_queue(clock)


def test_a_message_comes_back_after_its_visibility_time_out(
    queue: MemoryFifoQueue, clock: VirtualClock
) -> None:
    queue.send(FifoEntry("a", "group", "1"))
    first = queue.receive()
    assert first

    clock.advance(VISIBILITY_S - 1)
    during = queue.receive()
    clock.advance(1)
    again = queue.receive()

    assert during is None
    assert again and (again.body, again.receive_count) == ("a", 2)
    assert queue.delete(first.receipt) is False
    assert queue.delete(again.receipt) is True
    assert len(queue) == 0


def test_a_receipt_past_its_time_out_deletes_nothing_even_if_nobody_else_received(
    queue: MemoryFifoQueue, clock: VirtualClock
) -> None:
    queue.send(FifoEntry("a", "group", "1"))
    received = queue.receive()
    assert received

    clock.advance(VISIBILITY_S)

    assert queue.delete(received.receipt) is False
    assert queue.change_visibility(received.receipt, timedelta(seconds=9)) is False
    assert len(queue) == 1


def test_a_deduplication_id_is_forgotten_after_five_minutes(
    queue: MemoryFifoQueue, clock: VirtualClock
) -> None:
    entry = FifoEntry("a", "group", "1")
    first = queue.send(entry)

    clock.advance(299)
    within = queue.send(entry)
    clock.advance(1)
    after = queue.send(entry)

    assert (first, within, after) == (True, False, True)
    assert len(queue) == 2


def test_a_message_extended_stays_away_longer(queue: MemoryFifoQueue, clock: VirtualClock) -> None:
    queue.send(FifoEntry("a", "group", "1"))
    received = queue.receive()
    assert received

    queue.change_visibility(received.receipt, timedelta(seconds=60))
    clock.advance(59)
    during = queue.receive()
    due = queue.next_visible_at()
    clock.advance(1)

    assert during is None
    assert due == clock.now
    assert queue.receive() is not None


def test_nothing_is_due_back_once_all_is_deleted(queue: MemoryFifoQueue) -> None:
    queue.send(FifoEntry("a", "group", "1"))
    received = queue.receive()
    assert received and queue.next_visible_at() is not None

    queue.delete(received.receipt)

    assert queue.next_visible_at() is None


@given(
    groups=st.lists(st.sampled_from("abc"), min_size=1, max_size=30),
    faults=st.lists(st.sampled_from(["keep", "release", "expire", "delete"]), max_size=60),
)
def test_whatever_consumers_do_every_message_ends_deleted_or_dead_in_its_group_s_order(
    groups: list[str], faults: list[str]
) -> None:
    clock = VirtualClock()
    queue = a_queue(clock)
    for number, group in enumerate(groups):
        queue.send(FifoEntry(f"{group}{number}", group, str(number)))
    ended: list[str] = []
    steps = iter(faults)

    while len(queue):
        received = queue.receive()
        fault = next(steps, "delete")
        if received is None or fault == "expire":
            clock.advance(VISIBILITY_S)
        elif fault == "release":
            queue.change_visibility(received.receipt, timedelta())
        elif fault == "delete" and queue.delete(received.receipt):
            ended.append(received.body)

    assert sorted(ended + queue.dead_letters) == sorted(
        f"{group}{number}" for number, group in enumerate(groups)
    )
    for group in "abc":
        order = [int(body[1:]) for body in ended if body[0] == group]
        assert order == sorted(order)
