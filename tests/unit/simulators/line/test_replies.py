"""A reply token works once, for a while, and costs nothing."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.unit.simulators.line.calls import usage
from tests.unit.simulators.rig import USER, Rig, bubbles
from workbench.simulators.shopper import Shopper


def refused(answer: TestResponse) -> bool:
    return (answer.status_code, answer.json) == (400, {"message": "Invalid reply token"})


def test_a_reply_shows_its_bubbles_in_order_and_costs_nothing(rig: Rig) -> None:
    answer = rig.reply(rig.reply_token(), "一", "二", "三")

    sent = (answer.json or {})["sentMessages"]
    assert (answer.status_code, len(sent)) == (200, 3)
    assert all(isinstance(entry["id"], str) and entry["quoteToken"] for entry in sent)
    assert (rig.seen_by(USER), usage(rig)) == (["一", "二", "三"], 0)


def test_the_ledger_keeps_request_and_response_of_a_reply(rig: Rig) -> None:
    token = rig.reply_token()
    answer = rig.reply(token, "好")

    [row] = rig.http.get("/ledger?channel=line").json or []
    assert row["request"] == {"replyToken": token, "messages": bubbles("好")}
    assert (row["response"], row["kind"]) == (answer.json, "text")


def test_a_reply_token_works_once(rig: Rig) -> None:
    token = rig.reply_token()

    assert rig.reply(token).status_code == 200
    assert refused(rig.reply(token))
    assert rig.seen_by(USER) == ["好"]


@pytest.mark.parametrize("token", [None, "", 7, "0" * 32])
def test_an_unknown_reply_token_is_refused(rig: Rig, token: Any) -> None:
    rig.reply_token()
    assert refused(rig.reply(token))


@pytest.mark.parametrize(("seconds", "good"), [(60, True), (60.001, False)])
def test_a_reply_token_lives_a_minute(rig: Rig, seconds: float, good: bool) -> None:
    token = rig.reply_token()
    rig.clock.advance(seconds)

    assert refused(rig.reply(token)) is not good


@pytest.mark.parametrize(("minutes", "good"), [(19, True), (20, True), (21, False)])
def test_a_redelivery_gives_the_token_another_minute_up_to_20(
    rig: Rig, shopper: Shopper, minutes: int, good: bool
) -> None:
    sent = shopper.say("在嗎")
    rig.clock.advance(minutes * 60)
    again = shopper.resend(sent)
    token = rig.shop.bodies()[-1]["events"][0]["replyToken"]

    assert again.event_ids == sent.event_ids
    assert refused(rig.reply(token)) is not good


def test_a_used_token_stays_used_after_a_redelivery(rig: Rig, shopper: Shopper) -> None:
    sent = shopper.say("在嗎")
    token = rig.shop.bodies()[-1]["events"][0]["replyToken"]
    rig.reply(token)
    shopper.resend(sent)

    assert refused(rig.reply(token))
