"""Much is queued side by side, and what one contact said still comes in the order it was said."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import a_contact, an_event
from towkay.adapters.lanes import MOST_LANES, lanes, side_by_side
from towkay.adapters.sqs import SqsEventQueue, SqsReceiptQueue
from towkay.domain.errors import QueueRefused

SLOW_S = 0.01
CROWD = [a_contact().key for _ in range(50)]


@dataclass
class SlowQueue:
    """Takes its time for each request; `refuses` are the numbers of requests that it refuses."""

    refuses: frozenset[int] = frozenset()
    stored: list[dict[str, str]] = field(default_factory=list)
    requests: int = 0
    at_once: int = 0
    most_at_once: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send_message_batch(self, QueueUrl: str, Entries: list[dict[str, str]]) -> Any:
        with self._lock:
            is_refused = self.requests in self.refuses
            self.requests += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        time.sleep(SLOW_S)
        with self._lock:
            self.at_once -= 1
            self.stored += [] if is_refused else Entries
        return {"Successful": [] if is_refused else [{"Id": one["Id"]} for one in Entries]}


@given(st.lists(st.integers(0, 30), max_size=900))
def test_every_entry_is_in_one_lane_and_a_group_keeps_its_order(groups: list[int]) -> None:
    entries = list(enumerate(groups))
    filled = lanes(entries, lambda entry: entry[1])
    assert sorted(entry for lane in filled for entry in lane) == entries
    assert len(filled) <= MOST_LANES and all(filled)
    for group in set(groups):
        (lane,) = [lane for lane in filled if any(entry[1] == group for entry in lane)]
        numbers = [number for number, one in lane if one == group]
        assert numbers == sorted(numbers)


@given(st.integers(80, 900), st.integers(8, 900))
def test_no_lane_is_longer_than_its_share_and_the_longest_group(size: int, groups: int) -> None:
    entries = [number % groups for number in range(size)]
    filled = lanes(entries, lambda entry: entry)
    longest_group = max(Counter(entries).values())
    assert max(map(len, filled)) <= size / len(filled) + longest_group


@pytest.mark.parametrize("size", [0, 1, 28, 79])
def test_a_webhook_of_ordinary_size_needs_no_thread(size: int) -> None:
    seen = side_by_side(lambda lane: threading.current_thread(), lanes(list(range(size)), id))
    assert set(seen) <= {threading.current_thread()}


def test_a_failure_in_a_lane_is_a_failure_of_the_whole() -> None:
    def fail(lane: list[int]) -> None:
        if 77 in lane:
            raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        side_by_side(fail, lanes(list(range(200)), lambda entry: entry))


def test_a_slow_queue_takes_many_events_in_a_fraction_of_the_time() -> None:
    queue: Any = SlowQueue()
    began = time.perf_counter()
    SqsEventQueue(queue, "url").put([an_event(CROWD[n % 50]) for n in range(2_000)])
    taken = time.perf_counter() - began
    assert len(queue.stored) == 2_000 and queue.most_at_once == MOST_LANES
    assert queue.requests < 200 + MOST_LANES
    assert taken < queue.requests * SLOW_S / 2


def test_what_a_contact_said_is_stored_in_the_order_it_was_said() -> None:
    queue: Any = SlowQueue()
    events = [an_event(CROWD[n * n % 50], cause=f"event-{n:04d}") for n in range(600)]
    SqsEventQueue(queue, "url").put(events)
    said: dict[str, list[str]] = {}
    for entry in queue.stored:
        said.setdefault(entry["MessageGroupId"], []).append(entry["MessageBody"])
    assert queue.most_at_once > 1
    for bodies in said.values():
        causes = [body.partition('"cause":"')[2][:10] for body in bodies]
        assert causes == sorted(causes)


def test_a_refusal_in_any_lane_refuses_the_whole_and_holds_back_only_its_contacts() -> None:
    queue: Any = SlowQueue(frozenset({5}))
    one_each = [an_event(a_contact().key) for _ in range(200)]
    with pytest.raises(QueueRefused, match="of 10 contacts"):
        SqsEventQueue(queue, "url").put(one_each)
    assert len(queue.stored) == 190


def test_receipts_go_side_by_side_as_well() -> None:
    queue: Any = SlowQueue(frozenset({7}))
    with pytest.raises(QueueRefused, match="10 receipts"):
        SqsReceiptQueue(queue, "url").put([an_event(CROWD[0]) for _ in range(800)])
    assert len(queue.stored) == 790 and queue.most_at_once == MOST_LANES
