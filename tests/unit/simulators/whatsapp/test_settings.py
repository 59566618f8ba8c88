"""What is read and set besides messages: numbers, accounts, media, blocks, links, prompts."""

import io
from typing import Any

import pytest

from tests.unit.simulators.rig import NUMBER
from tests.unit.simulators.whatsapp.phone import (
    PHONE,
    SECOND,
    STRANGE,
    Body,
    Phone,
    message,
    phones,
    refused,
    text,
    with_rules,
)
from workbench.simulators.whatsapp.platform import WhatsAppPlatform
from workbench.simulators.whatsapp.refusals import CloudRefusal

DAY = 24 * 3600
JPEG = b"\xff\xd8\xff\xd9"


def of_number(edge: str) -> str:
    return f"v25.0/{NUMBER.account}/{edge}"


def upload(phone: Phone, content: bytes = JPEG, mime: str = "image/jpeg", **form: str) -> Any:
    data = {"messaging_product": "whatsapp", "file": (io.BytesIO(content), "a", mime)} | form
    return phone.http.post(
        f"/whatsapp/{of_number('media')}",
        data=data,
        headers={"Authorization": f"Bearer {NUMBER.access_token}"},
    )


def test_a_medium_is_uploaded_found_fetched_sent_and_deleted(talking: Phone) -> None:
    media = (upload(talking).json or {})["id"]
    found = talking.call("GET", f"v25.0/{media}", phone_number_id=NUMBER.account).json or {}
    token = {"Authorization": f"Bearer {NUMBER.access_token}"}

    assert (found["mime_type"], found["file_size"]) == ("image/jpeg", 4)
    assert talking.http.get(found["url"], headers=token).data == JPEG
    assert talking.http.get(found["url"]).status_code == 401
    assert talking.send(message("image", {"id": media})).status_code == 200
    assert talking.refusal(message("audio", {"id": media}))[1] == 131053
    talking.clock.advance(300)
    assert talking.http.get(found["url"], headers=token).status_code == 404
    assert talking.call("DELETE", f"v25.0/{media}").json == {"success": True}
    assert talking.refusal(message("image", {"id": media}))[1] == 100


@pytest.mark.parametrize(
    ("content", "mime", "code"),
    [
        (b"GIF89a", "image/gif", 100),
        (b"", "image/jpeg", 131053),
    ],
)
def test_a_file_of_a_wrong_kind_or_size_is_refused(
    phone: Phone, content: bytes, mime: str, code: int
) -> None:
    assert refused(upload(phone, content, mime))[:2] == (400, code)


def test_a_picture_of_five_megabytes_is_taken_and_no_larger_one(phone: Phone) -> None:
    platform, five = phone.simulators.platform("whatsapp"), b"x" * (5 * 1024 * 1024)
    assert isinstance(platform, WhatsAppPlatform)
    library, now = platform.state.library, phone.clock.now()
    assert library.upload(NUMBER.account, "image/png", five, now).content == five
    with pytest.raises(CloudRefusal) as refusal:
        library.upload(NUMBER.account, "image/png", five + b"x", now)
    assert refusal.value.code == 131053


def test_uploads_live_thirty_days_and_what_people_sent_seven(phone: Phone) -> None:
    mine = (upload(phone).json or {})["id"]
    phone.shopper.image()
    theirs = phone.messages()[0]["image"]["id"]
    for media, days in ((theirs, 7), (mine, 23)):
        assert phone.call("GET", f"v25.0/{media}").status_code == 200
        phone.clock.advance(days * DAY)
        assert refused(phone.call("GET", f"v25.0/{media}"))[:2] == (400, 100)


def test_only_who_wrote_within_a_day_can_be_blocked(phone: Phone) -> None:
    wanted = {"block_users": [{"user": PHONE}, {"user": "+886900000009"}]}
    phone.shopper.say("hi")
    answer = phone.call("POST", of_number("block_users"), wanted)

    assert refused(answer)[:2] == (400, 139100)
    told = (answer.json or {})["block_users"]
    assert [one["input"] for one in told["added_users"]] == [PHONE]
    assert [one["errors"][0]["code"] for one in told["failed_users"]] == [139100]
    assert phone.refusal(text())[:2] == (400, 130403)
    listed = phone.call("GET", of_number("block_users")).json or {}
    assert listed["data"][0]["block_users"][0]["wa_id"] == PHONE[1:]
    by_id = {"block_users": [{"user_id": phone.shopper.user}]}
    assert phone.call("DELETE", of_number("block_users"), by_id).status_code == 200
    assert phone.send(text()).status_code == 200


def test_a_link_is_made_changed_listed_and_deleted(phone: Phone) -> None:
    made = (
        phone.call(
            "POST",
            of_number("message_qrdls"),
            {"prefilled_message": "VIP", "generate_qr_image": "SVG"},
        ).json
        or {}
    )
    code = made["code"]
    assert made["deep_link_url"] == f"https://wa.me/message/{code}" and made["qr_image_url"]
    change = {"code": code, "prefilled_message": "VIP!"}
    assert phone.call("POST", of_number("message_qrdls"), change).status_code == 200
    one = phone.call("GET", of_number(f"message_qrdls/{code}")).json or {}
    assert one["prefilled_message"] == "VIP!"
    for words in ("", "長" * 141):
        answer = phone.call("POST", of_number("message_qrdls"), {"prefilled_message": words})
        assert refused(answer)[1] == 100
    assert phone.call("DELETE", of_number(f"message_qrdls/{code}")).status_code == 200
    assert phone.call("GET", of_number("message_qrdls")).json == {"data": []}


