"""Until when is news of a parcel of use, and which of it may be told at night?"""

from datetime import date, datetime, timedelta

from towkay.domain.calendar.walls import day_of, moment_of, on_day
from towkay.domain.shipping.news import Milestone

DAY = timedelta(days=1)

_INSTANT = timedelta(microseconds=1)
_NEWS_FOR = timedelta(days=7)  # what is older is history: a shop that joined late, a lost feed


def end_of_day(day: date, zone: str) -> datetime:
    """The midnight that ends a day in `zone`."""
    return moment_of(on_day(day + DAY, "00:00"), zone)


def last_day(end: datetime, zone: str) -> date:
    """The last day that has any time before `end`."""
    return day_of(end - _INSTANT, zone)


def of_use_until(milestone: Milestone, at: datetime, end: datetime | None, zone: str) -> datetime:
    """When nobody has to be told any more; `end` is that of a pick-up."""
    if milestone is Milestone.OUT_FOR_DELIVERY:
        return end_of_day(day_of(at, zone), zone)
    return end or at + _NEWS_FOR


def passes_quiet_until(
    milestone: Milestone, at: datetime, end: datetime | None, zone: str
) -> datetime | None:
    """Until when quiet hours do not hold news back that came at that moment; None: they do.

    Only what waits in a store since today passes, until the day ends or the pick-up does: the same
    of yesterday can wait for the morning, and so can all else. Nobody can act at night upon what
    comes to the door.
    """
    if milestone is not Milestone.AT_PICKUP_STORE:
        return None
    day_ends = end_of_day(day_of(at, zone), zone)
    return min(day_ends, end) if end else day_ends
