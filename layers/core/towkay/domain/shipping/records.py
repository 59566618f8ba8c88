"""What is one order with all that is known of it, and who may hear of it?"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from towkay.domain.channels import ContactKey
from towkay.domain.shipping.parcels import Parcel

MOST_FOLLOWERS = 8  # a household; whoever gives a code to more people has published it
MOST_PARCELS = 200  # of one order


class Proof(StrEnum):
    """How it is known that a contact is of the order; the value is stored as evidence."""

    CODE = "code"  # a signed code of ours, given out at checkout or printed
    SHOP = "shop"  # the shop's own system named the contact
    PHONE = "phone"  # they typed the last digits of the order's telephone


@dataclass(frozen=True, slots=True)
class Follower:
    """A contact that may see the order.

    `told_since` is when it agreed to be told by itself, None where it only asked: may see is not
    wants to be told. The consent itself, with its words, is in the contact's own ledger.
    """

    contact: ContactKey
    proof: Proof
    proved_at: datetime
    told_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class ToldSince:
    """Since when a shop says what it says of one member of its order."""

    member: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a brand; `name` is its number as it is looked for (`order_name`).

    `shown` is the number as the shop writes it, `source` and `key` whose own name for it is known.
    `phone` is E.164 or empty. `wrong_proofs` are the newest moments at which somebody typed digits
    that are not its telephone's: whoever tries them all is stopped early. `revision` counts the
    writes of the whole record and is 0 before the first. `told` is since when the shop says each of
    its members: what comes late takes nothing back.
    """

    brand: str
    name: str
    shown: str = ""
    source: str = ""
    key: str = ""
    phone: str = field(default="", repr=False)
    placed_at: datetime | None = None
    cancelled: bool = False
    items: int = 0
    wrong_proofs: tuple[datetime, ...] = ()
    revision: int = 0
    told: tuple[ToldSince, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """Since when a record is stored, and until when whatever it consists of lasts at least.

    A number that is given out again years later is another order: rows of the one before are not
    of `since`.
    """

    since: datetime
    lasts_until: datetime


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """An order, its parcels by source and name, and who may hear of it: read and written as one.

    `kept` is what its table remembers of it, None before it was stored.
    """

    order: Order
    parcels: tuple[Parcel, ...] = ()
    followers: tuple[Follower, ...] = ()
    kept: Kept | None = field(default=None, compare=False, repr=False)

    def parcel(self, source: str, name: str) -> Parcel:
        """What is known of that parcel; nothing yet, where it is new."""
        known = (one for one in self.parcels if (one.source, one.name) == (source, name))
        return next(known, Parcel(source, name))

    def follower(self, contact: ContactKey) -> Follower | None:
        """The contact as one who may see the order."""
        return next((one for one in self.followers if one.contact == contact), None)
