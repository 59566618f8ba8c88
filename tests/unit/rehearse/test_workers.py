"""A worker of a rehearsal may end anywhere, and another goes on in its place."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from towkay.adapters.event_messages import FifoEntry
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.domain.errors import ServiceUnavailable
from workbench.rehearse.clock import VirtualClock
from workbench.rehearse.faults import Fate, Killed
from workbench.rehearse.workers import Worker

START = datetime(2026, 11, 23, tzinfo=UTC)


class NeverPutBack:
    """The worker's end comes while it hides what it could not finish."""

    def hide(self, *_: object) -> None:
        raise Killed("rehearsed")


def unreachable(*_: object) -> Iterator[Any]:
    raise ServiceUnavailable("rehearsed")
    yield


def test_whoever_ends_while_putting_a_message_back_is_another_worker_afterwards() -> None:
    clock = VirtualClock(START)
    queue = MemoryFifoQueue(clock.now, visibility=timedelta(seconds=30), most_receives=3)
    queue.send(FifoEntry("one", "group", "body"))
    gate = SimpleNamespace(begin=Fate, fate=None)
    world: Any = SimpleNamespace(clock=clock, gate=gate, wake=lambda: None)
    back_off: Any = NeverPutBack()
    worker = Worker("chunks-0", queue, back_off, unreachable)

    again = worker.step(world)

    assert again is not None and again > clock.seconds
    assert (worker.owner, worker.work, worker.received) == ("chunks-0.1", None, None)
    assert len(queue) == 1
