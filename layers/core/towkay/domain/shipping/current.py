"""Is it still so what a turn tells of a parcel?"""

from towkay.domain.shipping.about import AboutParcel
from towkay.domain.shipping.orders import whole
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.telling import still_holds


def is_current(about: AboutParcel, record: OrderRecord | None) -> bool:
    """Whether the parcel still is where the turn says, by all that its sources tell of it.

    Of an order that nobody knows any more, because it was erased or is too old, nothing is so.
    """
    if record is None:
        return False
    parcel = whole(record.parcel(about.source, about.parcel), record.parcels)
    return still_holds(parcel, about.milestone, about.at)
