"""Messages LINE does not take are refused in its words, with the place."""

from typing import Any

import pytest

from tests.unit.simulators.line.calls import friend, outcome
from tests.unit.simulators.rig import MULTICAST, PUSH, REPLY, USER, Rig, bubbles

SIZE = "Size must be between 1 and 5"
KINDS = (
    "Must be one of the following values: [text, textV2, sticker, image, video, audio, location, "
    "coupon, imagemap, template, flex]"
)
TEXT_LENGTH = "Length must be between 0 and 5000"
EMPTY = "May not be empty"


def chip(**changes: Any) -> dict[str, Any]:
    action = {"type": "postback", "label": "運費", "data": "FAQ:12"} | changes
    return {"type": "action", "action": action}


def card(**template: Any) -> dict[str, Any]:
    return {"type": "template", "altText": "茶", "template": template}


@pytest.mark.parametrize(
    ("messages", "where", "why"),
    [
        (None, "messages", SIZE),
        ([], "messages", SIZE),
        (bubbles(*"123456"), "messages", SIZE),
        (bubbles("好", ""), "messages[1].text", EMPTY),
        ([{"type": "text"}], "messages[0].text", EMPTY),
        (bubbles("茶" * 5001), "messages[0].text", TEXT_LENGTH),
        (bubbles("🍵" * 2501), "messages[0].text", TEXT_LENGTH),
        ([{"type": "letter"}], "messages[0].type", KINDS),
        (["letter"], "messages[0].type", KINDS),
    ],
)
def test_wrong_messages_are_refused_in_lines_words(
    rig: Rig, messages: Any, where: str, why: str
) -> None:
    friend(rig)
    for answer in (
        rig.line(PUSH, {"to": USER, "messages": messages}),
        rig.line(MULTICAST, {"to": [USER], "messages": messages}),
        rig.line(REPLY, {"replyToken": rig.reply_token(), "messages": messages}),
        rig.line("/line/v2/bot/message/validate/reply", {"messages": messages}),
    ):
        assert outcome(answer) == (400, "The request body has 1 error(s)", [(where, why)])
    assert rig.seen_by(USER) == []


def test_text_of_5000_utf16_units_is_accepted(rig: Rig) -> None:
    assert friend(rig).push(*bubbles("🍵" * 2500)).status_code == 200


ACT = {"type": "message", "label": "買", "text": "我要買"}
COLUMN = {"text": "茶", "actions": [ACT]}


def flex(contents: Any) -> dict[str, Any]:
    return {"type": "flex", "altText": "茶", "contents": contents}


def box(*contents: Any, **more: Any) -> dict[str, Any]:
    return {"type": "box", "layout": "vertical", "contents": list(contents)} | more


def slide(*contents: Any, **more: Any) -> dict[str, Any]:
    return {"type": "bubble", "body": box(*contents)} | more


def slides(*bubbles: Any) -> dict[str, Any]:
    return flex({"type": "carousel", "contents": list(bubbles)})


def press(**action: Any) -> dict[str, Any]:
    return {"type": "button", "action": ACT | action}


