"""Is a parcel still where a notice says?

A notice may wait for the morning, for a person to leave, for a slow channel: this is asked once
more at the call.
"""

from towkay.domain.shipping.about import AboutParcel
from towkay.domain.shipping.orders import whole
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.telling import still_holds


def is_current(record: OrderRecord | None, about: AboutParcel) -> bool:
    """Whether it still holds, by all that is known of the parcel from whatever source."""
    if record is None or record.order.cancelled:
        return False
    parcel = whole(record.parcel(about.source, about.parcel), record.parcels)
    return still_holds(parcel, about.milestone, about.at)
