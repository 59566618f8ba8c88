"""Coupons, audiences, bound accounts, figures and the address of webhooks, as LINE keeps them."""

import io
from typing import Any

import pytest
import urllib3
from werkzeug.test import TestResponse

from tests.unit.simulators.line.calls import friend, outcome
from tests.unit.simulators.rig import BOT, PUSH, USER, Rig, bubbles, running
from workbench.simulators.rules import Rules

AUTH = {"Authorization": f"Bearer {BOT.access_token}"}
COUPON = {
    "title": "好友 9 折",
    "description": "限用一次",
    "acquisitionCondition": {"type": "normal"},
    "reward": {"type": "discount", "priceInfo": {"type": "percentage", "percentage": 10}},
    "startTimestamp": 1_795_190_400,
    "endTimestamp": 1_797_782_399,
    "timezone": "ASIA_TAIPEI",
    "visibility": "UNLISTED",
    "maxUseCountPerTicket": 1,
}
TWO_PRICES = {"type": "percentage", "percentage": 1, "fixedAmount": 2}
REWARDS = "Must be one of the following values: [discount,free,gift,cashBack,others]"


def ask(rig: Rig, method: str, path: str, body: Any = None) -> TestResponse:
    return rig.http.open(f"/line/v2/bot{path}", method=method, json=body, headers=AUTH)


def test_a_coupon_is_made_shown_listed_and_closed_for_good(rig: Rig) -> None:
    friend(rig)
    made = (ask(rig, "POST", "/coupon", COUPON).json or {})["couponId"]

    shown = rig.line(PUSH, {"to": USER, "messages": [{"type": "coupon", "couponId": made}]})
    assert shown.status_code == 200
    assert (ask(rig, "GET", f"/coupon/{made}").json or {})["status"] == "RUNNING"
    listed = {"items": [{"couponId": made, "title": "好友 9 折"}]}
    assert ask(rig, "GET", "/coupon?status=RUNNING").json == listed
    assert ask(rig, "PUT", f"/coupon/{made}/close").json == {}
    again = outcome(ask(rig, "PUT", f"/coupon/{made}/close"))
    assert again[:2] == (410, "The coupon has already been closed.")
    assert ask(rig, "GET", "/coupon?status=RUNNING").json == {"items": []}
    assert outcome(ask(rig, "GET", "/coupon/01J"))[:2] == (404, "coupon not found")


@pytest.mark.parametrize(
    ("change", "place", "what"),
    [
        ({"title": "茶" * 61}, "title", "Size must be between 1 and 60"),
        ({"couponCode": "1" * 17}, "couponCode", "Size must be between 0 and 16"),
        ({"reward": {"type": "money"}}, "reward.type", REWARDS),
        (
            {"reward": {"type": "discount", "priceInfo": TWO_PRICES}},
            "reward.priceInfo.fixedAmount",
            "Must not be specified",
        ),
        (
            {"reward": {"type": "gift", "priceInfo": {}}},
            "reward.priceInfo",
            "Must not be specified",
        ),
        ({"endTimestamp": 1}, "endTimestamp", "Must be after startTimestamp"),
        (
            {"maxUseCountPerTicket": 2},
            "maxUseCountPerTicket",
            "Must be one of the following values: [1, -1]",
        ),
        (
            {
                "acquisitionCondition": {
                    "type": "lottery",
                    "lotteryProbability": 0,
                    "maxAcquireCount": -1,
                }
            },
            "acquisitionCondition.lotteryProbability",
            "Must be between 1 and 99",
        ),
    ],
)
def test_a_coupon_out_of_form_is_refused(
    rig: Rig, change: dict[str, Any], place: str, what: str
) -> None:
    assert outcome(ask(rig, "POST", "/coupon", COUPON | change))[2] == [(place, what)]


