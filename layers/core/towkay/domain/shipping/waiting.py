"""How long is news kept of an order that nobody knows yet, and what of it is for one that comes?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from towkay.domain.shipping.news import OrderNews, ParcelNews
from towkay.domain.shipping.orders import is_meant

_KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """News whose order nobody knows; at `keeps_until` it is as if it had never come."""

    news: ParcelNews
    keeps_until: datetime


def waiting(news: ParcelNews) -> Waiting:
    """The news as it is kept from the moment it was received."""
    return Waiting(news, news.received_at + _KEPT_FOR)


def released(kept: Iterable[Waiting], order: OrderNews, now: datetime) -> tuple[ParcelNews, ...]:
    """What was kept for this order; whatever is past its time is not, though its row may last."""
    return tuple(one.news for one in kept if now < one.keeps_until and is_meant(order, one.news))
