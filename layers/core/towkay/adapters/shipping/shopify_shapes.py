"""Which members of Shopify's objects are used? Names, addresses and e-mails are not among them."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from towkay.adapters.channels.shapes import OBJECT_OR_NONE, ONLY_OBJECTS, Shape
from towkay.adapters.shipping.shapes import Key, Link, Moment, Word, Words, words


def _first(value: object) -> str:
    listed = value if isinstance(value, list) else []
    return next((found for one in listed[:100] if (found := words(one))), "")


def _count(value: object) -> int:
    """How many of a line were ordered; one where that cannot be told."""
    told = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1_000_000
    return value if told and isinstance(value, int) else 1


FirstWords = Annotated[str, BeforeValidator(_first)]


class FulfillmentEvent(Shape):
    """One event of a fulfilment: only these name the fulfilment they are of."""

    id: Key
    fulfillment_id: Key
    order_id: Key
    status: Word = ""
    happened_at: Moment = None
    created_at: Moment = None


class Fulfillment(Shape):
    """One parcel as the shop sees it: it names its order."""

    id: Key
    order_id: Key
    status: Word = ""
    shipment_status: Word = ""
    created_at: Moment = None
    updated_at: Moment = None
    tracking_company: Words = ""
    tracking_number: Words = ""
    tracking_numbers: FirstWords = ""
    tracking_url: Link = ""

    @property
    def tracking(self) -> str:
        """The first number; of several only that one is told."""
        return self.tracking_number or self.tracking_numbers


class Attribute(Shape):
    """What a cart was given to remember."""

    name: Words = ""
    value: Words = ""


class Line(Shape):
    """One line of an order."""

    quantity: Annotated[int, BeforeValidator(_count)] = 1


class WithPhone(Shape):
    """Whoever has a telephone number: a customer or an address."""

    phone: Words = ""
    country_code: Words = ""


class Order(Shape):
    """One order: only these have a number of the order and lines."""

    id: Key
    order_number: Key
    name: Words = ""
    created_at: Moment = None
    updated_at: Moment = None
    cancelled_at: Moment = None
    phone: Words = ""
    customer: Annotated[WithPhone | None, OBJECT_OR_NONE] = None
    shipping_address: Annotated[WithPhone | None, OBJECT_OR_NONE] = None
    billing_address: Annotated[WithPhone | None, OBJECT_OR_NONE] = None
    note_attributes: Annotated[tuple[Attribute, ...], ONLY_OBJECTS] = ()
    line_items: Annotated[tuple[Line, ...], Field(max_length=10_000), ONLY_OBJECTS]
