"""Rows 65 to 73: lists, profile, paces, thread control, history, batches, faults, audiences."""

import json
from typing import Any

import pytest

from tests.unit.simulators.messenger.rows import (
    ACT,
    Act,
    Arrange,
    Row,
    both,
    calls,
    checked,
    commented,
    done,
    gets,
    person,
    posts,
    replies,
    sends,
    switched,
)
from tests.unit.simulators.rig import PAGE, PSID, Rig
from workbench.simulators.silence import NoAnswer

STARTED = {"get_started": {"payload": "GET_STARTED"}}
ITEM = {"type": "postback", "title": "查訂單", "payload": "TRACK"}
ASKED = {"question": "何時到貨？", "payload": "FAQ"}
WHOM = {"recipient": {"id": PSID}}
INBOX = "263902037430900"


def menu(*items: Any, locale: str = "default") -> dict[str, Any]:
    return {"persistent_menu": [{"locale": locale, "call_to_actions": list(items)}]}


def many(act: Act, times: int) -> Act:
    """The answer of the last of so many calls."""

    def again(rig: Rig) -> Any:
        return [act(rig) for _ in range(times)][-1]

    return again


def ordered(kind: str) -> Arrange:
    body = {"channel": "messenger", "kind": kind, "count": 1}
    return lambda rig: rig.http.post("/faults", json=body)


def first_of_many(rig: Rig) -> Any:
    mid = person(rig).say("第一句").event_ids[0]
    for number in range(20):
        person(rig).say(f"{number}")
    return calls("GET", f"/graph/v26.0/{mid}")(rig)


def newest(rig: Rig) -> Any:
    mid = person(rig).say("最後一句").event_ids[0]
    return calls("GET", f"/graph/v26.0/{mid}")(rig)


def batch(*operations: Any) -> Act:
    return calls("POST", "/graph/v26.0/", {"batch": list(operations)})


def fills(rows: int, session: Any = None) -> Act:
    def act(rig: Rig) -> Any:
        made = calls("POST", f"{ACT}/customaudiences", {"subtype": "CUSTOM", "name": "x"})(rig)
        payload = {"schema": ["EMAIL"], "data": [["x"]] * rows}
        body = {"payload": payload} | ({"session": session} if session else {})
        name = (made.json or {})["id"]
        return calls("POST", f"/graph/v26.0/{name}/users", body)(rig)

    return act


def passes(app: str) -> Act:
    return posts("pass_thread_control", **WHOM, target_app_id=app)


