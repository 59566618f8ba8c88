"""Which failures were ordered, and whose turn is it to fail?"""

import threading
from collections import Counter
from collections.abc import Set as AbstractSet
from enum import StrEnum


class Fault(StrEnum):
    """A way for the next send to fail, or for what is told of it afterwards."""

    RATE_LIMIT = "rate_limit"
    TIMEOUT_AFTER = "timeout_after"
    TIMEOUT_BEFORE = "timeout_before"
    SERVER_ERROR = "server_error"
    REVOKED = "revoked"
    ECHO_MISSING = "echo_missing"
    ECHO_LATE = "echo_late"
    RECEIPTS_REORDERED = "receipts_reordered"


# What goes wrong with the webhooks that follow an accepted send, where the channel tells.
AFTERWARDS = frozenset({Fault.ECHO_MISSING, Fault.ECHO_LATE, Fault.RECEIPTS_REORDERED})
# Everything that keeps a send from being accepted; a time-out after it does not.
BEFORE_ACCEPTANCE = frozenset(Fault) - AFTERWARDS - {Fault.TIMEOUT_AFTER}


class Faults:
    """Ordered failures, per channel, used up one send at a time in the order they were given.

    One send can meet two: one of its call, and one of what is told of it afterwards.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, list[Fault]] = {}
        self._known: dict[str, AbstractSet[Fault]] = {}
        self._lock = threading.Lock()

    def know(self, channel: str, faults: AbstractSet[Fault]) -> None:
        """A channel is played here, and these can be ordered for it."""
        self._waiting[channel], self._known[channel] = [], faults

    def order(self, channel: str, kind: str, count: int) -> None:
        """Make the next `count` sends of `channel` fail; 0 takes back the orders of this kind.

        Raises `ValueError` for an unknown channel or kind, or a count out of 0..1000.
        """
        if kind not in [*Fault]:
            raise ValueError(f"unknown kind {kind!r}; there are {', '.join(Fault)}")
        if channel not in self._waiting:
            raise ValueError(f"unknown channel {channel!r}; there are {', '.join(self._waiting)}")
        fault = Fault(kind)
        if fault not in self._known[channel]:
            raise ValueError(f"no {kind!r} on {channel}, which has nothing that could go so wrong")
        if not 0 <= count <= 1000:
            raise ValueError("count must be between 0 and 1000")
        with self._lock:
            if count == 0:
                self._waiting[channel] = [f for f in self._waiting[channel] if f is not fault]
            self._waiting[channel].extend([fault] * count)

    def take(self, channel: str, wanted: AbstractSet[Fault]) -> Fault | None:
        """The failure whose turn it is, if it is one of `wanted`."""
        of_afterwards = wanted <= AFTERWARDS
        with self._lock:
            waiting = self._waiting[channel]
            alike = (fault for fault in waiting if (fault in AFTERWARDS) is of_afterwards)
            first = next(alike, None)
            if first is None or first not in wanted:
                return None
            waiting.remove(first)  # the very one: all before it are of the other sort
            return first

    def waiting(self) -> list[dict[str, object]]:
        """What is still to come, for people to see."""
        with self._lock:
            return [
                {"channel": channel, "kind": kind.value, "count": count}
                for channel, faults in self._waiting.items()
                for kind, count in Counter(faults).items()
            ]
