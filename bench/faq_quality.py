"""How well the FAQ matcher answers questions it has never seen, list by list, as a table.

    python -m bench.faq_quality TASK.json [TASK.json ...]

A task is one JSON object: "entries" of {"id", "question", "alternatives", "tags"} and "queries" of
{"q", "ids"}; a query without ids is out of scope, and the right behaviour is not to answer it.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from towkay.domain.faq.entries import FaqEntry
from towkay.domain.faq.index import Band, FaqIndex, Match, build

_SUGGESTED = 3  # how many of the hits a shopper gets to see as buttons


@dataclass(frozen=True, slots=True)
class Query:
    """A shopper's text and the entries that answer it; none if it is out of scope."""

    text: str
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Task:
    name: str
    entries: tuple[FaqEntry, ...]
    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    query: Query
    match: Match
    seconds: float

    def is_right_within(self, places: int) -> bool:
        return any(hit.entry_id in self.query.ids for hit in self.match.hits[:places])

    @property
    def is_answered(self) -> bool:
        return self.match.band is Band.ANSWER

    @property
    def is_helped(self) -> bool:
        """Answered right, or the right question is among those suggested."""
        if self.match.band is Band.SUGGEST:
            return self.is_right_within(_SUGGESTED)
        return self.is_answered and self.is_right_within(1)


def read_task(path: Path) -> Task:
    raw = json.loads(path.read_text(encoding="utf-8"))
    entries = tuple(
        FaqEntry(row["id"], (row["question"], *row["alternatives"]), tuple(row["tags"]))
        for row in raw["entries"]
    )
    queries = tuple(Query(row["q"], frozenset(row["ids"])) for row in raw["queries"])
    return Task(raw["name"], entries, queries)


def ask(index: FaqIndex, query: Query) -> Outcome:
    started = perf_counter()
    match = index.answer(query.text)
    return Outcome(query, match, perf_counter() - started)


def share(part: Sequence[object], whole: Sequence[object]) -> float:
    return 100 * len(part) / len(whole) if whole else float("nan")


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Every column of the table that depends on the answers, in percent."""
    inside = [outcome for outcome in outcomes if outcome.query.ids]
    outside = [outcome for outcome in outcomes if not outcome.query.ids]
    answered = [outcome for outcome in outcomes if outcome.is_answered]
    return {
        "top-1": share([o for o in inside if o.is_right_within(1)], inside),
        "top-3": share([o for o in inside if o.is_right_within(3)], inside),
        "precision": share([o for o in answered if o.is_right_within(1)], answered),
        "answered": share([o for o in inside if o.is_answered and o.is_right_within(1)], inside),
        "helped": share([o for o in inside if o.is_helped], inside),
        "oos kept": share([o for o in outside if not o.is_answered], outside),
        "oos handed": share([o for o in outside if o.match.band is Band.HANDOVER], outside),
    }


def measure(task: Task) -> dict[str, float]:
    started = perf_counter()
    index = build(task.entries)
    built = perf_counter() - started
    outcomes = [ask(index, query) for query in task.queries]
    return {
        **figures(outcomes),
        "build ms": 1000 * built,
        "p50 ms": 1000 * median(outcome.seconds for outcome in outcomes),
    }


def main(paths: Sequence[str]) -> None:
    if not paths:
        sys.exit(__doc__)
    rows: list[dict[str, float]] = []
    for path in paths:
        task = read_task(Path(path))
        rows.append(measure(task))
        if len(rows) == 1:
            print(f"{'list':18}" + "".join(f"{name:>{_width(name)}}" for name in rows[0]))
        _print_row(task.name, rows[-1])
    _print_row("mean", {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]})


def _print_row(label: str, row: dict[str, float]) -> None:
    cells = "".join(
        f"{value:{_width(name)}.{2 if name == 'p50 ms' else 1}f}" for name, value in row.items()
    )
    print(f"{label[:18]:18}{cells}", flush=True)


def _width(column: str) -> int:
    return max(7, len(column) + 1)


if __name__ == "__main__":
    main(sys.argv[1:])
