"""How is an order named, which of its parcels are the same, and what is told of several at once?"""

import re
import unicodedata
from collections.abc import Iterable
from functools import reduce

from towkay.domain.shipping.parcels import Parcel, joined
from towkay.domain.shipping.telling import Telling

_BEFORE_A_NUMBER = "#"  # as shops write it: #1042
_BETWEEN = re.compile(r"[\s-]+")


def order_name(written: str) -> str:
    """An order's number as it is looked for: however wide or cased somebody writes it.

    What stands between its signs stays: `1-12` and `11-2` are two people's.
    """
    plain = unicodedata.normalize("NFKC", written).strip().removeprefix(_BEFORE_A_NUMBER)
    return plain.strip().upper()


def distinct(parcels: Iterable[Parcel]) -> tuple[Parcel, ...]:
    """The parcels of one order, those that two sources tell of put together, by name.

    They are the same where their tracking numbers are: what was told of one was told of the other.
    """
    same: dict[str, list[Parcel]] = {}
    for parcel in sorted(parcels, key=lambda one: (one.source, one.name)):
        same.setdefault(sameness(parcel), []).append(parcel)
    return tuple(reduce(joined, group) for group in same.values())


def whole(parcel: Parcel, parcels: Iterable[Parcel]) -> Parcel:
    """The parcel with what all sources tell of it, under its own name."""
    others = (one for one in parcels if sameness(one) == sameness(parcel))
    return reduce(joined, others, parcel)


def tracking_name(number: str) -> str:
    """A tracking number as it is compared."""
    return _BETWEEN.sub("", number).upper()


def sameness(parcel: Parcel) -> str:
    """Alike of two parcels where they are the same one."""
    return tracking_name(parcel.tracking) or f"{parcel.source} {parcel.name}"


def together(tellings: Iterable[Telling]) -> tuple[tuple[Telling, ...], ...]:
    """What can be told in one message: the same of several parcels of an order, at one place."""
    groups: dict[tuple[str, ...], list[Telling]] = {}
    for one in tellings:
        about = (order_name(one.order), one.milestone, one.place)
        groups.setdefault(about if one.order else (one.source, one.parcel), []).append(one)
    return tuple(tuple(group) for group in groups.values())
