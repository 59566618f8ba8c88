"""Is there an order to be looked up for an event, and has its shopper just agreed to be told?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from towkay.domain.brands import Brand
from towkay.domain.consent import ConsentAct, ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.conversation.order_words import facts_of
from towkay.domain.conversation.scene import Decision, answer_until
from towkay.domain.events import Event
from towkay.domain.shipping.codes import OrderCode
from towkay.domain.shipping.matters import Sight, matter_of
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.rules import ORDER_UPDATES, ShippingRules
from towkay.domain.shipping.stating import parcels_shown
from towkay.domain.shipping.telling import Telling
from towkay.ports.orders import OrderKey, Orders
from towkay.usecases.came_by import Brought
from towkay.usecases.order_notices import Due, after_telling, due_of
from towkay.usecases.order_talk import Asker, rewritten, sight_of, told_from_now


@dataclass(frozen=True, slots=True)
class OrderDesk:
    """The orders, None where none are kept, and what came with the event."""

    orders: Orders | None
    brought: Brought

    def asker(self, event: Event, contact: Contact, brand: Brand, now: datetime) -> Asker | None:
        """Who may ask for orders here; None where there are none to ask for."""
        if self.orders is None or brand.shipping is None:
            return None
        return Asker(event, contact, brand, self.orders, now)


def looked_up(asker: Asker | None, code: OrderCode | None) -> Sight | None:
    """What is seen of the order that the event is about; of any other event nothing is read."""
    if asker is None or (code is None and _is_too_late(asker)):
        return None
    matter = matter_of(asker.event, asker.contact, asker.brand, code, asker.now)
    return sight_of(matter, asker) if matter else None


def agreed_in_chat(asker: Asker | None, entry: ConsentEntry | None, seen: Sight | None) -> None:
    """Whoever agrees to be told, other than by a code, is told of their newest orders."""
    is_it = entry is not None and entry.act is ConsentAct.SUBSCRIBE and entry.took_effect
    if asker and entry and is_it and entry.topic == ORDER_UPDATES and seen is None:
        told_from_now(asker)


def answered_for(asker: Asker | None, seen: Sight | None, decision: Decision) -> None:
    """What the answer shows is told with it: no notice says it again, and of nothing else.

    Where others are told as well they have heard it, or will.
    """
    if asker is None or seen is None or not _shows(decision, seen):
        return
    for record in seen.records:
        _shown_of(record, asker)


def _shows(decision: Decision, seen: Sight) -> bool:
    """Whether it is an answer with how the orders stand, a person fetched with it or not."""
    facts = facts_of(seen.records, seen.matter.want)
    return bool(seen.records and decision.messages) and decision.reasoning.entries == facts


def _shown_of(shown: OrderRecord, asker: Asker) -> None:
    rules = asker.brand.shipping
    if rules is None:
        return
    parcels = {(one.source, one.name) for one in parcels_shown(shown)}
    said = {
        one for one in _tellings(shown, rules, asker.now) if (one.source, one.parcel) in parcels
    }

    def change(record: OrderRecord | None) -> OrderRecord | None:
        told = [one for one in record.followers if one.told_since] if record else []
        if record is None or len(told) != 1 or told[0].contact != asker.id_in(record):
            return record
        still = tuple(one for one in _tellings(record, rules, asker.now) if one in said)
        return after_telling(record, [Due(tellings=still)])

    if said and any(one.told_since for one in shown.followers):
        rewritten(OrderKey(asker.brand.brand, shown.order.name), change, asker)


def _tellings(record: OrderRecord, rules: ShippingRules, now: datetime) -> Iterator[Telling]:
    return (one for due in due_of(record, rules, now) for one in due.tellings)


def _is_too_late(asker: Asker) -> bool:
    """Whether nobody would be answered: then nothing is tried either."""
    return asker.now > answer_until(asker.at, asker.contact.last_event_at)
