"""What the shop is told of: signed, in the documented shapes, and of some things nothing."""

import json
from datetime import UTC, datetime

import pytest

from tests.unit.simulators.instagram.calls import OWN, call, desk, happened, ruled, send, visitor
from tests.unit.simulators.rig import IG, IG_OF_PAGE, IGSID, Rig, running
from workbench.simulators.meta.wire import signature


@pytest.mark.parametrize("account", [IG, IG_OF_PAGE])
def test_each_login_signs_with_the_secret_of_its_own_app(rig: Rig, account: object) -> None:
    known = IG if account is IG else IG_OF_PAGE
    sent = visitor(rig, known).say("請問 https://shop.example.com")

    assert sent.headers["X-Hub-Signature-256"] == signature(known.app_secret, sent.body)
    assert rb"\u8acb" in sent.body and rb"https:\/\/shop" in sent.body


def test_what_we_send_comes_back_as_echo_and_is_seen_by_its_mid_and_never_delivered(
    rig: Rig,
) -> None:
    visitor(rig).say("hi")
    mid = (send(rig, {"text": "您好", "metadata": "1.0.x"}).json or {})["message_id"]

    echo, seen = happened(rig)[1:]

    assert echo["sender"]["id"] == IG.account and echo["recipient"]["id"] == IGSID
    assert echo["message"] == {"mid": mid, "text": "您好", "metadata": "1.0.x", "is_echo": True}
    assert seen["read"] == {"mid": mid}


def test_an_echo_brings_back_only_what_the_rules_say() -> None:
    with running(ruled(echoes_metadata=False, echoes_app_id=True)) as rig:
        visitor(rig).say("hi")
        send(rig, {"text": "您好", "metadata": "1.0.x"})

        echo = happened(rig)[1]["message"]
        assert "metadata" not in echo
        assert echo["app_id"] == int(IG.app_id)


def test_a_person_of_the_shop_is_an_echo_too(rig: Rig) -> None:
    visitor(rig).say("hi")
    visitor(rig).human_replies("我來看看")

    assert happened(rig)[-1]["message"]["is_echo"] is True
    assert "metadata" not in happened(rig)[-1]["message"]


def test_a_sticker_is_told_of_by_nothing_and_opens_the_window(rig: Rig) -> None:
    visitor(rig).sticker()

    assert happened(rig) == []
    assert send(rig).status_code == 200


def test_what_is_taken_back_comes_with_the_same_mid(rig: Rig) -> None:
    (mid,) = visitor(rig).say("hi").event_ids
    visitor(rig).unsend(mid)

    assert happened(rig)[-1]["message"] == {"mid": mid, "is_deleted": True}


def test_media_to_be_seen_once_come_without_an_address(rig: Rig) -> None:
    visitor(rig).view_once()

    assert happened(rig)[-1]["message"]["attachments"] == [{"type": "ephemeral"}]


def test_a_shared_post_has_the_old_form_beside_the_new_one_until_april_2026() -> None:
    for end, kinds in (
        (datetime(2026, 4, 27, tzinfo=UTC), ["ig_post"]),
        (datetime(2027, 4, 27, tzinfo=UTC), ["share", "ig_post"]),
    ):
        with running(ruled(shares_end=end)) as rig:
            visitor(rig).share_post("春茶")
            told = happened(rig)[-1]["message"]["attachments"]
            assert [one["type"] for one in told] == kinds


def test_a_link_rides_on_the_first_message_and_stands_alone_afterwards(rig: Rig) -> None:
    visitor(rig).link("igbox01")
    visitor(rig).link("igbox02")

    first, second = happened(rig)
    assert first["message"]["referral"]["ref"] == "igbox01"
    assert second["referral"] == {"ref": "igbox02", "source": "SHORTLINKS", "type": "OPEN_THREAD"}


def test_a_link_into_an_existing_conversation_opens_the_window(rig: Rig) -> None:
    visitor(rig).say("hi")
    rig.clock.advance(30 * 3600)
    visitor(rig).link("igbox02")

    assert send(rig).status_code == 200


