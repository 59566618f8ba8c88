"""Idle means empty, at rest means that only time can move what is left."""

import json
from typing import Any

import pytest

from workbench.idle import Queues, wait_idle
from workbench.waits import LEFT


class Sqs:
    """Depths of a queue, one for each look, and what is left to those that wait in it."""

    def __init__(self, *looks: int, dead: int = 0, left: tuple[float, ...] = ()) -> None:
        self.looks, self.dead, self.left = list(looks), dead, left

    def get_queue_attributes(self, *, QueueUrl: str, AttributeNames: list[str]) -> dict[str, Any]:
        depth = self.dead if QueueUrl == "dead" else (self.looks.pop(0) if self.looks else 0)
        depth_and_waits = {
            "ApproximateNumberOfMessagesNotVisible": str(depth),
            LEFT: json.dumps(self.left if QueueUrl == "way" else []),
        }
        return {"Attributes": {name: depth_and_waits.get(name, "0") for name in AttributeNames}}


def queues(sqs: Sqs) -> Queues:
    return Queues(sqs, {"Queue": "way", "DeadLetterQueue": "dead"})  # type: ignore[arg-type]


def test_idle_means_two_quiet_looks_in_a_row() -> None:
    sqs = Sqs(1, 0, 2, 0, 0, 7)

    assert wait_idle(queues(sqs), busy=lambda: False, timeout_s=5) == {
        "idle": True,
        "dead_letters": 0,
    }
    assert sqs.looks == [7]


def test_dead_letters_are_counted_and_do_not_keep_the_bench_busy() -> None:
    found = wait_idle(queues(Sqs(dead=3)), busy=lambda: False, timeout_s=5)

    assert found == {"idle": True, "dead_letters": 3}


@pytest.mark.parametrize(("looks", "busy"), [((1,) * 99, False), ((), True)])
def test_a_bench_that_keeps_working_is_not_called_idle(looks: tuple[int], busy: bool) -> None:
    found = wait_idle(queues(Sqs(*looks)), busy=lambda: busy, timeout_s=0.2)

    assert found["idle"] is False


def test_what_waits_for_a_moment_is_not_waited_for_but_told() -> None:
    sqs = Sqs(*[3] * 99, left=(60.0, 60.0, 800.0))

    found = wait_idle(queues(sqs), busy=lambda: False, timeout_s=5)

    assert found == {"idle": False, "dead_letters": 0, "waiting": 3}
    assert len(sqs.looks) == 97


def test_what_comes_back_within_seconds_is_waited_for() -> None:
    sqs = Sqs(1, 1, 0, 0, left=(2.0,))

    found = wait_idle(queues(sqs), busy=lambda: False, timeout_s=5)

    assert found == {"idle": True, "dead_letters": 0}
    assert sqs.looks == []


def test_work_beside_what_waits_is_no_rest() -> None:
    sqs = Sqs(*[2] * 99, left=(60.0,))

    found = wait_idle(queues(sqs), busy=lambda: False, timeout_s=0.2)

    assert found == {"idle": False, "dead_letters": 0}


def test_the_next_wait_is_the_shortest() -> None:
    assert queues(Sqs(left=(60.0, 4.5))).next_wait() == 4.5
    assert queues(Sqs()).next_wait() is None
