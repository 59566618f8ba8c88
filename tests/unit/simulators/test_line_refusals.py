"""The Messaging API refuses what LINE refuses, with its status and words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.unit.simulators.rig import (
    BOT,
    MULTICAST,
    PUSH,
    REPLY,
    USER,
    Rig,
    bubbles,
    running,
)
from workbench.simulators.accounts import LINE
from workbench.simulators.rules import Rules

STRANGER = "U" + "0" * 32
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
AUTHENTICATION = (
    "Authentication failed due to the following reason: invalid token. Confirm that the access "
    "token in the authorization header is valid."
)
LOADING = "/line/v2/bot/chat/loading/start"


def friend(rig: Rig, user: str = USER) -> Rig:
    rig.simulators.shopper(LINE, BOT.account, user).follow()
    return rig


def outcome(answer: TestResponse) -> tuple[int, str, list[tuple[str, str]]]:
    body = answer.json or {}
    details = [(item["property"], item["message"]) for item in body.get("details", [])]
    assert UUID.fullmatch(answer.headers["x-line-request-id"])
    return answer.status_code, body.get("message", ""), details


def push(rig: Rig, *messages: Any, to: Any = USER) -> TestResponse:
    return rig.line(PUSH, {"to": to, "messages": list(messages)})


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", "Basic line-token"])
def test_a_call_without_a_valid_token_is_refused(rig: Rig, header: str) -> None:
    answer = rig.http.post(PUSH, json={}, headers={"Authorization": header})
    assert outcome(answer) == (401, AUTHENTICATION, [])


@pytest.mark.parametrize(
    ("raw", "kind", "wanted"),
    [
        (b"{", "application/json", (400, "(line: 1, column: 2)")),
        (b'{"to":\n "U",}', "application/json", (400, "(line: 2,")),
        (b"\xff\xfe\xfd", "application/json", (400, "(line: 1, column: 1)")),
        (b"[" * 100_000, "application/json", (400, "could not be parsed as JSON")),
        (b"[]", "application/json", (400, "could not be parsed as JSON")),
        (b"{}", "text/plain", (415, "The content type, text/plain, is not supported")),
        (b" " * (2 * 1024 * 1024 + 1), "application/json", (413, "")),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    rig: Rig, raw: bytes, kind: str, wanted: tuple[int, str]
) -> None:
    answer = rig.http.post(
        PUSH,
        data=raw,
        content_type=kind,
        headers={"Authorization": f"Bearer {BOT.access_token}"},
    )
    status, message, _ = outcome(answer)
    assert (status, wanted[1] in message) == (wanted[0], True)


SIZE = "Size must be between 1 and 5"
KINDS = (
    "Must be one of the following values: [text, textV2, sticker, image, video, audio, location, "
    "coupon, imagemap, template, flex]"
)
TEXT_LENGTH = "Length must be between 0 and 5000"
EMPTY = "May not be empty"


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
    assert push(friend(rig), *bubbles("🍵" * 2500)).status_code == 200


def chip(**changes: Any) -> dict[str, Any]:
    action = {"type": "postback", "label": "運費", "data": "FAQ:12"} | changes
    return {"type": "action", "action": action}


def card(**template: Any) -> dict[str, Any]:
    return {"type": "template", "altText": "茶", "template": template}


ACT = {"type": "message", "label": "買", "text": "我要買"}
COLUMN = {"text": "茶", "actions": [ACT]}
SLIDE = {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": []}}


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
        (
            {
                "type": "flex",
                "altText": "茶",
                "contents": {"type": "carousel", "contents": [SLIDE] * 13},
            },
            "contents.contents",
        ),
        (
            {
                "type": "flex",
                "altText": "茶",
                "contents": {"type": "carousel", "contents": [SLIDE, SLIDE | {"size": "giga"}]},
            },
            "contents.contents",
        ),
        (
            {"type": "flex", "altText": "茶", "contents": SLIDE | {"note": "x" * 30 * 1024}},
            "contents",
        ),
        ({"type": "flex", "altText": "茶", "contents": {"type": "scroll"}}, "contents.type"),
    ],
)
def test_wrong_parts_are_named_by_their_path(rig: Rig, message: Any, where: str) -> None:
    answer = push(friend(rig), {"type": "text", "text": "您好 $"} | message)

    status, message_text, details = outcome(answer)
    assert (status, message_text) == (400, "The request body has 1 error(s)")
    assert details[0][0] == f"messages[0].{where}"


@pytest.mark.parametrize("to", [None, 7, "mei", "U123", USER.upper(), [USER]])
def test_a_malformed_recipient_is_refused(rig: Rig, to: Any) -> None:
    wanted = "The property, 'to', in the request body is invalid (line: -, column: -)"
    assert outcome(push(friend(rig), *bubbles("好"), to=to)) == (400, wanted, [])


@pytest.mark.parametrize("to", [STRANGER, "C" + "0" * 32, "R" + "0" * 32])
def test_an_unknown_person_or_group_is_refused(rig: Rig, to: str) -> None:
    assert outcome(push(friend(rig), *bubbles("好"), to=to)) == (400, "Failed to send messages", [])


@pytest.mark.parametrize("to", [[], [USER] * 501, USER, None])
def test_a_multicast_takes_one_to_500_ids(rig: Rig, to: Any) -> None:
    status, _, details = outcome(rig.line(MULTICAST, {"to": to, "messages": bubbles("好")}))
    assert (status, details) == (400, [("to", "Size must be between 1 and 500")])


def test_a_multicast_to_a_group_is_refused_whole(rig: Rig) -> None:
    answer = rig.line(MULTICAST, {"to": [USER, "C" + "0" * 32], "messages": bubbles("好")})

    wanted = "The property, to[1], in the request body is invalid (line: -, column: -)"
    assert outcome(answer) == (400, wanted, [])
    assert rig.seen_by(USER) == []


def test_a_retry_key_must_be_a_uuid(rig: Rig) -> None:
    body = {"to": USER, "messages": bubbles("好")}
    assert rig.line(PUSH, body, X_Line_Retry_Key="again").status_code == 400


def test_a_reply_takes_no_retry_key(rig: Rig) -> None:
    token = rig.reply_token()
    body = {"replyToken": token, "messages": bubbles("好")}
    key = "123e4567-e89b-12d3-a456-426614174000"

    assert rig.line(REPLY, body, X_Line_Retry_Key=key).status_code == 400
    assert rig.line(REPLY, body).status_code == 200


def test_an_empty_bucket_refuses() -> None:
    with running(Rules(line_calls_per_s=2)) as rig:
        friend(rig)
        statuses = [push(rig, *bubbles("好")).status_code for _ in range(3)]
        late = push(rig, *bubbles("好"))

        wanted = (429, "The API rate limit has been exceeded. Try again later.")
        assert (statuses, outcome(late)[:2]) == ([200, 200, 429], wanted)
        elsewhere = rig.line(REPLY, {"replyToken": rig.reply_token(), "messages": bubbles("好")})
        assert elsewhere.status_code == 200
        rig.clock.advance(1)
        assert push(rig, *bubbles("好")).status_code == 200


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ({"chatId": USER, "loadingSeconds": 4}, ("loadingSeconds", "Must be between 5 and 60")),
        ({"chatId": USER, "loadingSeconds": 65}, ("loadingSeconds", "Must be between 5 and 60")),
        ({"chatId": USER, "loadingSeconds": 7}, ("loadingSeconds", "must be a multiple of five")),
        (
            {"chatId": "C" + "0" * 32},
            (
                "chatId",
                "Only user id is acceptable, please confirm if there are any group/room ids or "
                "illegal ids.",
            ),
        ),
    ],
)
def test_a_loading_animation_has_its_limits(rig: Rig, body: Any, wanted: Any) -> None:
    assert outcome(rig.line(LOADING, body))[2] == [wanted]


def test_a_loading_animation_is_accepted(rig: Rig) -> None:
    answer = rig.line(LOADING, {"chatId": USER})
    assert (answer.status_code, answer.json) == (202, {})


@pytest.mark.parametrize("path", ["/line/v2/bot/nothing", "/line/v2/bot/message/shout"])
def test_unknown_paths_are_not_found_and_still_name_their_request(rig: Rig, path: str) -> None:
    assert outcome(rig.line(path, {})) == (404, "Not found", [])
