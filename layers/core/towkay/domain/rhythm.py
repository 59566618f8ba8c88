"""Has an account been silent for longer than is usual for it?"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise

from towkay.domain.hours import OpeningHours, is_open

_HOUR = timedelta(hours=1)
REMEMBERED_HOURS = 14 * 24  # two weeks show each weekday twice
# As many hours with messages must have been seen before they make a rhythm.
_ENOUGH = 24
_PATIENCE = 3  # times the longest silence there has been
_LEAST = timedelta(hours=4)  # open hours; whoever is told every day reads no alarm
_WITHOUT_RHYTHM = timedelta(hours=24)  # open hours: two or three days of a shop


@dataclass(frozen=True, slots=True)
class Heard:
    """When shoppers were last heard: the very moment, and the hours (since 1970) of late."""

    at: datetime | None = None
    hours: AbstractSet[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nothing was heard and how long is bearable, both in time that the shop is open."""

    since: datetime
    lasts: timedelta
    bearable: timedelta

    @property
    def is_too_long(self) -> bool:
        """Whether somebody should look."""
        return self.lasts > self.bearable


def hour_of(moment: datetime) -> int:
    """The number of the hour since 1970."""
    return int(moment.timestamp() // _HOUR.total_seconds())


def oldest_hour(now: datetime) -> int:
    """Hours before this one tell nothing any more."""
    return hour_of(now) - REMEMBERED_HOURS


def silence_of(
    heard: Heard, opening: OpeningHours, zone: tzinfo, now: datetime, after: timedelta | None
) -> Silence | None:
    """The silence since shoppers were last heard; None when they never were.

    `after` is what the brand finds bearable; without it the account's own rhythm tells.
    """
    if heard.at is None:
        return None
    opens = _OpenHours(opening, zone)
    lasts = opens.between(hour_of(heard.at), hour_of(now))
    return Silence(heard.at, lasts, after or _usual(heard, opens, now))


def _usual(heard: Heard, opens: "_OpenHours", now: datetime) -> timedelta:
    hours = sorted(hour for hour in heard.hours if hour >= oldest_hour(now))
    if len(hours) < _ENOUGH:
        return _WITHOUT_RHYTHM
    gaps = (opens.between(one, other) for one, other in pairwise(hours))
    return max(_PATIENCE * max(gaps), _LEAST)


@dataclass(frozen=True, slots=True)
class _OpenHours:
    """Counts the hours in which the shop is open; one that never opens counts as always open."""

    opening: OpeningHours
    zone: tzinfo

    def between(self, first: int, last: int) -> timedelta:
        """The open hours after `first` and before `last`."""
        hours = range(max(first + 1, last - REMEMBERED_HOURS), last)
        return _HOUR * sum(self._is_open(hour) for hour in hours)

    def _is_open(self, hour: int) -> bool:
        if not any(self.opening.week):
            return True
        half_past = datetime.fromtimestamp((hour + 0.5) * 3600, UTC)
        return is_open(self.opening, half_past, self.zone)
