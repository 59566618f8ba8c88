"""Reply tokens, retry keys, quota and reach: what LINE shows to whom, once."""

from __future__ import annotations

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
from workbench.simulators.shopper import Shopper

KEY = "123e4567-e89b-12d3-a456-426614174000"
OTHER_USER = "U" + "b" * 32


@pytest.fixture
def shopper(rig: Rig) -> Shopper:
    return rig.simulators.shopper(LINE, BOT.account, USER)


def reply(rig: Rig, token: Any, *words: str) -> TestResponse:
    return rig.line(REPLY, {"replyToken": token, "messages": bubbles(*(words or ("好",)))})


def push(rig: Rig, word: str = "好", **headers: str) -> TestResponse:
    return rig.line(PUSH, {"to": USER, "messages": bubbles(word)}, **headers)


def usage(rig: Rig) -> int:
    answer = rig.http.get(
        "/line/v2/bot/message/quota/consumption",
        headers={"Authorization": f"Bearer {BOT.access_token}"},
    )
    total: int = (answer.json or {})["totalUsage"]
    return total


def refused(answer: TestResponse) -> bool:
    return (answer.status_code, answer.json) == (400, {"message": "Invalid reply token"})


def test_a_reply_shows_its_bubbles_in_order_and_costs_nothing(rig: Rig) -> None:
    answer = reply(rig, rig.reply_token(), "一", "二", "三")

    sent = (answer.json or {})["sentMessages"]
    assert (answer.status_code, len(sent)) == (200, 3)
    assert all(isinstance(entry["id"], str) and entry["quoteToken"] for entry in sent)
    assert (rig.seen_by(USER), usage(rig)) == (["一", "二", "三"], 0)


def test_the_ledger_keeps_request_and_response_of_a_reply(rig: Rig) -> None:
    token = rig.reply_token()
    answer = reply(rig, token, "好")

    [row] = rig.http.get("/ledger?channel=line").json or []
    assert row["request"] == {"replyToken": token, "messages": bubbles("好")}
    assert (row["response"], row["kind"]) == (answer.json, "text")


def test_a_reply_token_works_once(rig: Rig) -> None:
    token = rig.reply_token()

    assert reply(rig, token).status_code == 200
    assert refused(reply(rig, token))
    assert rig.seen_by(USER) == ["好"]


@pytest.mark.parametrize("token", [None, "", 7, "0" * 32])
def test_an_unknown_reply_token_is_refused(rig: Rig, token: Any) -> None:
    rig.reply_token()
    assert refused(reply(rig, token))


@pytest.mark.parametrize(("seconds", "good"), [(60, True), (60.001, False)])
def test_a_reply_token_lives_a_minute(rig: Rig, seconds: float, good: bool) -> None:
    token = rig.reply_token()
    rig.clock.advance(seconds)

    assert refused(reply(rig, token)) is not good


@pytest.mark.parametrize(("minutes", "good"), [(19, True), (20, True), (21, False)])
def test_a_redelivery_gives_the_token_another_minute_up_to_20(
    rig: Rig, shopper: Shopper, minutes: int, good: bool
) -> None:
    sent = shopper.say("在嗎")
    rig.clock.advance(minutes * 60)
    again = shopper.resend(sent)
    token = rig.shop.bodies()[-1]["events"][0]["replyToken"]

    assert again.event_ids == sent.event_ids
    assert refused(reply(rig, token)) is not good


def test_a_used_token_stays_used_after_a_redelivery(rig: Rig, shopper: Shopper) -> None:
    sent = shopper.say("在嗎")
    token = rig.shop.bodies()[-1]["events"][0]["replyToken"]
    reply(rig, token)
    shopper.resend(sent)

    assert refused(reply(rig, token))


def test_a_push_under_an_accepted_key_is_409_and_shows_nothing_new(
    rig: Rig, shopper: Shopper
) -> None:
    shopper.follow()
    first = push(rig, X_Line_Retry_Key=KEY)
    again = push(rig, X_Line_Retry_Key=KEY.upper())

    assert again.status_code == 409
    assert again.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    assert again.headers["x-line-request-id"] != first.headers["x-line-request-id"]
    assert again.json == {
        "message": "The retry key is already accepted",
        "sentMessages": (first.json or {})["sentMessages"],
    }
    assert (rig.seen_by(USER), usage(rig)) == (["好"], 1)


@pytest.mark.parametrize(("hours", "status"), [(23.99, 409), (24, 200)])
def test_a_retry_key_is_kept_24_hours(
    rig: Rig, shopper: Shopper, hours: float, status: int
) -> None:
    shopper.follow()
    push(rig, X_Line_Retry_Key=KEY)
    rig.clock.advance(hours * 3600)

    assert push(rig, X_Line_Retry_Key=KEY).status_code == status


