"""What the queues do when AWS refuses: nothing is called stored that is not, nothing overtakes."""

from datetime import timedelta
from typing import Any

import pytest

from tests.support.builders import NOW, a_contact, an_event
from tests.support.failing_aws import OUTAGES, ScriptedClient, refusal
from tests.support.template import resources
from towkay.adapters.sqs import SqsBackOff, SqsEventQueue, SqsReceiptQueue
from towkay.domain.errors import QueueRefused
from towkay.domain.policy.objections import REPLY_LIFE


def back_off(client: Any, quick_tries: int) -> SqsBackOff:
    return SqsBackOff(client, "url", quick_tries=quick_tries, clock=lambda: NOW)


@pytest.mark.parametrize("outage", OUTAGES, ids=lambda outage: str(type(outage).__name__))
def test_events_that_were_not_queued_are_said_not_to_be(outage: Exception) -> None:
    client: Any = ScriptedClient(outage)

    with pytest.raises(QueueRefused):
        SqsEventQueue(client, "url").put([an_event()])


@pytest.mark.parametrize("outage", OUTAGES, ids=lambda outage: str(type(outage).__name__))
def test_backing_off_never_fails(outage: Exception) -> None:
    client: Any = ScriptedClient(outage)

    back_off(client, 1).hide("receipt", receives=1)

    assert len(client.calls) == 1


@pytest.mark.parametrize(
    ("receives", "seconds"), [(0, 2), (1, 2), (2, 4), (3, 8), (4, 8), (1_000_000, 8)]
)
def test_back_off_grows_from_two_seconds_to_eight(receives: int, seconds: int) -> None:
    client: Any = ScriptedClient({})

    back_off(client, receives).hide("receipt", receives)

    assert client.calls[0][1]["VisibilityTimeout"] == seconds


def stored(*ids: int) -> dict[str, Any]:
    return {"Successful": [{"Id": str(number)} for number in ids]}


def test_one_refused_event_of_a_batch_refuses_the_whole() -> None:
    client: Any = ScriptedClient(stored(0, 2))

    with pytest.raises(QueueRefused):
        SqsEventQueue(client, "url").put([an_event(), an_event(), an_event()])


def test_after_a_refused_batch_the_others_are_still_tried() -> None:
    client: Any = ScriptedClient(refusal("InternalError"), stored(*range(10)), stored(0))

    with pytest.raises(QueueRefused):
        SqsEventQueue(client, "url").put([an_event() for _ in range(21)])

    assert [len(request["Entries"]) for _, request in client.calls] == [10, 10, 1]


def test_what_comes_after_a_refused_event_of_a_contact_does_not_overtake_it() -> None:
    mine, other = a_contact().key, a_contact().key
    events = [an_event(mine) for _ in range(11)] + [an_event(other)]
    client: Any = ScriptedClient(stored(*range(9)), stored(0))

    with pytest.raises(QueueRefused):
        SqsEventQueue(client, "url").put(events)

    second = client.calls[1][1]["Entries"]
    assert len(second) == 1
    assert second[0]["MessageGroupId"] != client.calls[0][1]["Entries"][0]["MessageGroupId"]


def test_after_the_quick_tries_the_queues_own_time_out_counts() -> None:
    client: Any = ScriptedClient({})

    back_off(client, 2).hide("receipt", receives=3)

    assert client.calls == []


@pytest.mark.parametrize(
    ("left", "receives", "seconds"),
    [
        (timedelta(seconds=-3), 1, 1),
        (timedelta(seconds=0.2), 1, 1),
        (timedelta(seconds=59.5), 1, 60),
        (timedelta(minutes=5), 5, 300),
        (timedelta(hours=2), 1, 900),
        (timedelta(seconds=1), 6, 100),
        (timedelta(seconds=1), 9, 300),
        (timedelta(minutes=8), 9, 480),
    ],
)
def test_what_waits_for_a_moment_comes_back_then(
    left: timedelta, receives: int, seconds: int
) -> None:
    client: Any = ScriptedClient({})

    back_off(client, 0).hide("receipt", receives, NOW + left)

    assert client.calls[0][1]["VisibilityTimeout"] == seconds


def test_what_waits_outlives_a_reply_before_its_last_receive() -> None:
    most = resources("AWS::SQS::Queue")["OutboundQueue"]["RedrivePolicy"]["maxReceiveCount"]
    lived = NOW
    for receives in range(1, most):
        client: Any = ScriptedClient({})
        back_off(client, 0).hide("receipt", receives, NOW)
        lived += timedelta(seconds=client.calls[0][1]["VisibilityTimeout"])

    assert lived >= NOW + REPLY_LIFE


@pytest.mark.parametrize("outage", OUTAGES, ids=lambda outage: str(type(outage).__name__))
def test_receipts_that_were_not_queued_are_said_not_to_be(outage: Exception) -> None:
    client: Any = ScriptedClient(outage)

    with pytest.raises(QueueRefused):
        SqsReceiptQueue(client, "url").put([an_event()])


def test_one_refused_receipt_refuses_the_whole_and_keeps_none_of_the_others_back() -> None:
    one = a_contact().key
    client: Any = ScriptedClient(stored(*range(9)), refusal("InternalError"), stored(0))

    with pytest.raises(QueueRefused, match="11 receipts"):
        SqsReceiptQueue(client, "url").put([an_event(one) for _ in range(21)])

    assert [len(request["Entries"]) for _, request in client.calls] == [10, 10, 1]


def test_receipts_carry_no_group_so_that_none_waits_for_another() -> None:
    client: Any = ScriptedClient(stored(0))

    SqsReceiptQueue(client, "url").put([an_event()])

    assert client.calls[0][1]["Entries"][0].keys() == {"Id", "MessageBody"}
