"""Which calls the Cloud API refuses before it looks at what the message says, row by row."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.unit.simulators.rig import NUMBER
from tests.unit.simulators.whatsapp.phone import (
    PHONE,
    SECOND,
    STRANGE,
    Phone,
    phones,
    refused,
    template,
    text,
    with_rules,
)

SEND = f"v25.0/{NUMBER.account}/messages"


@pytest.mark.parametrize("token", ["nobody's", "EAAB"])
def test_no_or_a_wrong_bearer_is_190(phone: Phone, token: str) -> None:
    without = phone.http.post(f"/whatsapp/{SEND}", json=text())

    assert refused(without)[:2] == (401, 190)
    assert refused(phone.call("POST", SEND, text(), token=token))[:2] == (401, 190)


def test_a_proof_must_be_the_apps_own_if_it_is_there(phone: Phone) -> None:
    answer = phone.send(text(), appsecret_proof="0" * 64)
    assert refused(answer)[:2] == (400, 100)


@pytest.mark.parametrize(
    ("permission", "path", "method"),
    [
        ("whatsapp_business_messaging", SEND, "POST"),
        ("whatsapp_business_management", f"v25.0/{NUMBER.waba}/message_templates", "GET"),
    ],
)
def test_a_token_without_the_permission_is_403(permission: str, path: str, method: str) -> None:
    granted = with_rules(permissions=frozenset()), with_rules(permissions=frozenset({permission}))
    for rules, is_refused in zip(granted, (True, False), strict=True):
        with phones(rules) as phone:
            answer = phone.call(method, path, text() if method == "POST" else None)
            assert (answer.status_code == 403) is is_refused
            if is_refused:
                assert refused(answer)[:2] == (403, 200)


@pytest.mark.parametrize("account", ["1", STRANGE.account, NUMBER.waba])
def test_an_unknown_or_foreign_number_is_subcode_33(phone: Phone, account: str) -> None:
    answer = phone.call("POST", f"v25.0/{account}/messages", text())
    assert refused(answer)[:2] == (400, 100)
    assert (answer.json or {})["error"]["error_subcode"] == 33


@pytest.mark.parametrize(
    ("version", "served"), [("", "v26.0"), ("v19.0/", "v21.0"), ("v25.0/", "v25.0")]
)
def test_no_version_and_an_expired_one_are_served(
    talking: Phone, version: str, served: str
) -> None:
    answer = talking.call("POST", f"{version}{NUMBER.account}/messages", text())
    assert (answer.status_code, answer.headers["facebook-api-version"]) == (200, served)


def test_a_version_that_does_not_exist_is_an_unknown_path(phone: Phone) -> None:
    answer = phone.call("POST", f"v99.0/{NUMBER.account}/messages", text())
    assert refused(answer)[0] == 400
    assert "Unknown path components" in (answer.json or {})["error"]["message"]


@pytest.mark.parametrize("body", [b"{not json", b"[]", b'"text"'])
def test_a_body_that_is_no_object_is_refused(phone: Phone, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {NUMBER.access_token}"}
    answer = phone.http.post(f"/whatsapp/{SEND}", data=body, headers=headers)
    assert refused(answer)[:2] == (400, 100)
    assert "messaging_product" in (answer.json or {})["error"]["message"]


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"messaging_product": "sms"}, 100, ""),
        ({"messaging_product": None}, 100, ""),
        ({"tpye": "text"}, 100, "tpye"),
        ({"to": None}, 100, ""),
        ({"to": None, "recipient": "TW-1"}, 131009, "business-scoped"),
        ({"to": None, "recipient": "tw.123"}, 131009, "business-scoped"),
        ({"to": None, "recipient": 7}, 131009, "business-scoped"),
        ({"to": "+886277001234"}, 131021, "sending number"),
        ({"recipient_type": "crowd"}, 100, "recipient_type"),
        ({"type": "poem", "poem": {}, "text": None}, 131051, "poem"),
        ({"type": ["text"]}, 100, "type"),
        ({"biz_opaque_callback_data": "x" * 513}, 131009, "512"),
        ({"category": "marketing"}, 100, ""),
        ({"ttl_seconds": 60}, 100, "ttl_seconds"),
        ({"category": "utility", "ttl_seconds": 43201}, 100, "lower than or equal to 43200"),
        ({"category": "utility", "ttl_seconds": 29}, 100, "higher than or equal to 30"),
        ({"category": "authentication", "ttl_seconds": 901}, 100, "lower than or equal to 900"),
    ],
)
def test_what_stands_around_a_message_must_be_right(
    talking: Phone, changes: Mapping[str, Any], code: int, words: str
) -> None:
    status, told, details = talking.refusal(text(**changes))
    assert (status, told) == (400, code)
    assert words in details


def test_the_words_for_a_wrong_category_are_the_platforms(talking: Phone) -> None:
    error = (talking.send(text(category="marketing")).json or {})["error"]
    assert error["message"] == (
        '(#100) Param category must be one of {AUTHENTICATION, SERVICE, UTILITY} - got "marketing".'
    )


def test_strange_members_are_let_by_where_strictness_is_off() -> None:
    with phones(with_rules(strict_fields=False)) as phone:
        phone.shopper.say("hi")
        assert phone.send(text(tpye="text")).status_code == 200


@pytest.mark.parametrize(
    "given", ["+886 912-345-678", "886912345678", "(886) 912 345 678", "0912345678"]
)
def test_a_number_may_be_written_in_many_ways(talking: Phone, given: str) -> None:
    answer = talking.send(text(to=given)).json or {}
    assert answer["contacts"][0] == {
        "input": given,
        "wa_id": "886912345678",
        "user_id": talking.shopper.user,
    }


def test_both_addresses_mean_the_phone(talking: Phone) -> None:
    answer = talking.send(text(recipient="TW.1")).json or {}
    assert answer["contacts"][0]["wa_id"] == "886912345678"


def test_an_id_is_answered_without_a_phone_number(talking: Phone) -> None:
    user = talking.shopper.user
    answer = talking.send(text(to=None, recipient=user)).json or {}
    assert answer["contacts"] == [{"input": user, "user_id": user}]


def test_an_id_in_to_is_taken_and_reaches_nobody(talking: Phone) -> None:
    assert talking.outcome(text(to=talking.shopper.user)) == [131026]


def test_a_test_number_writes_to_its_list_only() -> None:
    with phones(with_rules(test_recipients=frozenset({"886900000000"}))) as phone:
        assert phone.refusal(text())[:2] == (400, 131030)
        assert phone.refusal(text(to=None, recipient="TW.1"))[:2] == (400, 131030)
        assert phone.send(text(to="+886900000000")).status_code == 200


def test_a_number_that_is_not_registered_sends_nothing(phone: Phone) -> None:
    assert phone.call("POST", f"v25.0/{NUMBER.account}/deregister").status_code == 200
    assert phone.refusal(text())[:2] == (400, 133010)
    register = f"v25.0/{NUMBER.account}/register"
    wrong = phone.call("POST", register, {"messaging_product": "whatsapp", "pin": "000000"})
    assert refused(wrong)[:2] == (400, 133005)
    right = phone.call("POST", register, {"messaging_product": "whatsapp", "pin": "123456"})
    assert right.status_code == 200
    assert phone.send(text()).status_code == 200


def test_the_eleventh_try_to_register_waits_three_days(phone: Phone) -> None:
    register = f"v25.0/{NUMBER.account}/register"
    for _ in range(10):
        assert refused(phone.call("POST", register, {"pin": "000000"}))[1] == 133005
    assert refused(phone.call("POST", register, {"pin": "123456"}))[1] == 133016
    phone.clock.advance(72 * 3600)
    assert phone.call("POST", register, {"pin": "123456"}).status_code == 200


def test_more_than_eighty_in_a_second_are_too_many(phone: Phone) -> None:
    answers = [phone.send(text(to=f"+88690000{n:04d}")) for n in range(81)]

    assert [answer.status_code for answer in answers] == [200] * 80 + [400]
    assert refused(answers[-1])[1] == 130429
    phone.clock.advance(1)
    assert phone.send(text()).status_code == 200


def test_what_comes_in_uses_up_throughput_as_well(phone: Phone) -> None:
    for number in range(40):
        phone.shopper.say(str(number))
    answers = [phone.send(text(to=f"+88690000{n:04d}")).status_code for n in range(41)]
    assert answers == [200] * 40 + [400]


def test_one_person_gets_a_burst_and_then_one_every_six_seconds(talking: Phone) -> None:
    burst = [talking.send(text(str(n))).status_code for n in range(45)]

    assert burst == [200] * 45
    assert talking.refusal(text())[:2] == (400, 131056)
    assert talking.send(text(to="+886900000001")).status_code == 200
    talking.clock.advance(6)
    assert talking.send(text()).status_code == 200
    assert talking.refusal(text())[1] == 131056


def test_the_pair_is_of_number_and_person(talking: Phone) -> None:
    for number in range(45):
        talking.send(text(str(number)))
    path = f"v25.0/{SECOND.account}/messages"
    assert talking.call("POST", path, text(), token=SECOND.access_token).status_code == 200


def test_a_closed_window_can_be_told_at_once() -> None:
    with phones(with_rules(window_refused_at_once=True)) as phone:
        assert phone.refusal(text())[:2] == (400, 131047)


def test_a_one_time_code_never_goes_to_an_id(phone: Phone) -> None:
    code = {
        "type": "BODY",
        "text": "您的驗證碼是 {{1}}，請勿分享。",
        "example": {"body_text": [["1"]]},
    }
    buttons = {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]}
    parts = [code, buttons]
    phone.approved(name="code", category="AUTHENTICATION", components=parts)
    given = [{"type": "body", "parameters": [{"type": "text", "text": "1234"}]}]
    body = template(name="code", components=given)

    assert phone.send(body).status_code == 200
    to_id = {name: value for name, value in body.items() if name != "to"}
    assert phone.refusal(to_id | {"recipient": phone.shopper.user})[:2] == (400, 131062)
    assert body["to"] == PHONE
