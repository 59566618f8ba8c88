"""A FIFO queue in this process with the rules of SQS: groups, locks, receipts, dead letters."""

import heapq
import threading
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from towkay.adapters.event_messages import FifoEntry
from towkay.ports.clock import Clock

_REMEMBERED = timedelta(minutes=5)  # how long SQS remembers a deduplication id


@dataclass(frozen=True, slots=True)
class Received:
    """A message in flight; `receipt` is good until its visibility time-out."""

    body: str
    group: str
    receipt: str
    receive_count: int


@dataclass(slots=True)
class Message:
    """A message as the queue keeps it."""

    body: str
    group: str
    receives: int = 0
    receipt: str = ""
    visible_at: datetime | None = None  # None while it waits its turn


class MemoryFifoQueue:
    """High throughput FIFO, read one message at a time, under a clock passed in."""

    def __init__(self, clock: Clock, *, visibility: timedelta, most_receives: int) -> None:
        self._clock = clock
        self._visibility = visibility
        self._most_receives = most_receives
        self._lock = threading.Lock()
        self._groups: dict[str, deque[Message]] = {}
        self._ready: deque[str] = deque()  # groups whose first message may be received
        self._in_flight: list[tuple[datetime, int, Message]] = []  # a heap by visibility time
        self._by_receipt: dict[str, Message] = {}
        self._remembered: dict[tuple[str, str], datetime] = {}
        self._numbers = count()
        self.dead_letters: list[str] = []

    def send(self, entry: FifoEntry) -> bool:
        """Whether the message is new; a repetition within five minutes is accepted and dropped."""
        with self._lock:
            now = self._clock()
            name = (entry.group, entry.deduplication)
            sent_at = self._remembered.get(name)
            if sent_at is not None and now < sent_at + _REMEMBERED:
                return False
            self._remembered[name] = now
            messages = self._groups.setdefault(entry.group, deque())
            messages.append(Message(entry.body, entry.group))
            if len(messages) == 1:
                self._ready.append(entry.group)
            return True

    def receive(self) -> Received | None:
        """The first message of a group that has none in flight, or None for now."""
        with self._lock:
            now = self._clock()
            self._return_expired(now)
            while self._ready:
                message = self._groups[self._ready.popleft()][0]
                message.receives += 1
                if message.receives <= self._most_receives:
                    return self._hand_out(message, now)
                self.dead_letters.append(message.body)
                self._remove_first(message.group)
            return None

    def delete(self, receipt: str) -> bool:
        """Whether the message is gone now; not so when its visibility time-out has passed."""
        with self._lock:
            message = self._held(receipt)
            if message is None:
                return False
            del self._by_receipt[receipt]
            message.visible_at = None
            self._remove_first(message.group)
            return True

    def change_visibility(self, receipt: str, delay: timedelta) -> bool:
        """Whether the message is in flight and will be back after `delay`."""
        with self._lock:
            message = self._held(receipt)
            if message is None:
                return False
            self._hide(message, self._clock() + delay)
            return True

    def next_visible_at(self) -> datetime | None:
        """When the next message in flight comes back unless it is deleted; None if none is."""
        with self._lock:
            self._forget_settled()
            return self._in_flight[0][0] if self._in_flight else None

    def visible(self) -> int:
        """How many receivers would get a message now."""
        with self._lock:
            self._return_expired(self._clock())
            return len(self._ready)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is stored, in flight or not."""
        return not self._groups

    def __len__(self) -> int:
        """Messages stored, in flight or not."""
        with self._lock:
            return sum(map(len, self._groups.values()))

    def _hand_out(self, message: Message, now: datetime) -> Received:
        message.receipt = f"{next(self._numbers)}"
        self._by_receipt[message.receipt] = message
        self._hide(message, now + self._visibility)
        return Received(message.body, message.group, message.receipt, message.receives)

    def _hide(self, message: Message, until: datetime) -> None:
        message.visible_at = until
        heapq.heappush(self._in_flight, (until, next(self._numbers), message))

    def _held(self, receipt: str) -> Message | None:
        message = self._by_receipt.get(receipt)
        if message is None or message.visible_at is None or message.visible_at <= self._clock():
            return None
        return message

    def _return_expired(self, now: datetime) -> None:
        self._forget_settled()
        while self._in_flight and self._in_flight[0][0] <= now:
            _, _, message = heapq.heappop(self._in_flight)
            message.visible_at = None
            self._by_receipt.pop(message.receipt, None)
            self._ready.append(message.group)
            self._forget_settled()

    def _forget_settled(self) -> None:
        """Drop heap entries of messages that were deleted or whose time-out was changed."""
        while self._in_flight and self._in_flight[0][2].visible_at != self._in_flight[0][0]:
            heapq.heappop(self._in_flight)

    def _remove_first(self, group: str) -> None:
        messages = self._groups[group]
        messages.popleft()
        if messages:
            self._ready.append(group)
        else:
            del self._groups[group]
