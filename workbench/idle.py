"""When has everything that was set going come to rest?"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.literals import QueueAttributeNameType

_LOOKS = 2  # one look may fall between two queues
_BETWEEN_LOOKS_S = 0.04
_WAITING: Sequence["QueueAttributeNameType"] = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)


@dataclass(frozen=True, slots=True)
class Queues:
    """The stack's queues by logical id; those named `…DeadLetterQueue` are ends, not ways."""

    sqs: "SQSClient"
    urls: Mapping[str, str]

    def depths(self) -> dict[str, int]:
        """Messages that wait, are in flight or are delayed, for each queue that has any."""
        depths = {name: self._depth(url) for name, url in self._ways().items()}
        return {name: depth for name, depth in depths.items() if depth}

    def dead_letters(self) -> int:
        dead = [url for name, url in self.urls.items() if _is_dead_end(name)]
        return sum(self._depth(url) for url in dead)

    def _ways(self) -> dict[str, str]:
        return {name: url for name, url in self.urls.items() if not _is_dead_end(name)}

    def _depth(self, url: str) -> int:
        found = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(_WAITING))
        return sum(int(found["Attributes"].get(name, 0)) for name in _WAITING)


def wait_idle(
    queues: Queues, *, busy: Callable[[], bool], timeout_s: float
) -> dict[str, bool | int]:
    """Return when nothing moved for two looks, or when the time is over (`idle` false)."""
    deadline = time.monotonic() + timeout_s
    quiet = 0
    while quiet < _LOOKS and time.monotonic() < deadline:
        quiet = quiet + 1 if not busy() and not queues.depths() else 0
        time.sleep(_BETWEEN_LOOKS_S)
    return {"idle": quiet >= _LOOKS, "dead_letters": queues.dead_letters()}


def _is_dead_end(name: str) -> bool:
    return name.endswith("DeadLetterQueue")
