"""Is an event about an order, and what has to be looked up before it can be decided?

A look at the event and its contact alone: of every other event no order is read.
"""

from dataclasses import dataclass, field
from datetime import datetime

from towkay.domain.actions import Verb, parse_action
from towkay.domain.brands import Brand
from towkay.domain.contacts import Contact
from towkay.domain.events import Event, MessageEdited, MessageReceived, PostbackPressed
from towkay.domain.shipping.asked import OrderAsk, Want
from towkay.domain.shipping.codes import OrderCode
from towkay.domain.shipping.hearing import answer_heard, heard_of_order
from towkay.domain.shipping.numbers_typed import typed_in
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.rules import ORDER_UPDATES


@dataclass(frozen=True, slots=True)
class Matter:
    """What of an order an event is about: a code that was brought along, or a wish.

    `number` is the order's name and `digits` what was typed to prove it, empty for none.
    """

    want: Want = Want.STATE
    number: str = ""
    digits: str = field(default="", repr=False)
    code: OrderCode | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What was found for a matter.

    `records` are those that the contact may see and that are meant, `others` the names of more of
    theirs. `is_new`: the contact was linked to the order by this event. `has_failed`: what was
    brought to prove it did not, for whatever reason.
    """

    matter: Matter
    records: tuple[OrderRecord, ...] = ()
    others: tuple[str, ...] = ()
    is_new: bool = False
    has_failed: bool = False


def matter_of(
    event: Event, contact: Contact, brand: Brand, code: OrderCode | None, now: datetime
) -> Matter | None:
    """The matter of the event; None where no order has to be looked up for it."""
    if brand.shipping is None:
        return None
    if code is not None:
        return Matter(code=code)
    if contact.silenced(now) or not event.may_answer:
        return None
    match event.happening:
        case PostbackPressed(payload=payload) | MessageReceived(payload=str(payload)):
            return _pressed(payload)
        case MessageReceived(text=text):
            return _typed(text, contact, now)
        case _:
            return None


def digits_in(event: Event, contact: Contact, brand: Brand, now: datetime) -> str:
    """The digits of a telephone in what was typed about an order, whether or not it is read."""
    happening = event.happening
    if brand.shipping is None or not isinstance(happening, MessageReceived | MessageEdited):
        return ""
    matter, ask = _typed(happening.text, contact, now), contact.order_ask
    if matter is None and ask is not None and ask.is_open(now):
        return typed_in(happening.text).digits  # they were asked for them, whatever they say beside
    return matter.digits if matter else ""


def tells_from_now(code: OrderCode, contact: Contact, brand: Brand) -> bool:
    """Whether who brings the code has agreed to be told: at checkout, or to the topic before.

    Nobody who said stop: they are asked first.
    """
    known = contact.subscription(ORDER_UPDATES)
    if brand.topic(ORDER_UPDATES) is None or contact.consent.stopped:
        return False
    return known.active if known else code.agreed


def _pressed(payload: str) -> Matter | None:
    action = parse_action(payload)
    if action is None or action.verb is not Verb.ORDER:
        return None
    wanted, _, name = action.target.partition(":")
    known = {one.value: one for one in Want}
    return Matter(known[wanted], name) if wanted in known else None


def _typed(text: str, contact: Contact, now: datetime) -> Matter | None:
    ask = contact.order_ask
    heard = heard_of_order(text)
    if heard and (heard.surely or _follows_any(contact)):
        return Matter(heard.want, heard.typed.number, heard.typed.digits)
    if ask is None or not ask.is_open(now):
        return None
    return _answer(text, ask)


def _answer(text: str, ask: OrderAsk) -> Matter | None:
    typed = answer_heard(text, ask.number)
    return Matter(ask.want, typed.number, typed.digits) if typed else None


def _follows_any(contact: Contact) -> bool:
    """Whether they have an order here, as far as the contact itself tells."""
    has_seen = contact.order_ask is not None and contact.order_ask.has_seen
    return has_seen or contact.subscription(ORDER_UPDATES) is not None
