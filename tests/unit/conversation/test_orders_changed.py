"""To cancel, or to send elsewhere: identity first, then a person goes on with the facts."""

import pytest

from tests.support.parcels import LABEL
from tests.support.shop import LINE_SHOPPER
from tests.support.talking_orders import OrderShop, on_its_way, pressed, said
from towkay.domain.brands import Phrase
from towkay.domain.contacts import HandoverState
from towkay.domain.default_voice import DEFAULT_VOICE
from towkay.domain.events import PostbackPressed
from towkay.domain.turns import Rule


@pytest.fixture
def shop() -> OrderShop:
    return OrderShop()


def phrase(of: Phrase, language: str = "zh-TW") -> str:
    return DEFAULT_VOICE[of][language]


@pytest.mark.parametrize(
    ("asked", "of", "language"),
    [
        ("我要取消訂單", Phrase.ORDER_CANCEL, "zh-TW"),
        ("改地址", Phrase.ORDER_ADDRESS, "zh-TW"),
        ("cancel my order", Phrase.ORDER_CANCEL, "en"),
        ("I want to change my delivery address", Phrase.ORDER_ADDRESS, "en"),
    ],
)
def test_a_person_gets_the_facts_in_one_message(
    shop: OrderShop, asked: str, of: Phrase, language: str
) -> None:
    shop.order("1042", on_its_way())
    assert shop.hears(asked).reasoning.rule is Rule.ORDER_ASKED
    turn = shop.hears("1042 5678")
    [send] = turn.sends
    assert phrase(of, language) in said(turn) and "7700123" in said(turn)
    assert phrase(Phrase.ORDER_PIECES, language).replace("{items}", "2") in said(turn)
    assert phrase(Phrase.ORDER_LEFT, language) in said(turn) and len(send.messages) == 1


def test_staff_see_what_is_wanted_beside_the_turn(shop: OrderShop) -> None:
    shop.order("#1042", on_its_way())
    turn = shop.hears("取消訂單 1042 5678")
    assert turn.reasoning.rule is Rule.HANDED_OVER
    assert turn.reasoning.entries == ("cancel", "order #1042, 2 items, in_transit")
    handover = shop.contact().handover
    assert handover is not None and handover.state is HandoverState.WAITING
    assert not shop.hears("在嗎").sends


def test_of_a_parcel_that_is_still_here_nothing_is_said_of_being_late(shop: OrderShop) -> None:
    shop.order("1042", on_its_way(milestone=LABEL))
    assert phrase(Phrase.ORDER_LEFT) not in said(shop.hears("取消訂單 1042 5678"))


def test_of_several_orders_they_are_asked_which(shop: OrderShop) -> None:
    for number in ("1041", "1042"):
        shop.order(number, on_its_way(tracking=f"T{number}"))
        shop.hears(f"訂單 {number} 5678")
    turn = shop.hears("我要取消訂單")
    assert phrase(Phrase.ORDER_WHICH) in said(turn)
    assert pressed(turn) == ["tk:order:cancel:1042", "tk:order:cancel:1041"]
    assert "T1041" in said(shop.hears(PostbackPressed("tk:order:cancel:1041")))
    assert shop.contact(LINE_SHOPPER).handover is not None


@pytest.mark.parametrize("asked", ["可以取消訂單嗎", "can I cancel my order", "可以改地址嗎"])
def test_whether_it_can_be_done_is_a_question_like_any_other(shop: OrderShop, asked: str) -> None:
    shop.order("1042", on_its_way())
    shop.hears("訂單 1042 5678")
    assert shop.hears(asked).reasoning.rule not in {Rule.HANDED_OVER, Rule.ORDER_ASKED}
