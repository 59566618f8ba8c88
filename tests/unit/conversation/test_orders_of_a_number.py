"""A telephone number that somebody else was given opens none of its former holder's orders."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.shop import event
from tests.support.talking_orders import OrderShop, on_its_way, pressed, said
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.shipping.records import Follower, Proof
from towkay.domain.turns import Rule, Turn
from towkay.ports.orders import OrderKey

NUMBER = ContactKey(Channel.WHATSAPP, "2099", "+886912345678")
LONG_AGO = timedelta(days=120)
LATELY = timedelta(days=3)


@pytest.fixture
def shop() -> OrderShop:
    return OrderShop()


def named(shop: OrderShop, number: str, before: timedelta) -> OrderKey:
    """An order whose shop named the telephone number so long ago, to be told."""
    key = shop.order(number, on_its_way())
    record, at = shop.record(key), shop.at - before
    follower = Follower(NUMBER, Proof.SHOP, at, at)
    shop.orders.store(record, replace(record, followers=(follower,)), now=shop.at)
    return key


def asks(shop: OrderShop, text: str) -> Turn:
    return shop.hears(text, NUMBER)


@pytest.mark.parametrize("asked", ["我的包裹到哪了", "訂單 1042"])
def test_a_number_shows_nothing_of_what_it_proved_long_ago(shop: OrderShop, asked: str) -> None:
    named(shop, "1042", LONG_AGO)
    turn = asks(shop, asked)
    assert turn.reasoning.rule is Rule.ORDER_ASKED and "7700123" not in said(turn)


def test_a_number_shows_what_it_proved_lately(shop: OrderShop) -> None:
    named(shop, "1042", LATELY)
    assert "7700123" in said(asks(shop, "我的包裹到哪了"))


def test_not_even_the_names_of_a_former_holders_orders_are_offered(shop: OrderShop) -> None:
    for number in range(6):
        named(shop, f"200{number}", LONG_AGO)
    turn = asks(shop, "我的包裹到哪了")
    assert not any("200" in one for one in (*pressed(turn), said(turn)))


def test_a_former_holders_orders_take_no_place_of_their_own(shop: OrderShop) -> None:
    for number in range(5):
        named(shop, f"100{number}", LATELY)
        named(shop, f"200{number}", LONG_AGO)
    turn = asks(shop, "我的包裹到哪了")
    offered = [one for one in pressed(turn) if one.startswith("tk:order:")]
    assert len(offered) == 2 and not any("200" in one for one in offered)


def test_whoever_proves_it_anew_sees_it_and_is_not_told_by_what_another_agreed_to(
    shop: OrderShop,
) -> None:
    key = named(shop, "1042", LONG_AGO)
    turn = asks(shop, "訂單 1042 末四碼 5678")
    assert turn.reasoning.rule is Rule.ORDER_SHOWN
    (follower,) = shop.record(key).followers
    assert (follower.proof, follower.proved_at) == (Proof.PHONE, shop.at)
    assert follower.told_since is None


def test_an_id_of_the_channels_own_shows_it_however_long_ago_it_was_proved(
    shop: OrderShop,
) -> None:
    key = named(shop, "1042", LONG_AGO)
    record = shop.record(key)
    own = replace(NUMBER, user="TW.1")
    kept = (replace(record.followers[0], contact=own),)
    shop.orders.store(record, replace(record, followers=kept), now=shop.at)
    shop.at += timedelta(seconds=1)
    shop.takes(event("我的包裹到哪了", at=shop.at, contact=own))
    assert "7700123" in said(shop.turn(own))
