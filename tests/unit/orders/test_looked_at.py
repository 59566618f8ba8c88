"""What waits for a person is told once somebody has looked, by the schedule and never twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.order_shop import (
    INSTAGRAM,
    KEY,
    LINE,
    SHOP,
    OrderShop,
    a_consent,
    an_order,
    of_order,
)
from tests.support.parcels import LOST, RETURNED, STORE, TRANSIT, at
from tests.support.shop import event
from towkay.domain.errors import StaleState
from towkay.domain.shipping.parcels import Parcel
from towkay.domain.shipping.proving import followed_by, tried_wrong
from towkay.domain.shipping.records import OrderRecord, Proof
from towkay.domain.shipping.standing import needs_person
from towkay.usecases.look_at_order import mark_looked, named, waiting_for_person
from towkay.usecases.order_notices import next_look
from towkay.usecases.order_talk import Asker, rewritten

TICK = timedelta(minutes=5)


@pytest.fixture
def shop() -> OrderShop:
    """A parcel is on its way, then lost, which somebody looks at before its shopper hears it."""
    shop = OrderShop()
    shop.tell(an_order(), a_consent(LINE))
    shop.tell(of_order(TRANSIT, 1), of_order(LOST, 2, needs_person=True))
    return shop


def seen(shop: OrderShop) -> OrderRecord:
    record = shop.record()
    assert record is not None
    return record


def look(shop: OrderShop, name: str = "", record: OrderRecord | None = None) -> OrderRecord | None:
    """A person looks, at the record as it was read."""
    record = record or seen(shop)
    return mark_looked(KEY, record, name, now=shop.clock.now, orders=shop.orders)


def test_what_waited_is_told_after_somebody_looked_and_not_before(shop: OrderShop) -> None:
    assert shop.look_again(at(3)) == 0
    assert shop.heard(LINE) == [TRANSIT]

    look(shop)
    assert shop.heard(LINE) == [TRANSIT], "who looks writes to nobody"
    assert shop.look_again(at(3) + TICK) == 1
    assert shop.heard(LINE) == [TRANSIT, LOST]
    assert shop.look_again(at(3) + 2 * TICK) == 0


def test_news_that_came_while_somebody_looked_still_waits(shop: OrderShop) -> None:
    before = seen(shop)
    shop.tell(of_order(RETURNED, 3, needs_person=True, again=True))

    look(shop, record=before)
    (parcel,) = seen(shop).parcels
    assert needs_person(parcel)
    assert shop.look_again(at(4)) == 0


def test_where_nothing_waits_nothing_is_written(shop: OrderShop) -> None:
    look(shop)
    shop.look_again(at(3))
    before = seen(shop)

    assert look(shop) == before
    assert seen(shop).order.revision == before.order.revision


def test_the_end_of_a_pick_up_is_still_reminded_of(shop: OrderShop) -> None:
    ends = at(1) + timedelta(days=7)
    shop.tell(of_order(STORE, 1.5, parcel="other", collect_by=ends))
    look(shop)
    shop.look_again(at(3))

    assert len(shop.turns(LINE)) == 3, "in transit, lost, and the other in its store"
    assert shop.look_again(ends - timedelta(days=1)) == 1


def two_parcels(shop: OrderShop) -> tuple[Parcel, ...]:
    other = {"parcel": "other", "tracking": "TW 99-1", "needs_person": True}
    shop.tell(of_order(LOST, 2.5, **other))
    return waiting_for_person(seen(shop))


@pytest.mark.parametrize("name", ["other", "tw991"])
def test_one_parcel_can_be_looked_at_alone(shop: OrderShop, name: str) -> None:
    assert len(two_parcels(shop)) == 2
    assert [one.name for one in named(seen(shop), name)] == ["other"]

    look(shop, name)
    (left,) = waiting_for_person(seen(shop))
    assert left.name != "other"


def test_of_a_parcel_that_two_sources_tell_of_all_that_waits_was_looked_at(shop: OrderShop) -> None:
    same = {"tracking": "TW-99-1", "parcel": "two", "needs_person": True}
    shop.tell(of_order(None, 2.5, tracking="TW991"), of_order(LOST, 2.6, **same))
    assert len(seen(shop).parcels) == 2
    assert len(waiting_for_person(seen(shop))) == 1

    look(shop, "two")
    assert waiting_for_person(seen(shop)) == ()


def test_an_order_that_never_stops_changing_is_not_marked(
    shop: OrderShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> OrderRecord:
        raise StaleState

    monkeypatch.setattr(shop.orders, "store", refused)
    with pytest.raises(StaleState):
        look(shop)


def test_whoever_writes_in_the_chat_meanwhile_holds_nothing_up(shop: OrderShop) -> None:
    look(shop)
    rules, record = SHOP.shipping, seen(shop)
    assert rules is not None
    now = shop.clock.now
    assert next_look(record, rules, now) == now

    shop.look_again(now + TICK)
    assert next_look(seen(shop), rules, now) is None, "it was told"


def test_what_nobody_looked_at_is_not_due_whoever_writes(shop: OrderShop) -> None:
    rules, record = SHOP.shipping, seen(shop)
    assert rules is not None
    linked = followed_by(record, INSTAGRAM, Proof.PHONE, at(3))
    assert linked is not None
    assert next_look(linked, rules, at(3)) is None
    cancelled = replace(linked, order=replace(linked.order, cancelled=True))
    assert next_look(cancelled, rules, at(3)) is None


def asked_in_chat(shop: OrderShop) -> None:
    """The shopper who is told of it types digits that are not its telephone's."""
    contact, now = shop.contact(LINE), shop.clock.now
    assert contact is not None
    asker = Asker(event("?", at=now, contact=LINE), contact, SHOP, shop.orders, now)

    def tried(record: OrderRecord | None) -> OrderRecord | None:
        return record and replace(record, order=tried_wrong(record.order, now))

    assert rewritten(KEY, tried, asker) is not None


def test_who_asks_before_the_rest_is_told_holds_none_of_it_up() -> None:
    elsewhere = [of_order(STORE, 1, parcel=f"p{one}", place=f"store {one}") for one in range(12)]
    shop = OrderShop()
    shop.tell(an_order(), *elsewhere, a_consent(LINE, agreed_at=at(2)))
    assert len(shop.turns(LINE)) == 8

    asked_in_chat(shop)
    assert [shop.look_again(at(3)), shop.look_again(at(3) + TICK)] == [4, 0]


def test_of_whom_nobody_knows_any_more_no_order_is_looked_at_again_and_again() -> None:
    shop = OrderShop()
    shop.tell(an_order(), a_consent(LINE))
    del shop.table.contacts[LINE]
    shop.tell(of_order(TRANSIT, 1))
    revision = seen(shop).order.revision

    assert shop.look_again(at(2)) == 0
    assert seen(shop).order.revision == revision
