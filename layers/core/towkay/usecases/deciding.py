"""What is decided about one event, with the orders that it may be about?"""

from datetime import datetime

from towkay.domain.brands import Brand
from towkay.domain.contacts import Contact
from towkay.domain.conversation.decide import decide
from towkay.domain.conversation.scene import Decision
from towkay.domain.disclosing import disclosed
from towkay.domain.events import Event
from towkay.domain.shipping.matters import digits_in
from towkay.domain.shipping.numbers_typed import masked
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.order_desk import OrderDesk, agreed_in_chat, answered_for, looked_up


def decided(
    event: Event,
    contact: Contact,
    former: Contact | None,
    knowledge: BrandKnowledge,
    desk: OrderDesk,
    now: datetime,
) -> Decision:
    """The decision. What it notes of orders is written before it, and noted once however often.

    Raises `StaleState`, `ServiceUnavailable`: try again later.
    """
    brand, brought = knowledge.brand, desk.brought
    asker = desk.asker(event, contact, brand, now)
    seen = looked_up(asker, brought.code)
    decision = decide(event, contact, brand, knowledge.faq, now, former, brought.ref, seen)
    agreed_in_chat(asker, decision.consent, seen)
    answered_for(asker, seen, decision)
    return disclosed(decision, event, contact, brand, knowledge.book)


def kept(event: Event, contact: Contact, brand: Brand, now: datetime) -> Event:
    """The event as its turn keeps it: the digits of a telephone prove something, and go."""
    return masked(event, digits_in(event, contact, brand, now))
