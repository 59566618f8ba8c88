"""What does the shipping function log and count? Nothing that names a shopper or an order."""

from typing import TYPE_CHECKING

from towkay.domain.shipping.arrivals import Arrival, Puzzle
from towkay.domain.shipping.news import ParcelNews
from towkay.runtime.observability import count, logger

if TYPE_CHECKING:
    from towkay.usecases.ship import Looked, Taken


def report_arrival(arrival: Arrival, taken: "Taken") -> None:
    """An arrival by what became of it."""
    count(f"arrival_{taken.fate}")
    count("parcel_notices", taken.turns)
    what = arrival.what
    details: dict[str, object] = {
        "brand": arrival.brand,
        "kind": type(what).__name__,
        "fate": taken.fate,
    }
    if isinstance(what, ParcelNews):
        details |= {"source": what.source, "milestone": what.milestone}
        if what.needs_person:
            count("parcel_needs_person")
    if isinstance(what, Puzzle):
        details |= {"source": what.source, "why": what.why}
    logger.info("arrival taken", extra={**details, "fate": taken.fate, "notices": taken.turns})


def report_looked(looked: "Looked") -> dict[str, int]:
    """A run of the schedule; what is left is due in the next."""
    count("orders_looked_at", looked.orders)
    count("orders_not_looked_at", looked.failed)
    count("parcel_notices", looked.notices)
    told = {"orders": looked.orders, "notices": looked.notices, "failed": looked.failed}
    logger.info("orders looked at", extra=told)
    return told
