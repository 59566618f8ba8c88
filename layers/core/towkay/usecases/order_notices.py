"""What is told of an order's parcels now, to whom, and when is it looked at again?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from towkay.domain.brands import Brand
from towkay.domain.contacts import Contact
from towkay.domain.copying import changed
from towkay.domain.messages import Purpose
from towkay.domain.notices import Notice
from towkay.domain.shipping.about import AboutParcel, Beside
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.orders import distinct, together, whole
from towkay.domain.shipping.parcels import Aspect, Parcel, slot, with_facts
from towkay.domain.shipping.pickups import (
    Reminder,
    ending_together,
    is_due,
    reminded,
    reminder_of,
)
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.rules import ORDER_UPDATES, ShippingRules
from towkay.domain.shipping.saying import reminding, said
from towkay.domain.shipping.telling import Telling, telling_of, told
from towkay.domain.shipping.timing import passes_quiet_until


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be told now: the same of several parcels at once, or what reminds of them."""

    tellings: tuple[Telling, ...] = ()
    reminders: tuple[Reminder, ...] = ()


def due_of(record: OrderRecord, rules: ShippingRules, now: datetime) -> tuple[Due, ...]:
    """All that is to be told of the record now; nothing of an order that was cancelled."""
    if record.order.cancelled:
        return ()
    parcels = distinct(record.parcels)
    found = (telling_of(one, now, rules.pick_ups, rules.tells) for one in parcels)
    name = record.order.name
    tellings = (changed(one, order=name) for one in found if isinstance(one, Telling))
    found_late = (reminder_of(one, rules.pick_ups) for one in parcels)
    reminders = (one for one in found_late if one and is_due(one, now))
    return (
        *(Due(tellings=group) for group in together(tellings)),
        *(Due(reminders=group) for group in ending_together(reminders)),
    )


def after_telling(record: OrderRecord, dues: Sequence[Due]) -> OrderRecord:
    """The record in which all of that was told."""
    parcels = {(one.source, one.name): one for one in record.parcels}
    for due in dues:
        for telling in due.tellings:
            key = (telling.source, telling.parcel)
            parcels[key] = _with_told(parcels[key], record, telling)
        for reminder in due.reminders:
            key = (reminder.source, reminder.parcel)
            parcels[key] = reminded(parcels[key], reminder)
    return changed(record, parcels=tuple(parcels.values()))


def next_look(record: OrderRecord, rules: ShippingRules, now: datetime) -> datetime | None:
    """When it is looked at next though nothing is heard, whoever writes it.

    At once where something is left to tell: what one write had no room for, or what a write tells
    nobody of. Else when a pick-up ends soon.
    """
    if record.order.cancelled:
        return None
    if any(one.told_since for one in record.followers) and due_of(record, rules, now):
        return now
    found = (reminder_of(one, rules.pick_ups) for one in distinct(record.parcels))
    return min((one.due_at for one in found if one and one.due_at > now), default=None)


def notices_of(
    dues: Sequence[Due], record: OrderRecord, contact: Contact, brand: Brand, rules: ShippingRules
) -> Iterator[Notice]:
    """What of it the contact is sent."""
    for due in dues:
        if due.tellings:
            yield _news(due.tellings, record, contact, brand, rules)
        if due.reminders:
            yield _reminder(due.reminders, record, contact, brand, rules)


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
    reminders: tuple[Reminder, ...],
    record: OrderRecord,
    contact: Contact,
    brand: Brand,
    rules: ShippingRules,
) -> Notice:
    first = reminders[0]
    messages, instead = reminding(reminders, record.order, rules, brand, contact)
    store = Milestone.AT_PICKUP_STORE
    return Notice(
        contact.key,
        first.due_at,
        first.cause,
        Purpose.SERVICE,
        messages,
        ORDER_UPDATES,
        expires_at=first.ends_at,
        instead=instead,
        about=AboutParcel(
            *(record.order.name, first.source, first.parcel, store, first.at),
            tuple(Beside(one.source, one.parcel, one.at) for one in reminders[1:]),
        ),
    )
