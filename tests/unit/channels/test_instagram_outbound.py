"""What is said to Instagram's Send API, and at which host and node."""

import json
from dataclasses import replace
from typing import Any

import pytest

from towkay.adapters.channels.instagram.logins import OWN_HOST, Reach, reached
from towkay.adapters.channels.instagram.outbound import OUTBOUND
from towkay.adapters.channels.wire import CallImpossible
from towkay.adapters.http import HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import CAPABILITIES, Channel, ContactKey
from towkay.domain.gestures import Gesture
from towkay.domain.messages import (
    Card,
    Image,
    LocationRequest,
    Message,
    PostbackButton,
    Purpose,
    QuickReply,
    Text,
)
from towkay.domain.outcomes import Verdict
from towkay.domain.packing import pack
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets
from towkay.runtime.clock import base_url

ACCOUNT, USER, PAGE = "17841400000000001", "1784555000111222", "104512398760021"
TOKEN = "EAABtesttoken123"
PROOF = "2cf966872ef2e1596a54c532ea590211109d1dffb0a653f7daf30fa089db364c"
SECRETS = SendSecrets("s3cr3t-app-key", {ACCOUNT: TOKEN})
OF_PAGE = replace(SECRETS, facts={ACCOUNT: {"page": PAGE}})


def call(*messages: Message, **about: Any) -> ChannelCall:
    contact = ContactKey(Channel.INSTAGRAM, ACCOUNT, USER)
    said = messages or (Text("你好"),)
    return ChannelCall(contact, "demo", "19a.0.m_1", Route.OPEN_WINDOW, said, **about)


def by(route: Route, *messages: Message, **about: Any) -> ChannelCall:
    return replace(call(*messages), route=route, **about)


def body(made: ChannelCall) -> Any:
    return json.loads(OUTBOUND.render(made, SECRETS).body)


def test_instagram_login_calls_the_account_at_its_own_host() -> None:
    request = OUTBOUND.render(call(), SECRETS)

    assert request.path == f"/v26.0/{ACCOUNT}/messages?appsecret_proof={PROOF}"
    assert base_url(request.host) == "https://graph.instagram.com"
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert json.loads(request.body) == {
        "recipient": {"id": USER},
        "messaging_type": "RESPONSE",
        "message": {"text": "你好", "metadata": "19a.0.m_1"},
    }


def test_facebook_login_calls_the_page_at_facebooks_host() -> None:
    request = OUTBOUND.render(call(), OF_PAGE)

    assert request.path == f"/v26.0/{PAGE}/messages?appsecret_proof={PROOF}"
    assert base_url(request.host) == "https://graph.facebook.com"
    assert request.body == OUTBOUND.render(call(), SECRETS).body


@pytest.mark.parametrize("page", ["", "  "])
def test_a_page_that_is_no_word_is_none(page: str) -> None:
    blank = replace(SECRETS, facts={ACCOUNT: {"page": page}})

    assert reached(ACCOUNT, blank) == Reach(OWN_HOST, ACCOUNT)


def test_a_call_says_what_kind_it_is() -> None:
    assert body(call(purpose=Purpose.SERVICE))["messaging_type"] == "UPDATE"
    agent = body(by(Route.HUMAN_AGENT))
    assert (agent["messaging_type"], agent["tag"]) == ("MESSAGE_TAG", "HUMAN_AGENT")


def test_a_private_reply_names_the_comment_and_nobody_else() -> None:
    said = by(Route.PRIVATE_REPLY, Text("請看私訊"), comment="17890000000000123")

    assert body(said) == {
        "recipient": {"comment_id": "17890000000000123"},
        "message": {"text": "請看私訊", "metadata": "19a.0.m_1"},
    }


PRESS = PostbackButton("看", "P")


@pytest.mark.parametrize(
    "impossible",
    [
        by(Route.PRIVATE_REPLY, Text("請看私訊")),
        by(Route.PRIVATE_REPLY, Image("https://cdn.example.com/a.jpg"), comment="1"),
        by(Route.PRIVATE_REPLY, Text("選一個", buttons=(PRESS,)), comment="1"),
        by(Route.UTILITY_TEMPLATE),
        by(Route.PUSH),
        call(LocationRequest("您在哪裡？")),
        call(Text("一"), Text("二")),
    ],
)
def test_what_instagram_has_no_form_for_is_never_said(impossible: ChannelCall) -> None:
    with pytest.raises(CallImpossible) as refused:
        OUTBOUND.render(impossible, SECRETS)

    assert refused.value.outcome.code == "not_renderable"


@pytest.mark.parametrize("missing", [replace(SECRETS, tokens={}), replace(SECRETS, app_secret="")])
def test_without_credentials_nothing_leaves(missing: SendSecrets) -> None:
    with pytest.raises(CallImpossible) as refused:
        OUTBOUND.render(call(), missing)

    assert refused.value.outcome.verdict is Verdict.NOT_SENT


@pytest.mark.parametrize(
    ("gesture", "action"), [(Gesture.TYPING, "typing_on"), (Gesture.SEEN, "mark_seen")]
)
def test_a_gesture_is_a_sender_action_and_nothing_else(gesture: Gesture, action: str) -> None:
    request = OUTBOUND.gesture(call(), gesture, OF_PAGE)

    assert request is not None and request.host == "instagram_page"
    assert json.loads(request.body) == {"recipient": {"id": USER}, "sender_action": action}


def test_a_commenter_is_shown_no_gesture() -> None:
    assert OUTBOUND.gesture(by(Route.PRIVATE_REPLY, comment="1"), Gesture.TYPING, SECRETS) is None


def test_a_text_is_cut_at_a_thousand_bytes_and_loses_nothing() -> None:
    said = "茶湯清香，回甘持久。" * 60

    packed = pack([Text(said, (QuickReply("好", "P"),))], CAPABILITIES[Channel.INSTAGRAM])

    texts = [body(call(*request))["message"]["text"] for request in packed.requests]
    assert len(texts) == 2 and all(len(text.encode()) <= 1000 for text in texts)
    assert "".join(texts) == said
    assert packed.losses == ()


def test_a_label_is_counted_in_characters() -> None:
    label = "我想了解這個茶壺怎麼開壺與保養和清潔呢"

    packed = pack(
        [Card("壺", "好", buttons=(PostbackButton(label, "P"),))], CAPABILITIES[Channel.INSTAGRAM]
    )

    element = body(call(*packed.requests[0]))["message"]["attachment"]["payload"]["elements"][0]
    assert element["buttons"][0]["title"] == label


def test_what_was_sent_is_known_by_the_message_id_alone() -> None:
    def answer(**content: Any) -> Any:
        return OUTBOUND.classify(HttpReply(200, {}, json.dumps(content).encode()))

    assert answer(recipient_id=USER, message_id="aWdf1").provider_ids == ("aWdf1",)
    assert answer(recipient_id=USER).verdict is Verdict.UNKNOWN
    assert answer(message_id={"id": 1}).verdict is Verdict.UNKNOWN
