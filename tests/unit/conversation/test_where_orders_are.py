"""Where is my order? Whoever proves that it is theirs hears it, in Chinese and in English."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.parcels import DELIVERED, news
from tests.support.shop import FAQ, LINE_SHOPPER, NOW, PAGE_SHOPPER
from tests.support.talking_orders import BRAND, PHONE, OrderShop, code, on_its_way, pressed, said
from towkay.adapters.callsites import CallSite
from towkay.domain.channels import Channel
from towkay.domain.contacts import HandoverState
from towkay.domain.doings import IdentityChanged
from towkay.domain.events import MessageReceived, PostbackPressed
from towkay.domain.shipping.records import Proof
from towkay.domain.turns import Rule
from towkay.ports.packs import BrandKnowledge

READS = {CallSite.ORDER_READ, CallSite.ORDERS_READ, CallSite.ORDER_STORE}


@pytest.fixture
def shop() -> OrderShop:
    return OrderShop()


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "我的包裹到哪了",
            "訂單到哪",
            "出貨了嗎",
            "我的訂單什麼時候到",
            "我的订单到哪了",
            "包裹寄出了吗",
        ),
        *("where is my order", "Where's my parcel?", "track my parcel", "has it shipped"),
    ],
)
def test_who_has_proved_nothing_is_asked_for_the_number_and_the_digits(
    shop: OrderShop, asked: str
) -> None:
    shop.order("1042", on_its_way())
    turn = shop.hears(asked)
    assert turn.reasoning.rule is Rule.ORDER_ASKED
    assert "1042 5678" in said(turn) and "7700123" not in said(turn)


@pytest.mark.parametrize(
    "typed",
    [
        *("訂單 1042 末四碼 5678", "訂單 #1042，電話 0912-345-678 到哪了", "查訂單 1042 5678"),
        *(
            "order 1042 last 4 digits 5678",
            "訂單１０４２　末四碼５６７８",
            "訂單 1042 +886912345678",
        ),
    ],
)
def test_number_and_digits_in_one_message_are_answered_at_once(shop: OrderShop, typed: str) -> None:
    key = shop.order("1042", on_its_way())
    turn = shop.hears(typed)
    assert turn.reasoning.rule is Rule.ORDER_SHOWN and "7700123" in said(turn)
    [follower] = shop.record(key).followers
    assert (follower.contact, follower.proof) == (LINE_SHOPPER, Proof.PHONE)
    assert follower.told_since is None


@pytest.mark.parametrize("first", ["查訂單 1042", "order 1042"])
def test_the_digits_may_come_in_a_second_message(shop: OrderShop, first: str) -> None:
    shop.order("1042", on_its_way())
    asks = shop.hears(first)
    assert asks.reasoning.rule is Rule.ORDER_ASKED and "7700123" not in said(asks)
    turn = shop.hears("5678")
    assert turn.reasoning.rule is Rule.ORDER_SHOWN and "7700123" in said(turn)


def test_number_and_digits_may_come_one_after_the_other(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    shop.hears("我的包裹到哪了")
    assert shop.hears("單號是 1042").reasoning.rule is Rule.ORDER_ASKED
    assert "7700123" in said(shop.hears("是 5678"))


def test_the_question_is_forgotten_after_a_quarter_of_an_hour(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    shop.hears("查訂單 1042")
    late = shop.hears("5678", after=timedelta(minutes=16))
    assert late.reasoning.rule is Rule.NOT_UNDERSTOOD


def test_any_other_wish_ends_the_question(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    shop.hears("查訂單 1042")
    assert shop.hears("運費多少錢").reasoning.rule is Rule.ANSWERED
    assert shop.contact().order_ask is None
    assert shop.hears("5678").reasoning.rule is Rule.NOT_UNDERSTOOD


def test_who_proved_it_once_is_answered_at_once_and_sees_the_newest_state(shop: OrderShop) -> None:
    shop.order("1042", on_its_way(), news(DELIVERED, 200, parcel="2", tracking="99"))
    shop.hears("訂單 1042 5678")
    turn = shop.hears("where is my order")
    assert turn.reasoning.rule is Rule.ORDER_SHOWN and "7700123" in said(turn)


def test_the_three_newest_are_shown_and_more_are_a_button_away(shop: OrderShop) -> None:
    for number in range(1, 6):
        shop.order(f"104{number}", on_its_way(parcel=str(number), tracking=f"T{number}"))
        shop.hears(f"訂單 104{number} 5678")
    turn = shop.hears("我的包裹到哪了")
    assert [f"104{one}" in said(turn) for one in range(1, 6)] == [False, False, True, True, True]
    assert pressed(turn)[:2] == ["tk:order:state:1042", "tk:order:state:1041"]
    older = shop.hears(PostbackPressed("tk:order:state:1041"))
    assert "T1" in said(older)


def test_no_order_is_read_for_any_other_event(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    for other in ("運費多少錢", "多久會到", "5678", "停止", "可以取消訂單嗎"):
        shop.hears(other)
        assert not READS & {*shop.calls}


def test_when_orders_arrive_in_general_stays_a_question_for_the_faq(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    assert shop.hears("什麼時候到貨").reasoning.rule is not Rule.ORDER_ASKED
    shop.hears("訂單 1042 5678")
    assert "7700123" in said(shop.hears("什麼時候到貨"))


def test_a_parcel_that_is_stuck_goes_to_a_person_in_the_same_turn(shop: OrderShop) -> None:
    shop.order("1042", on_its_way(NOW - timedelta(hours=80)))
    turn = shop.hears("訂單 1042 5678")
    assert turn.reasoning.rule is Rule.HANDED_OVER
    assert turn.reasoning.entries == ("state", "order 1042, 2 items, in_transit")
    handover = shop.contact().handover
    assert handover is not None and handover.state is HandoverState.WAITING
    assert "7700123" in said(turn) and not shop.hears("訂單到哪").sends


@pytest.mark.parametrize(
    "typed", ["1042 5678", "訂單 1042 電話 0912-345-678", "訂單1042末四碼5678"]
)
def test_the_digits_stand_in_no_transcript(shop: OrderShop, typed: str) -> None:
    shop.order("1042", on_its_way())
    shop.hears("我的包裹到哪了")
    kept = shop.hears(typed).inbound.text or ""
    assert "1042" in kept and "••••" in kept
    assert "5678" not in kept and "678" not in kept


def test_wrong_digits_stand_in_no_transcript_either(shop: OrderShop) -> None:
    shop.hears("查訂單 1042")
    assert shop.hears("9999").inbound.text == "••••"
    assert PHONE not in repr(shop.contact(LINE_SHOPPER))


def test_digits_that_were_asked_for_are_not_kept_whatever_is_said_beside_them(
    shop: OrderShop,
) -> None:
    shop.hears("查訂單 1042")
    kept = shop.hears("電話是 0912345678 拜託快一點我很急").inbound.text or ""
    assert "5678" not in kept and "拜託" in kept


def test_a_person_in_charge_is_not_spoken_over(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    shop.hears("找真人")
    turn = shop.hears("訂單 1042 5678", after=timedelta(minutes=1))
    assert turn.reasoning.rule is Rule.HUMAN_HOLDS and not turn.sends
    assert not READS & {*shop.calls}


def test_another_shopper_is_asked_whatever_the_first_has_proved(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    shop.hears("訂單 1042 5678")
    assert shop.hears("訂單 1042", PAGE_SHOPPER).reasoning.rule is Rule.ORDER_ASKED


def test_who_has_a_new_id_sees_what_they_saw_before_and_is_told_once(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    old, new = (replace(PAGE_SHOPPER, channel=Channel.WHATSAPP, user=one) for one in ("+8869", "b"))
    shop.hears("訂單 1042 5678", old)
    shop.hears(IdentityChanged(old.user), new)
    turn = shop.hears("where is my order", new)
    assert turn.reasoning.rule is Rule.ORDER_SHOWN and "7700123" in said(turn)
    shop.hears(MessageReceived("m", f"({code('1042')})"), new)
    [follower] = shop.record(key).followers
    assert follower.contact == old and follower.told_since == shop.at


def test_wrong_tries_go_with_them_to_a_new_id(shop: OrderShop) -> None:
    old, new = (replace(PAGE_SHOPPER, channel=Channel.WHATSAPP, user=one) for one in ("+8869", "b"))
    shop.hears("訂單 1042 9999", old)
    shop.hears(IdentityChanged(old.user), new)
    ask = shop.contact(new).order_ask
    assert ask is not None and len(ask.wrong) == 1


def test_a_shop_that_asks_for_no_digits_keeps_what_was_written_to_its_people(
    shop: OrderShop,
) -> None:
    plain = replace(BRAND, version="1" * 64, shipping=None)
    shop.packs.publish(BrandKnowledge(plain, FAQ))
    assert shop.hears("訂單 1042 電話 0912345678").inbound.text == "訂單 1042 電話 0912345678"