@pytest.mark.parametrize(
    ("message", "where"),
    [
        ({"quickReply": {"items": [chip()] * 14}}, "quickReply.items"),
        ({"quickReply": {"items": []}}, "quickReply.items"),
        ({"quickReply": []}, "quickReply.items"),
        ({"quickReply": {"items": [chip() | {"type": "x"}]}}, "quickReply.items[0].type"),
        ({"quickReply": {"items": [chip(type="dance")]}}, "quickReply.items[0].action.type"),
        (
            {"quickReply": {"items": [chip(), chip(label="")]}},
            "quickReply.items[1].action.label",
        ),
        ({"quickReply": {"items": [chip(label="運" * 21)]}}, "quickReply.items[0].action.label"),
        ({"quickReply": {"items": [chip(data="x" * 301)]}}, "quickReply.items[0].action.data"),
        (
            {"quickReply": {"items": [chip(displayText="x" * 301)]}},
            "quickReply.items[0].action.displayText",
        ),
        (
            {"quickReply": {"items": [chip(displayText="a", text="b")]}},
            "quickReply.items[0].action",
        ),
        (
            {"quickReply": {"items": [chip(type="message", text="x" * 301)]}},
            "quickReply.items[0].action.text",
        ),
        (
            {"quickReply": {"items": [chip(type="uri", uri="ftp://x")]}},
            "quickReply.items[0].action.uri",
        ),
        ({"emojis": [{"index": 1, "productId": "p", "emojiId": "1"}]}, "emojis[0].index"),
        ({"emojis": "smile"}, "emojis"),
        ({"type": "textV2", "text": "{who} 您好"}, "text"),
        ({"type": "textV2", "text": "您好 }"}, "text"),
        ({"type": "sticker", "packageId": "1"}, "stickerId"),
        (card(type="poster"), "template.type"),
        (card(type="carousel", columns=[COLUMN] * 11), "template.columns"),
        (
            card(type="carousel", columns=[COLUMN, COLUMN | {"actions": [ACT, ACT]}]),
            "template.columns",
        ),
        (
            card(type="carousel", columns=[COLUMN | {"text": "茶" * 121}]),
            "template.columns[0].text",
        ),
        (card(type="buttons", **(COLUMN | {"actions": [ACT] * 5})), "template.actions"),
        (card(type="buttons", **(COLUMN | {"title": "茶" * 41})), "template.title"),
        (card(type="confirm", **COLUMN), "template.actions"),
        (card(type="image_carousel", columns=[{}]), "template.columns[0].imageUrl"),
        (card(type="confirm", text="茶", actions=[ACT, ACT]) | {"altText": "x" * 1501}, "altText"),
        (slides(*[slide()] * 13), "contents.contents"),
        (slides(), "contents.contents"),
        (slides(slide(), slide(size="giga")), "contents.contents"),
        (slides(slide(), {"type": "box"}), "contents.contents[1].type"),
        (slides(*[slide({"type": "text", "text": "x" * 20 * 1024})] * 3), "contents"),
        (flex(slide(note="x" * 30 * 1024)), "contents"),
        (flex({"type": "scroll"}), "contents.type"),
        (flex(slide()) | {"altText": ""}, "altText"),
        (flex(slide(size="huge")), "contents.size"),
        (flex(slide(body={"type": "text", "text": "茶"})), "contents.body.type"),
        (flex(slide(body=box(layout="diagonal"))), "contents.body.layout"),
        (flex(slide(body=box(contents=None))), "contents.body.contents"),
        (flex(slide({"type": "song"})), "contents.body.contents[0].type"),
        (
            flex(slide(box({"type": "text", "text": ""}))),
            "contents.body.contents[0].contents[0].text",
        ),
        (
            flex(slide({"type": "text", "text": "茶", "color": "red"})),
            "contents.body.contents[0].color",
        ),
        (
            flex(slide({"type": "image", "url": "http://x.tw/a.jpg"})),
            "contents.body.contents[0].url",
        ),
        (flex(slide(press(label="買" * 41))), "contents.body.contents[0].action.label"),
        (flex(slide(press(label=""))), "contents.body.contents[0].action.label"),
        (flex(slide({"type": "button"})), "contents.body.contents[0].action.type"),
        (
            flex(slide(action={"type": "uri", "uri": "https://x.tw/".ljust(1001, "x")})),
            "contents.action.uri",
        ),
        (flex(slide(action={"type": "uri", "uri": "https://x.tw/茶"})), "contents.action.uri"),
        (
            {"type": "image", "originalContentUrl": "https://x.tw/a.jpg", "previewImageUrl": "x"},
            "previewImageUrl",
        ),
    ],
)
def test_wrong_parts_are_named_by_their_path(rig: Rig, message: Any, where: str) -> None:
    answer = friend(rig).push({"type": "text", "text": "您好 $"} | message)

    status, message_text, details = outcome(answer)
    assert (status, message_text) == (400, "The request body has 1 error(s)")
    assert details[0][0] == f"messages[0].{where}"


def test_a_card_with_picture_words_link_and_long_labels_is_accepted(rig: Rig) -> None:
    image = {"type": "image", "url": "https://x.tw/a.jpg", "aspectRatio": "20:13"}
    words = [{"type": "text", "text": "茶", "weight": "bold"}, {"type": "text", "text": "好茶"}]
    card = slide(
        *words,
        hero=image,
        footer=box(press(label="買" * 40)),
        action={"type": "uri", "uri": "https://x.tw/p"},
    )

    assert friend(rig).push(flex(card), slides(card, card)).status_code == 200
    assert rig.seen_by(USER) == ["茶\n好茶", "茶\n好茶\n茶\n好茶"]
