"""What does an order become when somebody tells of it?"""

from towkay.domain.copying import changed
from towkay.domain.shipping.arrivals import CheckoutConsent
from towkay.domain.shipping.news import OrderNews
from towkay.domain.shipping.orders import order_name
from towkay.domain.shipping.records import Order


def told_by_shop(known: Order, news: OrderNews) -> Order:
    """The order after the shop's own system told of it.

    What is told later counts, but for what is left out; a cancellation is for good. The moment at
    which an order was placed is the earliest that was said.
    """
    placed = min(filter(None, (known.placed_at, news.placed_at)))
    return changed(
        known,
        shown=news.order.strip() or known.shown,
        source=news.source if news.order_key else known.source,
        key=news.order_key or known.key,
        phone=news.phone or known.phone,
        placed_at=placed,
        cancelled=known.cancelled or news.cancelled,
        items=news.items or known.items,
    )


def told_at_checkout(known: Order, consent: CheckoutConsent) -> Order:
    """The order after its shopper ticked the box: what the shop itself told goes first."""
    return changed(
        known,
        shown=known.shown or consent.order.strip(),
        phone=known.phone or consent.phone,
        items=known.items or consent.items,
        placed_at=known.placed_at or consent.placed_at,
    )


def unknown_order(brand: str, written: str) -> Order:
    """An order of which only the number is known."""
    return Order(brand, order_name(written), written.strip())
