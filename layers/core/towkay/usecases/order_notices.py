"""What is told of an order's parcels now, to whom, and when is it looked at again?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from towkay.domain.brands import Brand
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.copying import changed
from towkay.domain.messages import Purpose
from towkay.domain.notices import Notice
from towkay.domain.shipping.about import AboutParcel, Beside
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.orders import distinct, together, whole
from towkay.domain.shipping.parcels import Aspect, Parcel, slot, with_facts
from towkay.domain.shipping.pickups import Reminder, is_due, reminded, reminder_of
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.rules import ORDER_UPDATES, ShippingRules
from towkay.domain.shipping.saying import reminding, said
from towkay.domain.shipping.standing import standing
from towkay.domain.shipping.telling import Telling, telling_of, told
from towkay.domain.shipping.timing import passes_quiet_until


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be told now: the same of several parcels at once, or one reminder."""

    tellings: tuple[Telling, ...] = ()
    reminder: Reminder | None = None


def due_of(record: OrderRecord, rules: ShippingRules, now: datetime) -> tuple[Due, ...]:
    """All that is to be told of the record now; nothing of an order that was cancelled."""
    if record.order.cancelled:
        return ()
    parcels = distinct(record.parcels)
    found = (telling_of(one, now, rules.pick_ups, rules.tells) for one in parcels)
    name = record.order.name
    tellings = (changed(one, order=name) for one in found if isinstance(one, Telling))
    reminders = (reminder_of(one, rules.pick_ups) for one in parcels)
    return (
        *(Due(tellings=group) for group in together(tellings)),
        *(Due(reminder=one) for one in reminders if one and is_due(one, now)),
    )


def after_telling(record: OrderRecord, dues: Sequence[Due]) -> OrderRecord:
    """The record in which all of that was told."""
    parcels = {(one.source, one.name): one for one in record.parcels}
    for due in dues:
        for telling in due.tellings:
            key = (telling.source, telling.parcel)
            parcels[key] = _with_told(parcels[key], record, telling)
        if due.reminder:
            key = (due.reminder.source, due.reminder.parcel)
            parcels[key] = reminded(parcels[key], due.reminder)
    return changed(record, parcels=tuple(parcels.values()))


def look_again_at(record: OrderRecord, rules: ShippingRules, now: datetime) -> datetime | None:
    """When something may have to be told of it though nothing is heard: a pick-up ends soon."""
    if record.order.cancelled:
        return None
    found = (reminder_of(one, rules.pick_ups) for one in distinct(record.parcels))
    return min((one.due_at for one in found if one and one.due_at > now), default=None)


def next_look(
    record: OrderRecord, rules: ShippingRules, now: datetime, asker: ContactKey
) -> datetime | None:
    """When it is looked at next after a write of the `asker`, which tells nothing by itself.

    What a person has just looked at waits for that very look, unless only the asker would hear it.
    """
    if record.order.cancelled:
        return None
    is_told = any(one.told_since and one.contact != asker for one in record.followers)
    parcels = distinct(record.parcels)
    if is_told and any(_is_released(one, rules, now) for one in parcels):
        return now
    found = (reminder_of(one, rules.pick_ups) for one in parcels)
    return min((one.due_at for one in found if one and now < one.ends_at), default=None)


def notices_of(
    dues: Sequence[Due], record: OrderRecord, contact: Contact, brand: Brand, rules: ShippingRules
) -> Iterator[Notice]:
    """What of it the contact is sent."""
    for due in dues:
        if due.tellings:
            yield _news(due.tellings, record, contact, brand, rules)
        if due.reminder:
            yield _reminder(due.reminder, record, contact, brand, rules)


def _is_released(parcel: Parcel, rules: ShippingRules, now: datetime) -> bool:
    """Whether a person has looked at where it is, and nobody was told since."""
    now_at, looked = standing(parcel), parcel.at(Aspect.LOOKED)
    held = parcel.at(Aspect.HELD, now_at.milestone) if now_at else None
    if held is None or looked is None or looked < held:
        return False
    return isinstance(telling_of(parcel, now, rules.pick_ups, rules.tells), Telling)


def _with_told(parcel: Parcel, record: OrderRecord, telling: Telling) -> Parcel:
    """What another source told of it is part of what was told, and stays in that source's row."""
    name = slot(Aspect.TOLD, telling.milestone)
    fact = told(whole(parcel, record.parcels), telling).facts[name]
    return with_facts(parcel, {name: fact})


def _news(
    tellings: tuple[Telling, ...],
    record: OrderRecord,
    contact: Contact,
    brand: Brand,
    rules: ShippingRules,
) -> Notice:
    first = tellings[0]
    messages, instead = said(tellings, record.order, rules, brand, contact)
    zone = rules.pick_ups.zone
    return Notice(
        contact.key,
        first.at,
        first.cause,
        Purpose.SERVICE,
        messages,
        ORDER_UPDATES,
        expires_at=min(one.until for one in tellings),
        passes_quiet_until=passes_quiet_until(first.milestone, first.at, first.collect_by, zone),
        instead=instead,
        about=AboutParcel(
            *(record.order.name, first.source, first.parcel, first.milestone, first.at),
            tuple(Beside(one.source, one.parcel, one.at) for one in tellings[1:]),
        ),
    )


def _reminder(
    reminder: Reminder, record: OrderRecord, contact: Contact, brand: Brand, rules: ShippingRules
) -> Notice:
    messages, instead = reminding(reminder, record.order, rules, brand, contact)
    store = Milestone.AT_PICKUP_STORE
    return Notice(
        contact.key,
        reminder.due_at,
        reminder.cause,
        Purpose.SERVICE,
        messages,
        ORDER_UPDATES,
        expires_at=reminder.ends_at,
        instead=instead,
        about=AboutParcel(record.order.name, reminder.source, reminder.parcel, store, reminder.at),
    )
