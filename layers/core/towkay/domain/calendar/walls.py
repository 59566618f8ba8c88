"""Which moment does a wall clock mean, in a night that skips an hour or has one twice?

A skipped time comes as much later as the clock was put forward, so that no day loses its message.
A doubled one means its first. Nothing here asks the time.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from towkay.domain.schedules import StepTime

# Wide enough for every change of a clock in one night that is known for the years to come.
MOST_SHIFT = timedelta(hours=3)


def moment_of(wall: datetime, zone: str) -> datetime:
    """The moment in UTC of a naive wall time in `zone`."""
    # Of a skipped time, zoneinfo counts with the offset from before the change.
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def wall_of(moment: datetime, zone: str) -> datetime:
    """What a clock in `zone` shows at a moment; naive."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def is_skipped(wall: datetime, zone: str) -> bool:
    """Whether no clock in `zone` ever shows this time."""
    return wall_of(moment_of(wall, zone), zone) != wall


def day_of(moment: datetime, zone: str) -> date:
    """The day that it is in `zone`."""
    return wall_of(moment, zone).date()


def on_day(day: date, at: str) -> datetime:
    """The wall time `HH:MM` of a day."""
    return datetime.combine(day, time.fromisoformat(at))


def wall_before(fixed: datetime, time: StepTime | None) -> datetime:
    """The wall time of a step that is so long before a fixed one."""
    wall = fixed - timedelta(seconds=time.after_s if time else 0)
    return on_day(wall.date(), time.at) if time and time.at else wall


def days_between(after: datetime, until: datetime, zone: str) -> list[date]:
    """Every local day that the time from `after` to `until` touches, and one on either side."""
    first = day_of(after, zone) - timedelta(days=1)
    last = day_of(until, zone) + timedelta(days=1)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
