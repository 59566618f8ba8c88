"""What a LINE shopper's acts look like on the wire."""

import re

import pytest

from tests.unit.simulators.line.posted import only_event
from tests.unit.simulators.rig import BOT, USER, Rig
from workbench.simulators.conversation import NotThere
from workbench.simulators.line import wire
from workbench.simulators.line.shopper import LineShopper
from workbench.simulators.shopper import NotOnThisChannel


def test_a_message_has_all_common_fields(rig: Rig, shopper: LineShopper) -> None:
    sent = shopper.say("請問有現貨嗎")
    event = only_event(sent)
    [(url, body, headers)] = rig.shop.seen

    assert (url, body) == (BOT.webhook_url, sent.body)
    assert headers["x-line-signature"] == wire.signature(BOT.app_secret, body)
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
