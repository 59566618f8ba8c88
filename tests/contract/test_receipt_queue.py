"""Every receipts queue keeps whatever it is given; neither order nor once is promised."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.support import engines, receipt_engines
from tests.support.builders import NOW, a_contact_key, an_event
from tests.support.receipt_engines import ReceiptQueueEngine
from towkay.adapters.event_messages import event_from_json
from towkay.domain.events import Event, ReceiptArrived, ReceiptKind
from workbench.aws import LocalAws


@pytest.fixture
def memory_receipts() -> ReceiptQueueEngine:
    return receipt_engines.memory_receipts()


@pytest.fixture
def moto_receipts() -> Iterator[ReceiptQueueEngine]:
    with engines.moto_client("sqs") as client:
        yield receipt_engines.sqs_receipts(client)


@pytest.fixture
def embedded_receipts(embedded_aws: LocalAws) -> ReceiptQueueEngine:
    return receipt_engines.sqs_receipts(embedded_aws.sqs)


@pytest.fixture(params=["memory_receipts", "moto_receipts", "embedded_receipts"])
def queue(request: pytest.FixtureRequest) -> ReceiptQueueEngine:
    engine: ReceiptQueueEngine = request.getfixturevalue(request.param)
    return engine


def receipts(number: int) -> list[Event]:
    contact = a_contact_key()
    moments = [NOW + timedelta(milliseconds=each) for each in range(number)]
    return [
        an_event(contact, happening=ReceiptArrived(ReceiptKind.READ, up_to=at)) for at in moments
    ]


def drained(queue: ReceiptQueueEngine) -> set[Event]:
    return {event_from_json(body) for body in queue.drain()}


@pytest.mark.parametrize(
    "happening",
    [
        ReceiptArrived(ReceiptKind.ECHOED, "19a.0.c #%", "m_gW7"),
        ReceiptArrived(ReceiptKind.DELIVERED, up_to=NOW),
        ReceiptArrived(ReceiptKind.READ, up_to=NOW + timedelta(microseconds=1)),
        ReceiptArrived(ReceiptKind.FAILED, "19a.0.c", code="131026"),
    ],
    ids=lambda happening: str(happening.kind),
)
def test_every_kind_of_receipt_comes_out_as_it_went_in(
    queue: ReceiptQueueEngine, happening: ReceiptArrived
) -> None:
    event = an_event(happening=happening, reply_token=None, may_answer=False)
    queue.receipts.put([event])
    assert drained(queue) == {event}


@pytest.mark.parametrize("number", [0, 1, 10, 11, 25])
def test_all_are_kept_however_many_requests_that_takes(
    queue: ReceiptQueueEngine, number: int
) -> None:
    given = receipts(number)
    queue.receipts.put(given)
    assert drained(queue) == set(given)


def test_a_repetition_of_a_receipt_is_kept_as_well(queue: ReceiptQueueEngine) -> None:
    (event,) = receipts(1)
    queue.receipts.put([event])
    queue.receipts.put([event])
    assert len(queue.drain()) >= 2


def test_in_memory_they_come_in_disorder_and_some_of_them_twice() -> None:
    given = receipts(200)
    queue = receipt_engines.memory_receipts()
    queue.receipts.put(given)
    bodies = queue.drain()
    assert len(bodies) > len(set(bodies)) == 200
    assert [event_from_json(body) for body in bodies if bodies.count(body) == 1] != given[:190]
