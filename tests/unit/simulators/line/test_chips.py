"""Chips under a message: what pressing one sends, and when it is gone."""

from typing import Any

import pytest

from tests.unit.simulators.line.posted import only_event
from tests.unit.simulators.rig import BOT, USER, Rig
from workbench.simulators.conversation import NotThere
from workbench.simulators.line.shopper import LineShopper


def offer(rig: Rig, *actions: dict[str, Any]) -> None:
    items = [{"type": "action", "action": action} for action in actions]
    message = {"type": "text", "text": "您是想問", "quickReply": {"items": items}}
    assert rig.push(message).status_code == 200


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
