"""What people do on WhatsApp, as it is told: taps, carts, files, new numbers, other apps."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.simulators.rig import NUMBER
from tests.unit.simulators.whatsapp.phone import (
    PHONE,
    SECOND,
    Body,
    Phone,
    interactive,
    message,
    refused,
    text,
)
from workbench.simulators.accounts import WHATSAPP
from workbench.simulators.conversation import NotThere
from workbench.simulators.shopper import NotOnThisChannel
from workbench.simulators.whatsapp.shopper import WhatsAppShopper

DAY = 24 * 3600
REPLY = {"buttons": [{"type": "reply", "reply": {"id": "faq_size", "title": "尺寸"}}]}
ROW = {"id": "r3", "title": "退貨", "description": "7 天內"}
LIST = {"button": "選擇", "sections": [{"rows": [ROW]}]}
FLOW = {"flow_message_version": "3", "flow_token": "ft-1", "flow_id": "1", "flow_cta": "填寫"}


@pytest.mark.parametrize(
    ("sent", "label", "kind", "content"),
    [
        (
            interactive("button", REPLY),
            "尺寸",
            "interactive",
            {"type": "button_reply", "button_reply": {"id": "faq_size", "title": "尺寸"}},
        ),
        (
            interactive("list", LIST),
            "退貨",
            "interactive",
            {"type": "list_reply", "list_reply": ROW},
        ),
    ],
)
def test_a_tap_tells_what_was_tapped_and_under_which_message(
    talking: Phone, sent: Body, label: str, kind: str, content: Body
) -> None:
    mid = (talking.send(sent).json or {})["messages"][0]["id"]
    talking.shopper.press(label)

    told = talking.messages()[-1]
    assert (told["type"], told[kind]) == (kind, content)
    assert told["context"] == {"from": NUMBER.phone, "id": mid}


def test_an_old_button_still_opens_the_window(talking: Phone) -> None:
    talking.send(interactive("button", REPLY))
    talking.clock.advance(60 * DAY)
    assert talking.outcome(text()) == [131047]
    talking.shopper.press("尺寸")
    assert talking.outcome(text()) == ["sent", "delivered", "read"]


def test_a_form_comes_back_as_json_in_a_text(talking: Phone) -> None:
    talking.send(interactive("flow", {"name": "flow", "parameters": FLOW}))
    talking.shopper.fill_form(size="M")
    reply = talking.messages()[-1]["interactive"]
    assert reply["type"] == "nfm_reply"
    answers = json.loads(reply["nfm_reply"]["response_json"])
    assert answers == {"flow_token": "ft-1", "size": "M"}


def test_a_form_that_was_never_shown_cannot_be_filled_in(talking: Phone) -> None:
    with pytest.raises(NotThere):
        talking.shopper.fill_form()


def test_a_request_for_the_place_or_the_card_is_answered_by_a_press(talking: Phone) -> None:
    talking.send(interactive("location_request_message", {"name": "send_location"}))
    talking.shopper.press("傳送位置 Send location")
    talking.send(interactive("request_contact_info", {"name": "request_contact_info"}))
    talking.shopper.press("分享聯絡資訊 Share contact info")
    place, card = talking.messages()[-2:]
    assert place["location"]["name"] == "台北 101"
    assert card["contacts"][0]["origin"] == "contact_request"
    assert card["contacts"][0]["vcard"].startswith("BEGIN:VCARD")


@pytest.mark.parametrize(
    ("act", "kind", "member"),
    [
        (lambda one: one.sticker(), "sticker", "mime_type"),
        (lambda one: one.image(), "image", "sha256"),
        (lambda one: one.voice(), "audio", "voice"),
        (lambda one: one.document(), "document", "filename"),
        (lambda one: one.order("SKU-1", "SKU-2"), "order", "product_items"),
        (lambda one: one.come_by_ad(), "text", "body"),
    ],
)
def test_every_kind_of_message_has_its_shape(
    phone: Phone, act: Callable[[WhatsAppShopper], object], kind: str, member: str
) -> None:
    act(phone.shopper)
    (told,) = phone.messages()
    assert told["type"] == kind and member in told[kind]
    assert (told["from"], told["from_user_id"]) == (PHONE[1:], phone.shopper.user)


def test_what_the_api_has_no_words_for_is_unsupported(talking: Phone) -> None:
    (first,) = talking.messages()
    talking.shopper.edit(first["id"], "請問一下")
    talking.shopper.poll()
    edited, polled = talking.messages()[1:]
    assert [one["unsupported"]["type"] for one in (edited, polled)] == ["edit", "poll"]
    assert {one["errors"][0]["code"] for one in (edited, polled)} == {131051}
    with pytest.raises(NotOnThisChannel):
        talking.shopper.unsend(first["id"])


def test_a_reaction_taken_back_has_no_emoji(talking: Phone) -> None:
    talking.send(text())
    talking.shopper.react()
    talking.shopper.react(reaction="")
    added, removed = (one["reaction"] for one in talking.messages()[1:])
    assert "emoji" in added and "emoji" not in removed


def test_staff_on_the_phone_app_are_told_of(phone: Phone) -> None:
    phone.shopper.human_replies("您好")
    (echo,) = phone.values("smb_message_echoes")[0]["message_echoes"]
    assert (echo["from"], echo["to"]) == (NUMBER.phone, PHONE[1:])


def known(phone: Phone) -> tuple[bool, bool, bool]:
    """Whether the phone number stands in the last message, its contact, and the last status."""
    value = phone.values("messages")
    last = next(one for one in reversed(value) if "messages" in one)
    statuses = phone.statuses()
    return (
        "from" in last["messages"][0],
        "wa_id" in last["contacts"][0],
        "recipient_id" in statuses[-1] if statuses else False,
    )


def test_a_username_hides_the_phone_after_thirty_days_without_a_word(phone: Phone) -> None:
    phone.shopper.say("hi")
    phone.shopper.life.adopt_username("yichen.lin")
    phone.clock.advance(29 * DAY)
    phone.shopper.say("還在")
    assert known(phone)[:2] == (True, True)
    phone.clock.advance(31 * DAY)
    phone.shopper.say("又來了")
    phone.send(text(to=None, recipient=phone.shopper.user))
    assert known(phone) == (False, False, False)
    assert "wa_id" not in phone.values("messages")[-1]["contacts"][0], "nor beside a status"
    assert phone.values("messages")[-1]["contacts"][0]["profile"]["username"] == "yichen.lin"
    phone.send(text())
    phone.shopper.say("好")
    assert known(phone) == (True, True, True), "the shop wrote to the number itself"


def test_a_new_number_brings_a_new_id_and_tells_the_old_one(talking: Phone) -> None:
    old = talking.shopper.user
    talking.shopper.life.change_number("+886933000111")
    new = talking.shopper.user

    told = talking.messages()[-1]
    assert told["type"] == "system" and told["from_user_id"] == new
    assert told["system"] | {"body": ""} == {
        "body": "",
        "type": "user_changed_number",
        "wa_id": "886933000111",
        "user_id": new,
        "previous_user_id": old,
    }
    assert talking.outcome(text(to=None, recipient=old)) == [131026]
    fine = ["sent", "delivered", "read"]
    assert talking.outcome(text(to=None, recipient=new)) == fine, "the window moved along"
    somebody = (talking.send(text()).json or {})["contacts"][0]["user_id"]
    assert somebody != new, "the old number is another person's now"


def test_where_the_phone_is_hidden_a_change_tells_only_ids(phone: Phone) -> None:
    phone.shopper.life.adopt_username()
    phone.shopper.life.change_number()
    system = phone.messages()[-1]["system"]
    assert system["type"] == "user_changed_user_id" and "wa_id" not in system


def test_one_person_is_one_id_on_every_number_of_a_portfolio(phone: Phone) -> None:
    second = phone.simulators.shopper(WHATSAPP, SECOND.account, PHONE)
    stranger = phone.simulators.shopper(WHATSAPP, "309911887700125", PHONE)
    assert second.user == phone.shopper.user != stranger.user


@pytest.mark.parametrize("typing", [None, {"type": "text"}])
def test_a_message_is_marked_as_read_within_thirty_days(talking: Phone, typing: Any) -> None:
    (mid,) = [one["id"] for one in talking.messages()]
    more = {"typing_indicator": typing} if typing else {}

    def mark(message_id: str) -> Any:
        body = {"messaging_product": "whatsapp", "status": "read", "message_id": message_id}
        return talking.send(body | more)

    assert mark(mid).json == {"success": True}
    assert refused(mark("wamid.x"))[1] == 131009
    talking.clock.advance(31 * DAY)
    assert refused(mark(mid))[1] == 131009


def test_the_acts_of_whatsapp_can_be_ordered_over_http(talking: Phone) -> None:
    path = f"/shoppers/whatsapp/{NUMBER.account}/{talking.shopper.user}"
    for act in WhatsAppShopper.ACTS:
        if act not in ("fill_form", "leave", "change_number"):
            answer = talking.http.post(f"{path}/{act}", json={})
            assert answer.status_code == 200, (act, answer.text)
    assert talking.http.post(f"{path}/fill_form", json={}).status_code == 409
    assert talking.http.post(f"{path}/sing", json={}).status_code == 400


def test_a_document_can_be_sent_back_by_its_id(talking: Phone) -> None:
    talking.shopper.document()
    media = talking.messages()[-1]["document"]["id"]
    assert talking.send(message("document", {"id": media, "filename": "a.pdf"})).status_code == 200
