"""Whoever guesses is stopped, learns nothing on the way, and no crash gives them one more try."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.shop import LINE_SHOPPER, NOW, PAGE_SHOPPER
from tests.support.talking_orders import OrderShop, on_its_way, pressed, said
from towkay.adapters.callsites import CallSite
from towkay.adapters.memory.orders import MemoryOrders
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.shipping.proving import MOST_WRONG, may_try, tried_wrong
from towkay.domain.shipping.records import Order
from towkay.domain.turns import Rule

DAY = timedelta(hours=24)
PEOPLE = [ContactKey(Channel.LINE, LINE_SHOPPER.account, f"U{one}") for one in range(9)]
HUMAN = "tk:human"


@pytest.fixture
def shop() -> OrderShop:
    return OrderShop()


def test_five_wrong_tries_close_an_order_to_everybody_for_a_day(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    wrong = [shop.hears("訂單 1042 末四碼 9999", who) for who in PEOPLE[:MOST_WRONG]]
    right = shop.hears("訂單 1042 末四碼 5678", PAGE_SHOPPER)
    assert len({said(turn) for turn in (*wrong, right)}) == 1
    assert HUMAN in pressed(right) and not shop.record(key).followers
    opened = shop.hears("訂單 1042 末四碼 5678", LINE_SHOPPER, after=DAY)
    assert opened.reasoning.rule is Rule.ORDER_SHOWN


def test_tries_at_a_closed_order_do_not_keep_it_closed(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    for who in PEOPLE:
        shop.hears("訂單 1042 末四碼 9999", who)
    assert len(shop.record(key).order.wrong_proofs) == MOST_WRONG
    assert max(shop.record(key).order.wrong_proofs) < shop.at - timedelta(seconds=2)


def test_five_wrong_tries_close_a_chat_whatever_orders_they_are_of(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    for number in range(5):
        shop.hears(f"訂單 200{number} 末四碼 9999")
    turn = shop.hears("訂單 1042 末四碼 5678")
    assert turn.reasoning.rule is Rule.ORDER_UNPROVED and HUMAN in pressed(turn)
    assert CallSite.ORDER_READ not in shop.calls
    later = shop.hears("訂單 1042 末四碼 5678", after=DAY)
    assert later.reasoning.rule is Rule.ORDER_SHOWN


def test_wrong_tries_of_one_second_close_a_chat_as_well(shop: OrderShop) -> None:
    """WhatsApp tells the time in whole seconds."""
    shop.order("1042", on_its_way())
    for number in range(MOST_WRONG):
        shop.hears(f"訂單 200{number} 末四碼 9999", after=timedelta(0), cause=f"c-{number}")
    turn = shop.hears("訂單 1042 末四碼 5678", after=timedelta(0), cause="c-right")
    ask = shop.contact().order_ask
    assert ask is not None and len(ask.wrong) == MOST_WRONG
    assert not any("7700123" in said(one) for one in (turn, shop.turn()))


def test_four_wrong_tries_still_leave_one(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    shop.hears("查訂單 1042")
    for _ in range(4):
        assert shop.hears("9999").reasoning.rule is Rule.ORDER_UNPROVED
    assert shop.hears("5678").reasoning.rule is Rule.ORDER_SHOWN


@pytest.mark.parametrize("doomed", [CallSite.ORDER_STORE, CallSite.TURN_COMMIT])
def test_a_crash_between_the_two_writes_counts_a_wrong_try_once(
    shop: OrderShop, doomed: CallSite
) -> None:
    key = shop.order("1042", on_its_way())

    def crash(site: CallSite) -> None:
        if site is doomed:
            shop.crash = lambda site: None
            raise ConnectionError("the function was stopped")

    shop.crash = crash
    with pytest.raises(ConnectionError):
        shop.hears("訂單 1042 末四碼 9999", cause="c-1")
    turn = shop.hears("訂單 1042 末四碼 9999", after=timedelta(0), cause="c-1")
    ask = shop.contact().order_ask
    assert turn.reasoning.rule is Rule.ORDER_UNPROVED
    assert len(shop.record(key).order.wrong_proofs) == 1
    assert ask is not None and len(ask.wrong) == 1


@pytest.mark.parametrize("doomed", [CallSite.ORDER_STORE, CallSite.TURN_COMMIT])
def test_a_crash_between_the_two_writes_shows_the_order_all_the_same(
    shop: OrderShop, doomed: CallSite
) -> None:
    key = shop.order("1042", on_its_way())

    def crash(site: CallSite) -> None:
        if site is doomed:
            shop.crash = lambda site: None
            raise ConnectionError("the function was stopped")

    shop.crash = crash
    with pytest.raises(ConnectionError):
        shop.hears("訂單 1042 末四碼 5678", cause="c-1")
    turn = shop.hears("訂單 1042 末四碼 5678", after=timedelta(0), cause="c-1")
    assert turn.reasoning.rule is Rule.ORDER_SHOWN and "7700123" in said(turn)
    assert len(shop.record(key).followers) == 1


def test_the_same_try_made_again_is_no_other_one() -> None:
    order = Order("demo", "1042")
    for second in range(MOST_WRONG):
        order = tried_wrong(order, NOW + timedelta(seconds=second))
    last = NOW + timedelta(seconds=MOST_WRONG - 1)
    assert tried_wrong(order, last) == order and may_try(order, last)
    assert not may_try(order, NOW + timedelta(hours=1))
    assert may_try(order, NOW + DAY)


def test_tries_of_many_at_the_same_moment_are_as_many_tries(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    for number, who in enumerate(PEOPLE[:4]):
        wait = timedelta(0) if number else timedelta(seconds=1)
        shop.hears("訂單 1042 末四碼 9999", who, after=wait, cause=f"c-{number}")
    assert len(shop.record(key).order.wrong_proofs) == 4


@settings(max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.from_regex(r"\A(訂單|order|查訂單)? ?#?[0-9]{3,5}( 末四碼)? ?[0-9]{0,10}\Z"),
            st.sampled_from(
                ["1042", "我的包裹到哪了", "where is my order", "取消訂單 1042", "改地址"]
            ),
        ),
        max_size=6,
    )
)
def test_no_words_read_an_order_without_its_digits(typed: list[str]) -> None:
    """Whatever is typed, none of it with the digits, no reply holds anything of the order."""
    shop = OrderShop()
    shop.order("1042", on_its_way(tracking="SECRET"), phone="+886900000000")
    for text in typed:
        if "0000" in text or "00000000" in text:
            continue
        turn = shop.hears(text)
        told = said(turn) + " ".join(turn.reasoning.entries)
        assert "SECRET" not in told and "運送" not in told and "on its way" not in told


def test_what_a_carrier_tells_meanwhile_is_not_lost(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    quiet = MemoryOrders(shop.rows, shop.table)

    def meanwhile(site: CallSite) -> None:
        if site is CallSite.ORDER_STORE:
            shop.crash = lambda site: None
            record = shop.record(key)
            quiet.store(record, replace(record, order=replace(record.order, items=7)), now=shop.at)

    shop.crash = meanwhile
    turn = shop.hears("訂單 1042 末四碼 5678")
    assert turn.reasoning.rule is Rule.ORDER_SHOWN
    assert shop.record(key).order.items == 7 and shop.record(key).follower(LINE_SHOPPER)