def code(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, (answer.json or {})["details"][0]["message"]


def test_an_audience_is_ready_once_somebody_is_in_it(rig: Rig) -> None:
    made = ask(rig, "POST", "/audienceGroup/upload", {"description": "老客人", "audiences": []})
    number = (made.json or {})["audienceGroupId"]

    def status() -> str:
        told = (ask(rig, "GET", f"/audienceGroup/{number}").json or {})["audienceGroup"]
        return f"{told['status']} {told['audienceCount']}"

    assert (made.status_code, status()) == (202, "IN_PROGRESS 0")
    more = {"audienceGroupId": number, "audiences": [{"id": USER}]}
    assert ask(rig, "PUT", "/audienceGroup/upload", more).status_code == 202
    assert status() == "READY 1"
    lines = {"audienceGroupId": str(number), "file": (io.BytesIO(b"U" + b"1" * 32), "ids.txt")}
    path = "/line/v2/bot/audienceGroup/upload/byFile"
    assert rig.http.put(path, data=lines, headers=AUTH).status_code == 202
    assert status() == "READY 2"
    rig.clock.advance(180 * 86_400)
    assert status() == "EXPIRED 2"
    late = ask(rig, "PUT", "/audienceGroup/upload", more)
    assert code(late) == (400, "AUDIENCE_GROUP_CAN_NOT_UPLOAD_STATUS_EXPIRED")
    assert ask(rig, "DELETE", f"/audienceGroup/{number}").status_code == 202
    assert code(ask(rig, "GET", f"/audienceGroup/{number}")) == (404, "AUDIENCE_GROUP_NOT_FOUND")


def test_audiences_are_listed_by_a_page_that_is_asked_for(rig: Rig) -> None:
    ask(rig, "POST", "/audienceGroup/upload", {"description": "老客人", "audiences": []})

    assert (ask(rig, "GET", "/audienceGroup/list?page=1").json or {})["totalCount"] == 1
    assert ask(rig, "GET", "/audienceGroup/list").status_code == 400


@pytest.mark.parametrize(
    ("path", "body", "what"),
    [
        ("upload", {"description": ""}, "AUDIENCE_GROUP_NAME_EMPTY"),
        ("upload", {"description": "茶" * 121}, "AUDIENCE_GROUP_NAME_SIZE_OVER"),
        (
            "upload",
            {"description": "a", "audiences": [{"id": USER}, {"id": "me"}]},
            "UPLOAD_AUDIENCE_GROUP_INVALID_AUDIENCE_ID_FORMAT",
        ),
        (
            "upload",
            {"description": "a", "audiences": [{"id": USER}] * 10_001},
            "UPLOAD_AUDIENCE_GROUP_TOO_MANY_AUDIENCE_IDS",
        ),
        ("click", {"description": "a", "requestId": "r"}, "REQUEST_NOT_FOUND"),
    ],
)
def test_an_audience_is_refused_by_lines_own_code(
    rig: Rig, path: str, body: dict[str, Any], what: str
) -> None:
    assert code(ask(rig, "POST", f"/audienceGroup/{path}", body)) == (400, what)


def test_who_tapped_a_broadcast_can_be_an_audience_for_sixty_days(rig: Rig) -> None:
    friend(rig)
    sent = ask(rig, "POST", "/message/broadcast", {"messages": bubbles("好")})
    body = {"description": "a", "requestId": sent.headers["x-line-request-id"]}

    assert ask(rig, "POST", "/audienceGroup/imp", body).status_code == 202
    rig.clock.advance(60 * 86_400 + 1)
    assert code(ask(rig, "POST", "/audienceGroup/imp", body)) == (400, "TOO_OLD_MESSAGES")


def test_an_account_is_bound_once_within_ten_minutes(rig: Rig) -> None:
    friend(rig)
    path = f"/shoppers/line/{BOT.account}/{USER}/bind"
    first, second = (
        (ask(rig, "POST", f"/user/{USER}/linkToken").json or {})["linkToken"] for _ in range(2)
    )

    bound = rig.http.post(path, json={"token": first, "nonce": "n" * 16})
    again = rig.http.post(path, json={"token": first, "nonce": "n" * 16})
    rig.clock.advance(600)
    late = rig.http.post(path, json={"token": second, "nonce": "n" * 16})

    assert [one.status_code for one in (bound, again, late)] == [200, 409, 409]
    event = rig.shop.bodies()[-1]["events"][0]
    assert (event["type"], event["link"]) == ("accountLink", {"result": "ok", "nonce": "n" * 16})


def test_webhooks_go_where_the_api_last_said(rig: Rig) -> None:
    path = "/channel/webhook/endpoint"
    bad = outcome(ask(rig, "PUT", path, {"endpoint": "http://shop.example/line"}))
    assert bad[:2] == (400, "Invalid webhook endpoint URL")

    ask(rig, "PUT", path, {"endpoint": "https://shop.example/line"})
    friend(rig)

    told = {"endpoint": "https://shop.example/line", "active": True}
    assert ask(rig, "GET", path).json == told
    assert rig.shop.seen[-1][0] == "https://shop.example/line"


@pytest.mark.parametrize(
    ("answer", "reason", "status"),
    [
        (200, "OK", 200),
        (500, "ERROR_STATUS_CODE", 500),
        (OSError("refused"), "COULD_NOT_CONNECT", 0),
        (urllib3.exceptions.ReadTimeoutError(None, "", "late"), "REQUEST_TIMEOUT", 0),  # type: ignore[arg-type]
    ],
)
def test_a_test_of_the_address_tells_what_was_found(
    rig: Rig, answer: int | Exception, reason: str, status: int
) -> None:
    rig.shop.answers.append(answer)

    told = ask(rig, "POST", "/channel/webhook/test", {}).json or {}

    assert (told["success"], told["reason"], told["statusCode"]) == (reason == "OK", reason, status)
    assert rig.shop.bodies()[-1]["events"] == []


def test_figures_are_told_the_day_after(rig: Rig) -> None:
    friend(rig)
    rig.push()
    today, path = "20261122", "/message/delivery/push?date="

    assert ask(rig, "GET", path + today).json == {"status": "unready"}
    rig.clock.advance(86_400)
    assert ask(rig, "GET", path + today).json == {"status": "ready", "success": 1}
    assert ask(rig, "GET", path + "20180330").json == {"status": "out_of_service"}
    assert ask(rig, "GET", path + "2026").status_code == 400
    told = ask(rig, "GET", f"/insight/followers?date={today}").json
    assert told == {"status": "ready", "followers": 1, "targetedReaches": 1, "blocks": 0}


def test_a_running_narrowcast_keeps_back_quota_for_all_it_could_reach() -> None:
    with running(Rules(line_monthly_quota=10, line_target_reach=10)) as rig:
        friend(rig)
        assert (
            ask(rig, "POST", "/message/narrowcast", {"messages": bubbles("好")}).status_code == 202
        )

        meanwhile = rig.push()
        rig.clock.advance(6)

        assert outcome(meanwhile)[:2] == (429, "You have reached your monthly limit.")
        assert rig.push().status_code == 200
