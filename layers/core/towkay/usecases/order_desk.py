"""Is there an order to be looked up for an event, and has its shopper just agreed to be told?"""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.brands import Brand
from towkay.domain.consent import ConsentAct, ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.conversation.scene import answer_until
from towkay.domain.events import Event
from towkay.domain.shipping.codes import OrderCode
from towkay.domain.shipping.matters import Sight, matter_of
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.rules import ORDER_UPDATES
from towkay.ports.orders import OrderKey, Orders
from towkay.usecases.came_by import Brought
from towkay.usecases.order_notices import after_telling, due_of
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


def answered_for(asker: Asker | None, seen: Sight | None) -> None:
    """What the answer to a code shows is told with it: no notice says it again.

    Where others are told as well they have heard it, or will.
    """
    rules = asker.brand.shipping if asker else None
    if asker is None or rules is None or seen is None or seen.matter.code is None:
        return

    def change(record: OrderRecord | None) -> OrderRecord | None:
        told = [one for one in record.followers if one.told_since] if record else []
        if record is None or len(told) != 1 or told[0].contact != asker.id_in(record):
            return record
        dues = [due for due in due_of(record, rules, asker.now) if due.tellings]
        return after_telling(record, dues) if dues else record

    rewritten(OrderKey(asker.brand.brand, seen.matter.code.order), change, asker)


def _is_too_late(asker: Asker) -> bool:
    """Whether nobody would be answered: then nothing is tried either."""
    return asker.now > answer_until(asker.at, asker.contact.last_event_at)
