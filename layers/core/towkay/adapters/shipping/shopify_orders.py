"""What does a Shopify order tell that a notice needs?"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from towkay.adapters.shipping.kept import shaped
from towkay.adapters.shipping.shapes import fingerprint
from towkay.adapters.shipping.shopify_shapes import Attribute, Order
from towkay.domain.shipping.news import OrderNews
from towkay.domain.shipping.phones import TAIWAN, e164

_MOST_REFS = 20
# Which notes of a cart are kept: whose chat it is, and which store was chosen. A form's other notes
# may be of the shopper, and are nobody's business here.
_KEPT = re.compile(
    r"towkay_[a-z_]+|(?:line|messenger|instagram|whatsapp)_user"
    r"|(?:[a-z]{1,40}_)?store_?(?:id|name|no|code|number)",
    re.IGNORECASE,
)


def read_order(body: dict[str, Any], received_at: datetime) -> OrderNews:
    """The order of one body. Raises `MalformedBody` for another object than an order."""
    order = shaped(Order.model_validate, body)
    return OrderNews(
        source="shopify",
        order=order.name or order.order_number,
        order_key=order.id,
        placed_at=order.created_at or received_at,
        dedupe=fingerprint("order", order.id, str(order.updated_at), str(order.cancelled_at)),
        phone=_phone(order),
        cancelled=order.cancelled_at is not None,
        items=sum(line.quantity for line in order.line_items),
        refs=tuple(_refs(order.note_attributes)),
        told_at=order.updated_at or received_at,
    )


def _phone(order: Order) -> str:
    """The first number that is one, of those an order may carry."""
    address = order.shipping_address or order.billing_address
    country = (address.country_code if address else "") or TAIWAN
    holders = (order.customer, order.shipping_address, order.billing_address)
    written = [order.phone, *(holder.phone for holder in holders if holder)]
    return next((number for one in written if (number := e164(one, country))), "")


def _refs(attributes: tuple[Attribute, ...]) -> Iterator[tuple[str, str]]:
    kept = (one for one in attributes if one.value and _KEPT.fullmatch(one.name))
    for _, one in zip(range(_MOST_REFS), kept, strict=False):
        yield one.name, one.value
