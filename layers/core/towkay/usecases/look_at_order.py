"""A person has looked at an order: how does what waited for that go out?

Only the record says so here, and that the schedule is to look at the order at once: what is told
then is worked out and sent where all news of parcels are.
"""

from collections.abc import Mapping
from datetime import datetime

from towkay.domain.copying import changed
from towkay.domain.errors import StaleState
from towkay.domain.shipping.orders import distinct, sameness, tracking_name
from towkay.domain.shipping.parcels import Aspect, Fact, Parcel, looked_at, slot, with_facts
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.standing import needs_person
from towkay.ports.orders import OrderKey, Orders

_TRIES = 5  # writers of one order are few: its shop, its carrier, its shopper

Seen = Mapping[tuple[str, str], Fact]  # what a person looked at, by the parcel of each source


def waiting_for_person(record: OrderRecord, name: str = "") -> tuple[Parcel, ...]:
    """The parcels that a person must look at; of that `name` alone where one is given."""
    return tuple(one for one in named(record, name) if needs_person(one))


def named(record: OrderRecord, name: str = "") -> tuple[Parcel, ...]:
    """The order's parcels that any source calls so, or the carrier by its number; all for none."""
    wanted = tracking_name(name)
    called = {
        sameness(one)
        for one in record.parcels
        if not name or name == one.name or wanted == tracking_name(one.tracking)
    }
    return distinct(one for one in record.parcels if sameness(one) in called)


def mark_looked(
    key: OrderKey, seen: OrderRecord, name: str = "", *, now: datetime, orders: Orders
) -> OrderRecord | None:
    """Mark what waited in the record as `seen`, and have the order looked at by the schedule.

    What came since it was read still waits. Where nothing waited nothing is written. None: the
    order is not known any more. Raises `StaleState` when the record kept changing, and
    `ServiceUnavailable`.
    """
    facts = _seen(seen, name)
    before: OrderRecord | None = seen
    for _ in range(_TRIES):
        if before is None or not facts:
            return before
        parcels = (_with_seen(one, facts) for one in before.parcels)
        after = changed(before, parcels=tuple(parcels))
        try:
            # An end of a pick-up that was to be looked at later is found again by that very look.
            return orders.store(before, after, now=now, look_at=now)
        except StaleState:
            before = orders.record(key, now)
    raise StaleState("the order kept changing")


def _seen(record: OrderRecord, name: str) -> Seen:
    """What the parcels that wait were known by, in the row of each source that tells of them."""
    waiting = {sameness(one) for one in waiting_for_person(record, name)}
    of_them = (one for one in record.parcels if sameness(one) in waiting)
    looked = ((one, looked_at(one).of(Aspect.LOOKED)) for one in of_them)
    return {(one.source, one.name): fact for one, fact in looked if fact}


def _with_seen(row: Parcel, seen: Seen) -> Parcel:
    fact = seen.get((row.source, row.name))
    return with_facts(row, {slot(Aspect.LOOKED): fact}) if fact else row
