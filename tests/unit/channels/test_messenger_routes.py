"""By each lawful way Messenger is told to whom, as what and by which leave a message goes."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.support.webhook_bodies import MESSENGER_SECRET, PAGE, PSID
from towkay.adapters.channels.graph.proof import proof_of
from towkay.adapters.channels.messenger.outbound import OUTBOUND
from towkay.adapters.channels.wire import CallImpossible
from towkay.adapters.http import HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.gestures import Gesture
from towkay.domain.messages import (
    Card,
    CouponOffer,
    Image,
    Message,
    Purpose,
    QuickReply,
    TemplateMessage,
    Text,
)
from towkay.domain.offers import Coupon
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets
from towkay.domain.templates import Template, TemplateKind

TOKEN, PAYING = "EAABtesttoken123", "EAABsystemuser"
SECRETS = SendSecrets(
    MESSENGER_SECRET,
    {PAGE: TOKEN, "act_99": PAYING},
    {PAGE: {"ad_account": "99", "campaign": "120233445566778"}},
)
CALL = ChannelCall(
    ContactKey(Channel.MESSENGER, PAGE, PSID),
    *("demo", "19a.0.m_1", Route.OPEN_WINDOW, (Text("你好"),)),
)
SHIPPED = TemplateMessage(Template("shipped", "zh_TW", TemplateKind.UTILITY))
CARD = Card("試喝組", "週日截止", url="https://shop.example.com/box")


def body(route: Route, *messages: Message, **members: Any) -> dict[str, Any]:
    call = replace(CALL, route=route, messages=messages or CALL.messages, **members)
    content: dict[str, Any] = json.loads(OUTBOUND.body_of(call))
    return content


def envelope(route: Route, *messages: Message, **members: Any) -> dict[str, Any]:
    content = body(route, *messages, **members)
    del content["message"]
    return content


PERSON = {"recipient": {"id": PSID}}


@pytest.mark.parametrize(
    ("purpose", "wanted"),
    [(Purpose.REPLY, "RESPONSE"), (Purpose.SERVICE, "UPDATE"), (Purpose.MARKETING, "UPDATE")],
)
def test_in_the_window_it_is_said_whether_it_was_asked_for(purpose: Purpose, wanted: str) -> None:
    assert envelope(Route.OPEN_WINDOW, purpose=purpose) == {**PERSON, "messaging_type": wanted}


def test_a_tag_stands_only_on_what_a_person_wrote() -> None:
    tagged = envelope(Route.HUMAN_AGENT)

    assert tagged == {**PERSON, "messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}


@pytest.mark.parametrize("route", [Route.UTILITY_TEMPLATE, Route.OPEN_WINDOW])
def test_a_template_is_a_utility_message_wherever_it_is_lawful(route: Route) -> None:
    sent = body(route, SHIPPED)

    assert sent == {
        **PERSON,
        "messaging_type": "UTILITY",
        "message": {
            "template": {"name": "shipped", "language": {"code": "zh_TW"}},
            "metadata": "19a.0.m_1",
        },
    }


@pytest.mark.parametrize(
    ("route", "name"),
    [
        (Route.RECURRING_NOTIFICATION, "notification_messages_token"),
        (Route.ONE_TIME_NOTIFICATION, "one_time_notif_token"),
    ],
)
def test_a_notification_goes_to_its_token_and_to_no_person(route: Route, name: str) -> None:
    assert envelope(route, token="701") == {"recipient": {name: "701"}}


def test_a_private_reply_goes_to_the_comment() -> None:
    replied = envelope(Route.PRIVATE_REPLY, comment="998877_556644")

    assert replied == {
        "recipient": {"comment_id": "998877_556644"},
        "messaging_type": "RESPONSE",
    }


def test_a_marketing_message_goes_through_the_ad_account_with_its_campaign_and_token() -> None:
    said = Text("試喝組到了", (QuickReply("了解", "BOX"),))
    call = replace(CALL, route=Route.MARKETING_MESSAGE, token="701", messages=(said,))

    request = OUTBOUND.render(call, SECRETS)

    proof = proof_of(PAYING, MESSENGER_SECRET)
    query = f"message_id=120233445566778&appsecret_proof={proof}"
    assert request.path == f"/v26.0/act_99/messages?{query}"
    assert request.headers["Authorization"] == f"Bearer {PAYING}"
    assert json.loads(request.body) == {
        "messenger_delivery_data": {"subscription_token": "701"},
        "message": {
            "text": "試喝組到了",
            "quick_replies": [{"content_type": "text", "title": "了解", "payload": "BOX"}],
        },
    }


PAID = replace(CALL, route=Route.MARKETING_MESSAGE, token="701")


@pytest.mark.parametrize(
    "facts", [{}, {"ad_account": "99"}, {"campaign": "1"}, {"ad_account": "me/x", "campaign": "1"}]
)
def test_without_ad_account_and_campaign_there_is_no_marketing_message(
    facts: dict[str, str],
) -> None:
    with pytest.raises(CallImpossible) as impossible:
        OUTBOUND.render(PAID, replace(SECRETS, facts={PAGE: facts}))

    assert impossible.value.outcome.refusal is Refusal.BAD_REQUEST


def test_a_coupon_that_is_paid_for_has_both_code_and_link() -> None:
    both = CouponOffer(Coupon("九折", "VIP9", url="https://shop.example.com/box"))

    assert b'"coupon_url"' in OUTBOUND.body_of(replace(PAID, messages=(both,)))


def test_an_ad_account_without_a_token_of_its_own_is_called_with_the_pages() -> None:
    facts = {PAGE: {"ad_account": "act_77", "campaign": "1"}}

    request = OUTBOUND.render(PAID, replace(SECRETS, facts=facts))

    assert request.path.startswith("/v26.0/act_77/messages?message_id=1&")
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    with pytest.raises(CallImpossible) as impossible:
        OUTBOUND.render(PAID, replace(SECRETS, facts=facts, tokens={}))
    assert impossible.value.outcome.refusal is Refusal.CREDENTIALS


@pytest.mark.parametrize(
    ("route", "message", "members"),
    [
        (Route.RECURRING_NOTIFICATION, CARD, {}),
        (Route.ONE_TIME_NOTIFICATION, CARD, {}),
        (Route.MARKETING_MESSAGE, CARD, {}),
        (Route.PRIVATE_REPLY, CARD, {}),
        (Route.UTILITY_TEMPLATE, CARD, {}),
        (Route.HUMAN_AGENT, SHIPPED, {}),
        (Route.PRIVATE_REPLY, SHIPPED, {"comment": "1_2"}),
        (Route.RECURRING_NOTIFICATION, SHIPPED, {"token": "701"}),
        (Route.ONE_TIME_NOTIFICATION, SHIPPED, {"token": "701"}),
        (Route.MARKETING_MESSAGE, Text("茶" * 641), {"token": "701"}),
        (Route.MARKETING_MESSAGE, Image("https://cdn.example.com/a.jpg"), {"token": "701"}),
        (Route.MARKETING_MESSAGE, SHIPPED, {"token": "701"}),
        (Route.MARKETING_MESSAGE, CouponOffer(Coupon("九折", "VIP9")), {"token": "701"}),
        (Route.TAGGED_UPDATE, CARD, {}),
        (Route.SPONSORED_MESSAGE, CARD, {}),
        (Route.REPLY_TOKEN, CARD, {}),
    ],
)
def test_what_a_way_needs_and_has_not_is_never_sent_another_way(
    route: Route, message: Message, members: dict[str, Any]
) -> None:
    call = replace(CALL, route=route, messages=(message,), **members)

    with pytest.raises(CallImpossible) as impossible:
        OUTBOUND.render(call, SECRETS)

    assert impossible.value.outcome.verdict is Verdict.REFUSED


def test_a_marketing_message_that_was_taken_is_known_by_its_tracking_id() -> None:
    taken = {"success": True, "marketing_message_tracking_id": "0d4c1f4a"}

    assert OUTBOUND.classify(answered(taken)) == Outcome(Verdict.SENT, provider_ids=("0d4c1f4a",))
    assert OUTBOUND.classify(answered(taken | {"success": False})).verdict is Verdict.UNKNOWN


def answered(content: dict[str, Any]) -> HttpReply:
    return HttpReply(200, {}, json.dumps(content).encode())


@pytest.mark.parametrize(
    ("gesture", "action"), [(Gesture.TYPING, "typing_on"), (Gesture.SEEN, "mark_seen")]
)
def test_a_gesture_is_a_call_of_its_own_with_nothing_else_in_it(
    gesture: Gesture, action: str
) -> None:
    request = OUTBOUND.gesture(CALL, gesture, SECRETS)

    assert request is not None
    assert request.path == OUTBOUND.render(CALL, SECRETS).path
    assert json.loads(request.body) == {**PERSON, "sender_action": action}


@pytest.mark.parametrize("route", [route for route in Route if route is not Route.OPEN_WINDOW])
def test_outside_the_conversation_there_is_no_gesture(route: Route) -> None:
    assert OUTBOUND.gesture(replace(CALL, route=route), Gesture.TYPING, SECRETS) is None
