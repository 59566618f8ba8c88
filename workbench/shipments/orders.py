"""`towkay shipments show` and `looked`: where an order is, and that a person has looked."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from shlex import quote

from towkay.adapters.dynamodb.orders import DynamoOrders
from towkay.adapters.s3_packs import S3Packs
from towkay.domain.brand_rules import DEFAULT_RULES
from towkay.domain.errors import PackMissing, StaleState
from towkay.domain.shipping.orders import distinct, order_name
from towkay.domain.shipping.parcels import Parcel
from towkay.domain.shipping.pickups import PickUps
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.rules import ShippingRules
from towkay.domain.shipping.telling import Silence, telling_of
from towkay.ports.orders import OrderKey, Orders
from towkay.runtime.reports import pseudonym
from towkay.usecases.look_at_order import mark_looked, named, waiting_for_person
from towkay.usecases.order_notices import due_of
from workbench.campaigns.desk import desk_of
from workbench.cli_parts import same_place
from workbench.errors import WorkbenchError, refusal
from workbench.languages import CHINESE, ENGLISH, spoken_here
from workbench.shipments.order_lines import OrderTeller, on_one_line
from workbench.shipments.order_words import SILENCES, Said
from workbench.targets import Target
from workbench.transcript import block

DONE = 0


@dataclass(frozen=True)
class Counter:
    """Where one brand's orders lie, and what the brand tells of them: None, nothing."""

    orders: Orders
    brand: str
    rules: ShippingRules | None
    zone: str

    @property
    def pick_ups(self) -> PickUps:
        return self.rules.pick_ups if self.rules else PickUps(self.zone)


def show(where: Target, options: argparse.Namespace) -> int:
    """Print all that is known of the order; of its telephone three digits."""
    language = spoken_here(options.language)
    counter = _counter(where, options, language)
    record = _record(counter, where, options)
    teller = OrderTeller(language, counter.pick_ups, where.now())
    print("\n".join(teller.lines(record, partial(pseudonym, key=where.stack().pseudonym_key))))
    if waiting_for_person(record):
        command = f"towkay shipments looked {quote(record.order.name)}{same_place(options)}"
        print(block("", f"\n{teller.said(Said.NEXT, command=command)}"))
    return DONE


def looked(where: Target, options: argparse.Namespace) -> int:
    """Note that somebody has looked; the stack itself tells what waited for that."""
    language = spoken_here(options.language)
    counter = _counter(where, options, language)
    record = _record(counter, where, options)
    if not named(record, options.parcel) and options.parcel:
        known = ", ".join(_names(distinct(record.parcels))) or "-"
        told = {"order": record.order.name, "parcel": options.parcel, "known": known}
        raise refusal(_in_both(Said.NO_PARCEL, **told))
    waited = waiting_for_person(record, options.parcel)
    teller = OrderTeller(language, counter.pick_ups, where.now())
    if not waited:
        print(teller.said(Said.NOTHING_WAITS))
        return DONE
    after = _marked(counter, where, record, options.parcel)
    print("\n".join(block("", one) for one in _outcome(waited, after, counter, where, teller)))
    return DONE


def _marked(counter: Counter, where: Target, record: OrderRecord, name: str) -> OrderRecord:
    key = OrderKey(counter.brand, record.order.name)
    try:
        after = mark_looked(key, record, name, now=where.now(), orders=counter.orders)
    except StaleState:
        raise WorkbenchError(_in_both(Said.CHANGING)) from None
    if after is None:
        raise refusal(_in_both(Said.NO_ORDER, order=key.name, brand=key.brand))
    return after


def _outcome(
    waited: Sequence[Parcel],
    after: OrderRecord,
    counter: Counter,
    where: Target,
    teller: OrderTeller,
) -> Iterator[str]:
    """What was noted, and what happens next."""
    yield teller.said(Said.MARKED, parcels=teller.listed(_names(waited)))
    was = {(one.source, one.name) for one in waited}
    again = [one for one in waiting_for_person(after) if (one.source, one.name) in was]
    if again:
        yield teller.said(Said.STILL_WAITS, parcels=teller.listed(_names(again)))
    yield _next(was, after, counter, where, teller)


def _next(
    was: set[tuple[str, str]],
    after: OrderRecord,
    counter: Counter,
    where: Target,
    teller: OrderTeller,
) -> str:
    language, now, rules = teller.language, where.now(), counter.rules
    people = sum(1 for one in after.followers if one.told_since)
    if rules is None or after.order.cancelled or not people:
        why = Said.IS_CANCELLED if after.order.cancelled else Said.NO_FOLLOWERS
        return teller.said(Said.TELLS_NOTHING, why=teller.said(why if rules else Said.NO_RULES))
    tellings = (one for due in due_of(after, rules, now) for one in due.tellings)
    what = teller.listed(teller.milestone(one.milestone) for one in tellings)
    if what:
        return teller.said(Said.WILL_TELL, people=people, what=what)
    parcels = (one for one in distinct(after.parcels) if (one.source, one.name) in was)
    found = (telling_of(one, now, rules.pick_ups, rules.tells) for one in parcels)
    whys = (SILENCES[one].spoken(language) for one in found if isinstance(one, Silence))
    return teller.said(Said.TELLS_NOTHING, why=teller.listed(whys))


def _counter(where: Target, options: argparse.Namespace, language: str) -> Counter:
    brand = desk_of(where, options.brand, language).brand
    stack = where.stack()
    table, days = stack.outputs["TableName"], stack.turn_retention_days
    orders = DynamoOrders(where.dynamodb, table, days)
    try:
        known = S3Packs(*where.shelf().for_reader(where.now)).active(brand).brand
    except PackMissing:
        return Counter(orders, brand, None, DEFAULT_RULES.zone)
    return Counter(orders, brand, known.shipping, known.zone)


def _record(counter: Counter, where: Target, options: argparse.Namespace) -> OrderRecord:
    key = OrderKey(counter.brand, order_name(options.order))
    record = counter.orders.record(key, where.now()) if key.name else None
    if record is None:
        named_so = on_one_line(options.order)
        raise refusal(_in_both(Said.NO_ORDER, order=named_so, brand=counter.brand))
    return record


def _names(parcels: Sequence[Parcel]) -> list[str]:
    return [on_one_line(one.name) for one in parcels]


def _in_both(sentence: Said, **particulars: object) -> str:
    said = (sentence.spoken(one, **particulars) for one in (CHINESE, ENGLISH))
    return "\n".join(said)
