"""Look up the orders that an event is about, and note who may see them, before its turn is written.

What is noted is the same however often the event comes: a crash before the turn is stored links
nobody twice, and counts no wrong digits twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from towkay.domain.brands import Brand
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.copying import changed
from towkay.domain.errors import StaleState
from towkay.domain.events import Event
from towkay.domain.numbers import SAME_HANDS, is_number
from towkay.domain.shipping.matters import Matter, Sight, tells_from_now
from towkay.domain.shipping.phones import proves
from towkay.domain.shipping.proving import followed_by, may_try, tried_at, tried_wrong
from towkay.domain.shipping.records import Follower, Order, OrderRecord, Proof
from towkay.domain.shipping.rules import ORDER_UPDATES
from towkay.ports.orders import OrderKey, Orders
from towkay.usecases.order_notices import next_look

MOST_SHOWN = 3
_MOST_OFFERED = 8  # more of theirs, by their names alone
_TRIES = 5  # writers of one order are few: its shop, its carrier, its shopper

Change = Callable[[OrderRecord | None], OrderRecord | None]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, by which event, and with what it is looked up."""

    event: Event
    contact: Contact
    brand: Brand
    orders: Orders
    now: datetime

    @property
    def key(self) -> ContactKey:
        return self.contact.key

    @property
    def at(self) -> datetime:
        return self.event.effective_at

    @property
    def ids(self) -> list[ContactKey]:
        """The ids under which the channel knew them, and their number's own: theirs as well."""
        others = (self.contact.moved_from, self.contact.number)
        users = dict.fromkeys((self.key.user, *filter(None, others)))
        return [replace(self.key, user=user) for user in users]

    def as_in(self, record: OrderRecord) -> Follower | None:
        """As whom they may see it already; None where they may not."""
        known = (record.follower(one) for one in self.ids)
        return next((one for one in known if one and self._is_theirs(one)), None)

    def id_in(self, record: OrderRecord) -> ContactKey:
        """The id under which they may see it already, else today's: nobody is told twice."""
        known = self.as_in(record)
        return known.contact if known else self.key

    def proved(
        self, record: OrderRecord, proof: Proof, told_since: datetime | None
    ) -> OrderRecord | None:
        """The record as they may see it; whoever held their number before them no longer may."""
        if self.as_in(record) is None:
            others = tuple(one for one in record.followers if one.contact != self.key)
            record = changed(record, followers=others)
        return followed_by(record, self.id_in(record), proof, self.at, told_since)

    def _is_theirs(self, follower: Follower) -> bool:
        """A number is given to somebody else after a while: what it saw long ago was not theirs."""
        is_sure = not is_number(follower.contact.user)
        return is_sure or self.at - follower.proved_at <= SAME_HANDS


def sight_of(matter: Matter, asker: Asker) -> Sight:
    """What they may see of it. Raises `StaleState`, `ServiceUnavailable`: try again later."""
    if matter.code:
        return _by_code(matter, asker)
    own = _own_orders(asker)
    named = OrderKey(asker.brand.brand, matter.number)
    if not matter.number:
        return _newest(matter, own, asker)
    if named in own and (record := _seen(named, asker)):
        return Sight(matter, (record,))
    return _tried(matter, named, asker) if matter.digits else Sight(matter)


def told_from_now(asker: Asker) -> None:
    """Their newest orders are told by themselves: they have just agreed to it."""
    for key in _own_orders(asker)[:MOST_SHOWN]:
        rewritten(key, lambda record: _agreed(record, asker), asker)


def _by_code(matter: Matter, asker: Asker) -> Sight:
    """An order that nobody has told of yet is one all the same: we signed its name."""
    code = matter.code
    if code is None:
        raise AssertionError("without a code nobody is linked by one")
    brand, at = asker.brand, asker.at
    told = at if tells_from_now(code, asker.contact, brand) else None

    def linked(record: OrderRecord | None) -> OrderRecord | None:
        known = record or OrderRecord(Order(brand.brand, code.order))
        return asker.proved(known, Proof.CODE, told)

    after = rewritten(OrderKey(brand.brand, code.order), linked, asker)
    return _linked(matter, after, asker)


def _tried(matter: Matter, key: OrderKey, asker: Asker) -> Sight:
    """Whether the digits prove it; the same is done whether or not there is such an order."""
    ask = asker.contact.order_ask
    if ask and ask.is_locked(asker.now):
        return Sight(matter, has_failed=True)
    at, known = asker.at, asker.contact.subscription(ORDER_UPDATES)
    tried = tried_at(asker.event)
    told = at if known and known.active and not asker.contact.consent.stopped else None

    def linked(record: OrderRecord | None) -> OrderRecord | None:
        if record is None or not may_try(record.order, tried):
            return None
        if not proves(record.order.phone, matter.digits):
            return changed(record, order=tried_wrong(record.order, tried))
        return asker.proved(record, Proof.PHONE, told)

    after = rewritten(key, linked, asker)
    if after is None:
        asker.orders.record(key, asker.now)  # as long as a wrong try of an order that there is
    return _linked(matter, after, asker)


def _linked(matter: Matter, record: OrderRecord | None, asker: Asker) -> Sight:
    follower = asker.as_in(record) if record else None
    if record is None or follower is None:
        return Sight(matter, has_failed=True)
    return Sight(matter, (record,), is_new=follower.proved_at == asker.at)


def _agreed(record: OrderRecord | None, asker: Asker) -> OrderRecord | None:
    if record is None:
        return None
    follower = asker.as_in(record)
    if follower is None:
        return None
    return followed_by(record, follower.contact, follower.proof, asker.at, asker.at)


def _own_orders(asker: Asker) -> list[OrderKey]:
    """The newest proof first, under every id that they had."""
    found = [
        key
        for one in asker.ids
        for key in asker.orders.orders_of(one, asker.brand.brand, asker.now)
    ]
    return list(dict.fromkeys(found))


def _newest(matter: Matter, own: list[OrderKey], asker: Asker) -> Sight:
    """Not even the name of an order is offered to whoever may not see it."""
    seen = filter(None, (_seen(key, asker) for key in own))
    shown = tuple(islice(seen, MOST_SHOWN))
    more = islice(seen, _MOST_OFFERED)
    return Sight(matter, shown, tuple(one.order.name for one in more))


def _seen(key: OrderKey, asker: Asker) -> OrderRecord | None:
    """The record, if the contact is one of those who may see it."""
    record = asker.orders.record(key, asker.now)
    return record if record and asker.as_in(record) else None


def rewritten(key: OrderKey, change: Change, asker: Asker) -> OrderRecord | None:
    """The record as it is then, written only where it changes; what is to be told is told soon."""
    rules = asker.brand.shipping
    for _ in range(_TRIES):
        before = asker.orders.record(key, asker.now)
        after = change(before)
        if after is None or after == before:
            return after
        next_at = next_look(after, rules, asker.now) if rules else None
        # What waited for an order that a code made known is released by that look.
        look_at = next_at if before and before.order.source else asker.now
        try:
            return asker.orders.store(before, after, now=asker.now, look_at=look_at)
        except StaleState:
            continue  # somebody else wrote: look again
    raise StaleState("the order kept changing")
