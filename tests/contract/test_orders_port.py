"""Every table keeps an order as one record, and lets nobody write over what they did not read."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW, a_contact_key, a_turn
from tests.support.engines import TableEngine, lost_answers
from tests.support.order_rows import (
    BRAND,
    KEPT,
    KEY,
    OrderOffice,
    a_follower,
    a_full_order,
    a_parcel,
    a_record,
    an_order,
    told_everything,
    with_parcels,
)
from towkay.domain.errors import OrderTooLarge, StaleState, TurnExists
from towkay.domain.shipping.records import MOST_FOLLOWERS, MOST_PARCELS, OrderRecord
from towkay.domain.shipping.references import tracked
from towkay.domain.turns import Turn
from towkay.ports.orders import OrderKey

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def office(table: TableEngine) -> OrderOffice:
    return OrderOffice(table)


def a_full_record() -> OrderRecord:
    parcels = (a_parcel("b#1", tracking="T 1"), a_parcel("a 箱"), told_everything())
    return a_record(a_full_order(), parcels=parcels, followers=(a_follower(), a_follower()))


def turns_of(office: OrderOffice, turn: Turn) -> list[Turn]:
    since = turn.key.occurred_at - timedelta(days=1)
    return office.table.conversations.turns_since(turn.key.contact, since)


def test_what_was_stored_is_read_in_full(office: OrderOffice) -> None:
    record = a_full_record()

    stored = office.stored(record)

    assert office.known() == stored
    assert stored.order == replace(record.order, revision=1)
    assert set(stored.followers) == set(record.followers)
    assert {one.name: one for one in stored.parcels} == {one.name: one for one in record.parcels}


def test_of_an_order_that_nobody_stored_nothing_is_known(office: OrderOffice) -> None:
    office.stored()

    for key in (OrderKey(BRAND, "1043"), OrderKey("other", "1042"), OrderKey(BRAND, "")):
        assert office.orders.record(key, NOW) is None


def test_whatever_a_shopper_types_can_be_looked_for(office: OrderOffice) -> None:
    for typed in ("茶" * 3000, "#" * 900, "\ud800", "a#b%20"):
        assert office.orders.record(OrderKey(BRAND, typed), NOW) is None


def test_each_brand_has_orders_of_its_own(office: OrderOffice) -> None:
    office.stored(a_record(an_order(items=1)))
    office.stored(a_record(replace(an_order(items=2), brand="other")))

    assert office.known().order.items == 1
    assert office.known(OrderKey("other", "1042")).order.items == 2


def test_the_revision_counts_the_writes(office: OrderOffice) -> None:
    first = office.stored()
    second = office.orders.store(first, a_record(an_order(items=2)), now=LATER)

    assert (first.order.revision, second.order.revision) == (1, 2)
    assert office.known() == second


def test_of_two_writers_of_one_revision_one_wins(office: OrderOffice) -> None:
    first = office.stored()
    won = office.orders.store(first, with_parcels(first, a_parcel("won")), now=LATER)

    for before in (None, first):
        with pytest.raises(StaleState):
            office.orders.store(before, with_parcels(first, a_parcel("lost")), now=LATER)

    assert office.known() == won


def test_of_many_writers_at_once_each_one_counts(threaded_table: TableEngine) -> None:
    office = OrderOffice(threaded_table)
    office.stored()

    def write(number: int) -> None:
        while True:
            before = office.known()
            after = with_parcels(before, a_parcel(f"p{number}"))
            try:
                office.orders.store(before, after, now=NOW)
            except StaleState:
                continue
            return

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert {one.name for one in office.known().parcels} == {f"p{number}" for number in range(6)}
    assert office.known().order.revision == 7


def test_only_what_changed_is_written(item_table: TableEngine) -> None:
    office = OrderOffice(item_table)
    before = office.stored(a_full_record())
    rows = {one["sk"]["S"]: one for one in office.items()}

    same, other = a_parcel("b#1", tracking="T 1"), a_parcel("a 箱", place="門市")
    office.orders.store(before, with_parcels(before, same, other), now=LATER)

    written = {one["sk"]["S"]: one for one in office.items()}
    changed = {sk for sk, one in written.items() if one != rows[sk]}
    assert len(changed) == 2
    assert {sk.partition("#")[0] for sk in changed} == {"STATE", "PARCEL"}


def test_a_write_whose_answer_is_lost_is_still_one(threaded_table: TableEngine) -> None:
    """moto knows a repeated transaction by nothing, and refuses the repeat."""
    office, turn = OrderOffice(threaded_table), a_turn()

    with lost_answers(threaded_table, "TransactWriteItems"):
        first = office.stored(turns=[turn])
        second = office.orders.store(first, with_parcels(first, a_parcel()), now=LATER)

    assert office.known() == second
    assert turns_of(office, turn) == [turn]


def test_the_turns_that_tell_of_it_are_written_with_it(office: OrderOffice) -> None:
    turns = [a_turn(), a_turn()]

    office.stored(turns=turns)

    assert [turns_of(office, one) for one in turns] == [[one] for one in turns]


def test_where_a_turn_is_there_nothing_is_written(office: OrderOffice) -> None:
    first, told, new = office.stored(), a_turn(), a_turn()
    office.table.conversations.plan(told, now=NOW)

    for before in (first, None):  # whoever is stale as well learns that it was told
        with pytest.raises(TurnExists):
            after = with_parcels(first, a_parcel())
            office.orders.store(before, after, now=LATER, turns=[new, told])

    assert office.known() == first
    assert turns_of(office, new) == []


def test_a_record_that_changed_tells_nothing(office: OrderOffice) -> None:
    first, turn = office.stored(), a_turn()
    office.orders.store(first, with_parcels(first, a_parcel()), now=NOW)

    with pytest.raises(StaleState):
        office.orders.store(first, first, now=NOW, turns=[turn])

    assert turns_of(office, turn) == []


def test_an_order_counts_as_gone_half_a_year_after_its_last_write(office: OrderOffice) -> None:
    """TTL deletes late: the row is still there."""
    first = office.stored(a_full_record())
    month = timedelta(days=30)
    office.orders.store(first, first, now=NOW + month)

    assert office.orders.record(KEY, NOW + month + KEPT - timedelta(seconds=1)) is not None
    assert office.orders.record(KEY, NOW + month + KEPT) is None


def test_a_number_given_out_again_is_another_order(office: OrderOffice) -> None:
    follower = a_follower()
    old = office.stored(a_record(parcels=(a_parcel("old"),), followers=(follower,)))
    again = NOW + KEPT

    with pytest.raises(StaleState):  # it was there while it was read as new
        office.stored(now=again - timedelta(seconds=1))
    new = office.stored(a_record(an_order(phone="+886912345678")), again)

    assert (new.order.revision, new.parcels, new.followers) == (1, (), ())
    assert office.known(now=again) == new
    with pytest.raises(StaleState):  # of the same revision, and of another record
        office.orders.store(old, old, now=again)


def test_no_part_of_an_order_that_is_written_now_and_then_is_ever_gone(
    office: OrderOffice,
) -> None:
    record = office.stored(a_full_record())
    follower = record.followers[0].contact
    now = NOW
    for _ in range(9):
        now += timedelta(days=150)
        record = office.known(now=now)
        record = office.orders.store(record, record, now=now)

    last = now + KEPT - timedelta(seconds=1)
    assert office.known(now=last) == record
    assert len(record.parcels) == 3
    assert office.orders.orders_of(follower, BRAND, last) == [KEY]


def test_a_record_takes_no_more_than_it_may_hold(office: OrderOffice) -> None:
    first = office.stored()
    parcels = tuple(a_parcel() for _ in range(MOST_PARCELS + 1))
    followers = tuple(a_follower() for _ in range(MOST_FOLLOWERS + 1))

    for after in (replace(first, parcels=parcels), replace(first, followers=followers)):
        with pytest.raises(OrderTooLarge):
            office.orders.store(first, after, now=NOW)

    assert office.known() == first


def test_all_that_an_order_may_hold_is_one_write(office: OrderOffice) -> None:
    parcels = tuple(a_parcel(tracking=f"T{number}") for number in range(MOST_PARCELS))
    followers = tuple(a_follower() for _ in range(MOST_FOLLOWERS))
    turns = [a_turn() for _ in range(60)]

    full = office.stored(a_record(parcels=parcels, followers=followers), turns=turns)

    assert office.known() == full
    assert all(turns_of(office, one) for one in turns)
    for number in (0, MOST_PARCELS - 1):
        assert office.orders.find(BRAND, tracked(f"T{number}"), NOW) == KEY


def test_more_turns_than_one_write_takes_are_refused(item_table: TableEngine) -> None:
    office, turns = OrderOffice(item_table), [a_turn() for _ in range(100)]

    with pytest.raises(OrderTooLarge):
        office.stored(turns=turns)
    assert office.orders.record(KEY, NOW) is None

    office.stored(turns=turns[1:])


def test_a_follower_that_is_let_go_sees_it_no_more(office: OrderOffice) -> None:
    stays, goes = a_follower(), a_follower()
    first = office.stored(a_record(followers=(stays, goes)))

    after = office.orders.store(first, replace(first, followers=(stays,)), now=LATER)

    assert office.known() == after
    assert office.orders.orders_of(goes.contact, BRAND, LATER) == []
    assert office.orders.orders_of(stays.contact, BRAND, LATER) == [KEY]


def test_who_follows_nothing_has_no_orders(office: OrderOffice) -> None:
    office.stored(a_record(followers=(a_follower(),)))

    assert office.orders.orders_of(a_contact_key(), BRAND, NOW) == []
