"""How long is news kept of an order that nobody knows yet?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from towkay.domain.shipping.news import ParcelNews

_KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """News whose order nobody knows; at `keeps_until` it is as if it had never come."""

    news: ParcelNews
    keeps_until: datetime


def waiting(news: ParcelNews) -> Waiting:
    """The news as it is kept from the moment it was received."""
    return Waiting(news, news.received_at + _KEPT_FOR)


def in_time(kept: Iterable[Waiting], now: datetime) -> tuple[ParcelNews, ...]:
    """What is still kept at `now`; whatever is past its time is not, though its row may last."""
    return tuple(one.news for one in kept if now < one.keeps_until)
