"""What Messenger tells a shop, when, and until when."""

import json
from typing import Any

import pytest

from tests.unit.simulators.messenger.calls import REPLY
from tests.unit.simulators.messenger.rows import (
    DAY_S,
    calls,
    done,
    gets,
    opted_in,
    person,
    posts,
    sends,
    switched,
    template,
)
from tests.unit.simulators.rig import PAGE, PSID, Rig
from towkay.adapters.channels.messenger.inbound import INBOUND
from towkay.domain.doings import (
    AccountLinked,
    Commented,
    FormFilled,
    LinkClicked,
    ThreadMoved,
)
from towkay.domain.events import (
    Followed,
    Happening,
    HumanReplied,
    Incoming,
    MessageReceived,
    MessageUnsent,
    PostbackPressed,
    Referred,
    Unknown,
)
from towkay.domain.optins import OptedIn, PreferenceStated
from workbench.simulators.sender import Sent

INBOX = "263902037430900"
FEEDBACK = {
    **{"title": "滿意嗎", "subtitle": "請告訴我們", "button_title": "評分"},
    **{"business_privacy": {"url": "https://shop.example.com/privacy"}},
    "feedback_screens": [{"questions": [{"id": "q1", "type": "csat"}]}],
}


def read(sent: Sent) -> Incoming:
    """What our own parser makes of it."""
    (incoming,) = INBOUND.parse(json.loads(sent.body), app_id=PAGE.app_id)
    assert not isinstance(incoming.happening, Unknown) or incoming.user is None
    return incoming


def offered(rig: Rig, kind: str, **payload: Any) -> None:
    person(rig).say("請問")
    done(sends(template(kind, **payload)))(rig)


def commented(rig: Rig) -> Sent:
    return person(rig).comment("+1")


def removed(rig: Rig) -> Sent:
    return person(rig).remove_comment(commented(rig).event_ids[0])


def opted(rig: Rig) -> Sent:
    offered(rig, "notification_messages", title="每週茶訊", payload="tk:x")
    return person(rig).press("Get updates")


def stopped(rig: Rig) -> Sent:
    opted(rig)
    return person(rig).stop_notifications()


def resumed(rig: Rig) -> Sent:
    opted(rig)
    return person(rig).resume_notifications()


def revealed(rig: Rig) -> Sent:
    offered(rig, "coupon", title="九折", coupon_code="SPRING10")
    return person(rig).press("Show code")


def rated(rig: Rig) -> Sent:
    offered(rig, "customer_feedback", **FEEDBACK)
    return person(rig).press("評分")


def linked_again(rig: Rig) -> Sent:
    person(rig).say("請問")
    return person(rig).follow_link("box_qr_01")


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (commented, Commented),
        (removed, MessageUnsent),
        (lambda rig: person(rig).edit_comment(commented(rig).event_ids[0], "+2"), Unknown),
        (lambda rig: person(rig).page_comments("歡迎"), Unknown),
        (lambda rig: person(rig).write_post("有寄國外嗎"), Unknown),
        (lambda rig: person(rig).follow_link("box_qr_01"), Followed),
        (linked_again, Referred),
        (lambda rig: person(rig).come_from_ad("想問"), MessageReceived),
        (lambda rig: person(rig).send_to_messenger("product"), Referred),
        (lambda rig: person(rig).tick_checkbox("box"), Unknown),
        (lambda rig: person(rig).link_account("4417"), AccountLinked),
        (opted, OptedIn),
        (stopped, PreferenceStated),
        (resumed, PreferenceStated),
        (revealed, LinkClicked),
        (rated, FormFilled),
    ],
)
def test_every_deed_is_told_in_a_form_that_is_read(
    rig: Rig, act: Any, kind: type[Happening]
) -> None:
    assert isinstance(read(act(rig)).happening, kind)


def test_an_ad_and_a_link_say_where_the_person_came_from(rig: Rig) -> None:
    ad = read(person(rig).come_from_ad("想問")).happening
    link = read(person(rig).follow_link("box")).happening

    assert isinstance(ad, MessageReceived) and ad.entry is not None and ad.entry.is_ad
    assert isinstance(link, Referred) and link.opens_window and link.ref == "box"


def test_a_sticker_came_with_its_image_until_the_end_of_august(rig: Rig) -> None:
    now = read(person(rig).sticker()).happening
    rig.clock.advance(-90 * DAY_S)
    before = person(rig).sticker()

    event = json.loads(before.body)["entry"][0]["messaging"][0]
    assert [one["type"] for one in event["message"]["attachments"]] == ["image", "sticker"]
    assert read(before).happening == now or isinstance(now, MessageReceived)


def test_nothing_is_told_of_what_is_not_subscribed(rig: Rig) -> None:
    done(posts("subscribed_apps", subscribed_fields="messages"))(rig)

    assert person(rig).say("在嗎").attempts == (200,)
    assert person(rig).react("m_1").attempts == ()
    assert (gets("subscribed_apps")(rig).json or {})["data"][0]["subscribed_fields"] == ["messages"]
    done(calls("DELETE", f"/graph/v26.0/{PAGE.account}/subscribed_apps"))(rig)
    assert person(rig).say("在嗎").attempts == ()
    assert gets("subscribed_apps")(rig).json == {"data": []}


