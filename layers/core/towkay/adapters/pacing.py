"""What does a worker remember of the lanes it has leased, and what does it do without any?

Storing and sleeping are parameters, so that eight workers can be run in one thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol
from zlib import crc32

from towkay.adapters.spending import Spending
from towkay.domain.calls import ChannelCall
from towkay.domain.errors import ServiceUnavailable, StaleState
from towkay.domain.health import AccountKey, account_of
from towkay.domain.messages import Purpose
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.pacing.buckets import bucket_of, rate_of
from towkay.domain.pacing.lanes import Ask, Pace, cut, leased
from towkay.domain.pacing.speed import after_refusal, after_usage
from towkay.domain.policy.rules import PolicyBook
from towkay.ports.clock import Clock

Sleep = Callable[[float], None]

_LONGEST_WAIT = timedelta(seconds=1.1)  # inside a worker: a lane of one call a second always fits
_CLAIMED_WITHIN = timedelta(milliseconds=50)  # usually: left to `wait`, or it would be lost
_TRIES = 4
_PAUSE = timedelta(milliseconds=20)  # after a lost race; longer each time
_SPREAD = timedelta(seconds=3)
_SOON = timedelta(seconds=1)


class PaceRows(Protocol):
    """The rows that the workers share."""

    def load(self, account: AccountKey, bucket: str) -> Pace:
        """The row (a consistent read); an empty one when there is none.

        May raise `ServiceUnavailable`.
        """
        ...

    def store(self, account: AccountKey, bucket: str, pace: Pace) -> Pace:
        """Write the row with its revision raised by one, if it is as read, and return it.

        Raises `StaleState`; may raise `ServiceUnavailable`.
        """
        ...


class _Place(NamedTuple):
    """What a worker spends apart: marketing has lanes of its own."""

    account: AccountKey
    bucket: str
    marketing: bool


@dataclass(frozen=True, slots=True)
class Worker:
    """Who leases, and with what: `name` is of this worker alone, whatever else runs.

    `clock` tells the time, which may be corrected; `ticks` counts seconds, and never goes back.
    """

    name: str
    clock: Clock
    ticks: Callable[[], float]
    sleep: Sleep


class LeasedPacer:
    """`ports.Pacer` over rows that all workers share.

    While the rows cannot be reached a worker without lanes makes one call a second at most, replies
    only: beyond the rate there is then at most one call a second for each worker that runs.
    """

    def __init__(self, rows: PaceRows, book: PolicyBook, worker: Worker) -> None:
        self._rows = rows
        self._book = book
        self._worker = worker
        self._clock = worker.clock
        self._spendings: dict[_Place, Spending] = {}

    def admit(self, call: ChannelCall) -> datetime | None:
        place, spending = self._of(call)
        if spending.must_ask(self._clock(), self._worker.ticks()):
            self._ask(place, spending)
        now = self._clock()
        wait = self._wait(call, spending, now)
        if wait is None:
            return max(now + _SOON, spending.ask_again_at or now)
        if wait:
            spending.held_up = True
        if wait > _LONGEST_WAIT:
            return now + wait
        self._pass(wait - _CLAIMED_WITHIN)
        return None

    def wait(self, call: ChannelCall) -> bool:
        _, spending = self._of(call)
        tick = self._worker.ticks()
        wait = self._wait(call, spending, self._clock())
        if wait is None or wait > _LONGEST_WAIT:
            return False
        self._pass(wait)
        spending.spend(max(tick + wait.total_seconds(), self._worker.ticks()))
        return True

    def note(self, call: ChannelCall, outcome: Outcome) -> None:
        place, spending = self._of(call)
        now = self._clock()
        if outcome.verdict is Verdict.SLOW_DOWN and outcome.refusal is Refusal.RATE:
            if after_refusal(spending.speed, now) != spending.speed:
                spending.refused = True
                self._ask(place, spending)  # the others hear of it at once
        elif outcome.usage is not None:
            # Every answer says so to every worker: they hear of each other's when they renew.
            spending.speed = after_usage(spending.speed, outcome.usage, now)

    def _of(self, call: ChannelCall) -> tuple[_Place, Spending]:
        marketing = call.purpose is Purpose.MARKETING
        place = _Place(account_of(call.contact), bucket_of(call), marketing)
        today = self._clock().date()
        lanes = cut(rate_of(self._book, place.account.channel, place.bucket, today))
        spending = self._spendings.get(place)
        if spending is None:
            spending = self._spendings[place] = Spending(lanes, marketing)
        spending.lanes = lanes
        return place, spending

    def _wait(self, call: ChannelCall, spending: Spending, now: datetime) -> timedelta | None:
        """How long until the call may be made; None when there is no leave for it."""
        tick = self._worker.ticks()
        if spending.is_leased_at(now):
            wait = spending.wait_leased(now, tick)
            return wait if wait > _LONGEST_WAIT or spending.is_leased_at(now + wait) else None
        alone = spending.is_alone and call.purpose is Purpose.REPLY
        return spending.wait_alone(now, tick) if alone else None

    def _pass(self, time: timedelta) -> None:
        if time > timedelta():
            self._worker.sleep(time.total_seconds())

    def _ask(self, place: _Place, spending: Spending) -> None:
        """Lease lanes for the next seconds, or learn when to ask again."""
        for tries in range(1, _TRIES + 1):
            try:
                self._lease(place, spending)
                return
            except StaleState:
                self._pass(tries * _PAUSE * (0.5 + self._part))
            except ServiceUnavailable:
                spending.fail(self._clock(), unreachable=True)
                return
        spending.fail(self._clock(), unreachable=False)

    def _lease(self, place: _Place, spending: Spending) -> None:
        owner = f"{self._worker.name}-m" if place.marketing else self._worker.name
        now = self._clock()
        ask = Ask(owner, spending.wants(now), place.marketing)
        row = self._rows.load(place.account, place.bucket)
        after = leased(spending.with_speed(row, now), ask, spending.lanes, now)
        spending.expect(after.of(owner))
        if after != row:
            after = self._rows.store(place.account, place.bucket, after)
        spending.take(after, owner, now, self._part * _SPREAD)

    @property
    def _part(self) -> float:
        """From 0 to 1, of this worker alone: what workers wait for, they wait for apart."""
        return crc32(self._worker.name.encode()) / 2**32
