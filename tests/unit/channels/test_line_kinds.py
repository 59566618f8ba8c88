"""How coupons and requests for a place look on LINE."""

import json
from datetime import UTC, datetime
from typing import Any

from towkay.adapters.channels.line.outbound import OUTBOUND
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import CAPABILITIES, Channel, ContactKey
from towkay.domain.messages import CouponOffer, LocationRequest, Message, QuickReply, Text
from towkay.domain.offers import Coupon
from towkay.domain.packing import pack
from towkay.domain.routes import Route

LIMITS = CAPABILITIES[Channel.LINE]
CONTACT = ContactKey(Channel.LINE, "U1", "U2")


def said(*messages: Message) -> list[Any]:
    (request,) = pack(messages, LIMITS, "zh-TW").requests
    call = ChannelCall(CONTACT, "tea", "1.0.c", Route.PUSH, request)
    contents: list[Any] = json.loads(OUTBOUND.body_of(call))["messages"]
    return contents


def test_a_coupon_of_lines_own_is_named_by_its_id() -> None:
    offered = CouponOffer(Coupon("好友 9 折", "VIP9", reference="01J8COUPON"))

    assert said(offered) == [{"type": "coupon", "couponId": "01J8COUPON"}]


def test_a_code_of_the_shops_own_is_copied_by_a_tap_on_itself() -> None:
    ends = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
    url, image = "https://shop.example.tw/c", "https://cdn.example.tw/c.png"

    (shown,) = said(CouponOffer(Coupon("好友 9 折", "VIP9", "滿 NT$500", url, image, ends)))

    bubble = shown["contents"]
    assert (shown["type"], shown["altText"]) == ("flex", "好友 9 折\nVIP9")
    assert bubble["hero"]["url"] == image
    assert bubble["action"] == {"type": "uri", "uri": url}
    words = [part["text"] for part in bubble["body"]["contents"]]
    assert words[0] == "好友 9 折"
    assert words[1].startswith("滿 NT$500\n")
    assert "2026-11-30" in words[1]
    (button,) = bubble["footer"]["contents"]
    assert button["action"] == {"type": "clipboard", "label": "VIP9", "clipboardText": "VIP9"}


def test_a_coupon_without_a_code_has_nothing_to_copy() -> None:
    (shown,) = said(CouponOffer(Coupon("好友 9 折", "", url="https://shop.example.tw/c")))

    assert "footer" not in shown["contents"]


def test_a_place_is_asked_for_by_the_first_of_the_quick_replies() -> None:
    (shown,) = said(LocationRequest("您在哪裡？", "傳送位置", (QuickReply("不用了", "tk:menu"),)))

    first, second = shown["quickReply"]["items"]
    assert (shown["type"], shown["text"]) == ("text", "您在哪裡？")
    assert first == {"type": "action", "action": {"type": "location", "label": "傳送位置"}}
    assert second["action"]["data"] == "tk:menu"


def test_a_place_is_asked_for_last_because_its_button_goes_with_the_next_message() -> None:
    *_, last = said(LocationRequest("您在哪裡？", "傳送位置"), Text("我們幫您找最近的門市"))

    assert last["text"] == "您在哪裡？"
    assert last["quickReply"]["items"][0]["action"]["type"] == "location"
