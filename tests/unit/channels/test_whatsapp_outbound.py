"""What is said to the WhatsApp Cloud API, to whom and by which way."""

import hashlib
import hmac
import json
from typing import Any

import pytest

from tests.unit.channels.whatsapp_saying import (
    ASK,
    BY_NUMBER,
    NUMBER_ID,
    PHOTO,
    SECRETS,
    SHOP,
    YES,
    body,
    call,
)
from towkay.adapters.channels.whatsapp.outbound import OUTBOUND, WhatsAppOutbound
from towkay.adapters.channels.wire import CallImpossible
from towkay.adapters.http import HttpReply
from towkay.domain.gestures import Gesture
from towkay.domain.messages import (
    Card,
    Carousel,
    CouponOffer,
    Image,
    Message,
    PostbackButton,
    Products,
    TemplateMessage,
    Text,
)
from towkay.domain.offers import Coupon, Product
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets
from towkay.domain.templates import Template, TemplateKind


def test_who_has_an_id_is_called_by_it_and_never_by_digits() -> None:
    assert body(Text("您的訂單已成立")) == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "recipient": "TW.13491208655302741918",
        "type": "text",
        "text": {"body": "您的訂單已成立"},
        "biz_opaque_callback_data": "19a5b.0.wamid.X",
    }


def test_who_is_known_by_a_number_only_is_called_by_it_and_named_in_what_comes_back() -> None:
    said = body(Text("好"), contact=BY_NUMBER)

    assert (said["to"], "recipient" in said) == ("+886912345678", False)
    assert said["biz_opaque_callback_data"] == "+886912345678 19a5b.0.wamid.X"


def test_a_request_names_number_version_and_proof_and_keeps_the_token_out_of_sight() -> None:
    request = OUTBOUND.render(call(Text("好")), SECRETS)

    proof = hmac.new(b"app-key", b"EAAG-token", hashlib.sha256).hexdigest()
    assert request.path == f"/v25.0/{NUMBER_ID}/messages?appsecret_proof={proof}"
    assert request.headers["Authorization"] == "Bearer EAAG-token"
    assert "EAAG" not in repr(request)
    newer = WhatsAppOutbound("v26.0").render(call(Text("好")), SECRETS)
    assert newer.path.startswith("/v26.0/")


def test_the_first_link_of_a_text_is_shown_as_what_it_leads_to() -> None:
    text = body(Text("看 https://shop.example.com/p/1"))["text"]

    assert text == {"body": "看 https://shop.example.com/p/1", "preview_url": True}


WIDE = tuple(PostbackButton(f"茶{n}", f"p{n}") for n in range(4))
UTILITY = TemplateMessage(Template("t", "zh_TW", TemplateKind.UTILITY))
MARKETING = TemplateMessage(Template("t", "zh_TW", TemplateKind.MARKETING))


@pytest.mark.parametrize(
    ("said", "route"),
    [
        (Text("哪一款？", buttons=(ASK, SHOP)), Route.OPEN_WINDOW),
        (Text("哪一款？", buttons=(SHOP, SHOP)), Route.OPEN_WINDOW),
        (Text("哪一款？", (YES,), (SHOP,)), Route.OPEN_WINDOW),
        (Text("哪一款？", buttons=WIDE), Route.OPEN_WINDOW),
        (Image(PHOTO, quick_replies=(YES,)), Route.OPEN_WINDOW),
        (Card("茶", url=SHOP.url), Route.OPEN_WINDOW),
        (Carousel((Card("茶"), Card("茶"))), Route.OPEN_WINDOW),
        (Carousel((Card("茶", "", PHOTO, buttons=(ASK, SHOP)),) * 2), Route.OPEN_WINDOW),
        (Products((Product("SKU-1", "茶"),)), Route.OPEN_WINDOW),
        (Products((Product("1", "茶"), Product("2", "茶")), catalog="7"), Route.OPEN_WINDOW),
        (CouponOffer(Coupon("九折", "VIP9")), Route.OPEN_WINDOW),
        (UTILITY, Route.OPEN_WINDOW),
        (UTILITY, Route.MARKETING_TEMPLATE),
        (MARKETING, Route.UTILITY_TEMPLATE),
        (MARKETING, Route.DIRECT_SEND),
        (Text("好"), Route.UTILITY_TEMPLATE),
        (Text("好"), Route.MARKETING_MESSAGE),
        (Text("好"), Route.PRIVATE_REPLY),
        (Image(PHOTO), Route.DIRECT_SEND),
        (Text("好" * 1025), Route.DIRECT_SEND),
        (Text("好", buttons=(SHOP,) * 3), Route.DIRECT_SEND),
    ],
)
def test_what_has_no_form_or_another_route_is_never_sent(said: Message, route: Route) -> None:
    with pytest.raises(CallImpossible):
        OUTBOUND.render(call(said, route), SECRETS)


def test_one_call_carries_one_message() -> None:
    for messages in ((), (Text("一"), Text("二"))):
        with pytest.raises(CallImpossible):
            OUTBOUND.render(call(Text("一"), messages=messages), SECRETS)


@pytest.mark.parametrize("secrets", [SendSecrets("k", {}), SendSecrets("", SECRETS.tokens)])
def test_without_token_or_app_secret_nothing_leaves(secrets: SendSecrets) -> None:
    with pytest.raises(CallImpossible) as impossible:
        OUTBOUND.render(call(Text("好")), secrets)

    assert impossible.value.outcome.verdict is Verdict.NOT_SENT


def test_paid_marketing_goes_its_own_way() -> None:
    request = OUTBOUND.render(call(MARKETING, Route.MARKETING_MESSAGE), SECRETS)

    assert request.path.startswith(f"/v25.0/{NUMBER_ID}/marketing_messages?")


@pytest.mark.parametrize(
    ("gesture", "more"),
    [(Gesture.SEEN, {}), (Gesture.TYPING, {"typing_indicator": {"type": "text"}})],
)
def test_a_gesture_names_the_message_of_the_shopper(gesture: Gesture, more: dict[str, Any]) -> None:
    request = OUTBOUND.gesture(call(Text("好"), seen_token="wamid.IN"), gesture, SECRETS)

    assert request is not None
    told = {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.IN"}
    assert json.loads(request.body) == {**told, **more}


def test_there_is_no_gesture_without_a_message_to_make_it_at() -> None:
    assert OUTBOUND.gesture(call(Text("好")), Gesture.TYPING, SECRETS) is None


WAMID = "wamid.HBgMODg2"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (
            {"contacts": [{"input": "+8869", "wa_id": "8869"}], "messages": [{"id": WAMID}]},
            Outcome(Verdict.SENT, provider_ids=(WAMID,)),
        ),
        (
            {"messages": [{"id": WAMID, "message_status": "held_for_quality_assessment"}]},
            Outcome(Verdict.SENT, provider_ids=(WAMID,)),
        ),
        ({"messages": []}, Outcome(Verdict.UNKNOWN, code="http-200")),
        ({"messages": [None]}, Outcome(Verdict.UNKNOWN, code="http-200")),
        ({"messages": None}, Outcome(Verdict.UNKNOWN, code="http-200")),
        ("<html>", Outcome(Verdict.UNKNOWN, code="http-200")),
    ],
)
def test_a_message_is_sent_when_the_answer_names_it(answer: object, outcome: Outcome) -> None:
    assert OUTBOUND.classify(HttpReply(200, {}, json.dumps(answer).encode())) == outcome
