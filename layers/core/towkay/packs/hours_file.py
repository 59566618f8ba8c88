"""The hours of brand.yaml: spans of each weekday, and the days that are otherwise."""

import re
import unicodedata
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import yaml

from towkay.packs.findings import Place
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST_RANGE = timedelta(days=92)
_DAY_MINUTES = 24 * 60
_LONGEST_NIGHT = 14 * 60  # past midnight; more looks like two times swapped
_DATES = re.compile(r"(20\d{2}-\d{2}-\d{2})(?:\.\.(20\d{2}-\d{2}-\d{2}))?")
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–—~]\s*(\d{1,2}):(\d{2})")


class _Span(NamedTuple):
    """Minutes since the day's midnight; `closes` is past 24 h when it lies on the next day."""

    opens: int
    closes: int
    written: str
    place: Place

    def times(self) -> list[str]:
        return [_clock(self.opens), _clock(self.closes)]


def read_hours(file: YamlFile, entry: Entry) -> dict[str, object]:
    """The pack's form of `hours`: week and special days with ["HH:MM", "HH:MM"] spans."""
    fields = file.fields(entry, ("week",), ("special",))
    week = _week(file, fields["week"]) if "week" in fields else [[] for _ in WEEKDAYS]
    special = _special(file, fields["special"]) if "special" in fields else {}
    _find_overlaps(file, week, special)
    return {
        "week": [[span.times() for span in spans] for spans in week],
        "special": {f"{day}": [span.times() for span in spans] for day, spans in special.items()},
    }


def _week(file: YamlFile, entry: Entry) -> list[list[_Span]]:
    days = file.fields(entry, WEEKDAYS)
    week = [_spans(file, days[day]) if day in days else [] for day in WEEKDAYS]
    if len(days) == len(WEEKDAYS) and not any(week):
        file.findings.add(Kind.NEVER_OPEN, entry.place)
    return week


def _special(file: YamlFile, entry: Entry) -> dict[date, list[_Span]]:
    special: dict[date, list[_Span]] = {}
    lines: dict[date, int] = {}
    for key, member in (file.members(entry) or {}).items():
        spans = _spans(file, member)
        for day in _days(file, key, member.place):
            if day in lines:
                file.findings.add(Kind.REPEATED_ENTRY, member.place, value=day, first=lines[day])
            else:
                special[day], lines[day] = spans, member.place.line
    return special


def _days(file: YamlFile, written: str, place: Place) -> list[date]:
    """One day, or every day of first..last."""
    found = _DATES.fullmatch(written)
    try:
        ends = [date.fromisoformat(end) for end in found.groups() if end] if found else []
    except ValueError:
        ends = []
    if not ends or not timedelta(0) <= ends[-1] - ends[0] <= _LONGEST_RANGE:
        file.findings.add(Kind.BAD_DATE, place, value=written)
        return []
    return [ends[0] + timedelta(days=day) for day in range((ends[-1] - ends[0]).days + 1)]


def _spans(file: YamlFile, entry: Entry) -> list[_Span]:
    """The spans of one day; a single one may be written without a list."""
    single = isinstance(entry.node, yaml.ScalarNode)
    items = [entry] if single else file.items(entry)
    spans = [span for item in items or [] if (span := _span(file, item))]
    return sorted(spans, key=lambda span: (span.opens, span.closes))


def _span(file: YamlFile, entry: Entry) -> _Span | None:
    if (written := file.text(entry)) is None:
        return None
    # NFKC: the full-width colon and tilde of a Chinese keyboard are as good.
    found = _SPAN.fullmatch(unicodedata.normalize("NFKC", written))
    if found:
        opens, closes = (_minutes(*found.group(at, at + 1)) for at in (1, 3))
        if opens is not None and closes is not None and opens < _DAY_MINUTES:
            late = closes if closes > opens else closes + _DAY_MINUTES
            _find_unlikely(file, entry, written, opens, closes)
            return _Span(opens, late, written, entry.place)
    file.findings.add(Kind.BAD_TIME, entry.place, value=written)
    return None


def _find_unlikely(file: YamlFile, entry: Entry, written: str, opens: int, closes: int) -> None:
    if opens == closes:
        file.findings.add(Kind.EMPTY_SPAN, entry.place, value=written)
    elif closes < opens and (open_for := closes + _DAY_MINUTES - opens) > _LONGEST_NIGHT:
        hours = f"{open_for / 60:.3g}"
        file.findings.add(Kind.LONG_NIGHT, entry.place, value=written, hours=hours)


def _minutes(hours: str, minutes: str) -> int | None:
    total = int(hours) * 60 + int(minutes)
    return total if int(minutes) < 60 and total <= _DAY_MINUTES else None


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _find_overlaps(
    file: YamlFile, week: list[list[_Span]], special: dict[date, list[_Span]]
) -> None:
    """Two spans of a day, or one past midnight and the early hours of the day after."""
    for index, spans in enumerate(week):
        _overlaps_of_day(file, WEEKDAYS[index], spans, week[(index + 1) % 7])
    for day, spans in special.items():
        after = day + timedelta(days=1)
        _overlaps_of_day(file, f"{day}", spans, special.get(after, week[after.weekday()]))
        before = day - timedelta(days=1)
        if before not in special:
            _overlaps_of_day(file, f"{before}", week[before.weekday()][-1:], spans)


def _overlaps_of_day(file: YamlFile, day: str, spans: list[_Span], after: list[_Span]) -> None:
    for earlier, later in pairwise(spans):
        if later.opens < earlier.closes:
            _overlap(file, day, earlier, later)
    if spans and after and after[0].opens + _DAY_MINUTES < spans[-1].closes:
        _overlap(file, day, spans[-1], after[0])


def _overlap(file: YamlFile, day: str, earlier: _Span, later: _Span) -> None:
    file.findings.add(
        Kind.OVERLAPPING_SPANS, later.place, day=day, span=later.written, other=earlier.written
    )
