"""What is a million answered messages worth in dollars, from counted calls and a dated price file?

`python -m bench.dollars`: the counts of `bench.aws_requests` times the newest file of
`bench/prices/`. The file says for each price where it comes from and whether anybody confirmed it,
and names what cannot be counted here (how long a call takes); both bots are charged the same.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.aws_requests import naive_tallies
from bench.figures import Figure, compared, progress, run
from bench.metering import Tally
from bench.scenarios import LOOK, RECEIPTS, TICK, WARM, Case, tallies
from tests.support.template import load_template, properties_of, resources

_FOLDER = Path(__file__).with_name("prices")
_MILLION = 1_000_000
_MINUTES_A_MONTH = 30 * 24 * 60
_NAIVE_MB = 512  # as our webhook has
_GB = 1024**3


class Prices:
    """One dated price file."""

    def __init__(self, path: Path) -> None:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self.name = f"{path.stem} {content['region']}"
        self._usd = {name: entry["usd"] for name, entry in content["prices"].items()}
        self._assumed = {name: entry["value"] for name, entry in content["assumptions"].items()}

    def of(self, name: str) -> float:
        return float(self._usd[name])

    def assumed(self, name: str) -> float:
        return float(self._assumed[name])


def newest() -> Prices:
    """The price file of the latest date."""
    return Prices(max(_FOLDER.glob("*.json")))


def dollars(tally: Tally, prices: Prices) -> dict[str, float]:
    """What one such tally costs, by service."""
    of = prices.of
    logged = (
        tally.log_bytes
        + tally.invocations.total() * prices.assumed("lambda_log_bytes")
        + tally.http_requests * prices.assumed("access_log_bytes")
    )
    return {
        "API Gateway": tally.http_requests * of("http_request"),
        "Lambda requests": tally.invocations.total() * of("lambda_request"),
        "Lambda time": _gb_seconds(tally, prices) * of("lambda_gb_second"),
        "SQS": tally.sqs["fifo"] * of("sqs_fifo_request")
        + tally.sqs["standard"] * of("sqs_standard_request"),
        "DynamoDB requests": tally.write_units * of("dynamodb_write_unit")
        + tally.read_units * of("dynamodb_read_unit"),
        "DynamoDB storage": _stored_gb_months(tally, prices) * of("dynamodb_gb_month"),
        "secrets and packs": tally.service("ssm") * of("parameter_decryption")
        + tally.service("s3") * of("s3_get"),
        "logs": logged / _GB * of("log_gb"),
    }


def monthly(prices: Prices, ours: Mapping[Case, Tally]) -> dict[str, float]:
    """What a stack costs in a month in which nobody writes, at most."""
    polls = _MINUTES_A_MONTH * 60 / prices.assumed("poll_seconds")
    polls *= prices.assumed("pollers_per_queue")
    standard = sum(not queue.get("FifoQueue") for queue in _read_queues())
    fifo = len(_read_queues()) - standard
    of = prices.of
    minutes = {
        name: _MINUTES_A_MONTH * (_total(ours[case], prices) + of("schedule_invocation"))
        for name, case in (("sweeper", TICK), ("notifications", LOOK))
    }
    return {
        "idle polls of queues": polls
        * (fifo * of("sqs_fifo_request") + standard * of("sqs_standard_request")),
        **minutes,
        "alarms": len(resources("AWS::CloudWatch::Alarm")) * of("alarm_month"),
    }


def measure(quick: bool) -> Iterator[Figure]:
    """By service for one message, then whole messages, then the stack that nobody writes to."""
    progress("counting what is paid for")
    prices, ours, theirs = newest(), tallies(), naive_tallies()
    line = ("line", WARM)
    beside = dollars(theirs[line], prices)
    for service, cost in dollars(ours[line], prices).items():
        yield _per_million(f"LINE question: {service}", cost, beside[service], prices)
    for channel, label in (("line", "LINE"), ("messenger", "Messenger")):
        total, other = (_total(both[channel, WARM], prices) for both in (ours, theirs))
        yield _per_million(f"{label} question", total, other, prices)
    with_receipts = _total(ours["messenger", WARM], prices) + _receipts(ours, prices)
    told = _total(theirs["messenger", WARM], prices) + 3 * _unheard(prices)
    yield _per_million("Messenger question, 3 receipts", with_receipts, told, prices)
    for what, cost in monthly(prices, ours).items():
        yield Figure(f"a month of silence: {what}", "$", cost, 0.0, None, prices.name)


def _per_million(what: str, ours: float, other: float, prices: Prices) -> Figure:
    name = f"naive; {prices.name}"
    return compared(what, "$/million", ours * _MILLION, other * _MILLION, name)


def _total(tally: Tally, prices: Prices) -> float:
    return sum(dollars(tally, prices).values())


def _receipts(ours: Mapping[Case, Tally], prices: Prices) -> float:
    each = (_total(ours["messenger", name], prices) for name in RECEIPTS)
    return sum(each)


def _unheard(prices: Prices) -> float:
    """A receipt at the naive bot: a webhook that it looks into and forgets."""
    unheard = Tally(http_requests=1)
    unheard.invocations["naive"] = 1
    return _total(unheard, prices)


def _gb_seconds(tally: Tally, prices: Prices) -> float:
    spent = 0.0
    for function, times in tally.invocations.items():
        waited_ms = (
            times * prices.assumed("own_ms")
            + tally.calls_in[function] * prices.assumed("aws_call_ms")
            + tally.channel_calls_in[function] * prices.assumed("channel_call_ms")
        )
        spent += waited_ms / 1000 * _memory_mb(function) / 1024
    return spent


def _memory_mb(function: str) -> int:
    if function == "naive":
        return _NAIVE_MB
    shared: int = load_template()["Globals"]["Function"]["MemorySize"]
    own: int = properties_of(function).get("MemorySize", shared)
    return own


def _stored_gb_months(tally: Tally, prices: Prices) -> float:
    if tally.stored_bytes <= 0:
        return 0.0
    days = load_template()["Parameters"]["TurnRetentionInDays"]["Default"]
    kept = tally.stored_bytes + prices.assumed("table_row_overhead_bytes")
    return float(kept / _GB * days / 30)


def _read_queues() -> list[dict[str, Any]]:
    """The queues that a function reads from: the others are dead letters."""
    queues = resources("AWS::SQS::Queue").values()
    return [queue for queue in queues if "RedrivePolicy" in queue]


if __name__ == "__main__":
    run(measure, __doc__)
