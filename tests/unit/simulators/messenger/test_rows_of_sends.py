"""Rows 1 to 45: what the Send API refuses, in the order in which it looks."""

from typing import Any

import pytest

from tests.unit.simulators.messenger.calls import changed
from tests.unit.simulators.messenger.rows import (
    BUTTON,
    CARD,
    DAY_S,
    PAGE_URL,
    ROOT,
    Row,
    both,
    checked,
    commented,
    done,
    later,
    media,
    person,
    posts,
    replies,
    sends,
    switched,
    template,
)
from tests.unit.simulators.rig import PAGE, PSID, Rig, text

TAGGED = {"messaging_type": "MESSAGE_TAG"}
WINDOW = (10, 2018278, "outside of allowed window")
NO_RIGHT = (10, None, "(#10) Application does not have permission for this action")
REPLY = {"content_type": "text", "title": "運費", "payload": "FAQ:12"}
PHOTO = "https://cdn.example.com/a.jpg"


def without_token(rig: Rig) -> Any:
    return rig.graph(text(), token="", proof="")


def asked(**members: Any) -> dict[str, Any]:
    """A question of satisfaction, with members changed."""
    question = {"id": "q1", "type": "csat", "title": "滿意嗎？服務如何"}
    good = {
        **{"title": "滿意嗎", "subtitle": "請告訴我們", "button_title": "評分"},
        **{"business_privacy": {"url": "https://shop.example.com/privacy"}},
        "feedback_screens": [{"questions": [question]}],
    }
    return template("customer_feedback", **(good | members))


