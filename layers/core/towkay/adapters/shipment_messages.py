"""How does what came from a shop or a carrier look as a message of the shipments queue?"""

from towkay.adapters.codec import to_json
from towkay.adapters.digests import digest
from towkay.adapters.event_messages import FifoEntry, read_as
from towkay.domain.shipping.arrivals import Arrival


def arrival_entry(arrival: Arrival) -> FifoEntry:
    """The group is the brand: a standard queue serves groups fairly, and deduplicates nothing."""
    return FifoEntry(to_json(arrival), digest(arrival.brand).hex(), "")


def arrival_from_json(body: str) -> Arrival:
    """Raises `MalformedBody` when the message is nothing that arrived."""
    return read_as(Arrival, body)
