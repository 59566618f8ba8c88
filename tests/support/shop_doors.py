"""A shop's door in memory: keys, a queue that keeps all it is given, and what came out of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tests.support.shipment_sources import KEYS, NOW, Signed, encoded, sign
from towkay.adapters.callsites import Gate, open_gate
from towkay.adapters.memory.shop_keys import MemoryShopKeys
from towkay.adapters.shipping.sources import SOURCES
from towkay.adapters.shop_keys import shop_keys_text
from towkay.domain.errors import QueueRefused
from towkay.domain.shipping.arrivals import Arrival
from towkay.domain.shipping.deliveries import Delivery
from towkay.domain.shipping.readings import SourceKey
from towkay.ports.shipping import BrandKey
from towkay.usecases.take_shipments import Taken, take_shipments


@dataclass
class KeptQueue:
    """`ports.ShipmentQueue`, which may refuse."""

    arrivals: list[Arrival] = field(default_factory=list)
    refuses: bool = False

    def put(self, arrivals: Sequence[Arrival]) -> None:
        if self.refuses:
            raise QueueRefused("not now")
        self.arrivals += arrivals


@dataclass
class ShopDoor:
    """Deliveries come in here, each source with its own key of the brand `demo`."""

    texts: dict[str, str] = field(default_factory=dict)
    queue: KeptQueue = field(default_factory=KeptQueue)
    gate: Gate = open_gate
    now: datetime = NOW

    def __post_init__(self) -> None:
        for source, key in KEYS.items():
            self.put(source, BrandKey("demo", key))

    def put(self, source: str, *keys: BrandKey) -> None:
        self.texts[source] = shop_keys_text(keys)

    def take(self, delivery: Delivery) -> Taken:
        keys = MemoryShopKeys(self.texts, self.gate)
        return take_shipments(delivery, now=self.now, sources=SOURCES, keys=keys, queue=self.queue)


def a_delivery(source: str, body: object, key: SourceKey | None = None, **topic: str) -> Delivery:
    """What the source would send of this body; `topic` is Shopify's header."""
    headers, raw = sign(source, encoded(source, body), key)
    if topic:
        headers["x-shopify-topic"] = topic["topic"]
    return delivered(source, (headers, raw))


def delivered(source: str, sent: Signed) -> Delivery:
    return Delivery(source, sent[0], {}, sent[1])


def a_parcel(number: int = 1, **more: object) -> dict[str, object]:
    """One parcel in the plain form."""
    return {
        "parcel": f"P-{number}",
        "milestone": "in_transit",
        "occurred_at": "2026-11-21T15:00:00+08:00",
        **more,
    }