def test_a_link_rides_on_the_ice_breaker_where_there_is_one(rig: Rig) -> None:
    breaker = {
        "locale": "default",
        "call_to_actions": [{"question": "何時到貨？", "payload": "SHIP"}],
    }
    call(rig, f"{OWN}/messenger_profile", {"ice_breakers": [breaker]})
    visitor(rig).link("igbox01")

    pressed = happened(rig)[-1]["postback"]
    assert (pressed["payload"], pressed["referral"]["ref"]) == ("SHIP", "igbox01")


def test_stories_ads_products_and_answers_say_what_they_belong_to(rig: Rig) -> None:
    visitor(rig).story_reply("還有嗎")
    visitor(rig).story_mention()
    visitor(rig).from_ad("想了解", "120210987654321")
    visitor(rig).from_product("有貨嗎", "5501122334455")
    (mid,) = visitor(rig).say("這個").event_ids
    visitor(rig).reply(mid, "就是這個")

    story, mention, ad, product, _, answer = [event["message"] for event in happened(rig)]
    assert story["reply_to"]["story"]["id"]
    assert mention["attachments"][0]["type"] == "story_mention"
    assert (ad["referral"]["source"], ad["referral"]["ad_id"]) == ("ADS", "120210987654321")
    assert product["referral"] == {"product": {"id": "5501122334455"}}
    assert answer["reply_to"] == {"mid": mid, "is_self_reply": True}


def test_reactions_and_edits_are_told_of(rig: Rig) -> None:
    (mid,) = visitor(rig).say("hi").event_ids
    send(rig)
    rig.simulators.drain()
    visitor(rig).react()
    visitor(rig).unreact()
    visitor(rig).edit(mid, "嗨")

    told = happened(rig)
    assert [e["reaction"]["action"] for e in told if "reaction" in e] == ["react", "unreact"]
    assert told[-1]["message_edit"] == {"mid": mid, "text": "嗨", "num_edit": 1}


def test_who_never_wrote_has_seen_nothing(rig: Rig) -> None:
    (comment,) = visitor(rig).comment("+1").event_ids
    body = {"recipient": {"comment_id": comment}, "message": {"text": "請看私訊"}}
    call(rig, f"{OWN}/messages", body)

    assert not [event for event in happened(rig) if "read" in event]


def test_what_is_not_subscribed_to_is_not_told(rig: Rig) -> None:
    call(rig, f"{OWN}/subscribed_apps", subscribed_fields="comments")
    visitor(rig).say("hi")
    visitor(rig).comment("+1")

    assert [event.get("field") for event in happened(rig)] == ["comments"]
    call(rig, f"{OWN}/subscribed_apps", how="DELETE")
    visitor(rig).comment("+1")
    assert len(happened(rig)) == 1


def test_a_webhook_that_is_not_taken_is_tried_again_with_the_same_bytes(rig: Rig) -> None:
    rig.shop.answers = [500, ConnectionError("cut off")]

    sent = visitor(rig).say("hi")

    assert sent.attempts == (500, None, 200)
    assert len({body for _, body, _ in rig.shop.seen}) == 1


def test_several_people_may_share_a_body(rig: Rig) -> None:
    people = [visitor(rig, user=user) for user in ("1784555000111001", "1784555000111002")]

    sent = rig.simulators.speak_together([(who, "hi") for who in people], IG.account)

    entries = json.loads(sent.body)["entry"]
    assert [entry["messaging"][0]["sender"]["id"] for entry in entries] == [p.user for p in people]


def test_a_signed_webhook_of_another_program_is_the_truth(rig: Rig) -> None:
    raw = json.dumps(
        {
            "object": "instagram",
            "entry": [
                {
                    "id": IG.account,
                    "time": 1,
                    "messaging": [
                        {
                            "sender": {"id": IGSID},
                            "recipient": {"id": IG.account},
                            "timestamp": 1,
                            "message": {"mid": "aWdfx", "text": "hi"},
                        }
                    ],
                }
            ],
        }
    ).encode()
    path = "/webhooks/instagram/tea"
    rig.simulators.hear(path, [("X-Hub-Signature-256", signature("wrong", raw))], raw)
    assert send(rig).status_code == 400
    rig.simulators.hear(path, [("X-Hub-Signature-256", signature(IG.app_secret, raw))], raw)

    assert send(rig).status_code == 200
    assert desk(rig).world.known(IG, IGSID) is not None