ROWS = [
    Row(1, (104, None, "An access token is required"), without_token),
    Row(2, (190, None, "Cannot parse access token"), lambda rig: rig.graph(text(), token="x")),
    Row(3, (190, 463, "Session has expired on"), sends(), switched(token_state="expired")),
    Row(4, (190, 460, "Error validating"), sends(), switched(token_state="password")),
    Row(4, (190, 458, "Error validating"), sends(), switched(token_state="app_removed")),
    Row(4, (190, 492, "Error validating"), sends(), switched(token_state="role_lost")),
    Row(5, (100, None, "require an appsecret_proof"), lambda rig: rig.graph(text(), proof="")),
    Row(5, (100, None, "Invalid appsecret_proof"), lambda rig: rig.graph(text(), proof="0")),
    Row(6, (100, 33, "does not exist"), sends(url=f"{ROOT}/104512398760022/messages")),
    Row(7, NO_RIGHT, sends(), switched(permissions=["pages_manage_metadata"])),
    Row(8, (3, None, "(#3) Application does not have the cap"), sends(), switched(capable=False)),
    Row(9, (200, 2018028, "not admins, developers or testers"), sends(), switched(live=False)),
    Row(9, (0, None, ""), sends(), switched(live=False, roles=[PSID])),
    Row(10, (4, None, "(#4) Application request limit"), sends(), switched(app_limited=True)),
    Row(11, (613, None, "exceeded the rate limit"), sends(), switched(sends_per_s=0)),
    Row(11, (613, None, "rate"), sends(media("video", "https://x.tw/v.mp4")),
        switched(media_per_s=0)),
    Row(12, (80006, None, "too many calls to this Messenger account"), sends(),
        switched(engaged_users=0)),
    Row(13, (368, None, "temporarily restricted"), sends(), switched(barred=368)),
    Row(13, (10, 1893063, "temporarily restricted"), sends(), switched(barred=1893063)),
    Row(14, (100, None, "The parameter recipient is required"), sends(recipient=None)),
    Row(14, (100, None, "recipient"), sends(recipient={"id": PSID, "user_ref": "x"})),
    Row(15, (100, 2018001, "No matching user found"), sends(recipient={"id": "999999999"})),
    Row(16, (100, None, "The parameter message is required"),
        lambda rig: rig.graph(changed(message=None))),
    Row(17, (100, 2018014, "Cannot send both"), sends(sender_action="typing_on")),
    Row(18, (100, None, "Param messaging_type must be one of"), sends(messaging_type="REPLY")),
    Row(18, (100, None, "Param notification_type must be"), sends(notification_type="LOUD")),
    Row(19, (100, None, "Messaging type should be MESSAGE_TAG"), sends(tag="HUMAN_AGENT")),
    Row(20, (100, None, "Invalid parameter"), sends(**TAGGED, tag="ACCOUNT_UPDATE")),
    Row(20, (100, None, "Invalid parameter"), sends(**TAGGED, tag="CONFIRMED_EVENT_UPDATE")),
    Row(20, (100, None, "Invalid parameter"), sends(**TAGGED, tag="POST_PURCHASE_UPDATE")),
    Row(21, (100, None, "Invalid tag."), sends(**TAGGED, tag="FRIENDLY")),
    Row(22, WINDOW, sends(), later(DAY_S)),
    Row(22, WINDOW, sends(messaging_type="UPDATE"), later(DAY_S)),
    Row(22, WINDOW, sends(messaging_type=None), later(DAY_S)),
    Row(22, (0, None, ""), sends(), later(DAY_S - 1)),
    Row(23, NO_RIGHT, sends(**TAGGED, tag="HUMAN_AGENT")),
    Row(24, WINDOW, sends(**TAGGED, tag="HUMAN_AGENT"),
        both(switched(human_agent_approved=True), later(7 * DAY_S))),
    Row(24, (0, None, ""), sends(**TAGGED, tag="HUMAN_AGENT"),
        both(switched(human_agent_approved=True), later(6 * DAY_S))),
    Row(24, WINDOW, sends(asked(), **TAGGED, tag="CUSTOMER_FEEDBACK"), later(7 * DAY_S)),
    Row(25, (100, None, "Invalid parameter"), sends(**TAGGED, tag="CUSTOMER_FEEDBACK")),
    Row(25, (0, None, ""), sends(asked(), **TAGGED, tag="CUSTOMER_FEEDBACK"), later(2 * DAY_S)),
    Row(26, (10, 2018065, "News Messaging"), sends(**TAGGED, tag="NON_PROMOTIONAL_SUBSCRIPTION")),
    Row(26, (0, None, ""), sends(**TAGGED, tag="NON_PROMOTIONAL_SUBSCRIPTION"),
        switched(news_page=True)),
    Row(27, (100, None, "must be a UTF-8 encoded string"), sends({"text": ""})),
    Row(28, (100, None, "less than or equal to 2000"), sends({"text": "🍵" * 2001})),
    Row(28, (0, None, ""), sends({"text": "🍵" * 2000})),
    Row(29, (105, None, "(#105) param message[quick_replies] has too many elements"),
        sends({"text": "?", "quick_replies": [REPLY] * 14})),
    Row(30, (105, None, "(#105) param name_placeholder[buttons] has too many elements."),
        sends(template("button", text="?", buttons=[BUTTON] * 4))),
    Row(30, (105, None, "name_placeholder[elements][1][buttons]"),
        sends(template("generic", elements=[CARD, {**CARD, "buttons": [BUTTON] * 4}]))),
    Row(31, (105, None, "(#105) param name_placeholder[elements] has too many elements."),
        sends(template("generic", elements=[CARD] * 11))),
    Row(31, (105, None, "attachments"),
        sends({"attachments": [{"type": "image", "payload": {"url": PHOTO}}] * 31})),
    Row(31, (105, None, "elements"), sends(template("media", elements=[{}, {}]))),
    Row(31, (105, None, "images"),
        sends(template("image_grid", elements=[{"images": [{"url": PHOTO}]}]))),
    Row(31, (105, None, "images"),
        sends(template("image_grid", elements=[{"images": [{"url": PHOTO}] * 7}]))),
    Row(32, (100, None, "[title]"), sends(template("generic", elements=[{**CARD, "title": ""}]))),
    Row(32, (100, None, "more than a title"),
        sends(template("generic", elements=[{"title": "x"}]))),
    Row(32, (100, None, "not a known template"), sends(template("list", elements=[CARD]))),
    Row(32, (100, None, "coupon_url"), sends(template("coupon", title="九折"))),
    Row(32, (100, None, "no spaces"), sends(template("coupon", title="九折", coupon_code="A B"))),
    Row(32, (100, None, "[recipient_name]"), sends(template("receipt", order_number="1"))),
    Row(32, (100, 2018320, "product"), sends(template("product", elements=[{"id": "OOLONG"}]))),
    Row(32, (100, None, "business_privacy"), sends(asked(business_privacy=None))),
    Row(32, (100, None, "[type]"), sends(asked(feedback_screens=[{"questions": [{"id": "a"}]}]))),
    Row(33, (100, None, "(#100)"), sends({"quick_replies": [REPLY]})),
    Row(33, (100, None, "above it"), sends({"sticker_id": 1, "quick_replies": [REPLY]})),
    Row(34, (100, 2018008, "Failed to fetch"), sends(media("image", "http://x.tw/a.jpg"))),
    Row(34, (100, 2018008, "Failed to fetch"), sends(media("image", "https://x.invalid/a.jpg"))),
    Row(35, (100, 2018047, "Upload attachment failure."),
        sends(media("image", "https://x.tw/a.pdf"))),
    Row(36, (100, 2018109, "exceeds allowable limit"), sends(media("image", PHOTO)),
        switched(media_faults={PHOTO: "too_large"})),
    Row(37, (100, 2018294, "corrupted"), sends(media("video", "https://x.tw/v.mp4")),
        switched(media_faults={"https://x.tw/v.mp4": "corrupt"})),
    Row(38, (100, 2018074, "attachment"),
        sends({"attachment": {"type": "image", "payload": {"attachment_id": "1"}}})),
    Row(39, (551, 1545041, "This person isn't available right now."), sends(),
        lambda rig: person(rig).unfollow()),
    Row(40, (2018300, None, "another app is controlling this thread now"), sends(),
        switched(default_app="263902037430900")),
    Row(40, (0, None, ""), sends(), switched(default_app=PAGE.app_id)),
    Row(41, (100, 2018292, "Invalid comment_id"), replies("1_2")),
    Row(41, (100, 2018292, "Invalid post_id"), replies("1_2", "post_id")),
    Row(41, (100, 2018292, "Invalid comment_id"),
        lambda rig: removed_and_answered(rig)),
    Row(42, (10900, None, "Activity already replied to"), lambda rig: answered_twice(rig)),
    Row(43, (10902, None, "not a Replyable activity"), lambda rig: answered_late(rig)),
    Row(43, (10902, None, "not a Replyable activity"),
        lambda rig: replies(person(rig).page_comments("歡迎").event_ids[0])(rig)),
    Row(44, (0, None, ""), replies(), stranger=True),
    Row(44, (0, None, ""), lambda rig: replies(person(rig).write_post("?").event_ids[0],
        "post_id")(rig), stranger=True),
    Row(45, (0, None, ""), sends(recipient={"user_ref": "box"}),
        lambda rig: person(rig).tick_checkbox("box")),
    Row(45, (100, 2018001, "No matching user"), sends(recipient={"user_ref": "box"})),
]  # fmt: skip


