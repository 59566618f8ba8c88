"""What does it take to bring people into chunks: time, AWS requests, units, dollars a million?

`python -m bench.planning`. Time is processor time over rows in memory, as all that AWS does is
elsewhere. Beside it stands the planner that everybody writes first: it reads every contact, asks
each whether it follows the topic, and puts one message for each on a queue; killed half-way it
begins again, and tells half of them twice. The floor only writes down once who they are. Requests
and units are counted over moto, with DynamoDB's own rules for units.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import boto3
from moto import mock_aws

from bench.dollars import Prices, newest
from bench.dynamodb_units import item_size, read_units
from bench.figures import Figure, compared, progress, run
from bench.metering import Tally, metered
from bench.pairs import in_turn, seconds_of
from tests.support.builders import a_contact, a_contact_key
from tests.support.engines import dynamodb_table
from tests.support.planning import AT, LONG_AGO, TOPIC, Bureau, a_campaign
from towkay.adapters.codec import to_json
from towkay.adapters.dynamodb.items import contact_item
from towkay.adapters.dynamodb.run_items import chunk_item
from towkay.adapters.dynamodb.runs import DynamoRuns
from towkay.adapters.dynamodb.subscribers import DynamoSubscribers
from towkay.adapters.dynamodb.topic_rows import topic_row
from towkay.adapters.sqs_campaigns import SqsCampaignQueue
from towkay.domain.runs import MOST_IN_CHUNK, Chunk, ChunkKey, RunKey
from towkay.domain.subscriptions import Subscription
from towkay.usecases.fire import Planning
from towkay.usecases.notify import notify
from towkay.usecases.tend import Shift

_PAGE_BYTES = 1024 * 1024  # of a Scan
_AT_ONCE = 10  # entries of a SendMessageBatch
_MILLION = 1_000_000
_KEPT = timedelta(days=90)
_NAIVE = "reads everybody, a message each"


def measure(quick: bool) -> Iterator[Figure]:
    """Time first, then what is counted."""
    people = 20_000 if quick else 100_000
    yield from _time(people, 1 if quick else 5)
    planned = 16 * MOST_IN_CHUNK if quick else 64 * MOST_IN_CHUNK
    progress(f"counting what {planned} cost")
    ours, naive = counted(planned), _naive(planned)
    per_thousand = 1000 / planned
    for what in ("requests", "read units", "write units"):
        each, theirs = (one[what] * per_thousand for one in (ours, naive))
        yield compared(f"{what} per 1,000 planned", "", each, theirs, _NAIVE)
    prices = newest()
    cost, theirs = (_dollars(one, prices) * _MILLION / planned for one in (ours, naive))
    yield compared("a million planned", "$", cost, theirs, f"the same, {prices.name}")


def _time(people: int, pairs: int) -> Iterator[Figure]:
    progress(f"planning {people} in memory")
    bureau = Bureau()
    bureau.approve(a_campaign())
    bureau.follow(people)
    _planned(bureau)
    contacts = tuple(bureau.table.contacts.values())
    chunk = Chunk(ChunkKey(RunKey("demo", "c", "o"), 0, 0), tuple(one.key for one in contacts))

    def one_message_each() -> list[str]:
        followers = (one for one in contacts if (said := one.subscription(TOPIC)) and said.active)
        return [to_json(one.key) for one in followers]

    works = {
        _NAIVE: one_message_each,
        "the floor: written down once": lambda: chunk_item(chunk, AT, _KEPT),
    }
    for beside, work in works.items():
        ours = partial(_microseconds, lambda: _planned(bureau), people)
        both = in_turn(ours, partial(_microseconds, work, people), pairs)
        yield both.figure("one recipient planned", "µs", beside)
        if work is one_message_each:
            rates = [_MILLION / min(one) for one in (both.ours, both.other)]
            yield compared("recipients planned by one process", "/s", rates[0], rates[1], beside)


def _microseconds(work: Any, people: int) -> float:
    return seconds_of(work, 1) * 1e6 / people


def _planned(bureau: Bureau) -> None:
    """One tick, as if there had been none before."""
    for record in bureau.rows.records.values():
        bureau.rows.records[record.brand, record.campaign] = replace(record, planned_until=None)
    bureau.rows.runs.clear()
    bureau.rows.chunks.clear()
    bureau.__post_init__()  # an empty queue
    bureau.tick(AT)
    (chunks,) = bureau.rows.chunks.values()
    for chunk in chunks.values():  # as they leave for the table
        chunk_item(chunk, AT, _KEPT)
    assert bureau.run().is_read


def counted(people: int) -> dict[str, float]:
    """What the planner asks of AWS for so many; the last chunk of a shard is seldom full."""
    bureau = Bureau()
    bureau.approve(a_campaign())
    with mock_aws():
        client: Any = boto3.client("dynamodb", region_name="us-east-1")
        table = dynamodb_table(client)
        _store(client, table.table_name, people)
        with metered(client) as meter:
            session = boto3.DEFAULT_SESSION
            assert session is not None
            rows: Any = session.client("dynamodb", region_name="us-east-1")
            sqs: Any = session.client("sqs", region_name="us-east-1")
            queue = sqs.create_queue(QueueName="campaigns")["QueueUrl"]
            memory = bureau.planning()
            planning = Planning(
                memory.book,
                memory.records,
                DynamoRuns(rows, table.table_name, 90, bureau.clock),
                DynamoSubscribers(rows, table.table_name),
                SqsCampaignQueue(sqs, queue),
                memory.cron,
            )
            with meter.fresh() as tally:
                told = notify(Shift("bench", AT, AT), planning)
    assert told.planned == people and not told.troubles
    return _counted(tally)


def _counted(tally: Tally) -> dict[str, float]:
    return {
        "requests": tally.requests,
        "read units": tally.read_units,
        "write units": tally.write_units,
        "queue requests": tally.sqs["standard"],
    }


def _store(client: Any, table: str, people: int) -> None:
    agreed = Subscription(TOPIC, True, LONG_AGO, "c", granted_at=LONG_AGO)
    rows = [topic_row(a_contact(a_contact_key()), agreed, LONG_AGO) for _ in range(people)]
    for first in range(0, people, 25):
        puts = [{"PutRequest": {"Item": row}} for row in rows[first : first + 25]]
        client.batch_write_item(RequestItems={table: puts})


def _naive(people: int) -> dict[str, float]:
    """A scan of as many contacts, and ten messages in a request."""
    agreed = Subscription(TOPIC, True, LONG_AGO, "c", granted_at=LONG_AGO)
    item = contact_item(a_contact(a_contact_key(), subscriptions=(agreed,)))
    pages = -(-people * item_size(item) // _PAGE_BYTES)
    batches = -(-people // _AT_ONCE)
    return {
        "requests": pages + batches,
        "read units": pages * read_units([item] * (people // pages), consistent=False),
        "write units": 0,
        "queue requests": batches,
    }


def _dollars(counted: dict[str, float], prices: Prices) -> float:
    return (
        counted["read units"] * prices.of("dynamodb_read_unit")
        + counted["write units"] * prices.of("dynamodb_write_unit")
        + counted["queue requests"] * prices.of("sqs_standard_request")
    )


if __name__ == "__main__":
    run(measure, __doc__)
