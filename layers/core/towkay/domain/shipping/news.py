"""What does a shop, a carrier or its agent tell of a parcel, and of an order, in our own words?

A source's own words stop where it is read; what it wrote is kept beside ours for people. No name,
address or e-mail of a shopper is in here: only what a notice needs.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Milestone(StrEnum):
    """How far a parcel has come; the value is stored, and part of a send's key."""

    LABEL_MADE = "label_made"
    HANDED_OVER = "handed_over"
    IN_TRANSIT = "in_transit"
    AT_PICKUP_STORE = "at_pickup_store"  # a store, locker, post office or depot: to be collected
    OUT_FOR_DELIVERY = "out_for_delivery"
    ATTEMPTED = "attempted"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RETURNED = "returned"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class ParcelNews:
    """One thing that a source told of one parcel; all moments are in UTC.

    `parcel` is the source's own name for it: carriers use a tracking number again after a while.
    `milestone` is None for what is kept and told to nobody; `code` is the source's own word.
    `occurred_at` is the carrier's own time, however late the news came.
    """

    source: str
    parcel: str
    milestone: Milestone | None
    code: str
    occurred_at: datetime
    received_at: datetime
    dedupe: str  # the same for every repeat of the same news
    order: str = ""  # empty where the source does not say
    tracking: str = ""
    carrier: str = ""
    place: str = ""  # the store's name
    collect_by: datetime | None = None  # when the store sends it back
    link: str = ""  # the carrier's page on it; https, or nothing
    needs_person: bool = False
    is_return: bool = False  # of a parcel on its way from the shopper to the shop
    # A repeat or another place: worth telling although its milestone was told.
    again: bool = False
    withdraws: Milestone | None = None  # what the source takes back
    dropped: bool = False  # the shop undid it: there is no such parcel


@dataclass(frozen=True, slots=True)
class OrderNews:
    """One order as a shop's system tells it.

    `order` is its number as shoppers know it and `order_key` the source's own name for it;
    `refs` are what the shop noted at checkout (a pick-up store, a channel's user id). `told_at` is
    since when it is so, by the source's own word or else when it came; None: since it was placed.
    """

    source: str
    order: str
    order_key: str
    placed_at: datetime
    dedupe: str
    phone: str = field(default="", repr=False)  # E.164, or empty
    cancelled: bool = False
    items: int = 0
    refs: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    told_at: datetime | None = None
