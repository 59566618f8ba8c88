"""What does one shipping update cost: AWS requests, units, dollars?

`python -m bench.parcels`: a parcel is at its store, told at the door `/shipments/json` for a LINE
friend who ticked the box at checkout, and followed to LINE's API through the deployed functions
over moto, every call counted at the AWS library; beside the update that most people write first
(`bench/naive/parcels.py`), by the same meter. Caches are warm: the update before it came a minute
ago. The floor writes once that it was told. Counts, not times: every run prints the same.
"""

import importlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from bench.dollars import dollars, newest
from bench.figures import Figure, compared, progress, run
from bench.metering import Tally
from bench.naive.counted import VARIABLES
from bench.shop_day import ShopDay, a_day
from tests.support.builders import a_contact, a_contact_key
from tests.support.queue_events import AT
from tests.support.shop_events import CONSENT, ORDER, PARCEL
from towkay.adapters.dynamodb.items import contact_item

ONE, REPEAT, TEN = "an update", "the same news again", "ten in a batch, each"
FIRST = "a parcel's first news"
_MODULE = "bench.naive.parcels"
_BESIDE = "naive (bench/naive/parcels)"
_MILLION = 1_000_000
_MANY = 10
_KEY = "our-own-demo-key"

Told = dict[str, Any]  # the body of a call
_COLUMNS: dict[str, Callable[[Tally], float]] = {
    "AWS requests": lambda tally: tally.requests,
    "write units": lambda tally: tally.write_units,
    "read units": lambda tally: tally.read_units,
    "SQS billed": lambda tally: tally.sqs.total(),
    "invocations": lambda tally: tally.invocations.total(),
    "calls to LINE": lambda tally: tally.channel_calls,
}


def measure(quick: bool) -> Iterator[Figure]:
    """One update with its two halves, its repeat, ten at once; then the money of a million."""
    progress("counting shipping updates")
    counted, theirs = told(), naive()
    yield from _halves(counted, theirs)
    for name, people in {ONE: 1, REPEAT: 1, TEN: _MANY}.items():
        for what, of in _COLUMNS.items():
            each, other = (of(one[name]) / people for one in (counted, theirs))
            yield compared(name, what, each, other, _BESIDE)
    yield from _money(counted, theirs)


def on_its_way(tally: Tally) -> int:
    """Requests until the update is stored, and queued for the one door to shoppers."""
    return tally.calls_in["shipments"] + tally.calls_in["shipping"]


def told() -> dict[str, Tally]:
    """Every case of ours."""
    with a_day() as day:
        _agreed(day, range(_MANY))
        day.ship(_news("handed_over", [0]))  # fills the caches, as the update before it does
        counted = {
            ONE: _counted(day, _news("at_pickup_store", [0])),
            REPEAT: _counted(day, _news("at_pickup_store", [0])),
        }
        counted[FIRST] = _counted(day, _news("handed_over", [1]))
        day.ship(_news("handed_over", range(_MANY)))
        return counted | {TEN: _counted(day, _news("delivered", range(_MANY)))}


def naive() -> dict[str, Tally]:
    """The same news told to the naive one, whose table knows already who has which order."""
    variables = VARIABLES | {"API_KEY": _KEY}
    with a_day() as day, patch.dict("os.environ", variables):
        sys.modules.pop(_MODULE, None)  # with clients that this meter hears
        app = importlib.import_module(_MODULE)
        client = day.stack.aws.client("dynamodb")
        for number in range(_MANY):
            order = {"pk": {"S": f"ORDER#{_order(number)}"}, "sk": {"S": "STATE"}}
            client.put_item(TableName="Table", Item=order | {"user": {"S": _user(number)}})
        _naively(day, app, _news("handed_over", range(_MANY)))
        one = _news("at_pickup_store", [0])
        return {
            ONE: _naively(day, app, one),
            REPEAT: _naively(day, app, one),
            TEN: _naively(day, app, _news("delivered", range(_MANY))),
        }


