"""How is one thing's speed compared with another's on a machine whose own speed drifts?

Both are run in turn, A B A B, and compared pair by pair; the median of the ratios is the result.
"""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.figures import Figure


@dataclass(frozen=True, slots=True)
class Pairs:
    """What one thing and another took, measured in turn."""

    ours: tuple[float, ...]
    other: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The median of ours / other, pair by pair."""
        both = zip(self.ours, self.other, strict=True)
        return statistics.median(one / two for one, two in both)

    def figure(self, what: str, unit: str, beside: str) -> Figure:
        """The line of the table: medians, and the median ratio."""
        ours, other = statistics.median(self.ours), statistics.median(self.other)
        return Figure(what, unit, ours, other, self.ratio, beside)


def in_turn(ours: Callable[[], float], other: Callable[[], float], pairs: int) -> Pairs:
    """Measure both so many times in turn; the first pair warms up and does not count."""
    measured = [(ours(), other()) for _ in range(pairs + 1)][1:]
    return Pairs(tuple(one for one, _ in measured), tuple(two for _, two in measured))


def seconds_of(work: Callable[[], object], times: int) -> float:
    """The processor time of one call, over so many calls."""
    gc.collect()
    gc.disable()
    began = time.process_time()
    for _ in range(times):
        work()
    spent = time.process_time() - began
    gc.enable()
    return spent / times


def microseconds(work: Callable[[], object], times: int) -> Callable[[], float]:
    """Measures so many calls when it is called; what one of them took."""
    return lambda: seconds_of(work, times) * 1e6
