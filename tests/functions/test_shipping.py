"""The worker of the shipments queue on every file of `events/shipping`."""

import json

import pytest

from tests.functions.test_shipments import with_endpoints
from tests.support.deployed import Deployed
from tests.support.shop_events import arrivals


@pytest.mark.parametrize("name", sorted(arrivals()))
def test_an_arrival_is_done_however_often_it_comes(deployed: Deployed, name: str) -> None:
    for _ in range(2):
        answer = deployed.invoke("shipping", deployed.sample(f"shipping/{name}"))
        assert answer == {"batchItemFailures": []}
    assert deployed.rows(), "something is kept of it"


def test_a_tick_with_nothing_to_look_at_plans_nothing(deployed: Deployed) -> None:
    told = deployed.invoke("shipping", deployed.sample("shipping/tick"))

    assert told == {"orders": 0, "notices": 0, "failed": 0}


def test_what_the_door_queues_the_worker_reads(deployed: Deployed) -> None:
    with_endpoints(deployed)
    for name in ("json", "consent", "ecpay-unknown-code"):
        deployed.invoke("shipments", deployed.sample(f"shipments/{name}"))
    record = deployed.sample("shipping/order")["Records"][0]
    taken = deployed.take("shipments")
    records = [
        record | {"messageId": message["MessageId"], "body": message["Body"]} for message in taken
    ]

    answer = deployed.invoke("shipping", {"Records": records})

    assert len(records) == 5 and answer == {"batchItemFailures": []}
    kept = json.dumps(deployed.rows(), ensure_ascii=False)
    assert "鑫台北門市" in kept and "出貨進度用聊天通知我" in kept
