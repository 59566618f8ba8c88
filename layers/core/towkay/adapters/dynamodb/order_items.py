"""How do orders, their parcels and followers look as items of the table?"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.dynamodb import order_keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_item
from towkay.adapters.dynamodb.items import is_expired
from towkay.adapters.dynamodb.key_parts import head
from towkay.adapters.dynamodb.keys import STATE
from towkay.adapters.dynamodb.order_keys import Place
from towkay.domain.fitting.sound import well_formed
from towkay.domain.shipping.parcels import Fact, Parcel
from towkay.domain.shipping.records import Follower, Kept, Order, OrderRecord
from towkay.domain.shipping.references import Reference, ReferenceKind, references_to, tracked
from towkay.ports.orders import OrderKey

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

# What a row tells, by its place: some parcels, a follower, since when a contact may see the order,
# or the name of the order that a reference leads to.
Told = tuple[Parcel, ...] | Follower | datetime | str
Rows = Mapping[Place, Told]


def key_of(order: Order) -> OrderKey:
    return OrderKey(order.brand, order.name)


def state_place(key: OrderKey) -> Place:
    return order_keys.order_pk(key), STATE


def reference_place(brand: str, reference: Reference) -> Place:
    """The row that leads to the order; its number is that of the order's own."""
    if reference.kind is ReferenceKind.NAME:
        return state_place(OrderKey(brand, reference.value))
    return order_keys.reference_pk(brand, reference), order_keys.ORDER


def arranged(record: OrderRecord) -> OrderRecord:
    """The same record, as it is whoever wrote what first."""
    return replace(
        record,
        parcels=tuple(sorted(record.parcels, key=_name)),
        followers=tuple(sorted(record.followers, key=lambda one: tuple(map(str, _who(one))))),
    )


def own_rows(record: OrderRecord) -> Rows:
    """The rows beside the order's own that live and end with it."""
    key = key_of(record.order)
    pk = order_keys.order_pk(key)
    parcels: dict[Place, tuple[Parcel, ...]] = {}
    for one in sorted(record.parcels, key=_name):
        place = (pk, order_keys.parcels_sk(one.source, one.name))
        parcels[place] = (*parcels.get(place, ()), one)
    followers = {(pk, order_keys.follower_sk(one.contact)): one for one in record.followers}
    proofs = {order_keys.of_contact(one.contact, key): one.proved_at for one in record.followers}
    return {**parcels, **followers, **proofs}


def references_of(record: OrderRecord) -> Rows:
    """The rows that lead to it, but for its own."""
    order = record.order
    known = (*references_to(order), *(one for it in record.parcels for one in tracked(it.tracking)))
    others = (one for one in known if one.kind is not ReferenceKind.NAME)
    return {reference_place(order.brand, one): order.name for one in others}


def state_item(record: OrderRecord, gone_at: datetime, look_at: datetime | None) -> Item:
    """The order's own row; `record` is as it is stored from now on."""
    order, kept = record.order, record.kept
    assert kept is not None  # noqa: S101  # whoever stores a record says since when
    apart = ("brand", "name")
    fields = {name: value for name, value in to_plain(order).items() if name not in apart}
    index = order_keys.look_at(key_of(order), look_at) if look_at else {}
    fields |= {"since": _number(kept.since), "lasts_until": _number(kept.lasts_until)}
    return item(state_place(key_of(order)), fields | index, gone_at)


def row_item(place: Place, told: Told, since: datetime, gone_at: datetime) -> Item:
    return item(place, {**_fields(told), "since": _number(since)}, gone_at)


def item(place: Place, fields: Mapping[str, Any], gone_at: datetime) -> Item:
    """A row that counts as gone at that moment."""
    gone = {"expires_at": math.ceil(gone_at.timestamp())}
    return {**key_item(place), **to_item({**fields, **gone})}


def key_item(place: Place) -> Item:
    return to_item({"pk": place[0], "sk": place[1]})


def record_from(key: OrderKey, items: Iterable[Item], now: datetime) -> OrderRecord | None:
    """The record in the rows of its partition; None where its own is not there, or not any more."""
    live = [from_item(one) for one in items if not is_expired(one, now)]
    state = next((one for one in live if one["sk"] == STATE), None)
    if state is None:
        return None
    rows = [one for one in live if one["since"] == state["since"] and one is not state]
    order = from_plain(Order, {**state, "brand": key.brand, "name": key.name})
    kept = Kept(_moment(state["since"]), _moment(state["lasts_until"]))
    return arranged(OrderRecord(order, tuple(_parcels(rows)), tuple(_followers(rows)), kept))


def since_seen(kept: Kept) -> int:
    """What the order's own row is asked for on writing: that it is of the very record."""
    return _number(kept.since)


def _name(parcel: Parcel) -> tuple[str, str]:
    return parcel.source, parcel.name


def _who(follower: Follower) -> tuple[str, str, str]:
    contact = follower.contact
    return contact.channel, contact.account, contact.user


def _fields(told: Told) -> dict[str, Any]:
    match told:
        case tuple():
            return {"parcels": [_parcel(one) for one in told]}
        case Follower():
            return {name: value for name, value in to_plain(told).items() if name != "contact"}
        case datetime():
            return {"proved_at": _number(told)}
    return {"order": told}


def _parcel(parcel: Parcel) -> dict[str, Any]:
    facts = {name: _fact(fact) for name, fact in parcel.facts.items()}
    return {"source": parcel.source, "name": parcel.name, "facts": facts}


def _fact(fact: Fact) -> list[Any]:
    return [_number(fact.at), well_formed(fact.value)] if fact.value else [_number(fact.at)]


def _parcels(rows: Iterable[Mapping[str, Any]]) -> Iterator[Parcel]:
    for one in (one for row in rows for one in row.get("parcels", ())):
        facts = {name: Fact(_moment(at), *word) for name, (at, *word) in one["facts"].items()}
        yield Parcel(one["source"], one["name"], facts)


def _followers(rows: Iterable[Mapping[str, Any]]) -> Iterator[Follower]:
    for row in rows:
        if head(row["sk"]) == order_keys.FOLLOWER:
            contact = to_plain(order_keys.parse_follower(row["sk"]))
            yield from_plain(Follower, {**row, "contact": contact})


def _number(moment: datetime) -> int:
    """Microseconds since 1970: short, and the very moment, or a repeat would count as later."""
    return (moment - _EPOCH) // _MICROSECOND


def _moment(number: int) -> datetime:
    return _EPOCH + number * _MICROSECOND
