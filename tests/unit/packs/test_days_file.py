"""holidays.csv is read to the day, and checked to the line."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.template import ROOT
from tests.unit.packs.campaign_sample import FILES, compiled, folder_of
from towkay.domain.calendar.days import DayBook
from towkay.domain.schedules import DayRule
from towkay.packs.compiler import Mistakes
from towkay.packs.days_file import read_days
from towkay.packs.findings import Findings
from towkay.packs.wording_days import DayMistake

_HEADER = "day,kind,name\n"


def read(text: str) -> tuple[DayBook | None, list[tuple[str, int]]]:
    findings = Findings()
    book = read_days(text, findings)
    return book, [(found.kind.value, found.line) for found in findings.mistakes]


def test_the_sample_list_knows_holidays_make_up_days_and_the_moon() -> None:
    book, mistakes = read((ROOT / "brands/demo/holidays.csv").read_text(encoding="utf-8"))
    assert mistakes == []
    assert book is not None
    assert book.fits(date(2025, 2, 8), DayRule.WORKDAYS)  # a Saturday
    assert not book.is_workday(date(2026, 2, 17))
    assert not book.is_workday(date(2026, 2, 21))
    assert book.is_workday(date(2026, 2, 23))
    assert book.called("mid_autumn") == [date(2025, 10, 6), date(2026, 9, 25), date(2027, 9, 15)]
    assert book.known_until == "2027-12-31"


MISTAKES = [
    ("2026-02-30,off,\n", "day_unreadable", 2),
    ("20260225,off,\n", "day_unreadable", 2),
    ("2026-02-25,holiday,\n", "day_kind_unknown", 2),
    ("2026-02-25,named,\n", "day_nameless", 2),
    ("2026-02-25,named,Mid Autumn\n", "bad_id", 2),
    ("2026-02-25,off,\n2026-02-25,work,\n", "day_twice", 3),
    ("2026-02-25,off\n", "row_cells", 2),
]


@pytest.mark.parametrize(("rows", "kind", "line"), MISTAKES)
def test_a_mistake_is_told_with_its_line(rows: str, kind: str, line: int) -> None:
    assert (kind, line) in read(_HEADER + rows)[1]


def test_a_list_without_rows_knows_no_days() -> None:
    assert read(_HEADER) == (DayBook(), [])


def test_every_kind_of_mistake_has_its_row() -> None:
    assert {kind for _, kind, _ in MISTAKES} >= set(DayMistake)


def test_a_list_with_mistakes_is_not_said_to_be_missing(tmp_path: Path) -> None:
    campaigns = {name: FILES[name] for name in ("mondays", "moon")}
    result = compiled(folder_of(tmp_path, campaigns, holidays=f"{_HEADER}2026-13-01,off,\n"))

    assert isinstance(result, Mistakes)
    assert {found.file for found in result.mistakes} == {"holidays.csv"}
