"""How many AWS requests and billed units does an answered message cost, and beside a naive bot?

`python -m bench.aws_requests`: the deployed functions over moto, every call counted at the AWS
library; the naive bot of `bench/naive` is counted by the same meter. Counts, not times: every run
prints the same. `requests` are those that the functions make; `sqs billed` adds what Lambda itself
asks of the queues to hand a message over.
"""

from collections.abc import Callable, Iterator

from bench import naive
from bench.figures import Figure, compared, progress, run
from bench.metering import Tally
from bench.scenarios import CHANNELS, DUPLICATE, WARM, Case, tallies

_COLUMNS: dict[str, Callable[[Tally], float]] = {
    "AWS requests": lambda tally: tally.requests,
    "DynamoDB write units": lambda tally: tally.write_units,
    "DynamoDB read units": lambda tally: tally.read_units,
    "SQS requests billed": lambda tally: tally.sqs.total(),
    "Lambda invocations": lambda tally: tally.invocations.total(),
}
_BESIDE = "naive bot (bench/naive)"


def measure(quick: bool) -> Iterator[Figure]:
    """Every case; those the naive bot knows stand beside it."""
    progress("counting AWS requests")
    theirs = naive_tallies()
    for (channel, name), tally in tallies().items():
        other = theirs.get((channel, name))
        for column, of in _COLUMNS.items():
            beside = None if other is None else of(other)
            yield _figure(f"{channel}: {name}", column, of(tally), beside)


def naive_tallies() -> dict[Case, Tally]:
    """The naive bot's cost of the same: a duplicate costs it, and says, everything twice."""
    counted: dict[Case, Tally] = {}
    for channel in CHANNELS:
        tally = naive.count_one_message(channel)
        counted |= {(channel, WARM): tally, (channel, DUPLICATE): tally}
    return counted


def _figure(what: str, unit: str, ours: float, other: float | None) -> Figure:
    if other is None:
        return Figure(what, unit, ours)
    return compared(what, unit, ours, other, _BESIDE)


if __name__ == "__main__":
    run(measure, __doc__)
