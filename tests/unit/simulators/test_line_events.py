"""What a LINE shopper's acts look like on the wire."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.unit.simulators.rig import BOT, PUSH, USER, Rig, running
from workbench.simulators.accounts import LINE
from workbench.simulators.conversation import NotThere
from workbench.simulators.line import wire
from workbench.simulators.line.shopper import LineShopper
from workbench.simulators.rules import Rules
from workbench.simulators.shopper import NotOnThisChannel

SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def shopper(rig: Rig) -> LineShopper:
    made = rig.simulators.shopper(LINE, BOT.account, USER)
    assert isinstance(made, LineShopper)
    return made


def only_event(sent: Any) -> dict[str, Any]:
    body = json.loads(sent.body)
    assert body["destination"] == BOT.account
    [event] = body["events"]
    assert sent.event_ids == (event["webhookEventId"],)
    assert None not in event.values()
    checked: dict[str, Any] = event
    return checked


def offer(rig: Rig, *actions: dict[str, Any]) -> None:
    items = [{"type": "action", "action": action} for action in actions]
    message = {"type": "text", "text": "您是想問", "quickReply": {"items": items}}
    assert rig.line(PUSH, {"to": USER, "messages": [message]}).status_code == 200


@pytest.mark.parametrize(
    ("body", "signature"),
    [
        (
            '{"destination":"U00112233445566778899aabbccddeeff","events":[]}',
            "td5lK3WWTCeonRYTc97lr7PGszthdS96W/5qAQf3hlc=",
        ),
        (
            '{"destination":"U00112233445566778899aabbccddeeff","events":[{"type":"message",'
            '"message":{"type":"text","id":"1","text":"你好\\n🍎"}}]}',
            "k5MpdVjWX3L9eMpdVlX2uae1wNBBT2Q1ip/aRetKg30=",
        ),
    ],
)
def test_the_signature_is_over_the_raw_utf8_bytes(body: str, signature: str) -> None:
    raw = wire.encode(json.loads(body))

    assert raw == body.encode()
    assert wire.signature(SECRET, raw) == signature


def test_a_lone_surrogate_still_makes_valid_bytes() -> None:
    assert wire.encode({"text": "\ud800"}) == rb'{"text":"\ud800"}'


def test_a_message_has_all_common_fields(rig: Rig, shopper: LineShopper) -> None:
    sent = shopper.say("請問有現貨嗎")
    event = only_event(sent)
    [(url, body, headers)] = rig.shop.seen

    assert (url, body) == (BOT.webhook_url, sent.body)
    assert headers["x-line-signature"] == wire.signature(SECRET, body)
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert (event["type"], event["mode"], event["timestamp"]) == (
        "message",
        "active",
        1795316400000,
    )
    assert event["source"] == {"type": "user", "userId": USER}
    assert event["deliveryContext"] == {"isRedelivery": False}
    assert re.fullmatch(r"[0-9a-f]{32}", event["replyToken"])
    message = event["message"]
    assert (message["type"], message["text"]) == ("text", "請問有現貨嗎")
    assert message["id"].isdecimal()
    assert message["quoteToken"]
    assert message["markAsReadToken"]


def test_event_ids_are_ulids_of_their_time(rig: Rig, shopper: LineShopper) -> None:
    first = shopper.say("一").event_ids[0]
    rig.clock.advance(1)
    second = shopper.say("二").event_ids[0]

    assert all(re.fullmatch(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", ulid) for ulid in (first, second))
    assert first[:10] < second[:10]


@pytest.mark.parametrize("act", ["follow", "get_started"])
def test_a_follow_tells_whether_a_block_was_lifted(shopper: LineShopper, act: str) -> None:
    first = only_event(getattr(shopper, act)())
    gone = only_event(shopper.unfollow())
    back = only_event(getattr(shopper, act)())

    assert (first["follow"], back["follow"]) == ({"isUnblocked": False}, {"isUnblocked": True})
    assert "replyToken" in first
    assert gone["type"] == "unfollow"
    assert "replyToken" not in gone


def test_a_postback_chip_comes_back_with_its_data_and_is_gone(
    rig: Rig, shopper: LineShopper
) -> None:
    shopper.follow()
    offer(
        rig,
        {"type": "postback", "label": "運費", "data": "FAQ:12", "displayText": "運費怎麼算"},
    )
    event = only_event(shopper.press("運費"))

    assert (event["type"], event["postback"]) == ("postback", {"data": "FAQ:12"})
    assert "replyToken" in event
    with pytest.raises(NotThere):
        shopper.press("運費")
    chat = rig.http.get(f"/shoppers/line/{BOT.account}/{USER}").json or {}
    assert chat["bubbles"][-1]["text"] == "運費怎麼算"


def test_a_message_chip_comes_back_as_a_message(rig: Rig, shopper: LineShopper) -> None:
    shopper.follow()
    offer(rig, {"type": "message", "label": "真人", "text": "我要找真人"})

    assert only_event(shopper.press("真人"))["message"]["text"] == "我要找真人"


def test_a_location_chip_sends_a_place(rig: Rig, shopper: LineShopper) -> None:
    shopper.follow()
    offer(rig, {"type": "location", "label": "我的位置"})

    assert only_event(shopper.press("我的位置"))["message"]["type"] == "location"


def test_a_link_chip_opens_outside_the_chat(rig: Rig, shopper: LineShopper) -> None:
    shopper.follow()
    offer(rig, {"type": "uri", "label": "網站", "uri": "https://shop.example.tw/"})

    with pytest.raises(NotThere):
        shopper.press("網站")


def test_only_the_last_messages_chips_show(rig: Rig, shopper: LineShopper) -> None:
    shopper.follow()
    offer(rig, {"type": "message", "label": "一", "text": "一"})
    offer(rig, {"type": "message", "label": "二", "text": "二"})

    with pytest.raises(NotThere):
        shopper.press("一")


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("sticker", {"packageId", "stickerId", "stickerResourceType", "quoteToken"}),
        ("image", {"contentProvider", "quoteToken"}),
        ("location", {"title", "latitude", "longitude"}),
    ],
)
def test_other_messages_have_their_fields(shopper: LineShopper, act: str, fields: set[str]) -> None:
    message = only_event(getattr(shopper, act)())["message"]

    assert message["type"] == act
    assert fields <= message.keys()


def test_an_unsent_message_is_named_and_gone(rig: Rig, shopper: LineShopper) -> None:
    message_id = only_event(shopper.say("按錯"))["message"]["id"]
    event = only_event(shopper.unsend(message_id))

    assert (event["type"], event["unsend"]) == ("unsend", {"messageId": message_id})
    assert "replyToken" not in event
    with pytest.raises(NotThere):
        shopper.unsend(message_id)


def test_an_edit_comes_from_a_group_with_a_new_token(shopper: LineShopper) -> None:
    first = only_event(shopper.say("一件"))
    event = only_event(shopper.edit(first["message"]["id"], "兩件"))

    assert (event["type"], event["source"]["type"]) == ("messageEdited", "group")
    assert (event["message"]["id"], event["message"]["text"]) == (first["message"]["id"], "兩件")
    assert "markAsReadToken" not in event["message"]
    assert event["replyToken"] != first["replyToken"]


def test_line_tells_nothing_of_reactions_and_of_what_staff_write(
    rig: Rig, shopper: LineShopper
) -> None:
    shopper.say("在嗎")
    with pytest.raises(NotOnThisChannel):
        shopper.react()
    sent = shopper.human_replies("我是小美")

    assert (sent.attempts, sent.status, len(rig.shop.seen)) == ((), None, 1)
    chat = rig.http.get(f"/shoppers/line/{BOT.account}/{USER}").json or {}
    assert chat["bubbles"][-1]["author"] == "person"


def test_a_chat_in_standby_has_no_reply_token(shopper: LineShopper) -> None:
    shopper.stand_by(on=True)
    event = only_event(shopper.say("在嗎"))

    assert event["mode"] == "standby"
    assert "replyToken" not in event


def test_an_unanswered_webhook_is_redelivered_with_its_mark_and_the_same_token(
    rig: Rig, shopper: LineShopper
) -> None:
    rig.shop.answers = [500, TimeoutError()]
    sent = shopper.say("在嗎")

    assert sent.attempts == (500, None, 200)
    events = [body["events"][0] for body in rig.shop.bodies()]
    marks = [event.pop("deliveryContext")["isRedelivery"] for event in events]
    assert marks == [False, True, True]
    assert events[0] == events[1] == events[2]
    for _, body, headers in rig.shop.seen:
        assert headers["x-line-signature"] == wire.signature(SECRET, body)


def test_redelivery_can_be_switched_off() -> None:
    with running(Rules(line_redelivery=False)) as rig:
        rig.shop.answers = [500]
        assert rig.simulators.shopper(LINE, BOT.account, USER).say("在嗎").attempts == (500,)


def test_a_duplicate_is_the_same_bytes_and_a_resend_is_marked(
    rig: Rig, shopper: LineShopper
) -> None:
    first = shopper.say("在嗎")
    twice, again = shopper.duplicate(first), shopper.resend(first)

    assert (twice.body, twice.event_ids) == (first.body, first.event_ids)
    assert again.event_ids == first.event_ids
    assert only_event(again)["deliveryContext"] == {"isRedelivery": True}


def test_a_forged_webhook_has_a_wrong_signature(rig: Rig, shopper: LineShopper) -> None:
    first = shopper.say("在嗎")
    rig.shop.answers = [403]
    forged = shopper.forge(first)

    assert (forged.body, forged.attempts) == (first.body, (403,))
    assert forged.headers["x-line-signature"] != wire.signature(SECRET, first.body)


def test_one_body_can_carry_several_people(rig: Rig) -> None:
    people = [rig.simulators.shopper(LINE, BOT.account, name) for name in ("mei", "lin")]
    sent = rig.simulators.speak_together([(people[0], "一"), (people[1], "二")], BOT.account)

    events = json.loads(sent.body)["events"]
    assert [event["source"]["userId"] for event in events] == [p.user for p in people]
    assert sent.event_ids == tuple(event["webhookEventId"] for event in events)


def test_a_connection_test_has_no_events_and_a_valid_signature(rig: Rig) -> None:
    sent = rig.simulators.connection_test(BOT.account)

    assert sent.body == b'{"destination":"U00112233445566778899aabbccddeeff","events":[]}'
    assert sent.headers["x-line-signature"] == "td5lK3WWTCeonRYTc97lr7PGszthdS96W/5qAQf3hlc="
