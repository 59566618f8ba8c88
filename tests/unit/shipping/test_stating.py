"""Where is my order: what somebody who may know is told."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.support.parcels import (
    DELIVERED,
    HANDED,
    LABEL,
    RETURNED,
    STORE,
    TRANSIT,
    after,
    at,
    news,
    withdrawn,
)
from tests.support.said_of_parcels import USUAL
from tests.support.shop import BRAND
from towkay.domain.messages import LinkButton
from towkay.domain.shipping.parcels import Parcel
from towkay.domain.shipping.pickups import PickUps
from towkay.domain.shipping.records import Order, OrderRecord
from towkay.domain.shipping.stating import state_of, wants_person

ORDER = Order("demo", "1042", shown="#1042")
PAGE = "https://www.example.com/t/F1"
SOON = at(5)


def stated(
    *parcels: Parcel, order: Order = ORDER, now: datetime = SOON, language: str = "zh-TW"
) -> str:
    return state_of(OrderRecord(order, parcels), USUAL, BRAND, language, now).text


def named(number: int, *parcels: Parcel) -> Parcel:
    return replace(parcels[0], name=str(number))


def test_the_newest_state_is_told_since_when_and_with_its_number() -> None:
    parcel = after(news(HANDED, 0, carrier="TCAT", tracking="F1"), news(TRANSIT, 2))
    assert stated(parcel) == "訂單 #1042：\n黑貓宅急便運送中（11/20（五）14:00）\n物流單號 F1"
    assert stated(parcel, language="en") == (
        "Order #1042:\non its way with T-CAT (Fri 20 Nov 14:00)\nTracking number F1"
    )


def test_what_waits_in_a_store_says_where_and_until_when() -> None:
    parcel = after(news(STORE, 0, place="淡水門市", collect_by=at(24 * 3 + 12)))
    assert stated(parcel) == (
        "訂單 #1042：\n已到淡水門市，等您領取（11/20（五）12:00），請在 11/23（一）23:59 前領取"
    )


def test_the_days_that_a_carrier_keeps_parcels_are_an_end_as_well() -> None:
    rules = replace(USUAL, pick_ups=PickUps("Asia/Taipei", days={"UNIMARTC2C": 7}))
    record = OrderRecord(ORDER, (after(news(STORE, 0, carrier="UNIMARTC2C")),))
    text = state_of(record, rules, BRAND, "en", SOON).text
    assert text.endswith("please collect it by Fri 27 Nov 23:59")


def test_what_was_collected_has_no_end_any_more() -> None:
    parcel = after(news(STORE, 0, collect_by=at(99)), news(DELIVERED, 3))
    assert stated(parcel) == "訂單 #1042：\n已簽收或取貨完成（11/20（五）15:00）"


def test_of_several_parcels_what_is_still_to_come_stands_first() -> None:
    done = named(1, after(news(DELIVERED, 4, tracking="A")))
    back = named(2, after(news(RETURNED, 3, tracking="B")))
    moving = named(3, after(news(TRANSIT, 1, tracking="C")))
    lines = stated(done, back, moving, language="en").splitlines()
    assert [line[:2] for line in lines if line[1] == "."] == ["1.", "2.", "3."]
    assert [line[-1] for line in lines if line.startswith("Tracking")] == ["C", "A", "B"]


def test_a_parcel_that_two_sources_tell_of_is_one() -> None:
    one = after(news(HANDED, 0, tracking="F1"))
    other = replace(after(news(TRANSIT, 2, tracking="F-1")), source="json")
    assert stated(one, other).count("物流單號") == 1


def test_of_many_parcels_a_few_are_shown_and_the_rest_is_counted() -> None:
    many = [named(n, after(news(TRANSIT, 1, tracking=f"F{n}"))) for n in range(12)]
    text = stated(*many, language="en")
    assert text.endswith("and 7 more")
    assert len(text) < 600


def test_the_carriers_page_is_a_button_where_any_shopper_may_open_it() -> None:
    one = after(news(TRANSIT, 1, link=PAGE))
    inside = named(2, after(news(TRANSIT, 0, link="https://10.0.0.1/")))
    alone = state_of(OrderRecord(ORDER, (one,)), USUAL, BRAND, "en", SOON)
    assert alone.buttons == (LinkButton("Track parcel", PAGE),)
    both = state_of(OrderRecord(ORDER, (one, inside)), USUAL, BRAND, "zh-TW", SOON)
    assert both.buttons == (LinkButton("查詢第 1 件", PAGE),)


def test_a_carrier_whose_source_names_no_page_has_the_one_that_the_brand_knows() -> None:
    rules = replace(USUAL, pages={"TCAT": PAGE})
    record = OrderRecord(ORDER, (after(news(TRANSIT, 1, carrier="TCAT")),))
    stated_so = state_of(record, rules, BRAND, "en", SOON)
    assert stated_so.buttons == (LinkButton("Track parcel", PAGE),)


def test_an_order_of_which_nothing_is_known_says_so() -> None:
    assert "目前還沒有物流進度" in stated()
    assert "Nothing has been heard of order #1042 yet" in stated(language="en")
    assert "目前還沒有物流進度" in stated(after(withdrawn(LABEL, 0)))


def test_an_order_that_was_cancelled_says_so() -> None:
    cancelled = replace(ORDER, cancelled=True)
    assert stated(order=cancelled) == "訂單 #1042 已經取消。"
    moving = stated(after(news(TRANSIT, 0)), order=cancelled, language="en")
    assert moving.startswith("Order #1042 has been cancelled.\non its way")


def test_what_stood_still_for_three_days_says_that_a_person_was_asked() -> None:
    parcel = after(news(TRANSIT, 0))
    record = OrderRecord(ORDER, (parcel,))
    late = at(0) + timedelta(hours=72)
    assert not wants_person(record, late - timedelta(seconds=1))
    assert "專人" not in stated(parcel, now=late - timedelta(seconds=1))
    assert wants_person(record, late)
    assert stated(parcel, now=late).endswith("已經請專人處理，會在這裡回覆您。")
    assert "asked a colleague" in stated(parcel, now=late, language="en")


def test_what_asks_for_a_person_says_so_at_once() -> None:
    parcel = after(news(TRANSIT, 0, needs_person=True))
    assert wants_person(OrderRecord(ORDER, (parcel,)), SOON)
    assert "專人" in stated(parcel)


def test_who_has_no_language_is_answered_in_the_shops() -> None:
    assert stated(after(news(TRANSIT, 0)), language="").startswith("訂單")
