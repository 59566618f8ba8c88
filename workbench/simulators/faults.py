"""Which failures were ordered, and whose turn is it to fail?"""

import threading
from collections import Counter
from collections.abc import Container
from enum import StrEnum

from workbench.simulators.accounts import LINE, MESSENGER


class Fault(StrEnum):
    """A way for the next send to fail."""

    RATE_LIMIT = "rate_limit"
    TIMEOUT_AFTER = "timeout_after"
    TIMEOUT_BEFORE = "timeout_before"
    SERVER_ERROR = "server_error"
    REVOKED = "revoked"


# Everything that keeps a send from being accepted; a time-out after it does not.
BEFORE_ACCEPTANCE = frozenset(Fault) - {Fault.TIMEOUT_AFTER}


class Faults:
    """Ordered failures, per channel, used up one send at a time in the order they were given."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[Fault]] = {MESSENGER: [], LINE: []}
        self._lock = threading.Lock()

    def order(self, channel: str, kind: str, count: int) -> None:
        """Make the next `count` sends of `channel` fail; 0 takes back the orders of this kind.

        Raises `ValueError` for an unknown channel or kind, or a count out of 0..1000.
        """
        if kind not in [*Fault]:
            raise ValueError(f"unknown kind {kind!r}; there are {', '.join(Fault)}")
        if channel not in self._waiting:
            raise ValueError(f"unknown channel {channel!r}; there are {', '.join(self._waiting)}")
        fault = Fault(kind)
        if not 0 <= count <= 1000:
            raise ValueError("count must be between 0 and 1000")
        with self._lock:
            if count == 0:
                self._waiting[channel] = [f for f in self._waiting[channel] if f is not fault]
            self._waiting[channel].extend([fault] * count)

    def take(self, channel: str, wanted: Container[Fault]) -> Fault | None:
        """The failure whose turn it is, if it is one of `wanted`."""
        with self._lock:
            waiting = self._waiting[channel]
            if waiting and waiting[0] in wanted:
                return waiting.pop(0)
            return None

    def waiting(self) -> list[dict[str, object]]:
        """What is still to come, for people to see."""
        with self._lock:
            return [
                {"channel": channel, "kind": kind.value, "count": count}
                for channel, faults in self._waiting.items()
                for kind, count in Counter(faults).items()
            ]
