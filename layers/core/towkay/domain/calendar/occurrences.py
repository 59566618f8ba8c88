"""When does a campaign fire? Pure: the same span of time has the same occurrences for everybody.

Two wall times that a night without an hour leads to the same moment are one occurrence.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from towkay.domain.calendar.days import NO_DAYS, DayBook
from towkay.domain.calendar.entries import of_entries
from towkay.domain.calendar.walls import (
    MOST_SHIFT,
    days_between,
    moment_of,
    on_day,
    wall_before,
    wall_of,
)
from towkay.domain.campaigns import Campaign, Occurrence, Step
from towkay.domain.schedules import (
    AfterEntry,
    AfterSilence,
    Countdown,
    Once,
    OnDate,
    OnHoliday,
    Repeated,
)

# Naive wall times of a cron expression after the first and up to the second.
CronTimes = Callable[[str, datetime, datetime], list[datetime]]
Fired = tuple[Step, datetime]  # a step, and its wall time


@dataclass(frozen=True, slots=True)
class _Span:
    """After the first moment and up to the second, both in UTC."""

    after: datetime
    until: datetime


def occurrences(
    campaign: Campaign,
    after: datetime,
    until: datetime,
    *,
    cron: CronTimes,
    days: DayBook = NO_DAYS,
) -> list[Occurrence]:
    """Every occurrence after `after` and up to `until`, in order. Raises `ValueError` for a cron
    expression that nobody can read, `KeyError` for a zone that does not exist."""
    span = _Span(after, until)
    if isinstance(campaign.schedule, AfterEntry):
        return sorted(of_entries(campaign, after, until), key=_place)
    found: dict[tuple[str, datetime], Occurrence] = {}
    for step, wall in _fired(campaign, span, cron, days):
        occurrence = _occurrence(campaign, step, wall)
        if after < occurrence.at <= until:
            # The time that the clock really shows gives its name to both.
            is_shown = wall_of(occurrence.at, campaign.zone) == wall
            if is_shown or (step.id, occurrence.at) not in found:
                found[step.id, occurrence.at] = occurrence
    return sorted(found.values(), key=_place)


def _fired(campaign: Campaign, span: _Span, cron: CronTimes, days: DayBook) -> Iterator[Fired]:
    first = campaign.steps[0]
    match campaign.schedule:
        case Once(at=at):
            yield first, datetime.fromisoformat(at)
        case Repeated(cron=expression, days=rule):
            walls = cron(expression, *_walls(span, campaign.zone))
            yield from ((first, wall) for wall in walls if days.fits(wall.date(), rule))
        case OnHoliday(name=name, at=at, days_before=before):
            named = (day - timedelta(days=before) for day in days.called(name))
            yield from ((first, on_day(day, at)) for day in named)
        case Countdown(to=to):
            fixed = datetime.fromisoformat(to)
            yield from ((step, wall_before(fixed, step.time)) for step in campaign.steps)
        case OnDate(at=at):
            touched = days_between(span.after, span.until, campaign.zone)
            yield from ((first, on_day(day, at)) for day in touched)
        case AfterSilence(at=at):
            touched = days_between(span.after, span.until, campaign.zone)
            yield from ((step, on_day(day, at)) for day in touched for step in campaign.steps)
        case _:
            raise AssertionError("entries have occurrences of their own")


def _walls(span: _Span, zone: str) -> tuple[datetime, datetime]:
    """What walls show around the span, wide enough for any change of the clock in it."""
    return wall_of(span.after, zone) - MOST_SHIFT, wall_of(span.until, zone) + MOST_SHIFT


def _occurrence(campaign: Campaign, step: Step, wall: datetime) -> Occurrence:
    name = f"{step.id}@{wall.isoformat(timespec='minutes')}"
    return Occurrence(campaign.id, step.id, moment_of(wall, campaign.zone), name)


def _place(occurrence: Occurrence) -> tuple[datetime, str]:
    return occurrence.at, occurrence.name
