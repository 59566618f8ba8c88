"""What follows an accepted send, and what a shopper's acts look like on the wire."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.simulators.rig import PAGE, PSID, Rig, running, text
from workbench.simulators.accounts import MESSENGER
from workbench.simulators.conversation import NotThere
from workbench.simulators.messenger import wire
from workbench.simulators.rules import Rules
from workbench.simulators.shopper import NotOnThisChannel, Shopper

REPLIES = [{"content_type": "text", "title": "運費怎麼算", "payload": "FAQ:12"}]


@pytest.fixture
def shopper(rig: Rig) -> Shopper:
    return rig.simulators.shopper(MESSENGER, PAGE.account, PSID)


def only_event(sent: Any) -> dict[str, Any]:
    entry = json.loads(sent.body)["entry"]
    event: dict[str, Any] = entry[0]["messaging"][0]
    assert (len(entry), len(entry[0]["messaging"])) == (1, 1)
    return event


def test_the_signature_is_over_the_raw_escaped_bytes() -> None:
    body = {
        "object": "page",
        "entry": [
            {
                "id": "104512398760021",
                "time": 1795219200123,
                "messaging": [
                    {
                        "sender": {"id": "6843310927715504"},
                        "recipient": {"id": "104512398760021"},
                        "timestamp": 1795219199876,
                        "message": {"mid": "m_Zk1", "text": "你好"},
                    }
                ],
            }
        ],
    }
    raw = wire.encode(body)

    assert len(raw) == 235
    assert wire.signature("s3cr3t-app-key", raw) == (
        "sha256=321809b3c55c42fa0826d7e0a1d873bcbe4c7654b539bf8f2d629519f8b8f3b7"
    )


def test_the_proof_is_the_tokens_hmac() -> None:
    assert wire.proof("s3cr3t-app-key", "EAABtesttoken123") == (
        "2cf966872ef2e1596a54c532ea590211109d1dffb0a653f7daf30fa089db364c"
    )


def test_slashes_and_characters_beyond_ascii_are_escaped() -> None:
    assert wire.encode({"a": "茶/🍵"}) == rb'{"a":"\u8336\/\ud83c\udf75"}'


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


def test_a_message_is_signed_and_addressed(rig: Rig, shopper: Shopper) -> None:
    sent = shopper.say("請問有現貨嗎")
    [(url, body, headers)] = rig.shop.seen

    assert (url, sent.body, sent.attempts) == (PAGE.webhook_url, body, (200,))
    assert headers["X-Hub-Signature-256"] == wire.signature(PAGE.app_secret, body)
    assert headers["Content-Type"] == "application/json"
    event = only_event(sent)
    assert event["message"] == {"mid": sent.event_ids[0], "text": "請問有現貨嗎"}
    assert (event["sender"]["id"], event["recipient"]["id"]) == (PSID, PAGE.account)


def test_a_quick_reply_comes_back_as_a_message_and_then_is_gone(rig: Rig, shopper: Shopper) -> None:
    shopper.say("運費?")
    rig.graph(text("您是想問", quick_replies=REPLIES))
    message = only_event(shopper.press("運費怎麼算"))["message"]

    assert (message["text"], message["quick_reply"]) == ("運費怎麼算", {"payload": "FAQ:12"})
    with pytest.raises(NotThere):
        shopper.press("運費怎麼算")


def test_a_quick_reply_can_be_named_by_its_payload(rig: Rig, shopper: Shopper) -> None:
    shopper.say("運費?")
    rig.graph(text("您是想問", quick_replies=REPLIES))

    assert only_event(shopper.press("FAQ:12"))["message"]["text"] == "運費怎麼算"


def test_a_title_over_20_characters_is_shown_cut(rig: Rig, shopper: Shopper) -> None:
    shopper.say("運費?")
    long_title = REPLIES[0] | {"title": "運" * 25}
    rig.graph(text("您是想問", quick_replies=[long_title]))

    assert only_event(shopper.press("FAQ:12"))["message"]["text"] == "運" * 20


def test_a_template_button_comes_back_as_a_postback_and_stays(rig: Rig, shopper: Shopper) -> None:
    shopper.say("想買茶")
    button = {"type": "postback", "title": "買", "payload": "BUY"}
    payload = {"template_type": "button", "text": "凍頂烏龍", "buttons": [button]}
    body = text() | {"message": {"attachment": {"type": "template", "payload": payload}}}
    rig.graph(body)

    for _ in range(2):
        assert only_event(shopper.press("買"))["postback"]["payload"] == "BUY"
    [row] = rig.http.get("/ledger").json or []
    assert (row["kind"], row["text"]) == ("card", "凍頂烏龍")


@pytest.mark.parametrize(
    ("act", "part"),
    [
        ("sticker", {"type": "sticker", "sticker_id": 369239263222822}),
        ("image", {"type": "image"}),
        ("location", {"type": "location"}),
    ],
)
def test_attachments_have_their_kind(shopper: Shopper, act: str, part: dict[str, Any]) -> None:
    [attachment] = only_event(getattr(shopper, act)())["message"]["attachments"]

    flat = {"type": attachment["type"]} | attachment["payload"]
    assert flat | part == flat


def test_get_started_carries_where_the_person_came_from(shopper: Shopper) -> None:
    postback = only_event(shopper.get_started("box_qr_01"))["postback"]

    assert (postback["payload"], postback["title"]) == ("GET_STARTED", "Get Started")
    assert postback["referral"] == {
        "ref": "box_qr_01",
        "source": "SHORTLINK",
        "type": "OPEN_THREAD",
    }


def test_an_edit_counts_up(shopper: Shopper) -> None:
    mid = shopper.say("一件").event_ids[0]
    edits = [only_event(shopper.edit(mid, words))["message_edit"] for words in ("兩件", "三件")]

    assert [(e["mid"], e["text"], e["num_edit"]) for e in edits] == [
        (mid, "兩件", 1),
        (mid, "三件", 2),
    ]


def test_a_reaction_names_the_message_it_is_for(rig: Rig, shopper: Shopper) -> None:
    shopper.say("謝謝")
    mid = (rig.graph(text("不客氣")).json or {})["message_id"]

    reaction = only_event(shopper.react())["reaction"]
    assert reaction == {"reaction": "love", "emoji": "❤️", "action": "react", "mid": mid}


def test_messenger_tells_nothing_of_unsent_messages(shopper: Shopper) -> None:
    mid = shopper.say("一件").event_ids[0]
    with pytest.raises(NotOnThisChannel):
        shopper.unsend(mid)


def test_a_person_in_the_page_inbox_echoes_with_the_inboxs_app_id(
    rig: Rig, shopper: Shopper
) -> None:
    shopper.say("找真人")
    message = only_event(shopper.human_replies("我是小美"))["message"]

    assert (message["is_echo"], message["app_id"], message["text"]) == (
        True,
        263902037430900,
        "我是小美",
    )
    assert rig.seen_by(PSID) == []


def test_a_failed_webhook_is_tried_three_times_more_with_the_same_bytes(
    rig: Rig, shopper: Shopper
) -> None:
    rig.shop.answers = [500, OSError("no answer"), 503, 500, 200]
    sent = shopper.say("在嗎")

    assert sent.attempts == (500, None, 503, 500)
    assert len({body for _, body, _ in rig.shop.seen}) == 1


def test_a_resent_webhook_has_the_same_bytes(rig: Rig, shopper: Shopper) -> None:
    first = shopper.say("在嗎")
    again = shopper.resend(first)

    assert (again.body, again.headers, again.attempts) == (first.body, first.headers, (200,))


def test_a_forged_webhook_has_a_wrong_signature_and_is_not_repeated(
    rig: Rig, shopper: Shopper
) -> None:
    first = shopper.say("在嗎")
    rig.shop.answers = [403]
    forged = shopper.forge(first)

    assert (forged.body, forged.status, forged.attempts) == (first.body, 403, (403,))
    assert forged.headers["X-Hub-Signature-256"] != first.headers["X-Hub-Signature-256"]


def test_one_body_can_carry_several_people(rig: Rig) -> None:
    people = [rig.simulators.shopper(MESSENGER, PAGE.account, name) for name in ("mei", "lin")]
    sent = rig.simulators.speak_together([(people[0], "一"), (people[1], "二")], PAGE.account)

    entries = json.loads(sent.body)["entry"]
    assert [entry["messaging"][0]["message"]["text"] for entry in entries] == ["一", "二"]
    assert [len(entry["messaging"]) for entry in entries] == [1, 1]


def test_a_name_gets_a_stable_psid_of_its_own_per_page(rig: Rig) -> None:
    mei = rig.simulators.shopper(MESSENGER, PAGE.account, "mei").user
    with running(Rules()) as other:
        assert other.simulators.shopper(MESSENGER, PAGE.account, "mei").user == mei
    assert mei.isdecimal()
    assert mei != rig.simulators.shopper(MESSENGER, "104512398760022", "mei").user


def test_a_profile_is_empty_without_permission(rig: Rig, shopper: Shopper) -> None:
    query = {
        "access_token": PAGE.access_token,
        "appsecret_proof": wire.proof(PAGE.app_secret, PAGE.access_token),
    }
    before = rig.http.get(f"/graph/v26.0/{PSID}", query_string=query)
    shopper.say("在嗎")
    after = rig.http.get(f"/graph/v26.0/{PSID}", query_string=query)

    assert (before.status_code, after.status_code, after.json) == (400, 200, {})
