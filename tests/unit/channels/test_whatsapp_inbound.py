"""What holds for every WhatsApp webhook: who signed it, whose it is, what a broken one costs."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towkay.adapters.channels.whatsapp.inbound import INBOUND
from towkay.adapters.channels.whatsapp.people import user_named
from towkay.adapters.channels.whatsapp.statuses import callback_data, our_send
from towkay.domain.capabilities import Capabilities
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Incoming, MessageReceived, Unknown

WABA, NUMBER_ID = "104420011223344", "209911887700123"
SHOPPER = "TW.13491208655302741918"
SEND = "19a5b.0.wamid.X"
Body = dict[str, Any]
GOOD = {
    "from": "886912345678",
    "from_user_id": SHOPPER,
    "id": "wamid.HBgM",
    "timestamp": "1795000000",
    "type": "text",
    "text": {"body": "hi"},
}


def whatsapp_body(*messages: Any, field: str = "messages", **value: Any) -> Body:
    told = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "886277001234", "phone_number_id": NUMBER_ID},
        **({"messages": list(messages)} if messages else {}),
        **value,
    }
    entry = {"id": WABA, "time": 1795000001, "changes": [{"field": field, "value": told}]}
    return {"object": "whatsapp_business_account", "entry": [entry]}


def parse(body: object) -> list[Incoming]:
    return INBOUND.parse(body, app_id="771204559830114")


@pytest.mark.parametrize(
    ("raw", "digest"),
    [
        (
            b'{"object":"whatsapp_business_account","entry":[]}',
            "4441dccd676d39090b4910345e6256300dd4ad83338d8a64fd0a691c6ea3559a",
        ),
        (
            rb'{"object":"whatsapp_business_account","entry":[{"id":"1","changes":'
            rb'[{"field":"messages","value":{"text":"\u4f60\u597d"}}]}]}',
            "738a456eb279ea9143f7fe61530cf64973a4a5e57345098d58c9e87ef83d398a",
        ),
    ],
)
def test_a_signature_is_over_the_very_bytes(raw: bytes, digest: str) -> None:
    headers = {"x-hub-signature-256": f"sha256={digest}"}

    assert INBOUND.is_genuine(raw, headers, ["appsecret-demo"])
    assert not INBOUND.is_genuine(raw + b" ", headers, ["appsecret-demo"])


@pytest.mark.parametrize("body", [None, [], {}, {"entry": {}}, {"object": "x", "entry": None}])
def test_a_body_of_another_form_is_malformed(body: object) -> None:
    with pytest.raises(MalformedBody):
        parse(body)


@pytest.mark.parametrize(
    "broken",
    [
        None,
        1,
        [],
        {},
        {**GOOD, "id": ""},
        {**GOOD, "id": None},
        {**GOOD, "timestamp": "soon"},
        {**GOOD, "timestamp": 10**30},
        {**GOOD, "type": "edit", "edit": {"message": {}}},
    ],
)
def test_a_broken_event_never_costs_its_neighbours(broken: Any) -> None:
    first, middle, last = parse(whatsapp_body(GOOD, broken, {**GOOD, "id": "wamid.2"}))

    assert (first.cause, last.cause) == ("wamid.HBgM", "wamid.2")
    assert (middle.user, middle.happening) == (None, Unknown("whatsapp.malformed"))


@pytest.mark.parametrize(
    ("user_id", "number", "user"),
    [
        (SHOPPER, "886912345678", SHOPPER),
        (SHOPPER, "", SHOPPER),
        ("", SHOPPER, SHOPPER),
        ("", "886912345678", "+886912345678"),
        ("", "+886912345678", "+886912345678"),
        ("tw:new-form", "886912345678", "tw:new-form"),
        ("tw:new-form", SHOPPER, SHOPPER),
        ("TW.ENT.90817263544", "", "TW.ENT.90817263544"),
        ("TW." + "9" * 128, "", "TW." + "9" * 128),
        ("x" * 141, "886912345678", "+886912345678"),
        ("", "TW134", None),
        ("", "8869 1234", None),
        ("", "", None),
    ],
)
def test_a_person_is_who_their_id_says_and_a_number_only_without_one(
    user_id: str, number: str, user: str | None
) -> None:
    assert user_named(user_id, number) == user


@given(st.text(max_size=40), st.text(max_size=40))
def test_digits_are_never_taken_out_of_an_id(user_id: str, number: str) -> None:
    user = user_named(user_id, number)

    assert user in (None, user_id, number, f"+{number}")


@pytest.mark.parametrize("user", [SHOPPER, "+886912345678"])
def test_what_travels_with_a_send_leads_back_to_it_and_to_its_contact(user: str) -> None:
    data = callback_data(user, SEND)

    assert our_send(data, user) == (user, SEND)
    assert our_send(data, SHOPPER) == (user, SEND)
    assert len(callback_data(user, "x" * 256)) <= 512


@pytest.mark.parametrize("data", ["", "order:8812", "+886912345678 order:8812", "19a5b.00.c"])
def test_words_of_another_program_are_no_send_of_ours(data: str) -> None:
    assert our_send(data, SHOPPER) == (SHOPPER, "")


def test_a_status_about_nobody_settles_nobody() -> None:
    status = {"id": "wamid.1", "status": "sent", "timestamp": "1795000000"}

    (incoming,) = parse(whatsapp_body(statuses=[status]))

    assert (incoming.user, incoming.happening) == (None, Unknown("whatsapp.status.sent"))


def test_a_message_and_its_standby_copy_are_two_events() -> None:
    (answered,) = parse(whatsapp_body(GOOD))
    (copy,) = parse(whatsapp_body(field="standby", standby={"messages": [GOOD]}))

    assert (answered.may_answer, copy.may_answer) == (True, False)
    assert answered.cause != copy.cause


def test_the_same_change_at_another_time_is_another_event() -> None:
    body = whatsapp_body(field="account_review_update", decision="APPROVED")
    (first,) = parse(body)
    body["entry"][0]["time"] += 60
    (second,) = parse(body)

    assert first.cause != second.cause


def test_an_endless_text_and_name_are_cut_and_marked() -> None:
    long = {**GOOD, "text": {"body": "長" * 100_000}, "context": {"id": "w" * 5_000}}

    (incoming,) = parse(whatsapp_body(long))

    assert isinstance(incoming.happening, MessageReceived)
    assert incoming.trimmed
    assert (len(incoming.happening.text), len(incoming.happening.quoted)) == (8_000, 1_000)


def test_three_megabytes_are_read_within_the_limit() -> None:
    limits: Capabilities = CAPABILITIES[Channel.WHATSAPP]
    messages = [{**GOOD, "id": f"wamid.{n}", "text": {"body": "茶" * 450}} for n in range(1_000)]
    raw = json.dumps(whatsapp_body(*messages)).encode()
    assert 2_800_000 < len(raw) <= 3_145_728 < limits.body_limit

    events = parse(json.loads(raw))

    assert len({event.cause for event in events}) == 1_000
