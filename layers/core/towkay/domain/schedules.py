"""When does a campaign speak? Wall clocks and days, from which its occurrences are computed.

Wall times are `HH:MM` or `YYYY-MM-DDTHH:MM`, as a person reads them off a clock in the campaign's
zone; what an hour means that a night skips or doubles, the calendar decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class LeapDay(StrEnum):
    """Where a birthday on 29 February is kept in a common year."""

    BEFORE = "feb_28"
    AFTER = "mar_1"


class DayRule(StrEnum):
    """On which days a repeated campaign speaks, by the brand's list of holidays."""

    ANY = "any"
    WORKDAYS = "workdays"  # Saturdays that make up for a holiday are among them
    DAYS_OFF = "days_off"


@dataclass(frozen=True, slots=True)
class Once:
    """At one moment of the wall clock."""

    at: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """At the times of a cron expression of five fields."""

    cron: str
    days: DayRule = DayRule.ANY


@dataclass(frozen=True, slots=True)
class OnDate:
    """Each year on a contact's own day, `days_before` it at the earliest step: a birthday."""

    field: str
    at: str
    days_before: int = 0
    leap_day: LeapDay = LeapDay.BEFORE


@dataclass(frozen=True, slots=True)
class OnHoliday:
    """Before a named day of the brand's list, in every year that the list knows it."""

    name: str
    at: str
    days_before: int = 0


@dataclass(frozen=True, slots=True)
class AfterEntry:
    """So long after a contact subscribed, step by step; each step says when."""


@dataclass(frozen=True, slots=True)
class AfterSilence:
    """When nothing was heard for so many days; one try for each number, and then no more.

    A campaign of one step says the same each time, one of several a step for each number.
    """

    days: tuple[int, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Countdown:
    """Before a moment that stands still, step by step; each step says how long before it."""

    to: str


Schedule = Once | Repeated | OnDate | OnHoliday | AfterEntry | AfterSilence | Countdown


@dataclass(frozen=True, slots=True)
class StepTime:
    """When a step comes, counted from the entry or back from the fixed moment.

    `after_s` is in seconds. With `at` only its whole days count, and the step comes at that time of
    the day it leads to.
    """

    after_s: int
    at: str = ""


def day_fields(schedules: Iterable[Schedule]) -> frozenset[str]:
    """The fields of people that hold a day of the year, because something is timed by them."""
    return frozenset(one.field for one in schedules if isinstance(one, OnDate))