def test_a_refused_push_does_not_use_up_its_key(rig: Rig, shopper: Shopper) -> None:
    refused_push = push(rig, X_Line_Retry_Key=KEY)
    shopper.follow()

    assert refused_push.status_code == 400
    assert push(rig, X_Line_Retry_Key=KEY).status_code == 200


def test_a_multicasts_409_names_no_messages(rig: Rig, shopper: Shopper) -> None:
    shopper.follow()
    body = {"to": [USER], "messages": bubbles("好")}
    first, again = (rig.line(MULTICAST, body, X_Line_Retry_Key=KEY) for _ in range(2))

    assert (first.status_code, first.json) == (200, {})
    assert (again.status_code, again.json) == (
        409,
        {"message": "The retry key is already accepted"},
    )
    assert rig.seen_by(USER) == ["好"]


def test_a_push_counts_people_not_bubbles(rig: Rig, shopper: Shopper) -> None:
    shopper.follow()
    rig.line(PUSH, {"to": USER, "messages": bubbles("一", "二", "三")})

    assert usage(rig) == 1


def test_a_push_to_a_person_who_blocked_is_200_unseen_and_free(rig: Rig, shopper: Shopper) -> None:
    shopper.follow()
    shopper.unfollow()
    answer = push(rig)

    assert (answer.status_code, len((answer.json or {})["sentMessages"])) == (200, 1)
    assert (rig.seen_by(USER), usage(rig)) == ([], 0)


@pytest.mark.parametrize(("days", "seen"), [(7, ["好"]), (7.01, [])])
def test_a_stranger_who_wrote_is_reached_for_seven_days(
    rig: Rig, shopper: Shopper, days: float, seen: list[str]
) -> None:
    shopper.say("在嗎")
    rig.clock.advance(days * 86400)

    assert push(rig).status_code == 200
    assert (rig.seen_by(USER), usage(rig)) == (seen, len(seen))


def test_a_multicast_reaches_friends_once_and_skips_the_others(rig: Rig, shopper: Shopper) -> None:
    shopper.follow()
    rig.simulators.shopper(LINE, BOT.account, OTHER_USER).say("不是好友")
    body = {"to": [USER, OTHER_USER, USER], "messages": bubbles("好")}

    assert rig.line(MULTICAST, body).status_code == 200
    assert (rig.seen_by(USER), rig.seen_by(OTHER_USER), usage(rig)) == (["好"], [], 1)


def test_a_spent_quota_refuses_pushes_but_not_replies() -> None:
    with running(Rules(line_monthly_quota=1)) as rig:
        rig.simulators.shopper(LINE, BOT.account, USER).follow()
        first, second = push(rig), push(rig)

        assert (first.status_code, second.status_code) == (200, 429)
        assert second.json == {"message": "You have reached your monthly limit."}
        assert reply(rig, rig.reply_token(), "回").status_code == 200
        assert rig.seen_by(USER) == ["好", "回"]


def test_the_quota_begins_anew_each_month_in_lines_time() -> None:
    with running(Rules(line_monthly_quota=1)) as rig:
        rig.simulators.shopper(LINE, BOT.account, USER).follow()
        push(rig)
        # 30 November, 15:00 UTC is midnight of 1 December at UTC+9.
        rig.clock.advance((8 * 24 + 12) * 3600 - 1)
        last_second = push(rig).status_code
        rig.clock.advance(1)

        assert (last_second, push(rig).status_code) == (429, 200)


def test_the_quota_can_be_read(rig: Rig) -> None:
    headers = {"Authorization": f"Bearer {BOT.access_token}"}
    limited = rig.http.get("/line/v2/bot/message/quota", headers=headers)

    assert limited.json == {"type": "limited", "value": 6000}
    with running(Rules(line_monthly_quota=None)) as free:
        none = free.http.get("/line/v2/bot/message/quota", headers=headers)
        assert none.json == {"type": "none"}


def test_a_profile_exists_for_those_who_wrote_and_did_not_block(rig: Rig, shopper: Shopper) -> None:
    def read(user: str) -> int:
        path = f"/line/v2/bot/profile/{user}"
        headers = {"Authorization": f"Bearer {BOT.access_token}"}
        return rig.http.get(path, headers=headers).status_code

    before = read(USER)
    shopper.say("在嗎")
    known = read(USER)
    shopper.unfollow()

    assert (before, known, read(USER), read("mei")) == (404, 200, 404, 400)


def test_the_bot_knows_itself(rig: Rig) -> None:
    headers = {"Authorization": f"Bearer {BOT.access_token}"}
    about = rig.http.get("/line/v2/bot/info", headers=headers).json or {}

    assert (about["userId"], about["chatMode"]) == (BOT.account, "chat")


def test_a_valid_message_can_be_checked_without_sending(rig: Rig) -> None:
    answer = rig.line("/line/v2/bot/message/validate/push", {"messages": bubbles("好")})
    assert (answer.status_code, answer.json) == (200, {})
