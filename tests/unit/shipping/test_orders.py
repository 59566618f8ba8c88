"""Orders: which is meant, which parcels are one, and news of those that nobody knows yet."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.parcels import (
    DAY,
    DELIVERED,
    HANDED,
    NEW,
    NOON,
    OUT,
    PICK_UPS,
    STORE,
    TRANSIT,
    all_of,
    at,
    news,
)
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.orders import distinct, order_name, together
from towkay.domain.shipping.parcels import Parcel, folded, joined
from towkay.domain.shipping.records import Order
from towkay.domain.shipping.references import references_of, references_to
from towkay.domain.shipping.standing import standing
from towkay.domain.shipping.telling import Silence, Telling, telling_of, told
from towkay.domain.shipping.waiting import in_time, waiting

ORDER = Order("demo", "1042", "\x231042", "shopify", "9001", "+886912345678", NOON)
MOVED = news(TRANSIT, 1, order="1042")


@pytest.mark.parametrize("written", ["1042", "\x231042", " １０４２ ", "＃1042", "\x23 1042"])
def test_an_order_is_named_however_its_number_is_written(written: str) -> None:
    assert order_name(written) == "1042"


def test_letters_of_a_number_are_the_same_however_they_are_cased() -> None:
    assert order_name("cr-2026a1") == order_name("CR-2026A1")


@pytest.mark.parametrize("written", ["", "\x23", " ", "104", "10420", "1043", "9001", "10-42"])
def test_another_number_names_another_order(written: str) -> None:
    assert order_name(written) != "1042"


@pytest.mark.parametrize(
    ("source", "order", "meant"),
    [
        ("shopify", "9001", True),  # as its own shop calls it
        ("shopify", "\x231042", True),
        ("ecpay", "1042", True),
        ("ecpay", "9001", False),  # the number of somebody else's order
        ("shopify", "", False),
        ("ecpay", "", False),
    ],
)
def test_news_is_of_the_order_that_it_names(source: str, order: str, meant: bool) -> None:
    told_of = news(TRANSIT, 1, source=source, order=order)
    assert bool({*references_of(told_of)} & {*references_to(ORDER)}) is meant


def test_news_of_an_unknown_order_is_applied_when_the_order_comes() -> None:
    kept = [waiting(MOVED), waiting(news(DELIVERED, 2, order="\x231042"))]
    (first, second) = in_time(kept, at(0) + 20 * DAY)
    assert standing(all_of([first, second])) == standing(all_of([second, first]))
    assert {first.milestone, second.milestone} == {TRANSIT, DELIVERED}


def test_news_of_an_unknown_order_is_kept_for_thirty_days() -> None:
    kept = waiting(replace(MOVED, occurred_at=at(-100)))
    assert kept.keeps_until == MOVED.received_at + timedelta(days=30)
    before = kept.keeps_until - timedelta(microseconds=1)
    assert in_time([kept], before) == (kept.news,)
    assert in_time([kept], kept.keeps_until) == ()


def parcel(source: str, name: str, *milestones: Milestone, tracking: str = "") -> Parcel:
    told_of = [
        news(one, hour, source=source, parcel=name, tracking=tracking, order="1042")
        for hour, one in enumerate(milestones)
    ]
    return all_of(told_of, Parcel(source, name))


def tell(one: Parcel) -> Telling:
    found = telling_of(one, at(9), PICK_UPS)
    assert isinstance(found, Telling)
    return found


def test_several_parcels_of_an_order_are_several() -> None:
    of_order = [parcel("easypost", f"trk_{one}", OUT, tracking=f"T{one}") for one in range(3)]
    assert distinct(reversed(of_order)) == tuple(of_order)


def test_two_sources_of_one_parcel_tell_a_shopper_once() -> None:
    shop = parcel("shopify", "5001", HANDED, OUT, tracking="9000 0001")
    carrier = parcel("aftership", "as_1", HANDED, OUT, DELIVERED, tracking="90000001")
    shop = told(shop, tell(shop))
    (one,) = distinct([shop, carrier])
    assert (one.source, one.name) == ("aftership", "as_1")
    assert standing(one) == standing(carrier)
    told_of = told(one, tell(one))
    assert telling_of(told_of, at(9), PICK_UPS) is Silence.TOLD
    (same,) = distinct([carrier, told(shop, tell(one))])
    assert telling_of(same, at(9), PICK_UPS) is Silence.TOLD


def test_parcels_without_a_tracking_number_are_each_their_own() -> None:
    assert len(distinct([parcel("shopify", "1", OUT), parcel("shopify", "2", OUT)])) == 2


def test_what_is_joined_keeps_everything_of_both() -> None:
    one, other = parcel("a", "1", HANDED, tracking="T"), parcel("b", "2", STORE, OUT)
    assert joined(one, other).facts == joined(other, one).facts
    assert joined(one, one) == one
    assert joined(NEW, one).facts == one.facts


def test_the_same_of_several_parcels_is_told_in_one_message() -> None:
    first, second = (tell(parcel("a", name, OUT)) for name in "12")
    third = tell(parcel("a", "3", STORE))
    assert together([first, third, second]) == ((first, second), (third,))
    elsewhere = replace(third, place="Minquan")
    assert together([third, elsewhere]) == ((third,), (elsewhere,))
    other_order = replace(first, order="77")
    assert together([first, other_order]) == ((first,), (other_order,))


def test_parcels_of_no_known_order_are_told_apart() -> None:
    one, other = (replace(tell(parcel("a", name, OUT)), order="") for name in "12")
    assert together([one, other]) == ((one,), (other,))


def test_a_fold_leaves_the_parcel_before_it_as_it_was() -> None:
    before = parcel("ecpay", "7700123", HANDED)
    copy = replace(before, facts=dict(before.facts))
    folded(before, news(DELIVERED, 5))
    assert before == copy
