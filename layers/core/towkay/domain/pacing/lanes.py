"""How do workers share the rate of an account, so that together they never exceed it?

The rate is cut into lanes of a few calls a second each. A worker leases lanes for some seconds of
its own clock, and in no second makes more calls than its lanes carry: the sum is never more than
the rate, whatever each worker's phase. A lane is leased to the next worker only after a guard, so
that neither clocks that differ nor a killed worker put two of them on one lane in one second.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from towkay.domain.pacing.speed import FULL, Speed

TERM = timedelta(seconds=7)
RENEWED_BEFORE = timedelta(seconds=2)  # its end: a saturated worker writes every five seconds
_PATIENCE = timedelta(seconds=15)  # of a wish, longer than it takes holders to make way for it
_MOST_SKEW = timedelta(seconds=2.5)  # of one clock, in either direction
_SECOND = timedelta(seconds=1)
GUARD = 2 * _MOST_SKEW + _SECOND
# A second, and the time by which calls may arrive closer together than they were made.
WINDOW = timedelta(seconds=1.02)
_MOST_LANES = 100  # so that the row stays small, and at most so many workers write to it
_FIRST_SHARE = 20  # a worker that does not know yet what it needs takes a twentieth
_LEAST_CALLS = 2  # and every worker two calls a second, wherever there are lanes for them
_NEARLY = 3 / 4  # of a fair share is enough
_KEPT_FREE = 10  # a tenth is kept from marketing


@dataclass(frozen=True, slots=True)
class Lanes:
    """A rate, cut into `number` lanes of `each` calls a second."""

    number: int
    each: int

    @property
    def first(self) -> int:
        """How many a worker asks for that does not know yet what it needs."""
        return max(self.least, self.number // _FIRST_SHARE)

    @property
    def least(self) -> int:
        """How many are enough for a worker that sends next to nothing."""
        return min(self.number, math.ceil(_LEAST_CALLS / self.each))

    @property
    def for_marketing(self) -> int:
        """The most that marketing may hold; of a single lane, that one."""
        return max(1, self.number - math.ceil(self.number / _KEPT_FREE))


def cut(rate: int) -> Lanes:
    """At most a hundred lanes, which waste less than one of themselves."""
    each = math.ceil(rate / _MOST_LANES)
    return Lanes(rate // each, each)


@dataclass(frozen=True, slots=True)
class Lease:
    """Lanes that one worker may use until a moment of its own clock.

    `wants` is how many it asked for, so that others may see that it is short of some. A lease
    without owner is of lanes that were given up and wait for the guard to pass.
    """

    owner: str
    lanes: int
    until: datetime
    wants: int = 0
    marketing: bool = False


@dataclass(frozen=True, slots=True)
class Pace:
    """The row of an account's bucket: who holds which part of its rate, and its speed."""

    leases: tuple[Lease, ...] = ()
    speed: Speed = FULL
    revision: int = 0

    def of(self, owner: str) -> Lease | None:
        """What the worker holds; None when it has neither lanes nor a place to wait for them."""
        return next((lease for lease in self.leases if lease.owner == owner), None)


@dataclass(frozen=True, slots=True)
class Ask:
    """A worker's wish for so many lanes."""

    owner: str
    wants: int
    marketing: bool = False


def leased(pace: Pace, ask: Ask, lanes: Lanes, now: datetime) -> Pace:
    """The row once `ask` was granted as far as can be; the same row if that changes nothing.

    Who gets too few lanes has its wish noted, and those above a fair share give up as many when
    they renew.
    """
    held = tuple(lease for lease in pace.leases if now < _gone_at(lease))
    mine = next((lease for lease in held if lease.owner == ask.owner), None)
    others = tuple(lease for lease in held if lease is not mine)
    granted = _granted(others, mine.lanes if mine else 0, ask, lanes, now)
    if not granted and mine is None and len(_alive(others, now)) >= lanes.number:
        return pace  # nobody's fair share would be a whole lane: no use in waiting in line
    if mine and granted == mine.lanes and now < mine.until - RENEWED_BEFORE:
        return pace
    until = now + (TERM if granted else _PATIENCE)
    lease = Lease(ask.owner, granted, until, ask.wants, ask.marketing)
    return replace(pace, leases=(*others, *_given_up(mine, granted, now), lease))


