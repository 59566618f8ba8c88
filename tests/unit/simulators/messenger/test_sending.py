"""What follows an accepted call."""

import json

from tests.unit.simulators.messenger.offers import REPLIES
from tests.unit.simulators.rig import PAGE, PSID, Rig, text
from workbench.simulators.meta import wire
from workbench.simulators.shopper import Shopper


def test_an_accepted_send_is_answered_shown_and_kept(rig: Rig, shopper: Shopper) -> None:
    shopper.say("運費?")
    body = text("滿千免運", quick_replies=REPLIES, metadata="send-1")
    answer = rig.graph(body)

    assert answer.status_code == 200
    assert set(answer.json or {}) == {"recipient_id", "message_id"}
    [row] = rig.http.get("/ledger").json or []
    assert list(row) == [
        "at",
        "channel",
        "account",
        "user",
        "kind",
        "text",
        "request",
        "response",
    ]
    assert (row["at"], row["kind"], row["text"]) == ("2026-11-22T03:00:00.000Z", "text", "滿千免運")
    assert (row["request"], row["response"]) == (body, answer.json)


def test_echo_delivery_and_read_follow_a_send_in_this_order(rig: Rig, shopper: Shopper) -> None:
    shopper.say("運費?")
    mid = (rig.graph(text("免運", metadata="send-1", quick_replies=REPLIES)).json or {})[
        "message_id"
    ]
    assert rig.simulators.drain(5)

    echo, delivery, read = rig.shop.messenger_events()[1:]
    assert echo["message"] == {
        "is_echo": True,
        "app_id": 771204559830114,
        "metadata": "send-1",
        "mid": mid,
        "text": "免運",
    }
    assert (echo["sender"]["id"], echo["recipient"]["id"]) == (PAGE.account, PSID)
    assert delivery["delivery"]["watermark"] >= echo["timestamp"]
    assert delivery["delivery"].get("mids", [mid]) == [mid]
    assert set(read["read"]) == {"watermark"}
    assert all(len(body["entry"]) == 1 for body in rig.shop.bodies())


def test_some_deliveries_come_without_mids(rig: Rig, shopper: Shopper) -> None:
    shopper.say("運費?")
    for _ in range(40):
        rig.graph(text())
    assert rig.simulators.drain(5)

    deliveries = [e["delivery"] for e in rig.shop.messenger_events() if "delivery" in e]
    assert {("mids" in delivery) for delivery in deliveries} == {True, False}


def test_a_sender_action_shows_nothing_and_has_no_message_id(rig: Rig, shopper: Shopper) -> None:
    shopper.say("運費?")
    answer = rig.graph({"recipient": {"id": PSID}, "sender_action": "typing_on"})
    wrong = rig.graph({"recipient": {"id": PSID}, "sender_action": "dance"})

    assert (answer.status_code, answer.json) == (200, {"recipient_id": PSID})
    assert (wrong.status_code, rig.seen_by(PSID)) == (400, [])


def test_me_is_the_tokens_own_page(rig: Rig, shopper: Shopper) -> None:
    shopper.say("運費?")
    assert rig.graph(text(), url="/graph/v26.0/me/messages").status_code == 200


def test_a_form_carries_objects_as_json_strings(rig: Rig, shopper: Shopper) -> None:
    shopper.say("運費?")
    answer = rig.http.post(
        f"/graph/v26.0/{PAGE.account}/messages",
        data={
            "recipient": json.dumps({"id": PSID}),
            "message": json.dumps({"text": "免運"}),
            "access_token": PAGE.access_token,
            "appsecret_proof": wire.proof(PAGE.app_secret, PAGE.access_token),
        },
    )

    assert (answer.status_code, rig.seen_by(PSID)) == (200, ["免運"])
    [row] = rig.http.get("/ledger").json or []
    assert set(row["request"]) == {"recipient", "message"}


def test_a_profile_is_empty_without_permission(rig: Rig, shopper: Shopper) -> None:
    query = {
        "access_token": PAGE.access_token,
        "appsecret_proof": wire.proof(PAGE.app_secret, PAGE.access_token),
    }
    before = rig.http.get(f"/graph/v26.0/{PSID}", query_string=query)
    shopper.say("在嗎")
    after = rig.http.get(f"/graph/v26.0/{PSID}", query_string=query)

    assert (before.status_code, after.status_code, after.json) == (400, 200, {})
