"""When is the shop open, and when does it open next?

Hours are wall-clock times in the shop's own zone. They are compared as instants, so that a night
with a clock change is neither opened twice nor forgotten.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

HORIZON = timedelta(days=31)  # past a month, "we open on …" is no longer a helpful answer
_DAY = timedelta(days=1)
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


@dataclass(frozen=True, slots=True)
class Span:
    """Open from `opens` until just before `closes`; `closes <= opens` ends on the next day."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The spans of each weekday, Monday first; a special day replaces its weekday, () is closed.

    A span belongs to the day it starts on: one past midnight runs on into a holiday.
    """

    week: tuple[tuple[Span, ...], ...]
    special: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)


def is_open(hours: OpeningHours, at: datetime, zone: tzinfo) -> bool:
    """Whether the shop is open at the aware moment `at`."""
    today = at.astimezone(zone).date()
    return any(
        opens <= at < closes
        for day in (today - _DAY, today)
        for opens, closes in _spans(hours, day, zone)
    )


def next_opening(hours: OpeningHours, at: datetime, zone: tzinfo) -> datetime | None:
    """The first open moment at or after `at` in the shop's zone; None if none within a month."""
    if is_open(hours, at, zone):
        return at.astimezone(zone)
    at = at.astimezone(UTC)  # so that a month is counted in instants
    today = at.astimezone(zone).date()
    for offset in range(HORIZON.days + 1):
        starts = [start for start, _ in _spans(hours, today + offset * _DAY, zone) if start > at]
        if starts:
            first = min(starts)
            return first.astimezone(zone) if first <= at + HORIZON else None
    return None


def opening_words(opens: datetime, at: datetime, language: str) -> str:
    """Say `opens`, which is in the shop's zone, as a shopper at moment `at` would hear it."""
    clock = f"{opens:%H:%M}"
    away = opens.date() - at.astimezone(opens.tzinfo).date()
    if language.startswith("zh"):
        day = {0: "今天", 1: "明天"}.get(away.days)
        return f"{day} {clock}" if day else f"{day_words(opens, language)}{clock}"
    day = {0: "today", 1: "tomorrow"}.get(away.days)
    return f"{clock} {day or f'on {day_words(opens, language)}'}"


def day_words(day: date, language: str) -> str:
    """A day as people write it: 11/29（日）, or Sun 29 Nov."""
    if language.startswith("zh"):
        return f"{day.month}/{day.day}（{_WEEKDAYS_ZH[day.weekday()]}）"
    return f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}"


def _spans(hours: OpeningHours, day: date, zone: tzinfo) -> Iterator[tuple[datetime, datetime]]:
    """The instants between which the spans of `day` are open."""
    for span in hours.special.get(day, hours.week[day.weekday()]):
        last = day if span.closes > span.opens else day + _DAY
        # An hour that the clock repeats: open at its first coming, close at its last.
        opens = datetime.combine(day, span.opens, zone).astimezone(UTC)
        closes = datetime.combine(last, span.closes, zone).replace(fold=1).astimezone(UTC)
        if opens < closes:  # a span that lies wholly in an hour the clock skips never happens
            yield opens, closes