OURS = switched(default_app=PAGE.app_id)
THEIRS = both(OURS, done(passes(INBOX)))
RATE = (613, None, "exceeded the rate limit")
ROWS = [
    Row(65, (100, None, "limit"), gets("notification_message_tokens", limit="1001")),
    Row(65, (2300080, None, ""), gets("notification_message_tokens"),
        switched(token_lists_per_h=0)),
    Row(65, (0, None, ""), gets("notification_message_tokens", limit="1000")),
    Row(66, (100, None, "get started"), posts("messenger_profile", **menu(ITEM))),
    Row(66, (0, None, ""), posts("messenger_profile", **STARTED, **menu(ITEM))),
    Row(66, (100, None, "locale default"),
        posts("messenger_profile", **STARTED, **menu(ITEM, locale="zh_TW"))),
    Row(66, (100, None, "call_to_actions"),
        posts("messenger_profile", **STARTED, **menu(*[ITEM] * 21))),
    Row(66, (100, None, "ice_breakers"), posts("messenger_profile", ice_breakers=[
        {"locale": "default", "call_to_actions": [ASKED] * 5}])),
    Row(66, (100, None, "[text]"),
        posts("messenger_profile", greeting=[{"locale": "default", "text": "x" * 161}])),
    Row(66, (100, None, "[title]"),
        posts("messenger_profile", **STARTED, **menu({**ITEM, "title": "x" * 31}))),
    Row(66, (100, None, "https"),
        posts("messenger_profile", whitelisted_domains=["http://shop.example.com/"])),
    Row(66, (100, None, "commands"), posts("messenger_profile", commands=[
        {"locale": "default", "commands": [{"name": "x", "description": "y"}] * 101}])),
    Row(67, RATE, many(gets("messenger_profile", fields="greeting"), 11)),
    Row(67, (0, None, ""), many(gets("messenger_profile", fields="greeting"), 10)),
    Row(68, RATE, replies(), switched(private_replies_per_h=0)),
    Row(68, RATE, many(gets("conversations"), 3)),
    Row(69, (10, 2018171, "Only available to Primary and Secondary"), passes(PAGE.app_id), THEIRS),
    Row(69, (10, 2018171, "Only available"), posts("release_thread_control", **WHOM), THEIRS),
    Row(69, (10, 2018171, "Only available"), posts("take_thread_control", **WHOM)),
    Row(69, (100, 2018164, "Incorrect App ID."), passes("inbox"), OURS),
    Row(69, (0, None, ""), posts("take_thread_control", **WHOM), THEIRS),
    Row(70, (9000001, None, "deleted by the user or the business"), first_of_many),
    Row(70, (0, None, ""), newest),
    Row(71, (100, None, "50"), batch(*[{"method": "GET", "relative_url": "v26.0/me"}] * 51)),
    Row(72, (2, None, "unexpected error"), sends(), ordered("server_error")),
    Row(72, RATE, sends(), ordered("rate_limit")),
    Row(72, (2018321, None, "automated"), sends(), switched(asks_itself=True)),
    Row(73, (200, 1870090, "Custom Audience terms"),
        calls("POST", f"{ACT}/customaudiences", {"subtype": "CUSTOM", "name": "x"}),
        switched(audience_terms_signed=False)),
    Row(73, (100, None, "10000"), fills(10_001)),
    Row(73, (2650, 1870147, ""), fills(1, {"session_id": 7, "batch_seq": 2})),
    Row(73, (0, None, ""), fills(1, {"session_id": 7, "batch_seq": 1})),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_platform_answers_as_documented(rig: Rig, row: Row) -> None:
    checked(rig, row)


def test_every_row_of_the_rest_is_tried() -> None:
    assert {row.number for row in ROWS} == set(range(65, 74))


@pytest.mark.parametrize("kind", ["timeout_before", "timeout_after"])
def test_a_silent_server_shows_the_message_or_does_not(rig: Rig, kind: str) -> None:
    person(rig).say("請問")
    ordered(kind)(rig)

    with pytest.raises(NoAnswer):
        sends()(rig)

    assert len(rig.seen_by(PSID)) == (1 if kind == "timeout_after" else 0)


def test_a_batch_answers_each_of_its_calls_in_their_order(rig: Rig) -> None:
    person(rig).say("請問")
    body = f'recipient={{"id":"{PSID}"}}&message={{"text":"hi"}}'
    send = {"method": "POST", "relative_url": "v26.0/me/messages", "body": body}
    answers = batch(send, {"method": "GET", "relative_url": "v26.0/1"})(rig).json or []

    assert [one["code"] for one in answers] == [200, 400]
    assert set(json.loads(answers[0]["body"])) == {"recipient_id", "message_id"}
    assert rig.seen_by(PSID) == ["hi"]


def test_the_profile_is_read_as_it_was_written_and_can_be_taken_away(rig: Rig) -> None:
    done(posts("messenger_profile", **STARTED, **menu(ITEM)))(rig)
    shown = gets("messenger_profile", fields="get_started,persistent_menu,greeting")
    url = f"/graph/v26.0/{PAGE.account}/messenger_profile"

    assert shown(rig).json == {"data": [STARTED | menu(ITEM)]}
    done(calls("DELETE", url, {"fields": ["persistent_menu"]}))(rig)
    assert shown(rig).json == {"data": [STARTED]}


def test_the_owner_of_a_thread_is_told_until_it_is_idle(rig: Rig) -> None:
    person(rig).say("請問")
    OURS(rig)
    done(passes(INBOX))(rig)
    owner = gets("thread_owner", recipient=PSID)

    [row] = (owner(rig).json or {})["data"]
    assert row["thread_owner"]["app_id"] == INBOX
    rig.clock.advance(86_400)
    assert owner(rig).json == {"data": []}


def test_a_private_reply_counts_in_the_conversations(rig: Rig) -> None:
    done(replies(commented(rig)))(rig)

    assert gets("conversations")(rig).json == {"data": [{"id": f"t_{PSID}"}]}
