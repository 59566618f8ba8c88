"""Every table leads from any name to its order, and keeps what has none until it comes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW, a_contact_key
from tests.support.engines import TableEngine, lost_answers
from tests.support.order_rows import (
    BRAND,
    KEPT,
    KEY,
    OrderOffice,
    a_follower,
    a_parcel,
    a_record,
    an_order,
    some_news,
    with_parcels,
)
from towkay.adapters.dynamodb.order_keys import LOOK_SHARDS, look_at, reference_pk
from towkay.domain.shipping.references import Reference, ReferenceKind, references_of, tracked
from towkay.domain.shipping.waiting import Waiting, waiting
from towkay.ports.orders import MOST_ORDERS, OrderKey

HOUR = timedelta(hours=1)
NAMED = Reference(ReferenceKind.NAME, "1042")
OWN = Reference(ReferenceKind.SOURCE_KEY, "shopify:gid-77")
UNKNOWN = Reference(ReferenceKind.TRACKING, "NONE")


@pytest.fixture
def office(table: TableEngine) -> OrderOffice:
    return OrderOffice(table)


def found(office: OrderOffice, *references: Reference, brand: str = BRAND) -> OrderKey | None:
    return office.orders.find(brand, references, NOW)


def kept(office: OrderOffice, news: Waiting, brand: str = BRAND) -> list[Waiting]:
    return office.orders.kept(brand, references_of(news.news), news.news.received_at)


def test_every_name_of_an_order_and_of_its_parcels_leads_to_it(office: OrderOffice) -> None:
    order = an_order(source="shopify", key="gid-77")
    office.stored(a_record(order, parcels=(a_parcel(tracking="t 1-a"), a_parcel())))

    for reference in (NAMED, OWN, *tracked("T1A")):
        assert found(office, reference) == KEY
        assert found(office, reference, brand="other") is None
    assert found(office) is None
    assert found(office, UNKNOWN, Reference(ReferenceKind.NAME, "茶" * 3000)) is None


def test_what_becomes_known_later_leads_to_it_as_well(office: OrderOffice) -> None:
    first = office.stored(a_record(parcels=(a_parcel("p"),)))
    second = with_parcels(first, a_parcel("p", tracking="t1"))
    second = replace(second, order=replace(second.order, source="shopify", key="gid-77"))

    stored = office.orders.store(first, second, now=NOW)
    office.orders.store(stored, with_parcels(stored, a_parcel("p", tracking="t2")), now=NOW)

    for reference in (OWN, *tracked("t1"), *tracked("t2")):
        assert found(office, reference) == KEY


def test_of_several_names_the_first_that_leads_anywhere_counts(office: OrderOffice) -> None:
    office.stored(a_record(parcels=(a_parcel(tracking="T1"),)))
    other = an_order("7", source="shopify", key="gid-77")
    office.stored(a_record(other))

    (number,) = tracked("T1")
    assert found(office, UNKNOWN, OWN, number, NAMED, OWN) == OrderKey(BRAND, "7")
    assert found(office, UNKNOWN, number, OWN) == KEY
    assert found(office, NAMED, OWN) == KEY


def test_a_tracking_number_used_again_leads_to_the_newer_order(office: OrderOffice) -> None:
    office.stored(a_record(parcels=(a_parcel(tracking="T1"),)))
    office.stored(a_record(an_order("7"), parcels=(a_parcel(tracking="T1"),)))

    assert found(office, *tracked("T1")) == OrderKey(BRAND, "7")


def test_the_number_of_an_order_that_is_gone_leads_nowhere(office: OrderOffice) -> None:
    office.stored()

    assert office.orders.find(BRAND, [NAMED], NOW + KEPT - HOUR) == KEY
    assert office.orders.find(BRAND, [NAMED], NOW + KEPT) is None


def test_a_contact_sees_its_orders_the_newest_proof_first(office: OrderOffice) -> None:
    contact, other = a_contact_key(), a_contact_key()
    for number in (3, 1, 2):
        mine = a_follower(contact, proved_at=NOW + number * HOUR)
        theirs = a_follower(other, proved_at=NOW - number * HOUR)
        record = a_record(an_order(f"n#{number}"), followers=(mine, theirs))
        office.stored(record)
        office.stored(replace(record, order=replace(record.order, brand="demo2")))

    def named(*numbers: int) -> list[OrderKey]:
        return [OrderKey(BRAND, f"n#{number}") for number in numbers]

    assert office.orders.orders_of(contact, BRAND, NOW) == named(3, 2, 1)
    assert office.orders.orders_of(other, BRAND, NOW) == named(1, 2, 3)
    assert office.orders.orders_of(contact, "dem", NOW) == []


def test_whoever_proves_it_anew_has_it_first(office: OrderOffice) -> None:
    one = a_follower()
    first = office.stored(a_record(followers=(one,)))
    office.stored(a_record(an_order("7"), followers=(replace(one, proved_at=NOW + HOUR),)))

    again = replace(one, proved_at=NOW + 2 * HOUR)
    office.orders.store(first, replace(first, followers=(again,)), now=NOW)

    assert office.orders.orders_of(one.contact, BRAND, NOW) == [KEY, OrderKey(BRAND, "7")]


def test_the_orders_of_long_ago_are_seen_no_more(office: OrderOffice) -> None:
    one = a_follower()
    office.stored(a_record(followers=(one,)))

    assert office.orders.orders_of(one.contact, BRAND, NOW + KEPT - HOUR) == [KEY]
    assert office.orders.orders_of(one.contact, BRAND, NOW + 2 * KEPT) == []


def test_of_very_many_orders_a_contact_sees_the_newest(office: OrderOffice) -> None:
    contact = a_contact_key()
    for number in range(MOST_ORDERS + 3):
        proof = a_follower(contact, proved_at=NOW + number * HOUR)
        office.stored(a_record(an_order(str(number)), followers=(proof,)))

    seen = [int(key.name) for key in office.orders.orders_of(contact, BRAND, NOW)]
    assert seen == list(reversed(range(3, MOST_ORDERS + 3)))


def test_what_has_no_order_waits_under_each_of_its_names(office: OrderOffice) -> None:
    news = waiting(some_news(order="1042", tracking="T1"))
    office.orders.keep(BRAND, news)

    for reference in references_of(news.news):
        assert office.orders.kept(BRAND, [reference], NOW) == [news]
    assert kept(office, news) == [news]
    assert kept(office, news, "other") == []
    assert office.orders.kept(BRAND, [UNKNOWN], NOW) == []
    assert found(office, *references_of(news.news)) is None


def test_a_repeat_of_what_waits_is_one_and_of_the_first_receipt(office: OrderOffice) -> None:
    news = some_news(order="1042")
    for hours in (0, 1, 5):
        office.orders.keep(BRAND, waiting(replace(news, received_at=NOW + hours * HOUR)))

    assert kept(office, waiting(news)) == [waiting(news)]


def test_news_of_one_delivery_of_several_parcels_wait_each(office: OrderOffice) -> None:
    told = [("a", "3001"), ("b", "3001"), ("b", "3002")]
    all_of_it = [
        waiting(some_news("same", order="1042", parcel=name, code=code)) for name, code in told
    ]
    for one in all_of_it:
        office.orders.keep(BRAND, one)

    found = kept(office, all_of_it[0])
    assert len(found) == len(told)
    assert all(one in found for one in all_of_it)


def test_what_waits_is_told_in_the_order_in_which_it_came(office: OrderOffice) -> None:
    came = [waiting(some_news(order="1042", received_at=NOW - n * HOUR)) for n in range(6)]
    for one in came:
        office.orders.keep(BRAND, one)

    assert office.orders.kept(BRAND, [NAMED], NOW) == came[::-1]


def test_what_waited_for_thirty_days_is_as_if_it_had_never_come(office: OrderOffice) -> None:
    news = waiting(some_news(order="1042"))
    office.orders.keep(BRAND, news)
    month = timedelta(days=30)

    assert office.orders.kept(BRAND, [NAMED], NOW + month - HOUR) == [news]
    assert office.orders.kept(BRAND, [NAMED], NOW + month) == []
    later = waiting(replace(news.news, received_at=NOW + month))
    office.orders.keep(BRAND, later)
    assert office.orders.kept(BRAND, [NAMED], NOW + month) == [later]


def test_what_was_dropped_waits_under_none_of_its_names(office: OrderOffice) -> None:
    news, other = (waiting(some_news(order="1042", tracking="T1")) for _ in range(2))
    for one in (news, other):
        office.orders.keep(BRAND, one)

    for _ in range(2):  # also whoever drops it second
        office.orders.drop(BRAND, news)

    for reference in references_of(news.news):
        assert office.orders.kept(BRAND, [reference], NOW) == [other]


def test_news_without_any_order_waits_under_its_number(office: OrderOffice) -> None:
    news = waiting(some_news(tracking="T1"))
    office.orders.keep(BRAND, news)
    office.orders.keep(BRAND, waiting(some_news()))  # nobody can ever ask for this

    assert office.orders.kept(BRAND, tracked("T1"), NOW) == [news]


def test_what_waits_goes_on_waiting_where_answers_are_lost(table: TableEngine) -> None:
    office, news = OrderOffice(table), waiting(some_news(order="1042"))

    with lost_answers(table, "TransactWriteItems"):
        office.orders.keep(BRAND, news)
        assert kept(office, news) == [news]
        office.orders.drop(BRAND, news)

    assert kept(office, news) == []


def test_more_than_a_page_of_news_waits(item_table: TableEngine) -> None:
    office = OrderOffice(item_table)
    link = "https://carrier.example/" + "t" * 40_000
    came = [waiting(some_news(f"{n:02}", tracking="T1", link=link)) for n in range(30)]
    for one in came:
        office.orders.keep(BRAND, one)

    pages = item_table.items(reference_pk(BRAND, tracked("T1")[0]))
    assert len(pages) < 30, "one page of the query is not all of it"
    assert office.orders.kept(BRAND, tracked("T1"), NOW) == came


def test_orders_are_due_when_their_moment_has_come_and_not_before(office: OrderOffice) -> None:
    moment = NOW + HOUR + timedelta(microseconds=500)
    office.stored(look_at=moment)
    office.stored(a_record(an_order("7")))

    assert list(office.orders.due(NOW + HOUR, 10)) == []
    assert list(office.orders.due(moment + timedelta(milliseconds=1), 10)) == [KEY]


def by_part(keys: Iterable[OrderKey]) -> dict[str, list[str]]:
    """The names of those of each part, in their order."""
    parts: dict[str, list[str]] = {}
    for key in keys:
        parts.setdefault(look_at(key, NOW)["lookup_pk"], []).append(key.name)
    return parts


def test_the_longest_due_of_each_part_comes_first(office: OrderOffice) -> None:
    names = [f"{number:02}" for number in range(40)]
    for name in sorted(names, key=lambda name: int(name) * 7 % 40):
        office.stored(a_record(an_order(name)), look_at=NOW + int(name) * HOUR)

    now = NOW + 29 * HOUR
    due = by_part(office.orders.due(now, 100))
    few = by_part(office.orders.due(now, 6))

    assert due == by_part(OrderKey(BRAND, name) for name in names[:30])
    assert sum(map(len, few.values())) == 6
    assert all(due[part][: len(found)] == found for part, found in few.items())


def test_no_part_keeps_another_waiting(item_table: TableEngine) -> None:
    office = OrderOffice(item_table)
    for number in range(40):
        office.stored(a_record(an_order(str(number))), look_at=NOW)

    few = by_part(office.orders.due(NOW, LOOK_SHARDS))
    assert [len(found) for found in few.values()] == [1] * LOOK_SHARDS


def test_who_was_looked_at_is_due_again_only_when_somebody_says_so(office: OrderOffice) -> None:
    first = office.stored(look_at=NOW)
    second = office.orders.store(first, first, now=NOW, look_at=NOW + 5 * HOUR)
    assert list(office.orders.due(NOW + HOUR, 10)) == []
    assert list(office.orders.due(NOW + 5 * HOUR, 10)) == [KEY]

    office.orders.store(second, second, now=NOW)
    assert list(office.orders.due(NOW + 99 * HOUR, 10)) == []


def test_what_is_due_is_spread_over_the_parts(office: OrderOffice) -> None:
    for number in range(60):
        office.stored(a_record(an_order(str(number))), look_at=NOW)

    due = Counter(key.name for key in office.orders.due(NOW, 1000))
    assert set(due.values()) == {1}
    assert len(due) == 60
