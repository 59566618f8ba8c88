"""`when:` of a campaign's file: at which moments of the wall clock, or of somebody's own life?"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from towkay.domain.calendar.days import NO_DAYS, names_of
from towkay.domain.schedules import (
    AfterEntry,
    AfterSilence,
    Countdown,
    DayRule,
    LeapDay,
    Once,
    OnDate,
    OnHoliday,
    Repeated,
    Schedule,
)
from towkay.packs.campaign_context import Calendar
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_spans import clock, wall
from towkay.packs.findings import nearest
from towkay.packs.scalars import whole_number
from towkay.packs.texts import is_id
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

ENTRY = "entry"
LONGEST_SILENCE = 730  # days
MOST_TRIES = 3
DAYS_BEFORE = 60
MOST_A_DAY = 4
_PROBED = datetime(2026, 1, 1)  # noqa: DTZ001  # a wall has no zone
_LONG_ENOUGH = timedelta(days=8)  # for each day of the week
Read = Callable[[YamlFile, dict[str, Entry], Calendar], Schedule | None]
Closed = TypeVar("Closed", bound=StrEnum)


def read_when(file: YamlFile, entry: Entry, calendar: Calendar) -> Schedule | None:
    """The schedule; None, and a finding, where it cannot be read."""
    if (members := file.members(entry)) is None:
        return None
    found = [kind for kind in SCHEDULES if kind in members]
    if len(found) != 1:
        kind = CampaignKind.WHEN_TWICE if found else CampaignKind.WHEN_MISSING
        said = {"allowed": ", ".join(SCHEDULES), "found": ", ".join(found)}
        file.findings.add(kind, entry.place, **said)
        return None
    required, optional, read = SCHEDULES[found[0]]
    fields = file.fields(entry, (found[0], *required), optional)
    return read(file, fields, calendar)


def _once(file: YamlFile, fields: dict[str, Entry], _: Calendar) -> Schedule | None:
    at = wall(file, fields["once"])
    return Once(at) if at else None


def _countdown(file: YamlFile, fields: dict[str, Entry], _: Calendar) -> Schedule | None:
    to = wall(file, fields["countdown"])
    return Countdown(to) if to else None


def _cron(file: YamlFile, fields: dict[str, Entry], calendar: Calendar) -> Schedule | None:
    entry = fields["cron"]
    if (written := file.text(entry)) is None:
        return None
    days = _one_of(file, fields.get("days"), DayRule, DayRule.ANY)
    if days is not DayRule.ANY and calendar.days == NO_DAYS:
        _no_holidays(file, fields["days"], days.value)
    expression = " ".join(written.split())
    return Repeated(expression, days) if _is_sound(file, entry, expression, calendar) else None


def _is_sound(file: YamlFile, entry: Entry, expression: str, calendar: Calendar) -> bool:
    """Whether somebody can read it, and it does not fire all day long."""
    try:
        walls = calendar.cron(expression, _PROBED, _PROBED + _LONG_ENOUGH)
    except ValueError:
        file.findings.add(CampaignKind.BAD_CRON, entry.place, value=expression)
        return False
    days = [wall.date() for wall in walls]
    count = max(map(days.count, set(days)), default=0)
    if count > MOST_A_DAY:
        said = {"value": expression, "count": count, "most": MOST_A_DAY}
        file.findings.add(CampaignKind.CRON_TOO_OFTEN, entry.place, **said)
    return count <= MOST_A_DAY


def _birthday(file: YamlFile, fields: dict[str, Entry], _: Calendar) -> Schedule | None:
    name, at = file.text(fields["birthday"]), _at(file, fields)
    if name is not None and not is_id(name):
        file.findings.add(Kind.BAD_ID, fields["birthday"].place, value=name)
    leap_day = _one_of(file, fields.get("leap_day"), LeapDay, LeapDay.BEFORE)
    return OnDate(name, at, _before(file, fields), leap_day) if name and at else None


def _holiday(file: YamlFile, fields: dict[str, Entry], calendar: Calendar) -> Schedule | None:
    entry = fields["holiday"]
    name, at = file.text(entry), _at(file, fields)
    known = names_of(calendar.days.named)
    if name is not None and calendar.days == NO_DAYS:
        _no_holidays(file, entry, name)
    elif name is not None and name not in known:
        near = nearest(name, known)
        file.findings.add(CampaignKind.UNKNOWN_HOLIDAY, entry.place, value=name, nearest=near)
    return OnHoliday(name, at, _before(file, fields)) if name and at else None


def _no_holidays(file: YamlFile, entry: Entry, wanted: str) -> None:
    """Told where there is no list; one that nothing could be read of has its own mistakes."""
    if not file.findings.of("holidays.csv"):
        file.findings.add(CampaignKind.NO_HOLIDAYS, entry.place, value=wanted)


def _after(file: YamlFile, fields: dict[str, Entry], _: Calendar) -> Schedule | None:
    written = file.text(fields["after"])
    if written is not None and written != ENTRY:
        file.findings.add(
            CampaignKind.UNKNOWN_CHOICE,
            fields["after"].place,
            key="after",
            value=written,
            allowed=ENTRY,
        )
    return AfterEntry() if written == ENTRY else None


def _silence(file: YamlFile, fields: dict[str, Entry], _: Calendar) -> Schedule | None:
    entry, at = fields["silent_days"], _at(file, fields)
    items = file.some_items(entry)
    if len(items) > MOST_TRIES:
        place = items[MOST_TRIES].place
        file.findings.add(CampaignKind.TOO_MANY_TRIES, place, count=len(items), most=MOST_TRIES)
    read = [whole_number(file, item, 1, LONGEST_SILENCE) for item in items]
    days = tuple(sorted({number for number in read if number is not None}))
    return AfterSilence(days, at) if days and at else None


def _at(file: YamlFile, fields: Mapping[str, Entry]) -> str | None:
    return clock(file, fields["at"]) if "at" in fields else None


def _before(file: YamlFile, fields: Mapping[str, Entry]) -> int:
    entry = fields.get("days_before")
    return (whole_number(file, entry, 0, DAYS_BEFORE) if entry else 0) or 0


def _one_of(file: YamlFile, entry: Entry | None, kind: type[Closed], default: Closed) -> Closed:
    """A word of a closed set; what is not one is a finding and reads as the default."""
    written = file.text(entry) if entry else None
    if entry is None or written is None:
        return default
    if written not in {one.value for one in kind}:
        allowed = ", ".join(one.value for one in kind)
        said = {"key": entry.key, "value": written, "allowed": allowed}
        file.findings.add(CampaignKind.UNKNOWN_CHOICE, entry.place, **said)
        return default
    return kind(written)


# What must and what may stand beside each kind of schedule.
SCHEDULES: dict[str, tuple[tuple[str, ...], tuple[str, ...], Read]] = {
    "once": ((), (), _once),
    "cron": ((), ("days",), _cron),
    "birthday": (("at",), ("days_before", "leap_day"), _birthday),
    "holiday": (("at",), ("days_before",), _holiday),
    "after": ((), (), _after),
    "silent_days": (("at",), (), _silence),
    "countdown": ((), (), _countdown),
}