def removed_and_answered(rig: Rig) -> Any:
    name = commented(rig)
    person(rig).remove_comment(name)
    return replies(name)(rig)


def answered_twice(rig: Rig) -> Any:
    name = commented(rig)
    done(replies(name))(rig)
    return replies(name)(rig)


def answered_late(rig: Rig) -> Any:
    name = commented(rig)
    rig.clock.advance(7 * DAY_S + 1)
    return replies(name)(rig)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_platform_answers_as_documented(rig: Rig, row: Row) -> None:
    checked(rig, row)


def test_every_row_of_sending_is_tried() -> None:
    assert {row.number for row in ROWS} == set(range(1, 46))


def test_a_private_reply_makes_the_person_known_and_leaves_the_window_closed(rig: Rig) -> None:
    answer = checked(rig, next(row for row in ROWS if row.number == 44))
    rig.simulators.drain(5)

    assert set(answer) == {"recipient_id", "message_id"}
    assert rig.shop.messenger_events()[-3]["message"]["is_echo"]
    assert (rig.graph(text()).json or {})["error"]["error_subcode"] == 2018278


def test_a_user_ref_is_answered_with_an_id_and_nothing_is_told_afterwards(rig: Rig) -> None:
    answer = checked(rig, next(row for row in ROWS if row.number == 45))
    before = len(rig.shop.seen)

    rig.simulators.drain(5)
    assert set(answer) == {"message_id"} and len(rig.shop.seen) == before


def test_an_upload_can_be_shown_for_ninety_days(rig: Rig) -> None:
    person(rig).say("請問")
    uploads = posts("message_attachments", message=media("image", PHOTO))
    name = (uploads(rig).json or {})["attachment_id"]
    shown = {"attachment": {"type": "image", "payload": {"attachment_id": name}}}

    assert sends(shown)(rig).status_code == 200
    rig.clock.advance(90 * DAY_S)
    person(rig).say("還在嗎")
    assert (sends(shown)(rig).json or {})["error"]["error_subcode"] == 2018074


def test_the_page_of_the_path_may_be_me(rig: Rig) -> None:
    person(rig).say("請問")
    assert sends(url=PAGE_URL.replace(PAGE.account, "me") + "/messages")(rig).status_code == 200
