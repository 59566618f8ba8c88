"""holidays.csv: the days on which a country does not work, those that make up for them, and names.

One row a day. `kind` is `off`, `work` for a weekend that is worked, or `named`; a `name` is the
same in every year, so that campaigns can ask for a day that the moon moves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from towkay.domain.calendar.days import DayBook, NamedDay
from towkay.packs.csv_rows import Columns, Row, read_rows
from towkay.packs.findings import Findings, Place
from towkay.packs.texts import is_id
from towkay.packs.wording import Kind
from towkay.packs.wording_days import DayMistake

NAME = "holidays.csv"
COLUMNS = Columns(required=("day", "kind", "name"), optional=("zh-TW", "en"))
_OFF, _WORK, _NAMED = KINDS = ("off", "work", "named")


@dataclass(frozen=True, slots=True)
class _Line:
    """One row that can be read."""

    day: str
    kind: str
    name: str
    place: Place


def read_days(text: str, findings: Findings) -> DayBook | None:
    """The list of days; None if its header is wrong."""
    rows = read_rows(text, NAME, COLUMNS, findings)
    if rows is None:
        return None
    lines = [line for row in rows if (line := _line(row, findings))]
    _find_contradictions(lines, findings)
    return DayBook(
        off=_of_kind(lines, _OFF),
        worked=_of_kind(lines, _WORK),
        named=tuple(NamedDay(line.name, line.day) for line in lines if line.name),
        known_until=f"{max(line.day for line in lines)[:4]}-12-31" if lines else "",
    )


def _line(row: Row, findings: Findings) -> _Line | None:
    day, kind, name = (row.cells[column] for column in COLUMNS.required)
    before = len(findings.mistakes)
    if not _is_day(day):
        findings.add(DayMistake.DAY_UNREADABLE, row.place, value=day)
    if kind not in KINDS:
        findings.add(DayMistake.DAY_KIND_UNKNOWN, row.place, value=kind)
    if name and not is_id(name):
        findings.add(Kind.BAD_ID, row.place, value=name)
    if kind == _NAMED and not name:
        findings.add(DayMistake.DAY_NAMELESS, row.place)
    is_readable = len(findings.mistakes) == before
    return _Line(day, kind, name, row.place) if is_readable else None


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def _find_contradictions(lines: Iterable[_Line], findings: Findings) -> None:
    first: dict[str, _Line] = {}
    for line in lines:
        if line.kind == _NAMED:
            continue
        known = first.setdefault(line.day, line)
        if known.kind != line.kind:
            findings.add(DayMistake.DAY_TWICE, line.place, value=line.day, first=known.place.line)


def _of_kind(lines: Iterable[_Line], kind: str) -> tuple[str, ...]:
    return tuple(sorted({line.day for line in lines if line.kind == kind}))
