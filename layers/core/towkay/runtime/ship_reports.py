"""What does the shipping function log and count? Nothing that names a shopper or an order."""

from typing import TYPE_CHECKING

from towkay.domain.shipping.arrivals import Arrival, Puzzle
from towkay.domain.shipping.news import ParcelNews
from towkay.runtime.observability import count, logger

if TYPE_CHECKING:
    from towkay.usecases.ship import Looked, Taken


def report_arrival(arrival: Arrival, taken: "Taken") -> None:
    """An arrival by what became of it."""
    count(f"shipment_{taken.fate}")
    count("shipment_notices", taken.turns)
    what = arrival.what
    details: dict[str, object] = {
        "brand": arrival.brand,
        "kind": type(what).__name__,
        "fate": taken.fate,
    }
    if isinstance(what, ParcelNews):
        details |= {"source": what.source, "milestone": what.milestone}
        if what.needs_person:
            count("shipment_needs_person")
    if isinstance(what, Puzzle):
        details |= {"source": what.source, "why": what.why}
        count(f"shipment_puzzle_{what.why}")
    logger.info("shipment taken", extra={**details, "fate": taken.fate, "notices": taken.turns})


def report_looked(looked: "Looked") -> dict[str, int]:
    """A run of the schedule; what is left is due in the next."""
    count("orders_looked_at", looked.orders)
    count("shipment_notices", looked.notices)
    logger.info("orders looked at", extra={"orders": looked.orders, "notices": looked.notices})
    return {"orders": looked.orders, "notices": looked.notices}
