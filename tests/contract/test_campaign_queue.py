"""Every campaigns queue keeps each ask for a chunk, and shows a delayed one to nobody before."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.support import engines
from tests.support.campaign_rows import a_run_key
from tests.support.drained import drained, drained_sqs
from tests.support.engines import VirtualClock
from tests.support.failing_aws import ScriptedClient, refusal
from towkay.adapters.event_messages import chunk_ask_from_json, turn_key_from_json
from towkay.adapters.memory.queues import MemoryCampaignQueue
from towkay.adapters.memory.standard_queue import MemoryStandardQueue
from towkay.adapters.sqs_campaigns import SqsCampaignQueue
from towkay.domain.errors import MalformedBody, QueueRefused
from towkay.domain.runs import ChunkAsk, ChunkKey
from towkay.ports.campaigns import CampaignQueue
from workbench.aws import LocalAws

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

RUN = a_run_key("demo", "茶 週#1", "2026-11-22T09:00")


@dataclass(frozen=True)
class Engine:
    queue: CampaignQueue
    bodies: Callable[[], list[str]]


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def memory_campaigns(clock: VirtualClock) -> Engine:
    queue = MemoryStandardQueue(
        clock, visibility=timedelta(seconds=720), most_receives=5, rng=random.Random(7)
    )

    return Engine(MemoryCampaignQueue(queue), lambda: drained(queue))


def sqs_campaigns(client: "SQSClient") -> Engine:
    url = client.create_queue(QueueName=f"queue-{uuid4().hex}")["QueueUrl"]

    return Engine(SqsCampaignQueue(client, url), lambda: drained_sqs(client, url))


@pytest.fixture
def moto_campaigns() -> Iterator[Engine]:
    with engines.moto_client("sqs") as client:
        yield sqs_campaigns(client)


@pytest.fixture
def embedded_campaigns(embedded_aws: LocalAws) -> Engine:
    return sqs_campaigns(embedded_aws.sqs)


@pytest.fixture(params=["memory_campaigns", "moto_campaigns", "embedded_campaigns"])
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


def chunks(number: int) -> list[ChunkKey]:
    return [ChunkKey(RUN, place % 16, place) for place in range(number)]


def asked(engine: Engine) -> set[ChunkAsk]:
    return {chunk_ask_from_json(body) for body in engine.bodies()}


@pytest.mark.parametrize("number", [0, 1, 10, 23])
def test_every_ask_comes_out_as_it_went_in(engine: Engine, number: int) -> None:
    asks = [ChunkAsk(key, 250, ("104512398760021",)) for key in chunks(number)]

    engine.queue.put(asks)

    assert asked(engine) == set(asks)


def test_a_delayed_ask_is_shown_to_nobody_before_its_time(engine: Engine) -> None:
    now, later = map(ChunkAsk, chunks(2))

    engine.queue.put([later], delay_s=600)
    engine.queue.put([now])

    assert asked(engine) == {now}


def test_in_memory_it_comes_after_its_delay_and_was_never_received(
    memory_campaigns: Engine, clock: VirtualClock
) -> None:
    memory_campaigns.queue.put([ChunkAsk(key) for key in chunks(3)], delay_s=60)

    assert memory_campaigns.bodies() == []
    clock.advance(60)
    assert Counter(map(chunk_ask_from_json, memory_campaigns.bodies())).keys() == set(
        map(ChunkAsk, chunks(3))
    )


def test_a_queue_that_takes_nothing_is_told_of() -> None:
    stored = {"Successful": [{"Id": str(number)} for number in range(9)]}
    client: Any = ScriptedClient(stored, refusal("ServiceUnavailable"))

    with pytest.raises(QueueRefused, match="4 chunks"):
        SqsCampaignQueue(client, "https://sqs.test/queue").put(
            [ChunkAsk(key) for key in chunks(13)]
        )

    # Every batch was tried before the refusal.
    assert len(client.calls) == 2


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"chunk": {"run": 1}}'])
def test_what_asks_for_no_chunk_is_malformed(body: str) -> None:
    with pytest.raises(MalformedBody):
        chunk_ask_from_json(body)


def test_the_key_of_a_turn_is_no_ask_for_a_chunk(engine: Engine) -> None:
    engine.queue.put([ChunkAsk(key) for key in chunks(1)])

    for body in engine.bodies():
        with pytest.raises(MalformedBody):
            turn_key_from_json(body)
