"""What a shop or a carrier tells is stored whole before it hears of success, whatever fails."""

import random
from datetime import timedelta

import pytest

from tests.simulation.gates import ERRORS, KILLS, AimedGate, Killed
from tests.support.drained import drained
from tests.support.engines import VirtualClock
from tests.support.shipment_sources import NOW
from tests.support.shop_doors import ShopDoor, a_delivery, a_parcel
from towkay.adapters.callsites import CallSite
from towkay.adapters.memory.queues import MemoryShipmentQueue
from towkay.adapters.memory.standard_queue import MemoryStandardQueue
from towkay.adapters.shipment_messages import arrival_from_json
from towkay.domain.errors import TransientError
from towkay.usecases.take_shipments import Taking

SITES = {CallSite.SHOP_KEYS_READ, CallSite.SHIPMENTS_QUEUE}
PARCELS = {f"P-{number}" for number in range(23)}
DELIVERY = a_delivery("json", {"parcels": [a_parcel(number) for number in range(23)]})


@pytest.mark.parametrize("fault", [*KILLS, *ERRORS])
def test_success_is_heard_only_once_everything_is_stored(fault: str) -> None:
    struck: set[CallSite] = set()
    for place in range(9):
        gate = AimedGate({place: fault})
        rows = MemoryStandardQueue(
            VirtualClock(), visibility=timedelta(minutes=3), most_receives=5, rng=random.Random(1)
        )
        door = ShopDoor(gate=gate, now=NOW)
        door.queue = MemoryShipmentQueue(rows, gate)  # type: ignore[assignment]
        try:
            answer = door.take(DELIVERY).answer
        except (Killed, TransientError):
            struck.add(gate.passages[-1])
            answer = door.take(DELIVERY).answer  # the source asks again

        assert answer is Taking.ACCEPTED
        stored = {arrival_from_json(body).what.parcel for body in drained(rows)}  # type: ignore[union-attr]
        assert stored == PARCELS

    assert struck == SITES
