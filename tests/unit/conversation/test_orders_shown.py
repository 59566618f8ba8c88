"""What an answer shows of an order no notice says again; what it does not show is still told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.parcels import STORE
from tests.support.shop import LINE_SHOPPER, PAGE_SHOPPER
from tests.support.talking_orders import RULES, TOPIC, OrderShop, code, on_its_way, said
from towkay.adapters.callsites import CallSite
from towkay.domain.doings import EntryPoint
from towkay.domain.events import MessageReceived, PostbackPressed
from towkay.domain.shipping.news import ParcelNews
from towkay.domain.shipping.parcels import folded
from towkay.domain.shipping.records import Follower, Proof
from towkay.domain.shipping.rules import ORDER_UPDATES
from towkay.domain.turns import Rule
from towkay.ports.orders import OrderKey
from towkay.usecases.order_notices import due_of

BY_CODE = MessageReceived("m-code", f"訂單 #1042 的出貨通知 ({code('1042')})")


@pytest.fixture
def shop() -> OrderShop:
    return OrderShop()


def parcels(many: int) -> list[ParcelNews]:
    """Each waits at a store of its own, so each is told by itself."""
    names = [f"p{one}" for one in range(many)]
    return [
        on_its_way(milestone=STORE, parcel=one, tracking=f"TRACK{one}", place=f"store {one}")
        for one in names
    ]


def unsaid(shop: OrderShop, key: OrderKey) -> set[str]:
    dues = due_of(shop.record(key), RULES, shop.at)
    return {one.tracking for due in dues for one in due.tellings}


def told_to(shop: OrderShop, key: OrderKey, *people: Follower) -> None:
    record = shop.record(key)
    shop.orders.store(record, replace(record, followers=people), now=shop.at)


def follower(shop: OrderShop, **about: object) -> Follower:
    plain = Follower(LINE_SHOPPER, Proof.SHOP, shop.at, shop.at)
    return replace(plain, **about)  # type: ignore[arg-type]  # fields of Follower


@pytest.mark.parametrize("asked", [BY_CODE, "訂單 1042", "我的包裹到哪了", "取消訂單 1042"])
def test_of_many_parcels_those_that_the_answer_shows_are_told_and_no_others(
    shop: OrderShop, asked: MessageReceived | str
) -> None:
    key = shop.order("1042", *parcels(7))
    told_to(shop, key, follower(shop))
    before = unsaid(shop, key)
    answer = said(shop.hears(asked))
    assert len(before) == 7 and len(unsaid(shop, key)) == 2
    assert unsaid(shop, key) == {one for one in before if one not in answer}


def test_what_somebody_else_waits_for_is_still_told_after_an_answer(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    told_to(shop, key, follower(shop), follower(shop, contact=PAGE_SHOPPER))
    assert "7700123" in said(shop.hears("訂單 1042"))
    assert unsaid(shop, key) == {"7700123"}


def test_what_the_asker_alone_may_see_is_left_for_whoever_is_told(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    seeing = follower(shop, told_since=None)
    told_to(shop, key, seeing, follower(shop, contact=PAGE_SHOPPER))
    assert "7700123" in said(shop.hears("訂單 1042"))
    assert unsaid(shop, key) == {"7700123"}


def test_an_answer_that_shows_it_with_a_person_tells_it_as_well(shop: OrderShop) -> None:
    lately = on_its_way(parcel="p1", tracking="TRACKp1")
    long_ago = on_its_way(shop.at - timedelta(days=30), parcel="p2", tracking="TRACKp2")
    key = shop.order("1042", lately, long_ago)
    told_to(shop, key, follower(shop))
    turn = shop.hears("訂單 1042")
    assert turn.reasoning.rule in {Rule.HANDED_OVER, Rule.AWAY} and "TRACKp1" in said(turn)
    assert not unsaid(shop, key)


def test_an_answer_of_another_rule_tells_nothing_of_the_order(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    stop = f"tk:stop_topic:{ORDER_UPDATES}"
    turn = shop.hears(PostbackPressed(stop, entry=EntryPoint("shortlink", code("1042"))))
    assert turn.sends and "7700123" not in said(turn)
    assert shop.record(key).follower(LINE_SHOPPER) and unsaid(shop, key) == {"7700123"}


def test_what_came_while_it_was_answered_is_still_told(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    told_to(shop, key, follower(shop))
    shown = shop.record(key)
    arrived = on_its_way(shop.at + timedelta(minutes=30), milestone=STORE, place="store 1")

    def meanwhile(site: CallSite) -> None:
        if site is CallSite.ORDER_STORE:
            shop.crash = lambda site: None
            (parcel,) = shown.parcels
            newer = folded(parcel, arrived)
            shop.orders.store(shown, replace(shown, parcels=(newer,)), now=shop.at)

    shop.crash = meanwhile
    shop.hears("訂單 1042")
    (due,) = due_of(shop.record(key), RULES, shop.at)
    assert [one.milestone for one in due.tellings] == [STORE]


def test_an_order_that_only_a_code_made_known_stays_due_whatever_is_written_next(
    shop: OrderShop,
) -> None:
    brought = MessageReceived("m-code", f"訂單 #2000 ({code('2000', agreed=False)})")
    shop.hears(brought)
    shop.hears(PostbackPressed(f"tk:subscribe:{ORDER_UPDATES}:{TOPIC.version('zh-TW')}"))
    key = OrderKey("demo", "2000")
    assert shop.record(key).followers[0].told_since == shop.at
    assert list(shop.orders.due(shop.at, 9)) == [key]
