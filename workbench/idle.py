"""When has everything that was set going come to rest?

A message that waits for a moment beyond the next seconds rests as well: only time can move it, and
the bench's clock may (see `travel`).
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from workbench.waits import LEFT

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.literals import QueueAttributeNameType

_LOOKS = 2  # one look may fall between two queues
_BETWEEN_LOOKS_S = 0.04
_SOON_S = 10.0  # worth waiting for: a quick second try, a channel that is called too fast
_DEPTHS = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the queues finds: all messages, and the seconds left to those that wait.

    Who waits for longer than the next seconds is not at work.
    """

    depth: int
    left: Sequence[float]

    @property
    def waiting(self) -> int:
        return sum(left > _SOON_S for left in self.left)

    @property
    def at_work(self) -> int:
        return self.depth - self.waiting


@dataclass(frozen=True, slots=True)
class Queues:
    """The stack's queues by logical id; those named `…DeadLetterQueue` are ends, not ways."""

    sqs: "SQSClient"
    urls: Mapping[str, str]

    def look(self) -> Look:
        ways = [self._attributes(url) for name, url in self.urls.items() if not _is_dead_end(name)]
        return Look(sum(map(_depth, ways)), [left for way in ways for left in _left(way)])

    def next_wait(self) -> float | None:
        """Seconds until the first moment that a message waits for."""
        return min(self.look().left, default=None)

    def dead_letters(self) -> int:
        dead = [url for name, url in self.urls.items() if _is_dead_end(name)]
        return sum(_depth(self._attributes(url)) for url in dead)

    def _attributes(self, url: str) -> Mapping[str, str]:
        names = cast("list[QueueAttributeNameType]", [*_DEPTHS, LEFT])
        found = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)
        return cast("Mapping[str, str]", found["Attributes"])


def wait_idle(
    queues: Queues, *, busy: Callable[[], bool], timeout_s: float
) -> dict[str, bool | int]:
    """Return when nothing moved for two looks, or when the time is over.

    `idle` says that every queue is empty. If nothing is under way and yet some messages wait for a
    moment, `waiting` says how many; it is there in this case only.
    """
    deadline = time.monotonic() + timeout_s
    quiet, look = 0, Look(0, ())
    while quiet < _LOOKS and time.monotonic() < deadline:
        is_busy, look = busy(), queues.look()
        quiet = quiet + 1 if not is_busy and not look.at_work else 0
        time.sleep(_BETWEEN_LOOKS_S)
    rests = quiet >= _LOOKS
    state = {"idle": rests and not look.depth, "dead_letters": queues.dead_letters()}
    return state | ({"waiting": look.waiting} if rests and look.waiting else {})


def _depth(attributes: Mapping[str, str]) -> int:
    """Messages that can be had, are in flight or are delayed."""
    return sum(int(attributes.get(name, 0)) for name in _DEPTHS)


def _left(attributes: Mapping[str, str]) -> list[float]:
    left: list[float] = json.loads(attributes.get(LEFT, "[]"))
    return left


def _is_dead_end(name: str) -> bool:
    return name.endswith("DeadLetterQueue")
