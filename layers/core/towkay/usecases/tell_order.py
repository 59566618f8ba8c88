"""Write an order's record together with the turns that tell what is new of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.copying import changed
from towkay.domain.disclosing import notice_discloses
from towkay.domain.errors import ContactUnknown, StaleState, TurnExists
from towkay.domain.notices import Duties, turn_of
from towkay.domain.shipping.records import Follower, OrderRecord
from towkay.domain.turns import Turn
from towkay.ports.orders import OrderKey, Orders
from towkay.ports.packs import BrandKnowledge, Packs
from towkay.ports.queues import Outbox
from towkay.ports.tables import Conversations
from towkay.usecases.order_notices import (
    Due,
    after_telling,
    due_of,
    next_look,
    notices_of,
)
from towkay.usecases.plan import FIRST_ATTEMPT
from towkay.usecases.whose import known_now

_MOST_AT_ONCE = 8  # things told of one order, to a household: what one transaction takes
_TRIES = 5  # writers of one order are few: its shop, its carrier, its shopper

Change = Callable[[OrderRecord | None], OrderRecord | None]


@dataclass(frozen=True, slots=True)
class OrderTools:
    """What is needed to keep orders, and to tell of them."""

    orders: Orders
    conversations: Conversations
    packs: Packs
    outbox: Outbox


@dataclass(frozen=True, slots=True)
class Written:
    """The record as it was and as it is now, None where there is none; and who is told by it."""

    before: OrderRecord | None
    after: OrderRecord | None
    turns: tuple[Turn, ...] = ()
    is_heard: bool = True  # somebody is there to be told

    @property
    def has_changed(self) -> bool:
        return self.before != self.after


def rewritten(
    key: OrderKey,
    change: Change,
    *,
    now: datetime,
    tools: OrderTools,
    always: bool = False,
    stays_due: bool = False,
) -> Written:
    """Change a record and tell what is to be told then, however many others write it.

    What changes nothing is not written, unless it is `always`: then its next look is.
    What `stays_due` is looked at again at once. Raises `StaleState` when the record kept changing,
    `PackMissing`, `QueueRefused`, `ServiceUnavailable`: try again later.
    """
    knowledge = tools.packs.active(key.brand)
    for _ in range(_TRIES):
        before = tools.orders.record(key, now)
        after = change(before)
        if after is None:
            return Written(before, before)
        written = _told(before, after, knowledge, now, tools)
        if not (written.has_changed or always):
            return written
        try:
            stored = _stored(written, knowledge, now, tools, stays_due)
        except (StaleState, TurnExists):
            continue  # somebody else wrote: look again
        _hand_on(written.turns, tools.outbox)
        return changed(written, after=stored)
    raise StaleState("the order kept changing")


def _told(
    before: OrderRecord | None,
    after: OrderRecord,
    knowledge: BrandKnowledge,
    now: datetime,
    tools: OrderTools,
) -> Written:
    """What is told, to everybody at once: what one of them hears, the others have not missed."""
    rules = knowledge.brand.shipping
    followers = [one for one in after.followers if one.told_since]
    dues = due_of(after, rules, now)[:_MOST_AT_ONCE] if rules and followers else ()
    contacts = _contacts(followers, tools) if dues else ()
    if not contacts:
        return Written(before, after, is_heard=False)
    turns = (
        turn
        for contact in contacts
        for turn in _turns(dues, after, contact, knowledge, now)
        if tools.conversations.turn(turn.key, now) is None
    )
    return Written(before, after_telling(after, dues), tuple(turns))


def _contacts(followers: Sequence[Follower], tools: OrderTools) -> tuple[Contact, ...]:
    """Each follower once, under the id of today; whoever was erased is told nothing."""
    found: dict[ContactKey, Contact] = {}
    for follower in followers:
        with suppress(ContactUnknown):
            contact = known_now(follower.contact, tools.conversations)
            found[contact.key] = contact
    return tuple(found.values())


def _turns(
    dues: Sequence[Due],
    record: OrderRecord,
    contact: Contact,
    knowledge: BrandKnowledge,
    now: datetime,
) -> Iterator[Turn]:
    brand = knowledge.brand
    if brand.shipping is None:
        return
    for notice in notices_of(dues, record, contact, brand, brand.shipping):
        discloses = notice_discloses(notice, contact, brand.rules, knowledge.book)
        yield turn_of(notice, contact, brand, Duties(disclosure=discloses), now)


def _stored(
    written: Written,
    knowledge: BrandKnowledge,
    now: datetime,
    tools: OrderTools,
    stays_due: bool,
) -> OrderRecord:
    after, rules = written.after, knowledge.brand.shipping
    if after is None:
        raise AssertionError("what is stored is a record")
    heard = after if written.is_heard else changed(after, followers=())
    look_at = next_look(heard, rules, now) if rules else None
    look_at = now if stays_due else look_at
    return tools.orders.store(written.before, after, now=now, turns=written.turns, look_at=look_at)


def _hand_on(turns: Sequence[Turn], outbox: Outbox) -> None:
    """A crash before it is healed by the sweeper: a turn that nobody drained is due soon."""
    for turn in turns:
        if turn.open_sends:
            outbox.put(turn.key, FIRST_ATTEMPT)
