"""What is said to the Messenger Send API, and what its answers mean."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.messages import PLAIN_MESSAGE
from tests.support.webhook_bodies import MESSENGER_SECRET, PAGE, PSID
from towkay.adapters.channels.messenger.outbound import MessengerOutbound
from towkay.adapters.channels.wire import CallImpossible
from towkay.adapters.http import HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import CAPABILITIES, Channel, ContactKey
from towkay.domain.messages import (
    Card,
    Carousel,
    Image,
    LinkButton,
    Message,
    PostbackButton,
    QuickReply,
    TemplateMessage,
    Text,
)
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.packing import pack
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets

TOKEN = "EAABtesttoken123"
PROOF = "2cf966872ef2e1596a54c532ea590211109d1dffb0a653f7daf30fa089db364c"
SECRETS = SendSecrets(MESSENGER_SECRET, {PAGE: TOKEN})
MESSENGER = MessengerOutbound()


def call(*messages: Message, account: str = PAGE) -> ChannelCall:
    contact = ContactKey(Channel.MESSENGER, account, PSID)
    return ChannelCall(contact, "demo", "19a.0.m_1", Route.OPEN_WINDOW, messages or (Text("你好"),))


def answer(status: int, content: Any = None, **headers: str) -> HttpReply:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return HttpReply(status, headers, body)


def error(code: int, subcode: int | None = None, status: int = 400, **members: Any) -> Outcome:
    inside: dict[str, Any] = {"code": code, "fbtrace_id": "A5c9", "message": "(#1) …", **members}
    if subcode is not None:
        inside["error_subcode"] = subcode
    return MESSENGER.classify(answer(status, {"error": inside}))


def test_a_request_carries_type_metadata_token_and_proof() -> None:
    request = MESSENGER.render(call(), SECRETS)

    assert request.path == f"/v26.0/{PAGE}/messages?appsecret_proof={PROOF}"
    assert request.headers == {
        "Authorization": f"Bearer {TOKEN}",
        "Content-Type": "application/json",
    }
    assert json.loads(request.body) == {
        "recipient": {"id": PSID},
        "messaging_type": "RESPONSE",
        "message": {"text": "你好", "metadata": "19a.0.m_1"},
    }


def test_quick_replies_answer_by_payload() -> None:
    request = MESSENGER.render(call(Text("?", (QuickReply("運費", "tk:answer:fee"),))), SECRETS)

    assert json.loads(request.body)["message"]["quick_replies"] == [
        {"content_type": "text", "title": "運費", "payload": "tk:answer:fee"}
    ]


def test_an_account_cannot_lead_the_call_elsewhere() -> None:
    strange = call(account="../me?x=1#")
    request = MESSENGER.render(strange, SendSecrets("s", {strange.contact.account: TOKEN}))

    assert request.path.startswith("/v26.0/..%2Fme%3Fx%3D1%23/messages?")


def test_what_is_shown_of_a_request_tells_no_secret() -> None:
    shown = repr(MESSENGER.render(call(), SECRETS))

    assert TOKEN not in shown and PROOF not in shown and "你好" not in shown


@pytest.mark.parametrize(
    "secrets",
    [
        SendSecrets(MESSENGER_SECRET, {}),
        SendSecrets(MESSENGER_SECRET, {PAGE: " "}),
        SendSecrets(MESSENGER_SECRET, {"another": TOKEN}),
        SendSecrets("", {PAGE: TOKEN}),
    ],
)
def test_without_every_credential_there_is_no_call(secrets: SendSecrets) -> None:
    with pytest.raises(CallImpossible) as impossible:
        MESSENGER.render(call(), secrets)

    assert impossible.value.outcome.verdict is Verdict.NOT_SENT
    assert impossible.value.outcome.refusal is Refusal.CREDENTIALS


def test_what_one_call_cannot_carry_whole_is_not_sent_in_part() -> None:
    with pytest.raises(CallImpossible) as impossible:
        MESSENGER.render(call(Text("a"), Text("b")), SECRETS)

    assert impossible.value.outcome.verdict is Verdict.REFUSED


def names_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    return set().union(*map(names_in, value)) if isinstance(value, list) else set()


@given(PLAIN_MESSAGE)
@settings(deadline=None)
@example(Text("\ud800", (QuickReply("\udfff", "\ud800"),)))
def test_no_request_can_carry_a_tag_and_the_same_order_is_the_same_bytes(message: Message) -> None:
    other_secrets = SendSecrets("another", {PAGE: "another"})
    for (fitted,) in pack([message], CAPABILITIES[Channel.MESSENGER]).requests:
        body = MESSENGER.body_of(call(fitted))

        content = json.loads(body)
        is_template = isinstance(fitted, TemplateMessage)
        assert set(content) == {"recipient", "messaging_type", "message"}
        assert content["messaging_type"] == ("UTILITY" if is_template else "RESPONSE")
        assert "tag" not in names_in(content)
        assert body == MESSENGER.render(call(fitted), SECRETS).body
        assert body == MESSENGER.render(call(fitted), other_secrets).body


OPEN = LinkButton("官網", "https://shop.example.com/p/1")
ASK = PostbackButton("怎麼泡", "tk:answer:brew")
BUTTONS = [
    {"type": "web_url", "title": "官網", "url": "https://shop.example.com/p/1"},
    {"type": "postback", "title": "怎麼泡", "payload": "tk:answer:brew"},
]
PHOTO = "https://cdn.example.com/a.jpg"


@pytest.mark.parametrize(
    ("message", "attachment"),
    [
        (
            Text("選一個", buttons=(OPEN, ASK)),
            {
                "type": "template",
                "payload": {"template_type": "button", "text": "選一個", "buttons": BUTTONS},
            },
        ),
        (Image(PHOTO, "一罐茶"), {"type": "image", "payload": {"url": PHOTO}}),
        (
            Card("高山茶", "清香", PHOTO, OPEN.url, (OPEN, ASK)),
            {
                "type": "template",
                "payload": {
                    "template_type": "generic",
                    "elements": [
                        {
                            "title": "高山茶",
                            "subtitle": "清香",
                            "image_url": PHOTO,
                            "default_action": {"type": "web_url", "url": OPEN.url},
                            "buttons": BUTTONS,
                        }
                    ],
                },
            },
        ),
        (
            Carousel((Card("紅茶", "蜜香"), Card("綠茶", image_url=PHOTO))),
            {
                "type": "template",
                "payload": {
                    "template_type": "generic",
                    "elements": [
                        {"title": "紅茶", "subtitle": "蜜香"},
                        {"title": "綠茶", "image_url": PHOTO},
                    ],
                },
            },
        ),
    ],
)
def test_every_kind_is_said_in_its_form_and_carries_metadata(
    message: Message, attachment: Any
) -> None:
    content = json.loads(MESSENGER.body_of(call(message)))["message"]

    assert content == {"attachment": attachment, "metadata": "19a.0.m_1"}


@pytest.mark.parametrize(
    "content",
    [
        {"recipient_id": PSID, "message_id": "m_A"},
        {"message_id": "m_A"},
        {"recipient": {"id": PSID, "message_id": "m_A"}},
    ],
)
def test_an_answer_that_names_the_message_means_sent(content: Any) -> None:
    assert MESSENGER.classify(answer(200, content)) == Outcome(Verdict.SENT, provider_ids=("m_A",))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b'{"recipient_id": "6',
        b"\xff\xfe",
        b"[" * 100_000,
        [],
        None,
        {},
        {"recipient_id": PSID},
        {"message_id": ""},
        {"message_id": {"a": 1}},
        {"message_id": "\ud800"},
        {"error": "no"},
    ],
)
def test_an_answer_that_names_no_message_leaves_it_open(content: Any) -> None:
    assert MESSENGER.classify(answer(200, content)).verdict is Verdict.UNKNOWN


R, S, C, U = Verdict.REFUSED, Verdict.SLOW_DOWN, Verdict.CAPPED, Verdict.UNKNOWN


@pytest.mark.parametrize("status", [500, 502, 503, 504, 599])
@pytest.mark.parametrize(
    ("code", "subcode"), [(4, None), (190, None), (10, 2018278), (613, 1893016), (551, 1545041)]
)
def test_a_server_error_leaves_it_open_whatever_its_body_says(
    status: int, code: int, subcode: int | None
) -> None:
    outcome = error(code, subcode, status)

    assert (outcome.verdict, outcome.refusal) == (Verdict.UNKNOWN, None)
    assert outcome.code == (str(code) if subcode is None else f"{code}/{subcode}")


def test_numbers_may_come_as_text() -> None:
    inside = {"code": "10", "error_subcode": "2018278"}

    assert MESSENGER.classify(answer(400, {"error": inside})).refusal is Refusal.WINDOW_CLOSED


@pytest.mark.parametrize(
    ("status", "verdict", "refusal"),
    [
        (302, U, None),
        (400, R, Refusal.UNDOCUMENTED),
        (404, R, Refusal.UNDOCUMENTED),
        (418, R, Refusal.UNDOCUMENTED),
        (429, S, Refusal.RATE),
        (500, U, None),
        (503, U, None),
        (504, U, None),
        (0, U, None),
    ],
)
@pytest.mark.parametrize(
    "content", [b"", b"<html>", {"error": {"code": 987654}}, {"error": {"code": "x"}}]
)
def test_an_undocumented_answer_is_judged_by_its_status(
    status: int, verdict: Verdict, refusal: Refusal | None, content: Any
) -> None:
    outcome = MESSENGER.classify(answer(status, content))

    assert (outcome.verdict, outcome.refusal) == (verdict, refusal)
    assert outcome.code in (f"http-{status}", "987654")


@given(st.integers(0, 999), st.binary())
def test_classifying_never_raises_and_noise_is_never_taken_for_sent(
    status: int, body: bytes
) -> None:
    assert MESSENGER.classify(HttpReply(status, {}, body)).verdict is not Verdict.SENT
