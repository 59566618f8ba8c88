"""Whoever agreed hears each milestone once, on whatever channel and in whatever order it came."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.order_shop import (
    EVERYWHERE,
    LINE,
    MESSENGER,
    WHATSAPP,
    OrderShop,
    a_consent,
    an_order,
    of_order,
)
from tests.support.parcels import DELIVERED, HANDED, NOON, OUT, STORE, TRANSIT, at, news
from towkay.domain.channels import ContactKey
from towkay.domain.consent import Consent
from towkay.domain.messages import Purpose
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.readings import Oddity
from towkay.domain.shipping.records import MOST_FOLLOWERS, MOST_PARCELS, Proof
from towkay.domain.shipping.rules import ORDER_UPDATES
from towkay.usecases.ship import Fate

JOURNEY = (HANDED, TRANSIT, OUT, DELIVERED)


def shop_with(*contacts: ContactKey) -> OrderShop:
    shop = OrderShop()
    shop.tell(an_order(), a_consent(*contacts))
    return shop


def test_each_milestone_is_told_once_on_every_channel() -> None:
    shop = shop_with(*EVERYWHERE)
    for hours, milestone in enumerate(JOURNEY, start=1):
        shop.tell(*[of_order(milestone, hours)] * 3)
    for contact in EVERYWHERE:
        assert shop.heard(contact) == [*JOURNEY]


def test_a_notice_is_a_service_message_of_its_own_topic() -> None:
    shop = shop_with(LINE)
    shop.tell(of_order(TRANSIT, 1))
    (turn,) = shop.turns(LINE)
    (send,) = turn.sends
    assert (send.purpose, send.topic) == (Purpose.SERVICE, ORDER_UPDATES)
    assert turn.about and (turn.about.order, turn.about.milestone) == ("1042", TRANSIT)
    assert send.expires_at == at(1) + timedelta(days=7)


def test_outside_the_window_an_approved_template_says_the_same() -> None:
    shop = shop_with(WHATSAPP, MESSENGER)
    shop.tell(of_order(TRANSIT, 1))
    for contact in (WHATSAPP, MESSENGER):
        (send,) = shop.turns(contact)[0].sends
        assert send.instead and send.instead.name.startswith("towkay_in_transit_")


def test_late_news_of_what_was_passed_tells_nothing() -> None:
    shop = shop_with(LINE)
    shop.tell(of_order(DELIVERED, 9), of_order(TRANSIT, 2), of_order(HANDED, 1))
    assert shop.heard(LINE) == [DELIVERED]


def test_nobody_is_told_who_did_not_agree() -> None:
    shop = OrderShop()
    shop.tell(an_order(), of_order(TRANSIT, 1))
    assert not shop.table.turns


def test_whoever_agrees_later_hears_where_it_is_now() -> None:
    shop = OrderShop()
    shop.tell(an_order(), of_order(HANDED, 1), of_order(TRANSIT, 2))
    shop.tell(a_consent(LINE, agreed_at=at(3)))
    assert shop.heard(LINE) == [TRANSIT]


def test_news_before_its_order_waits_and_is_told_when_it_comes() -> None:
    shop = OrderShop()
    assert shop.tell(of_order(HANDED, 1), of_order(TRANSIT, 2)) == [Fate.WAITING] * 2
    shop.tell(a_consent(LINE))  # knows the order by its number alone
    assert shop.heard(LINE) == []
    shop.tell(an_order())
    assert shop.heard(LINE) == [TRANSIT]


def test_news_waits_for_thirty_days_and_no_longer() -> None:
    shop = OrderShop()
    shop.tell(of_order(TRANSIT, 1))
    shop.clock.now = at(1) + timedelta(days=30)
    shop.tell(an_order(placed_at=shop.clock.now))
    record = shop.record()
    assert record and record.parcels == ()


def test_who_carries_it_may_tell_by_the_tracking_number_alone() -> None:
    shop = shop_with(LINE)
    carried = news(OUT, 5, source="aftership", parcel="t1", tracking="9000-0000 1")
    assert shop.tell(carried) == [Fate.WAITING]
    shop.tell(of_order(HANDED, 1, tracking="900000001"))
    assert shop.heard(LINE) == [HANDED, OUT]
    shop.tell(replace(carried, milestone=DELIVERED, occurred_at=at(6), received_at=at(6)))
    assert shop.heard(LINE) == [HANDED, OUT, DELIVERED]


def test_a_tracking_number_given_twice_tells_nobody_of_somebody_elses_parcel() -> None:
    shop = shop_with(LINE)
    shop.tell(of_order(TRANSIT, 1, tracking="ZZ9"))
    other = news(DELIVERED, 2, source="json", parcel="b", order="2000", tracking="ZZ9")
    assert shop.tell(other) == [Fate.WAITING]
    assert shop.heard(LINE) == [TRANSIT]


def test_two_who_tell_of_one_parcel_tell_its_shopper_once() -> None:
    shop = shop_with(LINE)
    shop.tell(of_order(TRANSIT, 1, tracking="T1"))
    shop.tell(news(TRANSIT, 2, source="easypost", parcel="trk_1", tracking="T1"))
    shop.tell(news(DELIVERED, 3, source="easypost", parcel="trk_1", tracking="T1"))
    shop.tell(of_order(DELIVERED, 4, tracking="T1"))
    assert shop.heard(LINE) == [TRANSIT, DELIVERED]


def test_several_parcels_of_one_order_are_told_each() -> None:
    shop = shop_with(LINE)
    shop.tell(of_order(TRANSIT, 1, parcel="a"), of_order(TRANSIT, 2, parcel="b"))
    shop.tell(of_order(DELIVERED, 3, parcel="a"))
    assert shop.heard(LINE) == [TRANSIT, TRANSIT, DELIVERED]


def test_a_repeat_changes_nothing_and_is_no_write() -> None:
    shop = shop_with(LINE)
    shop.tell(of_order(TRANSIT, 1))
    record = shop.record()
    assert shop.tell(of_order(TRANSIT, 1)) == [Fate.REPEATED]
    assert shop.record() == record


def test_of_a_cancelled_order_nothing_is_told() -> None:
    shop = shop_with(LINE)
    shop.tell(an_order(cancelled=True), an_order(), of_order(TRANSIT, 1))
    assert shop.heard(LINE) == []


def test_a_parcel_in_its_store_is_reminded_of_once() -> None:
    shop = shop_with(LINE)
    end = NOON + timedelta(days=7)
    shop.tell(of_order(STORE, 1, collect_by=end))
    due = at(1) + timedelta(days=5)
    assert shop.look_again(due - timedelta(days=1)) == 0
    assert [shop.look_again(due), shop.look_again(due)] == [1, 0]
    assert len(shop.turns(LINE)) == 2


def test_a_parcel_that_was_collected_reminds_nobody() -> None:
    shop = shop_with(LINE)
    shop.tell(of_order(STORE, 1, collect_by=NOON + timedelta(days=7)), of_order(DELIVERED, 20))
    assert shop.look_again(at(1) + timedelta(days=6)) == 0


def test_a_consent_told_twice_is_one_row_of_the_ledger() -> None:
    shop = shop_with(LINE, WHATSAPP)
    assert shop.tell(a_consent(LINE, WHATSAPP)) == [Fate.REPEATED]
    contact, record = shop.contact(LINE), shop.record()
    assert contact and contact.consent.entries == 1
    assert record and {one.proof for one in record.followers} == {Proof.SHOP}


def test_the_word_of_a_shop_lifts_no_stop() -> None:
    shop = shop_with(WHATSAPP)
    known = shop.contact(WHATSAPP)
    assert known
    stopped = Consent(stopped=True, changed_at=NOON, stop_at=NOON, all_ended_at=NOON)
    shop.table.put_contact(replace(known, consent=stopped))
    shop.tell(a_consent(WHATSAPP, cause="checkout:2", agreed_at=at(5)))
    after = shop.contact(WHATSAPP)
    assert after and after.consent.stopped


def test_who_has_another_id_now_is_told_under_it() -> None:
    shop = shop_with(WHATSAPP)
    known = shop.contact(WHATSAPP)
    assert known
    today = replace(WHATSAPP, user="TW.13491208655302741918")
    shop.table.put_contact(replace(known, moved_to=today.user))
    shop.table.put_contact(replace(known, key=today))
    shop.tell(of_order(TRANSIT, 1))
    assert (shop.heard(WHATSAPP), shop.heard(today)) == ([], [TRANSIT])


def test_more_than_one_transaction_takes_is_told_at_the_next_look() -> None:
    elsewhere = [of_order(STORE, 1, parcel=f"p{one}", place=f"store {one}") for one in range(11)]
    shop = OrderShop()
    shop.tell(an_order(), *elsewhere, a_consent(LINE, agreed_at=at(2)))
    assert len(shop.turns(LINE)) == 8
    assert [shop.look_again(at(3)), shop.look_again(at(3))] == [3, 0]


def test_who_follows_under_two_ids_is_told_once() -> None:
    shop = shop_with(WHATSAPP)
    known = shop.contact(WHATSAPP)
    assert known
    today = replace(WHATSAPP, user="TW.13491208655302741918")
    shop.table.put_contact(replace(known, key=today))
    shop.tell(a_consent(today, cause="checkout:2"))
    shop.table.put_contact(replace(known, moved_to=today.user))
    shop.tell(of_order(TRANSIT, 1))
    assert (shop.heard(WHATSAPP), shop.heard(today)) == ([], [TRANSIT])


def test_no_more_follow_an_order_than_a_household() -> None:
    people = [replace(LINE, user=f"U{number:032x}") for number in range(MOST_FOLLOWERS + 2)]
    shop = shop_with(*people)
    record = shop.record()
    assert record and len(record.followers) == MOST_FOLLOWERS


@pytest.mark.parametrize("milestone", [TRANSIT, None])
def test_a_parcel_more_than_an_order_has_is_left_to_people(milestone: Milestone | None) -> None:
    shop = shop_with(LINE)
    shop.tell(*(of_order(None, 1, parcel=f"p{number}") for number in range(MOST_PARCELS)))
    assert shop.tell(of_order(milestone, 2, parcel="more")) == [Fate.CROWDED]
    (puzzle,) = shop.puzzles.parked("demo", shop.clock.now)
    assert (puzzle.why, puzzle.news and puzzle.news.parcel) == (Oddity.CROWDED, "more")
    assert shop.heard(LINE) == []
