"""A CSV file as rows that know their line, however the spreadsheet wrote it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from towkay.packs.findings import Findings, Place
from towkay.packs.wording import Kind

_SEPARATORS = {";": "; (semicolon)", "\t": "Tab", "，": "，", "；": "；", "、": "、"}


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by column, trimmed, and where it begins."""

    cells: dict[str, str]
    place: Place


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns a file has; one of `optional` that is left out reads as empty cells."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


def read_rows(text: str, file: str, columns: Columns, findings: Findings) -> list[Row] | None:
    """Every row with as many cells as the header; None if the header already is wrong.

    Empty rows are skipped, and so are empty cells to the right of the header: spreadsheets
    leave both behind. A row may end before the optional columns at the header's end.
    """
    rows = _raw_rows(text, file, findings)
    header, place = next(rows, ([], Place(file, 1)))
    if not _header_is_right(header, place, columns, findings):
        return None
    kept = []
    shortest = _without_optional_end(header, columns)
    for cells, place in rows:
        if len(cells) == shortest:
            cells += [""] * (len(header) - shortest)
        if len(cells) != len(header):
            findings.add(Kind.ROW_CELLS, place, found=len(cells), wanted=len(header))
        else:
            written = dict(zip(header, cells, strict=True))
            kept.append(Row(dict.fromkeys(columns.optional, "") | written, place))
    return kept


def _raw_rows(text: str, file: str, findings: Findings) -> Iterator[tuple[list[str], Place]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    width = 0
    line = 1
    try:
        for raw in reader:
            cells = [cell.strip() for cell in raw]
            width = width or len(_without_empty_end(cells, 0))
            if any(cells):
                yield _without_empty_end(cells, width), Place(file, line)
            line = reader.line_num + 1
    except csv.Error as error:
        # The reader stops where the row ends; the row's beginning is what a person must look at.
        findings.add(Kind.BAD_CSV, Place(file, line), problem=error)


def _without_empty_end(cells: list[str], width: int) -> list[str]:
    while len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    return cells


def _without_optional_end(header: list[str], columns: Columns) -> int:
    """How many columns come before the optional ones at the end."""
    required = (at for at, name in enumerate(header, start=1) if name in columns.required)
    return max(required)


def _header_is_right(header: list[str], place: Place, columns: Columns, findings: Findings) -> bool:
    known = (*columns.required, *columns.optional)
    missing = [column for column in columns.required if column not in header]
    extra = [cell for at, cell in enumerate(header) if cell not in known or cell in header[:at]]
    if not missing and not extra:
        return True
    if len(header) == 1:
        for separator, name in _SEPARATORS.items():
            if separator in header[0]:
                findings.add(Kind.CSV_SEPARATOR, place, found=name)
                return False
    findings.add(
        Kind.CSV_HEADER,
        place,
        missing=", ".join(missing) or "-",
        extra=", ".join(cell or '""' for cell in extra) or "-",
        wanted=",".join(columns.required),
        optional=",".join(columns.optional),
    )
    return False