@pytest.mark.parametrize(
    ("body", "is_taken"),
    [
        ({"prompts": ["查訂單"] * 4, "commands": []}, True),
        ({"prompts": ["查訂單"] * 5}, False),
        ({"prompts": ["問" * 81]}, False),
        ({"prompts": ["查📦"]}, False),
        ({"commands": [{"command_name": "a" * 32, "command_description": "b"}] * 30}, True),
        ({"commands": [{"command_name": "a", "command_description": "b"}] * 31}, False),
        ({"commands": [{"command_name": "a" * 33, "command_description": "b"}]}, False),
        ({"commands": ["order"]}, False),
    ],
)
def test_prompts_and_commands_have_limits(phone: Phone, body: Body, is_taken: bool) -> None:
    edge = of_number("conversational_automation")
    assert (phone.call("POST", edge, body).status_code == 200) is is_taken
    kept = (phone.call("GET", edge).json or {})["conversational_automation"]
    assert (body.items() <= kept.items()) is is_taken


def test_the_number_and_its_account_tell_of_themselves(phone: Phone) -> None:
    fields = "display_phone_number,quality_rating,whatsapp_business_manager_messaging_limit"
    one = phone.call("GET", f"v25.0/{NUMBER.account}", fields=fields).json or {}
    assert one == {
        "id": NUMBER.account,
        "display_phone_number": f"+{NUMBER.phone}",
        "quality_rating": "GREEN",
        "whatsapp_business_manager_messaging_limit": "TIER_10K",
    }
    numbers = phone.call("GET", f"v25.0/{NUMBER.waba}/phone_numbers").json or {}
    assert [one["id"] for one in numbers["data"]] == [NUMBER.account, SECOND.account]
    assert refused(phone.call("GET", f"v25.0/{STRANGE.waba}/phone_numbers"))[1] == 100
    assert refused(phone.call("GET", f"v25.0/{NUMBER.account}/poems"))[0] == 400


def test_the_app_may_ask_whether_a_token_is_good(phone: Phone) -> None:
    app = f"{NUMBER.app_id}|{NUMBER.app_secret}"
    good = phone.call("GET", "v25.0/debug_token", token=app, input_token=NUMBER.access_token)
    bad = phone.call("GET", "v25.0/debug_token", token=app, input_token="gone")
    assert (good.json or {})["data"]["is_valid"] and not (bad.json or {})["data"]["is_valid"]
    stranger = phone.call("GET", "v25.0/debug_token", input_token=NUMBER.access_token)
    assert refused(stranger)[1] == 190


def test_management_is_counted_by_the_hour() -> None:
    with phones(with_rules(calls_per_hour=2)) as phone:
        path = of_number("whatsapp_business_profile")
        assert [phone.call("GET", path).status_code for _ in range(3)] == [200, 200, 400]
        assert refused(phone.call("GET", path))[1] == 80007
        phone.shopper.say("hi")
        assert phone.send(text()).status_code == 200, "sends are counted elsewhere"
        phone.clock.advance(3600)
        assert phone.call("GET", path).status_code == 200


SIGNUP = {
    "signup_message": "訂閱最新優惠",
    "confirmation_message": "歡迎！折扣碼 {{promo_code}}",
    "privacy_policy_url": "https://a.tw/p",
    "website_url": "https://a.tw",
    "promo_code": "WELCOME10",
    "policy": {"tos": "https://www.facebook.com/legal/x", "accepted": True},
}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"policy": None}, 2494168),
        ({"promo_code": None}, 2494167),
        ({"signup_message": "嗨 {{name}}"}, 2494166),
        ({"website_url": "http://a.tw"}, 2494179),
        ({"signup_message": "字" * 301}, 100),
        ({"promo_code": "A-1"}, 100),
    ],
)
def test_a_signup_has_rules_of_its_own(phone: Phone, changes: Body, code: int | None) -> None:
    body = {name: value for name, value in (SIGNUP | changes).items() if value is not None}
    answer = phone.call("POST", f"v25.0/{NUMBER.waba}/signups", body)
    assert ((answer.json or {}).get("error") or {}).get("code") == code


def test_the_terms_of_signups_are_accepted_once(phone: Phone) -> None:
    edge = f"v25.0/{NUMBER.waba}/signups"
    made = (phone.call("POST", edge, SIGNUP).json or {})["id"]
    assert refused(phone.call("POST", edge, SIGNUP))[1] == 2494176
    again = {name: value for name, value in SIGNUP.items() if name != "policy"}
    assert phone.call("POST", edge, again).status_code == 200
    one = f"v25.0/signups/{made}"
    assert phone.call("POST", one, {"status": "DISABLED"}).status_code == 200
    assert (phone.call("GET", one).json or {})["status"] == "DISABLED"
    assert refused(phone.call("POST", one, {"privacy_policy_url": "https://b.tw"}))[1] == 100
    assert refused(phone.call("GET", "v25.0/signups/1"))[1] == 2494164
    with phones(with_rules(signups=False)) as other:
        assert refused(other.call("POST", edge, SIGNUP))[1] == 2494165
