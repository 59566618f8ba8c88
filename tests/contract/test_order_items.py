"""The rows of an order are small, however much is told of a parcel, and are all read."""

from dataclasses import replace
from datetime import timedelta

from bench.dynamodb_units import item_size
from tests.support.builders import NOW
from tests.support.engines import TableEngine
from tests.support.order_rows import (
    KEPT,
    KEY,
    OrderOffice,
    a_follower,
    a_full_order,
    a_parcel,
    a_record,
    told_everything,
    with_parcels,
)
from towkay.domain.shipping.records import MOST_FOLLOWERS, MOST_PARCELS
from towkay.domain.shipping.references import tracked


def test_a_row_of_a_parcel_of_which_everything_was_told_is_small(item_table: TableEngine) -> None:
    office = OrderOffice(item_table)
    full = replace(a_full_order(), wrong_proofs=(NOW,) * 5)

    office.stored(a_record(full, parcels=(told_everything(),), followers=(a_follower(),)))

    sizes = {one["sk"]["S"].partition("#")[0]: item_size(one) for one in office.items()}
    assert sizes["PARCEL"] < 4096
    assert sizes["STATE"] < 1024
    assert sizes["FOLLOWER"] < 512


def test_a_record_of_more_than_a_page_is_read_whole(item_table: TableEngine) -> None:
    office = OrderOffice(item_table)
    record = office.stored(a_record(followers=tuple(a_follower() for _ in range(MOST_FOLLOWERS))))
    for first in range(0, MOST_PARCELS, 50):
        some = (a_parcel(f"{first + number:03}", place="門" * 2000) for number in range(50))
        record = office.orders.store(office.known(), with_parcels(record, *some), now=NOW)

    page = office.items()
    assert sum(len(one["parcels"]["L"]) for one in page if "parcels" in one) < MOST_PARCELS, (
        "one page of the query is not all of it"
    )
    assert office.known() == record
    assert len(record.parcels) == MOST_PARCELS
    assert len(record.followers) == MOST_FOLLOWERS


def test_the_telephone_stands_in_one_row(item_table: TableEngine) -> None:
    office = OrderOffice(item_table)
    order = a_full_order()
    office.stored(a_record(order, parcels=(a_parcel(),), followers=(a_follower(),)))

    with_phone = [one["sk"]["S"] for one in office.items() if order.phone in str(one)]
    assert with_phone == ["STATE"]


def test_an_order_of_very_many_parcels_lasts_as_long_as_any(item_table: TableEngine) -> None:
    office = OrderOffice(item_table)
    some = tuple(a_parcel(tracking=f"T{number}") for number in range(100))
    record, now = office.stored(a_record(parcels=some)), NOW
    for _ in range(3):
        now += timedelta(days=150)
        record = office.known(now=now)
        record = office.orders.store(record, record, now=now)

    last = now + KEPT - timedelta(seconds=1)
    assert len(office.known(now=last).parcels) == 100
    assert office.orders.find("demo", tracked("T7"), last) == KEY
    assert office.orders.record(KEY, now + KEPT) is None
