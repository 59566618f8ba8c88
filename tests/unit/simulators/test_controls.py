"""The bench's own paths: ledger, clock, faults, idle, shoppers, page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.unit.simulators.rig import BOT, PAGE, PSID, PUSH, REPLY, USER, Rig, bubbles, text
from workbench.simulators.accounts import LINE, MESSENGER
from workbench.simulators.limits import TokenBucket
from workbench.simulators.silence import NoAnswer

ACTS = f"/shoppers/messenger/{PAGE.account}/{PSID}"


def known(rig: Rig) -> Rig:
    rig.simulators.shopper(MESSENGER, PAGE.account, PSID).say("您好")
    rig.simulators.shopper(LINE, BOT.account, USER).follow()
    return rig


def push(rig: Rig, **headers: str) -> Any:
    return rig.line(PUSH, {"to": USER, "messages": bubbles("好")}, **headers)


def order(rig: Rig, channel: str, kind: str, count: int = 1) -> None:
    body = {"channel": channel, "kind": kind, "count": count}
    assert rig.http.post("/faults", json=body).status_code == 200


def code(answer: Any) -> int:
    number: int = (answer.json or {})["error"]["code"]
    return number


def test_the_clock_is_read_and_moved(rig: Rig) -> None:
    assert rig.http.get("/clock").json == {"now": "2026-11-22T03:00:00.000Z"}
    moved = rig.http.post("/clock", json={"advance_s": 86400})
    assert moved.json == {"now": "2026-11-23T03:00:00.000Z"}
    assert rig.http.get("/clock").json == moved.json


@pytest.mark.parametrize(
    "body", [{}, {"advance_s": -1}, {"advance_s": "1"}, {"advance_s": True}, [], "x"]
)
def test_a_clock_that_cannot_be_moved_so_is_a_clear_400(rig: Rig, body: Any) -> None:
    answer = rig.http.post("/clock", json=body)
    assert (answer.status_code, "error" in (answer.json or {})) == (400, True)


def test_idle_waits_for_the_shop_and_for_the_last_echo(rig: Rig) -> None:
    known(rig).graph(text())
    answer = rig.http.post("/idle")

    assert answer.json == {"idle": True, "dead_letters": 0}
    kinds = [set(event) for event in rig.shop.messenger_events()]
    assert any("read" in kind for kind in kinds)


def test_the_ledger_is_filtered_and_oldest_first(rig: Rig) -> None:
    known(rig).graph(text("一"))
    rig.clock.advance(1)
    push(rig)
    rig.graph(text("二"))

    def read(query: str) -> list[str]:
        return [row["text"] for row in rig.http.get(f"/ledger{query}").json or []]

    assert read("") == ["一", "好", "二"]
    assert read("?channel=messenger") == ["一", "二"]
    assert read(f"?account={BOT.account}") == ["好"]
    assert read(f"?channel=line&user={PSID}") == []


def test_ordered_faults_hit_the_next_sends_and_then_are_over(rig: Rig) -> None:
    known(rig)
    order(rig, "messenger", "rate_limit", 2)
    answers = [rig.graph(text()) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [400, 400, 200]
    assert [code(answer) for answer in answers[:2]] == [613, 613]
    assert push(rig).status_code == 200


@pytest.mark.parametrize(
    ("kind", "graph", "line"),
    [
        ("rate_limit", (400, 613), (429, "The API rate limit has been exceeded.")),
        ("server_error", (500, 2), (500, "Internal server error")),
        ("revoked", (400, 190), (401, "Authentication failed due to")),
    ],
)
def test_a_refusing_fault_answers_in_the_channels_words_and_shows_nothing(
    rig: Rig, kind: str, graph: tuple[int, int], line: tuple[int, str]
) -> None:
    known(rig)
    order(rig, "messenger", kind)
    order(rig, "line", kind)
    on_graph, on_line = rig.graph(text()), push(rig)

    assert (on_graph.status_code, code(on_graph)) == graph
    assert on_line.status_code == line[0]
    assert (on_line.json or {})["message"].startswith(line[1])
    assert (rig.seen_by(PSID), rig.seen_by(USER)) == ([], [])


@pytest.mark.parametrize(("kind", "seen"), [("timeout_before", []), ("timeout_after", ["好"])])
def test_a_timed_out_push_is_seen_only_if_it_was_accepted(
    rig: Rig, kind: str, seen: list[str]
) -> None:
    known(rig)
    order(rig, "line", kind)
    key = "123e4567-e89b-12d3-a456-426614174000"
    with pytest.raises(NoAnswer):
        push(rig, X_Line_Retry_Key=key)

    assert rig.seen_by(USER) == seen
    assert push(rig, X_Line_Retry_Key=key).status_code == (409 if seen else 200)
    assert rig.seen_by(USER) == ["好"]


@pytest.mark.parametrize(("kind", "status"), [("timeout_before", 200), ("timeout_after", 400)])
def test_a_timed_out_reply_has_used_its_token_only_if_it_was_accepted(
    rig: Rig, kind: str, status: int
) -> None:
    body = {"replyToken": rig.reply_token(), "messages": bubbles("好")}
    order(rig, "line", kind)
    with pytest.raises(NoAnswer):
        rig.line(REPLY, body)

    assert rig.line(REPLY, body).status_code == status
    assert rig.seen_by(USER) == ["好"]


@pytest.mark.parametrize(("kind", "echoes"), [("timeout_before", 0), ("timeout_after", 1)])
def test_a_timed_out_messenger_send_is_echoed_only_if_it_was_accepted(
    rig: Rig, kind: str, echoes: int
) -> None:
    known(rig)
    order(rig, "messenger", kind)
    with pytest.raises(NoAnswer):
        rig.graph(text("好", metadata="send-1"))

    assert rig.simulators.drain(5)
    found = [e for e in rig.shop.messenger_events() if e.get("message", {}).get("is_echo")]
    assert [e["message"]["metadata"] for e in found] == ["send-1"] * echoes
    assert rig.seen_by(PSID) == ["好"] * echoes


def test_a_refused_send_does_not_use_up_a_timeout_after(rig: Rig) -> None:
    known(rig)
    order(rig, "messenger", "timeout_after")
    assert rig.graph(text("")).status_code == 400

    with pytest.raises(NoAnswer):
        rig.graph(text())


def test_typing_is_not_a_send_and_uses_up_no_fault(rig: Rig) -> None:
    known(rig)
    order(rig, "messenger", "server_error")
    typing = rig.graph({"recipient": {"id": PSID}, "sender_action": "typing_on"})

    assert (typing.status_code, rig.graph(text()).status_code) == (200, 500)


def test_faults_are_listed_and_can_be_taken_back(rig: Rig) -> None:
    order(rig, "line", "server_error", 3)
    assert rig.http.get("/faults").json == [{"channel": "line", "kind": "server_error", "count": 3}]
    order(rig, "line", "server_error", 0)
    assert rig.http.get("/faults").json == []


@pytest.mark.parametrize(
    "body",
    [
        {"channel": "fax", "kind": "revoked"},
        {"channel": "line", "kind": "boredom"},
        {"channel": "line", "kind": "revoked", "count": -1},
        {"channel": "line", "kind": "revoked", "count": "3"},
        {},
    ],
)
def test_an_impossible_fault_is_a_clear_400(rig: Rig, body: Any) -> None:
    answer = rig.http.post("/faults", json=body)
    assert (answer.status_code, bool((answer.json or {})["error"])) == (400, True)


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


def test_another_sites_page_may_not_drive_the_bench(rig: Rig) -> None:
    for path in ("/clock", "/faults", "/idle", f"{ACTS}/say"):
        answer = rig.http.post(path, json={}, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403
    own = rig.http.post("/idle", headers={"Origin": "http://localhost"})
    assert own.status_code == 200


def test_a_conversation_shows_both_sides(rig: Rig) -> None:
    known(rig).graph(text("您好"))
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
    known(rig)

    assert [row["user"] for row in rig.http.get("/shoppers").json or []] == [PSID, USER]


def test_accounts_are_listed_without_secrets(rig: Rig) -> None:
    answer = rig.http.get("/accounts")

    assert len(answer.json or []) == 3
    for secret in (PAGE.access_token, PAGE.app_secret, BOT.app_secret):
        assert secret not in answer.text


def test_the_page_needs_nothing_from_elsewhere(rig: Rig) -> None:
    page = rig.http.get("/")

    assert page.content_type == "text/html; charset=utf-8"
    assert "towkay" in page.text
    assert "{{" not in page.text
    assert not re.search(r"""(src|href)\s*=\s*["'](https?:)?//""", page.text)
    assert not re.search(r"@import|url\(\s*['\"]?(https?:)?//", page.text)
    assert page.text.count("<script") == 1


def test_an_unknown_path_is_404(rig: Rig) -> None:
    assert rig.http.get("/nothing").status_code == 404


def test_a_bucket_never_holds_more_than_one_second(rig: Rig) -> None:
    bucket = TokenBucket(2)
    allowed = [bucket.take(rig.clock.now()) for _ in range(3)]
    rig.clock.advance(3600)

    assert allowed == [True, True, False]
    assert [bucket.take(rig.clock.now()) for _ in range(3)] == [True, True, False]
