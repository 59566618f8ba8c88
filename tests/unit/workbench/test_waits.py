"""What a worker gives back until a moment comes back when the bench's clock has reached it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from workbench.clock import BenchClock
from workbench.waits import Message, Queue, Waits, offset_in

NOW = 1_000_000.0
AT_ONCE_S = 0.1


@dataclass(slots=True)
class Emulator:
    """The emulator's clock, the bench's offset, and one queue as the emulator keeps it."""

    is_fifo: bool = True
    real: float = NOW
    offset: float = 0.0
    wakes: int = 0
    queue: Queue = field(init=False)
    waits: Waits = field(init=False)

    def __post_init__(self) -> None:
        self.queue = {"is_fifo": self.is_fifo, "messages": []}
        self.waits = Waits(lambda: self.offset, self.wake, lambda: self.real)

    def wake(self) -> None:
        self.wakes += 1

    def put(self, name: str, group: str | None = "g") -> Message:
        message: dict[str, Any] = {
            "id": name,
            "group_id": group,
            "receipt_handle": None,
            "visible_at": self.real,
        }
        self.queue["messages"].append(message)
        return message

    def receive(self, message: Message, handle: str, time_out_s: float = 60) -> None:
        message |= {"receipt_handle": handle, "visible_at": self.real + time_out_s}

    def give_back(self, message: Message, seconds: float) -> None:
        message["visible_at"] = self.real + seconds
        self.waits.given_back(self.queue, message["receipt_handle"])

    def in_s(self, message: Message) -> float:
        """Seconds until the message can be received, as a look at the queue finds it."""
        self.waits.bring_forward(self.queue)
        left: float = message["visible_at"] - self.real
        return left


@pytest.fixture
def emulator() -> Emulator:
    return Emulator()


@pytest.fixture
def waiting(emulator: Emulator) -> Message:
    """A message that was given back for a minute."""
    message = emulator.put("m-1")
    emulator.receive(message, "h-1")
    emulator.give_back(message, 60)
    return message


def test_while_nobody_travels_a_wait_is_real(emulator: Emulator, waiting: Message) -> None:
    emulator.real += 20

    assert emulator.in_s(waiting) == 40
    assert emulator.wakes == 0


def test_a_jump_shortens_a_wait_by_its_length(emulator: Emulator, waiting: Message) -> None:
    emulator.offset += 25
    emulator.real += 10

    assert emulator.in_s(waiting) == 25


def test_a_jump_past_the_moment_ends_the_wait_once_workers_have_seen_it(
    emulator: Emulator, waiting: Message
) -> None:
    emulator.offset += 3600

    assert 0 < emulator.in_s(waiting) < AT_ONCE_S
    assert emulator.wakes == 0
    emulator.real += AT_ONCE_S
    assert emulator.in_s(waiting) <= 0
    assert emulator.wakes == 1


@pytest.mark.parametrize("offset", [86_400.0, -86_400.0])
def test_only_jumps_after_the_wait_began_count(emulator: Emulator, offset: float) -> None:
    emulator.offset = offset
    message = emulator.put("m-1")
    emulator.receive(message, "h-1")
    emulator.give_back(message, 60)

    assert emulator.in_s(message) == 60


def test_a_wait_never_grows(emulator: Emulator, waiting: Message) -> None:
    emulator.offset -= 30

    assert emulator.in_s(waiting) == 60


def test_what_a_worker_holds_is_not_taken_from_it(emulator: Emulator, waiting: Message) -> None:
    emulator.receive(waiting, "h-2")
    held = emulator.put("m-2", "another")
    emulator.receive(held, "h-3")
    emulator.offset += 3600

    assert emulator.in_s(waiting) == 60
    assert emulator.in_s(held) == 60
    assert emulator.waits.left(emulator.queue) == []


def test_what_is_behind_a_waiting_message_waits_as_long(
    emulator: Emulator, waiting: Message
) -> None:
    emulator.put("m-2")
    emulator.put("m-3", "another")

    assert emulator.waits.left(emulator.queue) == [60, 60]


def test_what_a_worker_holds_behind_a_waiting_message_is_at_work(
    emulator: Emulator, waiting: Message
) -> None:
    emulator.receive(emulator.put("m-2"), "h-2")

    assert emulator.waits.left(emulator.queue) == [60]


def test_where_nothing_keeps_an_order_nobody_waits_for_another() -> None:
    emulator = Emulator(is_fifo=False)
    message = emulator.put("m-1")
    emulator.receive(message, "h-1")
    emulator.give_back(message, 60)
    emulator.put("m-2")

    assert emulator.waits.left(emulator.queue) == [60]


def test_when_its_moment_has_come_a_message_waits_no_more(
    emulator: Emulator, waiting: Message
) -> None:
    emulator.put("m-2")
    emulator.real += 60

    assert emulator.in_s(waiting) == 0
    assert emulator.waits.left(emulator.queue) == []


def test_the_emulator_reads_the_offset_that_the_bench_writes(tmp_path: Path) -> None:
    file = tmp_path / "clock.json"
    assert offset_in(file) == 0

    BenchClock(file).advance(90.5)

    assert offset_in(file) == 90.5


def test_what_was_sent_to_be_received_later_waits_in_the_benchs_time(emulator: Emulator) -> None:
    at_once, later = emulator.put("m-1"), emulator.put("m-2", "another")
    later["visible_at"] += 600
    emulator.waits.delayed(emulator.queue)

    emulator.offset += 500

    assert emulator.in_s(later) == 100
    assert emulator.in_s(at_once) == 0
    assert emulator.waits.left(emulator.queue) == [100]


def test_a_delay_is_over_with_the_first_receive(emulator: Emulator) -> None:
    later = emulator.put("m-1")
    later["visible_at"] += 600
    emulator.waits.delayed(emulator.queue)
    emulator.receive(later, "h-1")

    emulator.offset += 3600

    assert emulator.in_s(later) == 60
