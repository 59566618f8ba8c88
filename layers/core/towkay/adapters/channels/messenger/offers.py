"""How do products, a coupon, a receipt and a request for consent look to the Send API?

Source: Messenger Platform, "Product template", "Coupon template", "Receipt template", "Marketing
messages opt-in request".
"""

from decimal import Decimal, InvalidOperation
from typing import Any

from towkay.adapters.channels.graph.rendering import template
from towkay.adapters.channels.wire import NOT_RENDERABLE, CallImpossible
from towkay.domain.fitting.words import words_in
from towkay.domain.messages import ConsentRequest, Products
from towkay.domain.offers import Coupon, Receipt, ReceiptLine

Json = dict[str, Any]

# A receipt says in no language: the name of what was taken off stands in both of ours.
_DISCOUNT = f"{words_in('').discount} {words_in('en').discount}"


def products(message: Products) -> Json:
    """Products of the Page's catalogue, by the platform's own ids."""
    return template("product", elements=[{"id": product.id} for product in message.products])


def coupon(offered: Coupon) -> Json:
    """A coupon with its code, its link or both; the payload comes back when it is looked at."""
    return template(
        "coupon",
        title=offered.title,
        subtitle=offered.text,
        coupon_code=offered.code,
        coupon_url=offered.url,
        image_url=offered.image_url,
        payload=offered.payload,
    )


def receipt(shown: Receipt) -> Json:
    """A receipt. Raises `CallImpossible` for amounts that are no numbers."""
    taken_off = _amount(shown.discount)
    return template(
        "receipt",
        recipient_name=shown.name,
        order_number=shown.order,
        currency=shown.currency,
        payment_method=shown.payment,
        order_url=shown.url,
        timestamp=str(int(shown.at.timestamp())) if shown.at else "",
        elements=[_line(line, shown.currency) for line in shown.lines],
        adjustments=[{"name": _DISCOUNT, "amount": taken_off}] if taken_off is not None else [],
        summary=_summary(shown),
    )


def consent_request(asked: ConsentRequest) -> Json:
    """The platform's own question; what its button brings back is ours."""
    return template(
        "notification_messages",
        title=asked.title,
        image_url=asked.image_url,
        payload=asked.accept.payload,
    )


def _line(line: ReceiptLine, currency: str) -> Json:
    members = {
        "title": line.title,
        "subtitle": line.detail,
        "quantity": line.quantity,
        "price": _amount(line.price),
        "currency": currency,
        "image_url": line.image_url,
    }
    if members["price"] is None:
        raise CallImpossible(NOT_RENDERABLE)
    return {name: value for name, value in members.items() if value != ""}


def _summary(shown: Receipt) -> Json:
    members = {
        "subtotal": _amount(shown.subtotal),
        "shipping_cost": _amount(shown.shipping),
        "total_tax": _amount(shown.tax),
        "total_cost": _amount(shown.total),
    }
    if members["total_cost"] is None:
        raise CallImpossible(NOT_RENDERABLE)
    return {name: value for name, value in members.items() if value is not None}


def _amount(text: str) -> int | float | None:
    """A decimal as JSON has it; None for none. Raises `CallImpossible` for what is no amount."""
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise CallImpossible(NOT_RENDERABLE) from error
    if not amount.is_finite():
        raise CallImpossible(NOT_RENDERABLE)
    return int(amount) if amount == amount.to_integral_value() else float(amount)
