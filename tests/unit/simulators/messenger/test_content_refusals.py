"""A message the Send API does not take is refused in Meta's words."""

from typing import Any

import pytest

from tests.unit.simulators.messenger.calls import REPLY, changed, refusal, with_writer
from tests.unit.simulators.rig import Rig

NOT_UTF8 = "(#100) Param message[text] must be a UTF-8 encoded string"
TOO_LONG = "(#100) Length of param message[text] must be less than or equal to 2000"
CROWDED = "(#105) param message[quick_replies] has too many elements"
BUTTON = {"type": "postback", "title": "買", "payload": "BUY"}
LINK = "https://shop.example.com/"
OPEN = {"type": "web_url", "title": "官網", "url": LINK}
CARD = {"title": "茶", "subtitle": "好茶", "buttons": [BUTTON]}


def template(**payload: Any) -> dict[str, Any]:
    return {"attachment": {"type": "template", "payload": payload}}


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ({"text": ""}, (100, None, NOT_UTF8)),
        ({"text": 7}, (100, None, NOT_UTF8)),
        ({"text": "\ud800"}, (100, None, NOT_UTF8)),
        ({}, (100, None, NOT_UTF8)),
        ({"text": "茶" * 2001}, (100, None, TOO_LONG)),
        ({"text": "茶", "quick_replies": [REPLY] * 14}, (105, None, CROWDED)),
        ({"quick_replies": [REPLY]}, (100, None, NOT_UTF8)),
        (
            template(template_type="button", text="茶", buttons=[BUTTON] * 4),
            (105, None, "(#105) param name_placeholder[buttons] has too many elements."),
        ),
        (
            template(template_type="generic", elements=[CARD | {"buttons": [BUTTON] * 4}]),
            (
                105,
                None,
                "(#105) param name_placeholder[elements][0][buttons] has too many elements.",
            ),
        ),
        (
            template(template_type="generic", elements=[CARD] * 11),
            (105, None, "(#105) param name_placeholder[elements] has too many elements."),
        ),
    ],
)
def test_wrong_content_is_refused_in_metas_words(rig: Rig, message: Any, wanted: Any) -> None:
    assert refusal(with_writer(rig), changed(message=message)) == wanted


@pytest.mark.parametrize(
    "message",
    [
        "hello",
        {"text": "茶", "metadata": "x" * 1001},
        {"text": "茶", "quick_replies": "運費"},
        {"text": "茶", "quick_replies": [REPLY | {"content_type": "image"}]},
        {"text": "茶", "quick_replies": [REPLY | {"title": ""}]},
        {"text": "茶", "quick_replies": [{"content_type": "text", "title": "運費"}]},
        {"text": "茶", "quick_replies": [REPLY | {"payload": "x" * 1001}]},
        template(template_type="list", elements=[CARD]),
        template(template_type="generic", elements=[{"title": "茶"}]),
        template(template_type="generic", elements=[{"title": "茶", "buttons": []}]),
        template(template_type="generic", elements=[]),
        template(template_type="generic", elements=[CARD | {"title": "茶" * 81}]),
        template(template_type="generic", elements=[CARD | {"title": " "}]),
        template(template_type="generic", elements=[CARD | {"subtitle": ""}]),
        template(template_type="generic", elements=[CARD | {"subtitle": "茶" * 81}]),
        template(template_type="generic", elements=[CARD | {"image_url": "a.jpg"}]),
        template(template_type="generic", elements=[CARD | {"default_action": {"url": LINK}}]),
        template(template_type="generic", elements=[CARD | {"default_action": OPEN}]),
        template(template_type="button", text="茶", buttons=[OPEN | {"url": "shop"}]),
        template(template_type="button", text="茶\ud800", buttons=[BUTTON]),
        template(template_type="button", text="茶", buttons=[]),
        template(template_type="button", text="茶" * 641, buttons=[BUTTON]),
        template(template_type="button", text="茶", buttons=[BUTTON | {"title": "x" * 21}]),
        template(template_type="button", text="茶", buttons=[BUTTON | {"type": "magic"}]),
        {"attachment": {"type": "image", "payload": {"url": "http://shop.example.com/a.jpg"}}},
        {"attachment": {"type": "image", "payload": {"attachment_id": "12"}}},
        {"attachment": {"type": "gif", "payload": {}}},
    ],
)
def test_malformed_content_is_error_100(rig: Rig, message: Any) -> None:
    assert refusal(with_writer(rig), changed(message=message))[0] == 100
