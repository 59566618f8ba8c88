"""Under which names may news and orders find each other?

An order's number is what shoppers know, a source's own key is good within that source alone, and a
tracking number leads from whoever only carries the parcel to the order it is of.
"""

from dataclasses import dataclass
from enum import StrEnum

from towkay.domain.shipping.news import ParcelNews
from towkay.domain.shipping.orders import order_name, tracking_name
from towkay.domain.shipping.records import Order

# What the shop itself calls an order is its order, and no other's of the same tracking number; who
# only carries parcels may call it by a number that the shop does not know.
_OF_THE_SHOP = frozenset({"json", "shopify"})


class ReferenceKind(StrEnum):
    """What a name is; the value is part of a key."""

    SOURCE_KEY = "key"
    NAME = "name"
    TRACKING = "tracking"


@dataclass(frozen=True, slots=True)
class Reference:
    """One name; of a source's own key `value` is `source:key`."""

    kind: ReferenceKind
    value: str


def references_of(news: ParcelNews) -> tuple[Reference, ...]:
    """The names under which its order is looked for, the surest first."""
    own = Reference(ReferenceKind.SOURCE_KEY, f"{news.source}:{news.order}")
    named = Reference(ReferenceKind.NAME, order_name(news.order))
    by_order = (own, named) if named.value else ()
    is_sure = bool(by_order) and news.source in _OF_THE_SHOP
    return by_order if is_sure else (*by_order, *tracked(news.tracking))


def references_to(order: Order) -> tuple[Reference, ...]:
    """The names that lead to the order itself."""
    own = Reference(ReferenceKind.SOURCE_KEY, f"{order.source}:{order.key}")
    named = Reference(ReferenceKind.NAME, order.name)
    return (named, own) if order.source and order.key else (named,)


def tracked(number: str) -> tuple[Reference, ...]:
    """The reference of a tracking number, however it is spaced; none where there is none."""
    plain = tracking_name(number)
    return (Reference(ReferenceKind.TRACKING, plain),) if plain else ()
