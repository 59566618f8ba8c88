"""How many AWS requests and billed units does an answered message cost, and beside a naive bot?

`python -m bench.aws_requests`: the deployed functions over moto, every call counted at the AWS
library; the naive bot of `bench/naive` is counted by the same meter. Counts, not times: every run
prints the same. `requests` are those that the functions make; `sqs billed` adds what Lambda itself
asks of the queues to hand a message over.
"""

from collections.abc import Callable, Iterator, Mapping

from bench.figures import Figure, compared, progress, run
from bench.metering import Tally
from bench.naive import counted as naive
from bench.scenarios import CHANNELS, DUPLICATE, WARM, Case, tallies

_COLUMNS: dict[str, Callable[[Tally], float]] = {
    "requests": lambda tally: tally.requests,
    "write units": lambda tally: tally.write_units,
    "read units": lambda tally: tally.read_units,
    "SQS billed": lambda tally: tally.sqs.total(),
    "invocations": lambda tally: tally.invocations.total(),
}
_LABELS = {"line": "LINE", "messenger": "Messenger", "both": "stack"}
_BESIDE = "naive bot (bench/naive)"


def measure(quick: bool) -> Iterator[Figure]:
    """Every case; those the naive bot knows stand beside it. Channels that cost the same share."""
    progress("counting AWS requests")
    counted, theirs = tallies(), naive_tallies()
    for (channel, name), tally in counted.items():
        is_same = _is_same(counted, name)
        if is_same and channel == "messenger":
            continue  # LINE's lines say it for both
        label = "both" if is_same else _LABELS[channel]
        other = theirs.get((channel, name))
        for column, of in _COLUMNS.items():
            beside = None if other is None else of(other)
            yield _figure(f"{label}: {name}", column, of(tally), beside)


def costs(tally: Tally) -> dict[str, float]:
    """What a case costs, by the name of each column."""
    return {column: of(tally) for column, of in _COLUMNS.items()}


def _is_same(counted: Mapping[Case, Tally], name: str) -> bool:
    """Whether both channels know the case, at the same cost."""
    both = [counted.get((channel, name)) for channel in CHANNELS]
    told = [costs(tally) for tally in both if tally is not None]
    return len(told) == len(CHANNELS) and told[0] == told[1]


def naive_tallies() -> dict[Case, Tally]:
    """The naive bot's cost of the same: a duplicate costs it, and says, everything twice."""
    counted: dict[Case, Tally] = {}
    for channel, tally in naive.count_messages(CHANNELS).items():
        counted |= {(channel, WARM): tally, (channel, DUPLICATE): tally}
    return counted


def _figure(what: str, unit: str, ours: float, other: float | None) -> Figure:
    if other is None:
        return Figure(what, unit, ours)
    return compared(what, unit, ours, other, _BESIDE)


if __name__ == "__main__":
    run(measure, __doc__)
