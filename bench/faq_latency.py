"""How fast is one answer of a FAQ of 100, 1,000 and 5,000 entries, and what does its index cost?

    .tools/bench/bin/python -m bench.faq_latency

Beside it stands what one would write first: rapidfuzz's scan over all phrases. The index is built
when a cold function first needs it, so its build must leave room in faq's time-out; the share is
for a processor as fast as this one at the part of it that the function's memory buys.
"""

import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from bench.faq_lists import entries, queries
from bench.figures import Figure, progress, run
from bench.pairs import Pairs
from towkay.domain.faq.entries import FaqEntry
from towkay.domain.faq.index import build

_SIZES = (100, 1000, 5000)
# As template.yaml says, which this environment cannot read: tests/bench holds them to it.
FAQ_TIMEOUT_S = 5
FAQ_MEMORY_MB = 1769
_PROCESSOR = FAQ_MEMORY_MB / 1769  # of one, by Lambda's own measure
_BEST = 10


def measure(quick: bool) -> Iterator[Figure]:
    """Latency beside the scan, then the index, at each size."""
    asked, sizes = (20, _SIZES[:-1]) if quick else (150, _SIZES)
    scan = f"rapidfuzz {metadata.version('rapidfuzz')} scan"
    for size in sizes:
        progress(f"a list of {size} entries")
        listed = entries(size)
        index = build(listed)
        both = _by_both(index.answer, _scan(listed), queries(listed, asked))
        yield both.figure(f"FAQ of {size:,}: one answer, median", "ms", scan)
        yield Figure(f"FAQ of {size:,}: p95", "ms", _p95(both.ours), _p95(both.other), None, scan)
        seconds, megabytes = _apart(size)
        yield Figure(f"FAQ of {size:,}: index, processor time", "s", seconds)
        yield Figure(f"FAQ of {size:,}: index, memory", "MB", megabytes)
        share = 100 * seconds / _PROCESSOR / FAQ_TIMEOUT_S
        yield Figure(f"FAQ of {size:,}: index, share of faq's 5 s", "%", share)


def _by_both(
    ours: Callable[[str], object], other: Callable[[str], object], texts: Sequence[str]
) -> Pairs:
    """Every text asked of both, in turn."""
    for text in texts[:3]:
        ours(text), other(text)
    times = [(_milliseconds(ours, text), _milliseconds(other, text)) for text in texts]
    return Pairs(tuple(one for one, _ in times), tuple(two for _, two in times))


def _milliseconds(ask: Callable[[str], object], text: str) -> float:
    began = time.perf_counter()
    ask(text)
    return (time.perf_counter() - began) * 1000


def _scan(listed: Sequence[FaqEntry]) -> Callable[[str], object]:
    """The library's own way to the best matches, with the scorer it takes if none is named."""
    process: Any = import_module("rapidfuzz.process")
    phrases = [phrase for entry in listed for phrase in entry.phrases]
    return lambda text: process.extract(text, phrases, limit=_BEST)


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _apart(size: int) -> tuple[float, float]:
    """Seconds and megabytes of one build, in a process that has done nothing else."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(built, (size,))


def built(size: int) -> tuple[float, float]:
    """Build once; processor seconds, and the megabytes by which the process grew."""
    listed = entries(size)
    before = _resident_mb()
    began = time.process_time()
    index = build(listed)
    seconds = time.process_time() - began
    grown = _resident_mb() - before
    assert len(index.entry_ids) == size
    return seconds, grown


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024**2


if __name__ == "__main__":
    run(measure, __doc__)
