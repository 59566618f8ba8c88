"""A code links its order: who ticked the box is told from now on, anybody else is asked first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.shop import FAQ, LINE_SHOPPER, NOW, PAGE_SHOPPER, event
from tests.support.talking_orders import (
    BRAND,
    RULES,
    TOPIC,
    OrderShop,
    code,
    on_its_way,
    pressed,
    said,
)
from towkay.adapters.callsites import CallSite
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import ConsentAct, ConsentSource
from towkay.domain.doings import EntryPoint
from towkay.domain.events import Followed, Happening, MessageReceived, PostbackPressed, Referred
from towkay.domain.shipping.records import MOST_FOLLOWERS, Follower, Proof
from towkay.domain.shipping.rules import ORDER_UPDATES
from towkay.domain.turns import Rule, Turn
from towkay.ports.orders import OrderKey
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.order_notices import Due, due_of

AGREE = f"tk:subscribe:{ORDER_UPDATES}:{TOPIC.version('zh-TW')}"
DECLINE = f"tk:decline:{ORDER_UPDATES}"


@pytest.fixture
def shop() -> OrderShop:
    return OrderShop()


def with_code(number: str = "1042", *, agreed: bool = True) -> MessageReceived:
    return MessageReceived("m-code", f"訂單 #{number} 的出貨通知 ({code(number, agreed=agreed)})")


def is_told(shop: OrderShop) -> bool:
    subscription = shop.contact().subscription(ORDER_UPDATES)
    return subscription is not None and subscription.active


@pytest.mark.parametrize(
    "happening",
    [
        with_code(),
        Followed(entry=EntryPoint("shortlink", code("1042"))),
        PostbackPressed("x", entry=EntryPoint("shortlink", code("1042"))),
    ],
)
def test_who_ticked_the_box_is_told_from_now_on_and_hears_where_it_is(
    shop: OrderShop, happening: Happening
) -> None:
    key = shop.order("1042", on_its_way())
    turn = shop.hears(happening, PAGE_SHOPPER)
    assert turn.reasoning.rule is Rule.ORDER_LINKED and "7700123" in said(turn)
    [follower] = shop.record(key).followers
    assert (follower.contact, follower.proof) == (PAGE_SHOPPER, Proof.CODE)
    assert follower.told_since == follower.proved_at == shop.at
    assert "order_updates" not in " ".join(pressed(turn))


def test_the_ticked_box_is_an_act_of_their_own_in_the_ledger(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    shop.hears(with_code())
    [entry] = shop.table.entries(LINE_SHOPPER)
    assert (entry.act, entry.source) == (ConsentAct.SUBSCRIBE, ConsentSource.BUTTON)
    assert (entry.topic, entry.purpose) == (ORDER_UPDATES, TOPIC.purpose)
    assert (entry.wording, entry.place) == (TOPIC.version("zh-TW"), "checkout")
    assert entry.words == TOPIC.wording["zh-TW"] and entry.took_effect


def test_nothing_but_order_updates_is_agreed_to(shop: OrderShop) -> None:
    shop.hears(with_code())
    assert [one.topic for one in shop.contact().subscriptions] == [ORDER_UPDATES]


def test_who_did_not_tick_it_is_asked_in_the_topics_own_words(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    turn = shop.hears(with_code(agreed=False))
    assert "7700123" in said(turn) and TOPIC.wording["zh-TW"] in said(turn)
    assert pressed(turn) == [AGREE, DECLINE]
    assert not is_told(shop) and shop.record(key).followers[0].told_since is None


def test_who_agrees_below_the_answer_is_told_of_the_order(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    shop.hears(with_code(agreed=False))
    shop.hears(PostbackPressed(AGREE))
    assert is_told(shop) and shop.record(key).followers[0].told_since == shop.at


def test_who_declines_is_asked_no_more_by_what_they_ask_themselves(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    shop.order("1043", on_its_way())
    shop.hears(with_code(agreed=False))
    shop.hears(PostbackPressed(DECLINE))
    assert AGREE not in pressed(shop.hears("訂單 1043 5678"))
    assert AGREE not in pressed(shop.hears(with_code("1043", agreed=False)))


def test_who_proves_it_by_digits_is_asked_once(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    assert pressed(shop.hears("訂單 1042 5678")) == [AGREE, DECLINE]
    assert not pressed(shop.hears("訂單 1042"))


def test_who_had_said_stop_is_asked_first(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    shop.hears("停止")
    turn = shop.hears(with_code())
    assert "7700123" in said(turn) and pressed(turn) == [AGREE, DECLINE]
    assert not is_told(shop) and shop.contact().consent.stopped
    assert shop.record(key).followers[0].told_since is None


def test_who_stopped_the_topic_is_asked_first(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    shop.order("1043", on_its_way())
    shop.hears(with_code())
    shop.hears(PostbackPressed(f"tk:stop_topic:{ORDER_UPDATES}"))
    assert pressed(shop.hears(with_code("1043"))) == [AGREE, DECLINE]
    assert not is_told(shop)


def test_an_order_that_nobody_has_told_of_yet_is_linked_all_the_same(shop: OrderShop) -> None:
    turn = shop.hears(with_code("2000"))
    assert "2000" in said(turn) and turn.reasoning.rule is Rule.ORDER_LINKED
    assert shop.hears("我的包裹到哪了").reasoning.rule is Rule.ORDER_SHOWN


@pytest.mark.parametrize(
    "bad",
    [
        code("1042", key="somebody's own"),
        code("1042", brand="another"),
        code("1042").replace("=y=", "=n="),
        code("1043").replace("1043", "1042"),
    ],
)
def test_a_code_that_is_not_ours_says_nothing_of_the_order(shop: OrderShop, bad: str) -> None:
    key = shop.order("1042", on_its_way())
    turn = shop.hears(MessageReceived("m", f"訂單 #1042 的出貨通知 ({bad})"))
    assert "7700123" not in said(turn) and not shop.record(key).followers
    assert turn.reasoning.rule is Rule.ORDER_ASKED and bad not in (turn.inbound.text or "")


def test_a_code_that_is_over_says_nothing_of_the_order(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    turn = shop.hears(with_code(), after=timedelta(hours=1))
    assert "7700123" not in said(turn) and not shop.record(key).followers


def test_who_gives_a_code_to_many_has_published_it(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    people = [ContactKey(Channel.LINE, LINE_SHOPPER.account, f"U{one}") for one in range(9)]
    turns = [shop.hears(with_code(), who) for who in people]
    assert ["7700123" in said(turn) for turn in turns] == [True] * MOST_FOLLOWERS + [False]
    assert len(shop.record(key).followers) == MOST_FOLLOWERS
    assert turns[-1].reasoning.rule is Rule.ORDER_UNPROVED


def test_a_code_is_heard_and_not_spoken_over_a_person(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    shop.hears("找真人")
    assert not shop.hears(with_code()).sends
    assert shop.record(key).follower(LINE_SHOPPER) and is_told(shop)


def test_who_only_followed_the_link_is_told_where_somebody_may_speak(shop: OrderShop) -> None:
    shop.order("1042", on_its_way())
    came = Referred("shortlink", code("1042"), opens_window=False)
    assert not shop.hears(came, PAGE_SHOPPER).sends
    shop.hears("運費多少錢", PAGE_SHOPPER)
    assert "7700123" in said(shop.hears(came, PAGE_SHOPPER))


def _crash_after(shop: OrderShop, doomed: CallSite) -> Turn:
    """The first delivery dies at a call; the second one goes through."""

    def crash(site: CallSite) -> None:
        if site is doomed:
            shop.crash = lambda site: None
            raise ConnectionError("the function was stopped")

    shop.crash = crash
    with pytest.raises(ConnectionError):
        shop.hears(with_code(), cause="c-1")
    return shop.hears(with_code(), after=timedelta(0), cause="c-1")


@pytest.mark.parametrize("doomed", [CallSite.ORDER_STORE, CallSite.TURN_COMMIT])
def test_a_crash_between_the_two_writes_links_once_and_answers(
    shop: OrderShop, doomed: CallSite
) -> None:
    key = shop.order("1042", on_its_way())
    turn = _crash_after(shop, doomed)
    assert len(shop.record(key).followers) == 1 and is_told(shop)
    assert turn.reasoning.rule is Rule.ORDER_LINKED and "7700123" in said(turn)
    # As the shop told of it, as it was linked, and as it was shown.
    assert shop.record(key).order.revision == 3
    assert len(shop.table.entries(LINE_SHOPPER)) == 1


def test_a_shop_that_tells_nobody_where_parcels_are_reads_no_order(shop: OrderShop) -> None:
    shop.packs.publish(BrandKnowledge(replace(BRAND, version="1" * 64, shipping=None), FAQ))
    for happening in (with_code(), "我的包裹到哪了", PostbackPressed("tk:order:state:1042")):
        assert shop.hears(happening).reasoning.rule not in {Rule.ORDER_ASKED, Rule.ORDER_SHOWN}
        assert not {CallSite.ORDER_READ, CallSite.ORDERS_READ} & {*shop.calls}


def dues(shop: OrderShop, key: OrderKey) -> tuple[Due, ...]:
    return due_of(shop.record(key), RULES, shop.at)


def test_what_the_answer_shows_is_not_told_once_more(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    assert dues(shop, key)
    shop.hears(with_code())
    assert not dues(shop, key)


def test_what_nobody_was_shown_is_still_told(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    shop.hears("找真人")
    shop.hears(with_code())
    assert dues(shop, key)


def test_what_somebody_else_waits_for_is_still_told(shop: OrderShop) -> None:
    key = shop.order("1042", on_its_way())
    shop.hears("找真人", PAGE_SHOPPER)
    shop.hears(with_code(), PAGE_SHOPPER)
    shop.hears(with_code())
    assert dues(shop, key)


def of_number(shop: OrderShop, days: int) -> Turn:
    """Asked under an id whose telephone number the shop named so many days ago."""
    number = ContactKey(Channel.WHATSAPP, "2099", "+886912345678")
    key = shop.order("1042", on_its_way())
    record, proved_at = shop.record(key), NOW - timedelta(days=days)
    follower = Follower(number, Proof.SHOP, proved_at, proved_at)
    shop.orders.store(record, replace(record, followers=(follower,)), now=shop.at)
    shop.at += timedelta(seconds=1)
    heard = event("我的包裹到哪了", at=shop.at, contact=replace(number, user="US.1"))
    shop.takes(replace(heard, number=number.user))
    return shop.turn(heard.contact)


def test_whoever_the_shop_named_by_a_number_is_known_by_their_id_as_well(shop: OrderShop) -> None:
    assert of_number(shop, 3).reasoning.rule is Rule.ORDER_SHOWN


def test_a_number_in_other_hands_since_shows_nothing(shop: OrderShop) -> None:
    assert of_number(shop, 100).reasoning.rule is Rule.ORDER_ASKED
