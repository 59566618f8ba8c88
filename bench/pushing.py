"""What does telling one recipient of a campaign cost: AWS requests, units, calls, dollars?

`python -m bench.pushing`: the deployed door over moto on one chunk, every call counted at the
AWS library, beside the campaign that everybody writes first (`bench/naive/pusher.py`), by the same
meter. The floor writes once that somebody was told. Counts, not times: every run prints the same.
"""

import importlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from bench.dollars import Prices, dollars, newest
from bench.figures import Figure, compared, progress, run
from bench.metering import Meter, Tally
from bench.naive.counted import VARIABLES
from bench.shop_day import ShopDay, a_day
from tests.support.campaign_stack import TICK, agreed, approved, chunks
from tests.support.deployed import queue_name
from tests.support.planning import a_campaign
from towkay.adapters.dynamodb.campaign_keys import topic_shard
from towkay.domain.campaigns import Campaign, Said, Step, Variant
from towkay.domain.channels import Channel
from towkay.domain.contacts import Contact
from towkay.domain.messages import Text
from towkay.domain.schedules import Once

_MODULE = "bench.naive.pusher"
_MILLION = 1_000_000
_NAIVE = "calls each, notes each"
SAME, OWN, MESSENGER = "LINE, one text", "LINE, own text", "Messenger"
_PLAIN = "新茶到了，本週免運。"
_WORDS = {SAME: _PLAIN, OWN: "{name|朋友}，新茶到了。", MESSENGER: _PLAIN}


def measure(quick: bool) -> Iterator[Figure]:
    """Each case beside the naive one; then the money of a million."""
    people = 50 if quick else 200  # moto copies whole items for each write
    prices = newest()
    for name in _WORDS:
        progress(f"counting a push to {people}: {name}")
        ours, theirs = pushed(name, people), naive(name, people)
        yield from _figures(name, ours, theirs, people, prices)


def _figures(
    name: str, ours: Tally, theirs: Tally, people: int, prices: Prices
) -> Iterator[Figure]:
    for what in ("requests", "read_units", "write_units", "channel_calls"):
        each, other = (getattr(tally, what) / people for tally in (ours, theirs))
        yield compared(f"{name}: {what.replace('_', ' ')}", "each", each, other, _NAIVE)
    bills = [dollars(tally, prices) for tally in (ours, theirs)]
    for service in ("DynamoDB requests", "DynamoDB storage", "Lambda time"):
        each, other = (bill[service] * _MILLION / people for bill in bills)
        yield compared(f"{name}: {service}", "$/million", each, other, prices.name)
    each, other = (sum(bill.values()) * _MILLION / people for bill in bills)
    yield compared(f"{name}: all of it", "$/million", each, other, prices.name)
    floor = people * prices.of("dynamodb_write_unit") * _MILLION / people
    yield compared(f"{name}: all of it", "$/million", each, floor, "the floor: one write each")


def pushed(name: str, people: int) -> Tally:
    """One chunk of so many, from the queue to its end; the planner's share is in its own part."""
    with a_day() as day:
        approved(day.stack, _campaign(_WORDS[name]), list(_people(name, people)))
        with day.meter.fresh(), day.meter.invocation("notifications"):
            day.stack.invoke("notifications", TICK)
        (event,) = chunks(day.stack)
        day.stack.restart()
        with day.meter.fresh() as tally, day.meter.invocation("delivery"):
            _take(day, event)
        assert not day.stack.queued("campaigns"), "all of it in one run"
        return tally


def _take(day: ShopDay, event: dict[str, Any]) -> None:
    """What Lambda asks of the queue to hand the chunk over and delete it."""
    queue = queue_name("campaigns")
    day.meter.queue_request(queue, len(event["Records"][0]["body"]))
    assert day.stack.invoke("delivery", event) == {"batchItemFailures": []}
    day.meter.queue_request(queue)


def naive(name: str, people: int) -> Tally:
    """The same people told by the naive one, which knows nothing of them but their ids."""
    with a_day() as day, patch.dict("os.environ", VARIABLES):
        sys.modules.pop(_MODULE, None)  # with clients that this meter hears
        pusher = importlib.import_module(_MODULE)
        client = day.stack.aws.client("dynamodb")
        for contact in _people(name, people):
            key = contact.key
            who = {"pk": {"S": "FOLLOWERS#news"}, "sk": {"S": "#".join(_parts(contact))}}
            client.put_item(TableName="Table", Item=who)
            state = {"pk": {"S": key.user}, "sk": {"S": "STATE"}, "messages": {"N": "3"}}
            client.put_item(TableName="Table", Item=state)
        return _counted(pusher, day.meter)


def _counted(pusher: Any, meter: Meter) -> Tally:
    def take(*asked: object, **named: object) -> SimpleNamespace:
        meter.channel_call()
        return SimpleNamespace(status=200)

    told = {"topic": "news", "campaign": "spring", "text": _PLAIN}
    request = patch.object(pusher.http, "request", take)
    with request, meter.fresh() as tally, meter.invocation("naive"):
        pusher.handler(told, None)
    return tally


def _campaign(words: str) -> Campaign:
    said = (Said("zh-TW", (Text(words),)),)
    steps = (Step("only", (Variant("a", 100, said),)),)
    return replace(a_campaign(schedule=Once("2026-11-21T11:21"), holdout=0), steps=steps)


def _people(name: str, people: int) -> Iterator[Contact]:
    """Followers of one shard, so that they fill one chunk as those of a large brand do."""
    channel = Channel.MESSENGER if name == MESSENGER else Channel.LINE
    everybody = (agreed(channel, number) for number in count(1))
    of_shard = (contact for contact in everybody if topic_shard(contact.key) == 0)
    for _ in range(people):
        yield next(of_shard)


def _parts(contact: Contact) -> tuple[str, str, str]:
    return str(contact.key.channel), contact.key.account, contact.key.user


if __name__ == "__main__":
    run(measure, __doc__)
