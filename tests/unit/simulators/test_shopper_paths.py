"""Shoppers over HTTP: every act has a path, and their chats can be read."""

from typing import Any

import pytest

from tests.unit.simulators.rig import ACTS, BOT, PAGE, PSID, USER, Rig, text
from workbench.simulators.accounts import MESSENGER


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("say", {"text": "您好"}),
        ("follow", {}),
        ("get_started", {}),
        ("sticker", {}),
        ("image", {}),
        ("location", {}),
        ("human", {"text": "我是小美"}),
        ("unfollow", {}),
    ],
)
@pytest.mark.parametrize("account", [PAGE, BOT], ids=["messenger", "line"])
def test_every_act_works_over_http(
    rig: Rig, account: Any, action: str, body: dict[str, str]
) -> None:
    path = f"/shoppers/{account.channel}/{account.account}/mei/{action}"
    answer = rig.http.post(path, json=body)
    sent = answer.json or {}

    assert answer.status_code == 200
    assert sent["attempts"] == [200] * len(rig.shop.seen)
    assert sent["body"].encode() == b"".join(body for _, body, _ in rig.shop.seen)


def test_press_edit_react_and_unsend_work_over_http(rig: Rig) -> None:
    mid = (rig.http.post(f"{ACTS}/say", json={"text": "運費"}).json or {})["event_ids"][0]
    reply = {"content_type": "text", "title": "運費", "payload": "FAQ:12"}
    rig.graph(text("您是想問", quick_replies=[reply]))

    statuses = [
        rig.http.post(f"{ACTS}/{action}", json=body).status_code
        for action, body in (
            ("press", {"label": "運費"}),
            ("press", {"label": "運費"}),
            ("edit", {"mid": mid, "text": "運費?"}),
            ("react", {}),
            ("unsend", {"mid": mid}),
        )
    ]
    assert statuses == [200, 409, 200, 200, 400]


@pytest.mark.parametrize("action", ["resend", "duplicate", "forge"])
def test_the_last_webhook_can_be_sent_again_over_http(rig: Rig, action: str) -> None:
    nothing_yet = rig.http.post(f"{ACTS}/{action}")
    first = rig.http.post(f"{ACTS}/say", json={"text": "在嗎"}).json or {}
    again = rig.http.post(f"{ACTS}/{action}").json or {}

    assert nothing_yet.status_code == 409
    assert again["body"] == first["body"]
    assert (again["headers"] == first["headers"]) is (action != "forge")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (f"{ACTS}/dance", {}, 400),
        (f"{ACTS}/say", {}, 400),
        (f"{ACTS}/say", {"text": 7}, 400),
        (f"{ACTS}/edit", {"mid": "m_x", "text": "好"}, 409),
        ("/shoppers/messenger/1/mei/say", {"text": "好"}, 404),
        ("/shoppers/fax/1/mei/say", {"text": "好"}, 404),
    ],
)
def test_an_impossible_act_is_refused_clearly(rig: Rig, path: str, body: Any, status: int) -> None:
    answer = rig.http.post(path, json=body)
    assert (answer.status_code, bool((answer.json or {})["error"])) == (status, True)
    assert rig.shop.seen == []


def test_a_conversation_shows_both_sides(rig: Rig) -> None:
    rig.met().graph(text("您好"))
    chat = rig.http.get(ACTS).json or {}

    assert [(b["author"], b["text"]) for b in chat["bubbles"]] == [
        ("shopper", "您好"),
        ("shop", "您好"),
    ]
    nobody = rig.http.get(f"/shoppers/messenger/{PAGE.account}/nobody").json or {}
    assert (nobody["bubbles"], nobody["blocked"], nobody["name"]) == ([], False, "nobody")
    assert rig.http.get("/shoppers/messenger/1/nobody").status_code == 404


def test_shoppers_are_listed_once_they_did_something(rig: Rig) -> None:
    rig.simulators.shopper(MESSENGER, PAGE.account, "quiet")
    rig.met()

    assert [row["user"] for row in rig.http.get("/shoppers").json or []] == [PSID, USER]
