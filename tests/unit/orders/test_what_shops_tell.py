"""An order is the same in whatever order, and however often, its shop tells of it."""

from dataclasses import replace
from datetime import timedelta
from functools import reduce
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tests.support.order_shop import OrderShop, an_order
from tests.support.parcels import NOON, at
from towkay.adapters.codec import from_plain, to_plain
from towkay.domain.shipping.news import OrderNews
from towkay.domain.shipping.order_facts import told_by_shop, unknown_order
from towkay.domain.shipping.records import Order

OLD, NEW = "+886912345678", "+886987654321"

TOLD = st.builds(
    an_order,
    source=st.sampled_from(["shopify", "json"]),
    order_key=st.sampled_from(["", "9001", "9002"]),
    phone=st.sampled_from(["", OLD, NEW]),
    items=st.integers(0, 2),
    cancelled=st.booleans(),
    placed_at=st.sampled_from([NOON, at(1)]),
    told_at=st.sampled_from([None, at(1), at(2), at(3)]),
)


def after(*told: OrderNews) -> Order:
    return reduce(told_by_shop, told, unknown_order("demo", "\x231042"))


def test_an_old_word_of_the_shop_gives_no_old_telephone_its_power_back() -> None:
    first, second = an_order(phone=OLD, told_at=at(1)), an_order(phone=NEW, told_at=at(2))
    shop = OrderShop()
    shop.tell(first, second, first)
    record = shop.record()
    assert record and record.order.phone == NEW


def test_an_old_word_of_the_shop_says_what_no_later_one_said() -> None:
    order = after(an_order(phone="", items=0, told_at=at(2)), an_order(told_at=at(1)))
    assert (order.phone, order.items) == (OLD, 3)


def test_a_cancellation_is_for_good_however_old() -> None:
    order = after(an_order(told_at=at(2)), an_order(cancelled=True, told_at=at(1)))
    assert after(an_order(cancelled=True, told_at=at(1)), an_order(told_at=at(2))) == order
    assert order.cancelled


@given(st.lists(TOLD, min_size=1, max_size=4))
def test_any_order_and_repetition_of_the_same_news_ends_in_the_same_order(
    told: list[OrderNews],
) -> None:
    usual = after(*told)
    assert all(after(*some) == usual for some in permutations(told))
    assert after(*told, *told[:2]) == usual


def test_an_order_of_before_is_read_and_counts_as_told_long_ago() -> None:
    known = replace(after(an_order()), told=())
    stored = from_plain(Order, to_plain(known))
    assert stored == known
    assert told_by_shop(stored, an_order(phone=NEW, told_at=NOON - timedelta(1))).phone == NEW
    now = after(an_order(told_at=at(1)))
    assert from_plain(Order, to_plain(now)) == now
