"""Which order is meant, which of its parcels are the same, and what is told of several at once?"""

import re
import unicodedata
from collections.abc import Iterable
from functools import reduce

from towkay.domain.shipping.news import OrderNews
from towkay.domain.shipping.parcels import Parcel, joined
from towkay.domain.shipping.telling import Telling

_BEFORE_A_NUMBER = "\x23"  # the sign that shops write before an order's number
_BETWEEN = re.compile(r"[\s\-_.]+")


def order_name(written: str) -> str:
    """An order's number as it is looked for: however wide, spaced or cased somebody writes it."""
    plain = unicodedata.normalize("NFKC", written).strip().removeprefix(_BEFORE_A_NUMBER)
    return _BETWEEN.sub("", plain).upper()


def is_named(order: OrderNews, written: str) -> bool:
    """Whether `written` names the order: by its number, or by the source's own name for it."""
    name = order_name(written)
    return bool(name) and name in (order_name(order.order), order_name(order.order_key))


def distinct(parcels: Iterable[Parcel]) -> tuple[Parcel, ...]:
    """The parcels of one order, those that two sources tell of put together, by name.

    They are the same where their tracking numbers are: what was told of one was told of the other.
    """
    same: dict[str, list[Parcel]] = {}
    for parcel in sorted(parcels, key=lambda one: (one.source, one.name)):
        tracking = _BETWEEN.sub("", parcel.tracking).upper()
        same.setdefault(tracking or f"{parcel.source} {parcel.name}", []).append(parcel)
    return tuple(reduce(joined, group) for group in same.values())


def together(tellings: Iterable[Telling]) -> tuple[tuple[Telling, ...], ...]:
    """What can be told in one message: the same of several parcels of an order, at one place."""
    groups: dict[tuple[str, ...], list[Telling]] = {}
    for one in tellings:
        about = (order_name(one.order), one.milestone, one.place)
        groups.setdefault(about if one.order else (one.source, one.parcel), []).append(one)
    return tuple(tuple(group) for group in groups.values())
