"""How does a bench say what it measured: one table for people, one JSON file for programs?

figure            what was measured, with its unit
ours, other       the two values; `other` is a peer or the floor nobody can go under
ratio             ours / other, the median of pairs measured in turn
beside            what `other` is, with its version
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_WIDTHS = (45, 9, 9, 7)  # and 28 for the last column: a line has 100
_HEAD = ("figure", "ours", "other", "ratio")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    what: str
    unit: str
    ours: float | None
    other: float | None = None
    ratio: float | None = None
    beside: str = ""


def compared(what: str, unit: str, ours: float, other: float, beside: str) -> Figure:
    """A figure of two counts, whose ratio needs no pairs."""
    return Figure(what, unit, ours, other, ours / other if other else None, beside)


def run(measure: Callable[[bool], Iterable[Figure]], about: str | None) -> None:
    """The command line of one part: measure, print the table, write the file if one is named."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller inputs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    chosen = parser.parse_args()
    figures = list(measure(chosen.quick))
    print("\n".join(table(figures)))
    if chosen.json:
        write(chosen.json, figures)


def write(path: Path, figures: Sequence[Figure]) -> None:
    """The figures as a JSON list."""
    listed = [asdict(figure) for figure in figures]
    path.write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> list[Figure]:
    """What `write` wrote."""
    return [Figure(**fields) for fields in json.loads(path.read_text(encoding="utf-8"))]


def table(figures: Iterable[Figure]) -> list[str]:
    """The lines of the table."""
    head = _row(*_HEAD, "beside")
    return [head, *(_line(figure) for figure in figures)]


def progress(text: str) -> None:
    """Say what goes on, apart from the results."""
    print(f"… {text}", file=sys.stderr, flush=True)


def _line(figure: Figure) -> str:
    what = f"{figure.what}, {figure.unit}" if figure.unit else figure.what
    return _row(
        what, _number(figure.ours), _number(figure.other), _ratio(figure.ratio), figure.beside
    )


def _ratio(ratio: float | None) -> str:
    if ratio is None:
        return ""
    return f"{ratio:,.0f}" if ratio >= 1000 else f"{ratio:.2f}"


def _row(what: str, ours: str, other: str, ratio: str, beside: str) -> str:
    first, *others = _WIDTHS
    cells = zip((ours, other, ratio), others, strict=True)
    numbers = "".join(f"{cell:>{width}}" for cell, width in cells)
    return f"{what:<{first}}{numbers}  {beside}".rstrip()


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
