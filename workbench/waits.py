"""Until which moment of the bench's time does a message wait that its worker has given back?

SQS counts real seconds. Whoever gives a message back until a moment, or sends one to be received
later, means a moment of the bench's clock, so what is left of the wait shrinks with every jump of
that clock, and never grows. What a worker still holds keeps its real time-out: a jump must not hand
it to a second worker.

This runs inside the emulator's own environment, and so knows the standard library only.
"""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Asked for by name, the emulator's queues have one attribute more than those of AWS: the seconds
# that are left to each message that waits for a moment, or behind such a message of its group.
LEFT = "BenchSecondsLeft"

_SEEN_LATE_S = 0.06  # workers see a jump of the clock this late, and would wait all over again
_GIVEN_BACK = "bench_given_back"

Message = dict[str, Any]
Queue = dict[str, Any]


def offset_in(file: Path) -> float:
    """By how many seconds the bench's clock is ahead; 0 where nothing keeps such a clock."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return 0.0
    return float(stored["offset_s"])


class Waits:
    """The waits of an emulator's messages. `wake` is called when one of them may be received."""

    def __init__(
        self,
        offset_s: Callable[[], float],
        wake: Callable[[], object],
        real_s: Callable[[], float] = time.time,
    ) -> None:
        self._offset_s = offset_s
        self._wake = wake
        self._real_s = real_s

    def given_back(self, queue: Queue, handle: str) -> None:
        """Remember the moment until which the holder of `handle` has just hidden its message."""
        for message in queue["messages"]:
            if message["receipt_handle"] == handle:
                # The handle tells this wait from a later worker's: each receive makes a new one.
                message[_GIVEN_BACK] = (handle, message["visible_at"] + self._offset_s())

    def delayed(self, queue: Queue) -> None:
        """Remember the moments of the messages that were sent to be received later."""
        now = self._real_s()
        for message in queue["messages"]:
            is_new = message["receipt_handle"] is None and _GIVEN_BACK not in message
            if is_new and message["visible_at"] > now:
                message[_GIVEN_BACK] = (None, message["visible_at"] + self._offset_s())

    def bring_forward(self, queue: Queue) -> None:
        """Let each wait end when the bench's clock says so; before every look at the queue."""
        waiting = list(_waiting(queue))
        if not waiting:
            return
        offset, now = self._offset_s(), self._real_s()
        soonest = now + _SEEN_LATE_S
        for message in waiting:
            # Who returns sooner is left alone: another thread may be handing it to a worker.
            if message["visible_at"] > soonest:
                _, moment = message[_GIVEN_BACK]
                message["visible_at"] = min(message["visible_at"], max(moment - offset, soonest))
        if any(message["visible_at"] <= now for message in waiting):
            self._wake()

    def left(self, queue: Queue) -> list[float]:
        """Seconds to go for each message that nobody holds and nobody may have yet."""
        now = self._real_s()
        own = {
            message["id"]: message["visible_at"] - now
            for message in _waiting(queue)
            if message["visible_at"] > now
        }
        groups: dict[str, float] = {}
        left = []
        for message in queue["messages"]:
            group = message.get("group_id") if queue["is_fifo"] else None
            if message["id"] in own:
                left.append(own[message["id"]])
                if group:
                    groups.setdefault(group, own[message["id"]])
            elif group in groups and message["visible_at"] <= now:
                left.append(groups[group])
        return left


def follow_the_bench(sqs: Any, waits: Waits) -> None:
    """Put the waits into the emulator's `sqs` module."""
    actions, look = sqs._HANDLERS, sqs._expire_retained
    hide, tell = actions["ChangeMessageVisibility"], actions["GetQueueAttributes"]

    def hidden(request: Message, url: str) -> Any:
        answer = hide(request, url)
        waits.given_back(sqs._get_q(request.get("QueueUrl", url)), request["ReceiptHandle"])
        return answer

    def told(request: Message, url: str) -> Any:
        answer = tell(request, url)
        if LEFT in request.get("AttributeNames", []):
            left = waits.left(sqs._get_q(request.get("QueueUrl", url)))
            answer["Attributes"][LEFT] = json.dumps(left)
        return answer

    def looked(queue: Queue) -> None:
        waits.delayed(queue)
        waits.bring_forward(queue)
        look(queue)

    actions |= {"ChangeMessageVisibility": hidden, "GetQueueAttributes": told}
    sqs._expire_retained = looked  # what the emulator does first at every look at a queue


def _waiting(queue: Queue) -> Iterator[Message]:
    """The messages that were given back or delayed, and not received since."""
    for message in queue["messages"]:
        if _GIVEN_BACK in message and message[_GIVEN_BACK][0] == message["receipt_handle"]:
            yield message
