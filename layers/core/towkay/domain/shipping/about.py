"""What of a parcel is a turn about? So that nothing is said that is not so any more.

A notice may wait for the morning, for a person to leave, for a slow channel: at the call it is
asked once more whether the parcel is still where the notice says.
"""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.orders import whole
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.telling import still_holds


@dataclass(frozen=True, slots=True)
class AboutParcel:
    """The order's name, one of its parcels, and the milestone that it reached at `at`."""

    order: str
    source: str
    parcel: str
    milestone: Milestone
    at: datetime


def is_current(record: OrderRecord | None, about: AboutParcel) -> bool:
    """Whether it still holds, by all that is known of the parcel from whatever source."""
    if record is None or record.order.cancelled:
        return False
    parcel = whole(record.parcel(about.source, about.parcel), record.parcels)
    return still_holds(parcel, about.milestone, about.at)