def free_lanes(pace: Pace, lanes: Lanes, marketing: bool) -> int:
    """How many lanes nobody held when the row was written."""
    return _room(pace.leases, lanes, marketing)


def next_free(pace: Pace, now: datetime) -> datetime:
    """When it is worth asking a full row again: once the guard of some lanes has passed.

    Where none are given up yet, after every holder has renewed once.
    """
    unused = [lease for lease in pace.leases if lease.lanes and not _is_alive(lease, now)]
    ends = [_gone_at(lease) for lease in unused] or [now + TERM - RENEWED_BEFORE]
    return max(now + _SECOND, min(ends))


def wait_for_slot(calls: Sequence[float], most: int, share: float, tick: float) -> timedelta:
    """How long to wait after `calls` for the next one, at most `most` in a second at full speed.

    Counted in ticks of a clock that nobody corrects: a call must not seem to be long ago.
    """
    calm = most * share
    fitting = max(1, int(calm))
    # Fewer calls in a second, not as many in a longer time: that would be a rush, then a pause.
    # And never more than `most` in one, whatever fits before and after a moment.
    waits = (
        _wait(calls, fitting, WINDOW * fitting / calm, tick),
        _wait(calls, most, WINDOW, tick),
    )
    return max(waits)


def _wait(calls: Sequence[float], most: int, window: timedelta, tick: float) -> timedelta:
    if len(calls) < most:
        return timedelta()
    return max(timedelta(), timedelta(seconds=calls[-most] - tick) + window)


def _granted(others: Sequence[Lease], held: int, ask: Ask, lanes: Lanes, now: datetime) -> int:
    """As many as wished, as far as they are free; beyond a fair share, after those short of it."""
    alive = _alive(others, now)
    fair = max(1, lanes.number // (len(alive) + 1))
    # Marketing makes way for everybody, the others only for each other.
    heard = (lease for lease in alive if ask.marketing or not lease.marketing)
    short = sum(_shortage(lease, fair) for lease in heard)
    room = _room(others, lanes, ask.marketing)
    spare = room - held - short
    if spare < 0:
        coming = sum(lease.lanes for lease in others if not _is_alive(lease, now))
        spare = min(0, spare + coming)
    return min(ask.wants, room, max(fair, held + spare))


def _shortage(lease: Lease, fair: int) -> int:
    """How many lanes it lacks; few are not worth the time in which nobody can use them."""
    due = min(lease.wants, fair)
    return due - lease.lanes if lease.lanes < _NEARLY * due else 0


def _room(others: Sequence[Lease], lanes: Lanes, marketing: bool) -> int:
    free = lanes.number - sum(lease.lanes for lease in others)
    if marketing:
        taken = sum(lease.lanes for lease in others if lease.marketing)
        free = min(free, lanes.for_marketing - taken)
    return max(0, free)


def _alive(leases: Sequence[Lease], now: datetime) -> list[Lease]:
    return [lease for lease in leases if _is_alive(lease, now)]


def _is_alive(lease: Lease, now: datetime) -> bool:
    return bool(lease.owner) and now < lease.until


def _gone_at(lease: Lease) -> datetime:
    """From when on others may have the lanes; a place in line needs no guard."""
    return lease.until + GUARD if lease.lanes else lease.until


def _given_up(mine: Lease | None, granted: int, now: datetime) -> tuple[Lease, ...]:
    """The lanes a worker stops using now, kept from everybody until the guard is over."""
    if mine is None or mine.lanes <= granted:
        return ()
    return (Lease("", mine.lanes - granted, min(now, mine.until), marketing=mine.marketing),)
