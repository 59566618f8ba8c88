"""Every shipments queue keeps each arrival whole, and says when it does not take all of them."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.support import engines
from tests.support.drained import drained, drained_sqs
from tests.support.engines import VirtualClock
from tests.support.failing_aws import ScriptedClient, refusal
from tests.support.shipment_sources import NOW
from towkay.adapters.event_messages import batches
from towkay.adapters.lanes import lanes
from towkay.adapters.memory.queues import MemoryShipmentQueue
from towkay.adapters.memory.standard_queue import MemoryStandardQueue
from towkay.adapters.shipment_messages import arrival_entry, arrival_from_json
from towkay.adapters.sqs_shipments import SqsShipmentQueue
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.errors import MalformedBody, QueueRefused
from towkay.domain.shipping.arrivals import Arrival, CheckoutConsent, Named, Puzzle
from towkay.domain.shipping.news import Milestone, OrderNews, ParcelNews
from towkay.domain.shipping.readings import Oddity
from towkay.ports.orders import ShipmentQueue
from workbench.aws import LocalAws

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

LATER = NOW + timedelta(days=7, microseconds=1)
PLAIN = ParcelNews("json", "P-2", None, "", NOW, NOW, "d-2")
PARCEL = replace(
    PLAIN,
    milestone=Milestone.AT_PICKUP_STORE,
    order="#1042",
    place="鑫台北門市",
    collect_by=LATER,
    needs_person=True,
    again=True,
    withdraws=Milestone.DELIVERED,
)
LINE = ContactKey(Channel.LINE, "U00112233445566778899aabbccddeeff", "U" + 32 * "a")
ORDER = OrderNews(
    "shopify", "#1042", "9001", NOW, "d-3", "+886912345678", cancelled=True, items=200
)
CONSENT = CheckoutConsent("#1042", "checkout:1", NOW, "要通知我", "+886912345678", "zh-TW", 3, NOW)
WHATS = [
    PARCEL,
    PLAIN,
    ORDER,
    replace(ORDER, refs=(("line_user", "U1"), ("cvs_store_id", "991182"))),
    CONSENT,
    replace(CONSENT, placed_at=None, named=(Named(LINE, "demo-line"), Named(LINE, "other"))),
    Puzzle("ecpay", Oddity.UNKNOWN_STATUS, "9999", NOW, "d-2", PLAIN),
    Puzzle("shopify", Oddity.UNKNOWN_TOPIC, "carts/update", NOW),
]


@dataclass(frozen=True)
class Engine:
    queue: ShipmentQueue
    bodies: Callable[[], list[str]]


@pytest.fixture
def memory_shipments() -> Engine:
    queue = MemoryStandardQueue(
        VirtualClock(), visibility=timedelta(minutes=3), most_receives=5, rng=random.Random(7)
    )
    return Engine(MemoryShipmentQueue(queue), lambda: drained(queue))


def sqs_shipments(client: "SQSClient") -> Engine:
    url = client.create_queue(QueueName=f"queue-{uuid4().hex}")["QueueUrl"]
    return Engine(SqsShipmentQueue(client, url), lambda: drained_sqs(client, url))


@pytest.fixture
def moto_shipments() -> Iterator[Engine]:
    with engines.moto_client("sqs") as client:
        yield sqs_shipments(client)


@pytest.fixture
def embedded_shipments(embedded_aws: LocalAws) -> Engine:
    return sqs_shipments(embedded_aws.sqs)


@pytest.fixture(params=["memory_shipments", "moto_shipments", "embedded_shipments"])
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


def arrived(engine: Engine) -> set[Arrival]:
    return {arrival_from_json(body) for body in engine.bodies()}


def parcels(number: int) -> list[Arrival]:
    return [
        Arrival("demo", ParcelNews("json", f"P-{each}", None, "", NOW, NOW, f"{each}"))
        for each in range(number)
    ]


@pytest.mark.parametrize("what", WHATS, ids=lambda one: type(one).__name__)
def test_every_kind_of_arrival_comes_out_as_it_went_in(engine: Engine, what: Any) -> None:
    engine.queue.put([Arrival("茶行", what)])

    assert arrived(engine) == {Arrival("茶行", what)}


@pytest.mark.parametrize("number", [0, 1, 10, 11, 401])
def test_all_are_kept_however_many_requests_that_takes(engine: Engine, number: int) -> None:
    given = parcels(number)

    engine.queue.put(given)

    assert arrived(engine) == set(given)


def test_a_queue_that_takes_a_part_refuses_and_every_batch_was_tried() -> None:
    stored = {"Successful": [{"Id": str(number)} for number in range(9)]}
    client: Any = ScriptedClient(stored, refusal("ServiceUnavailable"))

    with pytest.raises(QueueRefused, match="4 arrivals"):
        SqsShipmentQueue(client, "https://sqs.test/queue").put(parcels(13))

    assert len(client.calls) == 2


def test_four_hundred_arrivals_are_never_more_than_five_requests_one_after_another() -> None:
    # Half a second each on a bad day: less than any source waits.
    entries = [arrival_entry(one) for one in parcels(400)]

    assert max(len([*batches(lane)]) for lane in lanes(entries, id)) <= 5


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"brand": "demo"}', '{"brand": 1, "what": {}}'])
def test_what_is_nothing_that_arrived_is_malformed(body: str) -> None:
    with pytest.raises(MalformedBody):
        arrival_from_json(body)
