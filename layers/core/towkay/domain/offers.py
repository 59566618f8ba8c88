"""What does a shop show besides words and pictures: choices, products, coupons, receipts?

A channel with a form of its own for one of them shows that; elsewhere it is said in simpler ones.
Money is a decimal as text with its ISO 4217 currency beside it.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; `payload` comes back when it is chosen."""

    label: str
    payload: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Choices under a title of their own; the title may be empty while there is one section."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Something for sale. `sku` names it in the shop's own catalogue, `id` in the platform's."""

    sku: str
    title: str
    price: str = ""
    currency: str = ""
    text: str = ""
    image_url: str = ""
    url: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """What was bought; `price` is of all pieces of the line."""

    title: str
    price: str
    quantity: int = 1
    detail: str = ""
    image_url: str = ""


@dataclass(frozen=True, slots=True)
class Coupon:
    """A discount. `code` is typed at the till, `reference` the platform's own id of the coupon.

    `payload` comes back when the shopper reveals the code, where a channel tells.
    """

    title: str
    code: str
    text: str = ""
    url: str = ""
    image_url: str = ""
    ends_at: datetime | None = None
    reference: str = ""
    payload: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was bought, for how much; `payment` is how it was paid, in the shop's words."""

    order: str
    name: str
    currency: str
    total: str
    lines: tuple[ReceiptLine, ...] = ()
    subtotal: str = ""
    shipping: str = ""
    tax: str = ""
    discount: str = ""
    payment: str = ""
    url: str = ""
    at: datetime | None = None
