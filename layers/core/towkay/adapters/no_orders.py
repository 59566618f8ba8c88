"""What stands in for orders where nobody keeps any? `ports.KnownOrders` that knows none."""

from datetime import datetime

from towkay.domain.channels import ContactKey
from towkay.domain.shipping.records import OrderRecord
from towkay.ports.orders import OrderKey


class NoOrders:
    """Whatever a turn tells of a parcel is not so here."""

    def record(self, key: OrderKey, now: datetime) -> OrderRecord | None:
        del key, now
        return None

    def orders_of(self, contact: ContactKey, brand: str, now: datetime) -> list[OrderKey]:
        del contact, brand, now
        return []