def test_what_nobody_took_comes_again_with_the_same_bytes(rig: Rig) -> None:
    rig.shop.answers[:] = [500] * 4
    lost = person(rig).say("在嗎")
    rig.clock.advance(301)
    rig.simulators.idle()

    assert lost.attempts == (500,) * 4
    assert [body for _, body, _ in rig.shop.seen] == [lost.body] * 5
    rig.clock.advance(301)
    rig.simulators.idle()
    assert len(rig.shop.seen) == 5


def test_after_an_hour_of_silence_the_page_is_unsubscribed(rig: Rig) -> None:
    rig.shop.answers[:] = [500] * 100
    person(rig).say("在嗎")
    for _ in range(13):
        rig.clock.advance(301)
        rig.simulators.idle()
    rig.shop.answers.clear()

    assert person(rig).say("還在嗎").attempts == ()
    done(posts("subscribed_apps", subscribed_fields="messages,message_echoes"))(rig)
    assert person(rig).say("還在嗎").attempts == (200,)


def test_a_shop_may_ask_for_what_failed_in_disorder(rig: Rig) -> None:
    switched(reorders_after_failure=True)(rig)
    rig.shop.answers[:] = [500] * 8
    first, second = person(rig).say("一"), person(rig).say("二")
    rig.clock.advance(301)
    rig.simulators.idle()

    assert [body for _, body, _ in rig.shop.seen[-2:]] == [second.body, first.body]


def test_with_a_person_in_the_inbox_the_bot_only_overhears(rig: Rig) -> None:
    switched(default_app=PAGE.app_id)(rig)
    person(rig).say("找真人")
    done(sends({"text": "好", "quick_replies": [REPLY]}))(rig)
    rig.simulators.drain(5)
    before = len(rig.shop.seen)
    echo = person(rig).human_replies("我是小美")
    rig.simulators.drain(5)
    said = person(rig).say("謝謝")
    pressed = read(person(rig).get_started())

    taken = INBOUND.parse(rig.shop.bodies()[before + 1], app_id=PAGE.app_id)
    heard = [read(echo), *taken, read(said)]
    kinds = {type(one.happening) for one in heard}
    assert kinds == {HumanReplied, ThreadMoved, MessageReceived}
    assert not read(said).may_answer and not read(echo).may_answer
    assert pressed.happening == PostbackPressed("", "Get Started")
    rig.clock.advance(DAY_S)
    assert read(person(rig).say("隔天")).may_answer


def test_a_thread_passed_back_is_ours_again(rig: Rig) -> None:
    switched(default_app=PAGE.app_id)(rig)
    person(rig).say("找真人")
    message = {"text": "請稍候"}
    control = {"control_type": "pass", "app_id": INBOX}
    done(sends(message, thread_control=control))(rig)

    assert (sends()(rig).json or {})["error"]["code"] == 2018300
    done(posts("take_thread_control", recipient={"id": PSID}))(rig)
    assert sends()(rig).status_code == 200


def test_a_token_is_told_of_and_listed_until_it_is_given_back(rig: Rig) -> None:
    person(rig).say("請問")
    token = opted_in(rig)
    row = (gets("notification_message_tokens")(rig).json or {})["data"][0]

    assert (row["notification_messages_token"], row["recipient_id"]) == (token, PSID)
    given_back = posts("messaging_customer_base/unsubscribe", data=[{"psid": PSID}, {"psid": "1"}])
    assert given_back(rig).json == {"invalid_rows_count": 1}
    assert gets("notification_message_tokens")(rig).json == {"data": []}


def test_a_token_can_be_asked_about_by_the_app_alone(rig: Rig) -> None:
    def asked(token: str) -> Any:
        header = {"Authorization": f"Bearer {token}"}
        query = {"input_token": PAGE.access_token}
        return rig.http.get("/graph/v26.0/debug_token", query_string=query, headers=header).json

    said = asked(f"{PAGE.app_id}|{PAGE.app_secret}")["data"]
    assert said["is_valid"] and "pages_messaging" in said["scopes"]
    assert asked(f"{PAGE.app_id}|guess")["error"]["code"] == 190
    switched(token_state="expired")(rig)
    dead = asked(f"{PAGE.app_id}|{PAGE.app_secret}")["data"]
    assert (dead["is_valid"], dead["error"]["subcode"]) == (False, 463)


def test_a_template_is_shown_in_its_own_words_and_its_button_answers(rig: Rig) -> None:
    person(rig).say("請問")
    body = {"type": "BODY", "text": "Hello {{1}}, your parcel left our warehouse today."}
    button = {"type": "POSTBACK", "text": "Need help", "payload": "HELP_{{1}}"}
    components = [body, {"type": "BUTTONS", "buttons": [button]}]
    done(
        posts(
            "message_templates",
            **{"name": "left", "language": "en", "category": "UTILITY", "components": components},
        )
    )(rig)
    filled = [
        {"type": "body", "parameters": [{"type": "text", "text": "Mei"}]},
        {"type": "buttons", "parameters": [{"type": "POSTBACK", "payload": "5512"}]},
    ]
    sent = {"name": "left", "language": {"code": "en"}, "components": filled}
    done(sends({"template": sent}, messaging_type="UTILITY"))(rig)

    assert rig.seen_by(PSID) == ["Hello Mei, your parcel left our warehouse today."]
    assert read(person(rig).press("Need help")).happening == PostbackPressed(
        "HELP_5512", "Need help"
    )