def _halves(ours: Mapping[str, Tally], theirs: Mapping[str, Tally]) -> Iterator[Figure]:
    """What the functions before the one door to shoppers ask, and what that one asks."""
    way, other = on_its_way(ours[ONE]), theirs[ONE].requests
    yield compared(f"{ONE}: until it is on its way", "requests", way, other, _BESIDE)
    # It also looks whether news had come before anybody knew the parcel.
    yield Figure(f"{FIRST}: until then", "requests", on_its_way(ours[FIRST]))
    yield Figure(f"{ONE}: its delivery", "requests", ours[ONE].calls_in["delivery"])


def _money(ours: Mapping[str, Tally], theirs: Mapping[str, Tally]) -> Iterator[Figure]:
    prices = newest()
    bills = [dollars(one[ONE], prices) for one in (ours, theirs)]
    for service, cost in bills[0].items():
        each, other = cost * _MILLION, bills[1][service] * _MILLION
        yield compared(f"{ONE}: {service}", "$/million", each, other, prices.name)
    for name, people in {ONE: 1, REPEAT: 1, TEN: _MANY}.items():
        each, other = (
            sum(dollars(one[name], prices).values()) * _MILLION / people for one in (ours, theirs)
        )
        yield compared(f"{name}: all of it", "$/million", each, other, f"naive; {prices.name}")
    all_of_it = sum(bills[0].values()) * _MILLION
    floor = prices.of("dynamodb_write_unit") * _MILLION
    yield compared(f"{ONE}: all of it", "$/million", all_of_it, floor, "the floor: one write")


def _agreed(day: ShopDay, numbers: Sequence[int]) -> None:
    """Friends of the account whose shop told of their orders, and that they ticked the box."""
    client = day.stack.aws.client("dynamodb")
    names = {"Name": "/towkay/dev/endpoints", "Value": "line/demo-line"}
    day.stack.aws.client("ssm").put_parameter(**names, Type="String", Overwrite=True)
    for number in numbers:
        friend = a_contact(a_contact_key(_user(number)), version=1, followed_at=AT)
        client.put_item(TableName="Table", Item=contact_item(friend))
        who = [{"channel": "line", "user": _user(number)}]
        day.ship(CONSENT | {"order": _order(number), "contacts": who}, "consent")
        day.ship({"orders": [ORDER | {"order": _order(number)}]})


def _counted(day: ShopDay, news: Told) -> Tally:
    with day.meter.fresh() as tally:
        day.ship(news)
    return tally


def _naively(day: ShopDay, app: Any, news: Told) -> Tally:
    def take(*asked: object, **named: object) -> SimpleNamespace:
        day.meter.channel_call()
        return SimpleNamespace(status=200)

    event = {"headers": {"authorization": f"Bearer {_KEY}"}, "body": json.dumps(news)}
    request = patch.object(app.http, "request", take)
    with request, day.meter.fresh() as tally, day.meter.invocation("naive"):
        tally.http_requests += 1
        assert app.handler(event, None)["statusCode"] == 200
    return tally


def _news(milestone: str, numbers: Sequence[int]) -> Told:
    """One step of each of these parcels, as the shop's own system tells it."""
    step = ("handed_over", "at_pickup_store", "delivered").index(milestone)
    parcels = [
        PARCEL
        | {
            "parcel": f"P-77001{number:02}",
            "order": _order(number),
            "milestone": milestone,
            "occurred_at": f"2026-11-21T11:{16 + step}:09+08:00",
            "tracking": f"F00000000{number:02}",
        }
        for number in numbers
    ]
    return {"parcels": parcels}


def _order(number: int) -> str:
    return f"#{1042 + number}"


def _user(number: int) -> str:
    return f"U{number:032x}"


if __name__ == "__main__":
    run(measure, __doc__)
