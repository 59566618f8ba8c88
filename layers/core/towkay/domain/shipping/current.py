"""Is a parcel still where a notice says?

A notice may wait for the morning, for a person to leave, for a slow channel: this is asked once
more at the call.
"""

from towkay.domain.shipping.about import AboutParcel, Beside
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.orders import whole
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.telling import still_holds


def is_current(record: OrderRecord | None, about: AboutParcel) -> bool:
    """Whether it still holds, by all that is known from whatever source; of several, of any one.

    What one of them left behind is still news of the others, and is told nowhere else.
    """
    if record is None or record.order.cancelled:
        return False
    told = (Beside(about.source, about.parcel, about.at), *about.beside)
    return any(_holds(record, one, about.milestone) for one in told)


def _holds(record: OrderRecord, one: Beside, milestone: Milestone) -> bool:
    parcel = whole(record.parcel(one.source, one.parcel), record.parcels)
    return still_holds(parcel, milestone, one.at)
