"""What does an order become when somebody tells of it?"""

from datetime import datetime
from typing import Any

from towkay.domain.copying import changed
from towkay.domain.shipping.arrivals import CheckoutConsent
from towkay.domain.shipping.news import OrderNews
from towkay.domain.shipping.orders import order_name
from towkay.domain.shipping.records import Order, ToldSince

# What a shop may say anew, in groups that are said together; the first name of each is its own.
_SAID = (("shown",), ("key", "source"), ("phone",), ("items",))


def told_by_shop(known: Order, news: OrderNews) -> Order:
    """The order after the shop's own system told of it, the same in whatever order it tells.

    Of each member counts what was said last, but for what is left out; a cancellation is for good.
    The moment at which an order was placed is the earliest that was said.
    """
    at = news.told_at or news.placed_at
    told = _members(news)
    since = {one.member: one.since for one in known.told}
    for names in _SAID:
        held = tuple(getattr(known, name) for name in names)
        said = tuple(told[name] for name in names)
        if said[0] and _is_last(said, at, held, since.get(names[0])):
            since[names[0]] = at
        else:
            told |= dict(zip(names, held, strict=True))
    return changed(
        known,
        **told,
        placed_at=min(filter(None, (known.placed_at, news.placed_at))),
        cancelled=known.cancelled or news.cancelled,
        told=tuple(ToldSince(*one) for one in sorted(since.items())),
    )


def _members(news: OrderNews) -> dict[str, Any]:
    """What is said, by the names that an order has for it."""
    return {
        "shown": news.order.strip(),
        "key": news.order_key,
        "source": news.source,
        "phone": news.phone,
        "items": news.items,
    }


def _is_last(
    said: tuple[Any, ...],
    at: datetime,
    held: tuple[Any, ...],
    held_since: datetime | None,
) -> bool:
    """Whether nothing later is held; of two of one moment the greater counts, whichever came."""
    return held_since is None or (held_since, held) <= (at, said)


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
