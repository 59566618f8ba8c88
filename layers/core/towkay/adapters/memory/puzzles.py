"""What no table of ours knew, over a dict, with the table's own rules."""

import threading
from dataclasses import dataclass, field
from datetime import datetime

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb.order_keys import puzzle_sk
from towkay.domain.shipping.arrivals import Puzzle
from towkay.ports.orders import MOST_PUZZLES, PUZZLES_KEPT


@dataclass(slots=True)
class PuzzleRows:
    """The rows of each brand; each step is atomic."""

    brands: dict[str, dict[str, Puzzle]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


class MemoryPuzzles:
    """`ports.Puzzles`."""

    def __init__(self, rows: PuzzleRows, gate: Gate = open_gate) -> None:
        self._rows = rows
        self._gate = gate

    def park(self, brand: str, puzzle: Puzzle) -> None:
        with self._gate(CallSite.PUZZLE_PUT), self._rows.lock:
            rows, place = self._rows.brands.setdefault(brand, {}), puzzle_sk(puzzle)
            if place not in rows or rows[place].at + PUZZLES_KEPT <= puzzle.at:
                rows[place] = puzzle

    def parked(self, brand: str, now: datetime) -> list[Puzzle]:
        with self._gate(CallSite.PUZZLES_READ), self._rows.lock:
            rows = list(self._rows.brands.get(brand, {}).values())
        live = [one for one in rows if now < one.at + PUZZLES_KEPT]
        live.sort(key=lambda one: (one.at, one.dedupe), reverse=True)
        return live[:MOST_PUZZLES]

    def solve(self, brand: str, puzzle: Puzzle) -> None:
        with self._gate(CallSite.PUZZLE_DROP), self._rows.lock:
            self._rows.brands.get(brand, {}).pop(puzzle_sk(puzzle), None)
