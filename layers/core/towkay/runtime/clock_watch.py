"""Is this machine's clock right? AWS tells the time with every answer.

A wrong clock would find closed windows open, quiet hours over and another worker's lease run out.
A worker that reads such an answer must not decide on it: it gives the message back, for a worker
whose clock is right or for its own better days.
"""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any

from towkay.domain.errors import ClockOff
from towkay.ports.clock import Clock
from towkay.runtime.observability import report_clock_off

# With the second that the header leaves out, less than the 2.5 s between clocks that pacing bears.
# Amazon's own time keeps machines within milliseconds: whatever is beyond is broken and not late.
TOLERANCE = timedelta(seconds=1.5)
_RESOLUTION = timedelta(seconds=1)  # the header leaves the fraction of a second out
_READS = frozenset({"GetItem", "Query"})  # what every decision begins with
_ASKED_AT = "towkay_asked_at"
_SAID_EVERY_S = 60.0  # often enough for the alarm to go on, seldom enough to read the log


def surely_off(asked_at: datetime, answered_at: datetime, said: datetime) -> timedelta:
    """How far our clock is off at least: positive ahead, negative behind, zero if it may be right.

    The answer was made after we asked and before we had it, however slow the way was: that bounds
    the error on both sides, and no delay is ever taken for one.
    """
    ahead = asked_at - (said + _RESOLUTION)
    behind = answered_at - said
    return max(ahead, timedelta(0)) + min(behind, timedelta(0))


class ClockWatch:
    """Compares the machine's own time with every answer to the clients it watches.

    The machine's, never the one the program goes by: a bench moves that one on purpose.
    """

    def __init__(
        self,
        machine: Clock = lambda: datetime.now(UTC),
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._machine = machine
        self._ticks = ticks
        self._said_at = float("-inf")

    def watch(self, client: Any, *, refuses_reads: bool) -> Any:
        """The same client, its calls watched from now on."""
        compare = partial(self._compare, refuses_reads)
        client.meta.events.register("before-call", self._note_asked)
        client.meta.events.register("after-call", compare)
        return client

    def _note_asked(self, context: dict[str, Any], **_: object) -> None:
        context[_ASKED_AT] = self._machine()

    def _compare(
        self,
        refuses_reads: bool,
        http_response: Any,
        model: Any,
        context: Mapping[str, Any],
        **_: object,
    ) -> None:
        """Raises `ClockOff` on a read that a decision would be made on."""
        said = _date_of(http_response.headers)
        if said is None or _ASKED_AT not in context:
            return
        off = surely_off(context[_ASKED_AT], self._machine(), said)
        if abs(off) <= TOLERANCE:
            return
        self._say(off)
        if refuses_reads and model.name in _READS:
            raise ClockOff(off)

    def _say(self, off: timedelta) -> None:
        if self._ticks() - self._said_at >= _SAID_EVERY_S:
            self._said_at = self._ticks()
            report_clock_off(off)


def _date_of(headers: Mapping[str, str]) -> datetime | None:
    """What time the answer says it is; None where it does not say."""
    try:
        said = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return None
    return said if said.tzinfo else None
