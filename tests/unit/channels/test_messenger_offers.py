"""Products, coupons, receipts, requests for consent and templates in Messenger's own forms."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.webhook_bodies import PAGE, PSID
from towkay.adapters.channels.messenger.outbound import OUTBOUND
from towkay.adapters.channels.wire import CallImpossible
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.messages import (
    Choices,
    ConsentRequest,
    CouponOffer,
    LocationRequest,
    Message,
    Products,
    QuickReply,
    ReceiptShown,
    TemplateMessage,
)
from towkay.domain.offers import Choice, Coupon, Product, Receipt, ReceiptLine, Section
from towkay.domain.routes import Route
from towkay.domain.templates import (
    ButtonUse,
    Header,
    HeaderKind,
    Parameter,
    Template,
    TemplateButton,
    TemplateCard,
    TemplateKind,
)

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def said(message: Message) -> dict[str, Any]:
    """The `message` of the call, without the metadata that every one carries."""
    contact = ContactKey(Channel.MESSENGER, PAGE, PSID)
    call = ChannelCall(contact, "demo", "19a.0.m_1", Route.OPEN_WINDOW, (message,))
    content: dict[str, Any] = json.loads(OUTBOUND.body_of(call))["message"]
    assert content.pop("metadata") == "19a.0.m_1"
    return content


def payload(message: Message) -> dict[str, Any]:
    attachment = said(message)["attachment"]
    assert attachment["type"] == "template"
    inside: dict[str, Any] = attachment["payload"]
    return inside


def test_products_are_named_by_the_platforms_ids() -> None:
    shown = Products((Product("OOLONG-75", "烏龍", id="5501"), Product("CUP", "杯", id="5502")))

    assert payload(shown) == {
        "template_type": "product",
        "elements": [{"id": "5501"}, {"id": "5502"}],
    }


def test_a_coupon_says_what_it_has_and_leaves_out_what_it_has_not() -> None:
    bare = CouponOffer(Coupon("九折", "SPRING10"))
    whole = Coupon(
        *("九折", "SPRING10", "全店", "https://shop.example.com/"),
        image_url="https://cdn.example.com/c.jpg",
        payload="tk:coupon",
    )

    assert payload(bare) == {
        "template_type": "coupon",
        "title": "九折",
        "coupon_code": "SPRING10",
    }
    assert payload(CouponOffer(whole)) == {
        "template_type": "coupon",
        "title": "九折",
        "subtitle": "全店",
        "coupon_code": "SPRING10",
        "coupon_url": "https://shop.example.com/",
        "image_url": "https://cdn.example.com/c.jpg",
        "payload": "tk:coupon",
    }


LINE = ReceiptLine("高山烏龍 75 g", "840", 2, "冬茶", "https://cdn.example.com/o.jpg")
RECEIPT = Receipt(
    *("5512", "林小姐", "TWD", "850.50", (LINE, ReceiptLine("貼紙", "0"))),
    subtotal="840",
    shipping="60",
    tax="0.50",
    discount="50",
    payment="貨到付款",
    url="https://shop.example.com/orders/5512",
    at=NOON,
)


def test_a_receipt_adds_up_as_the_shop_wrote_it() -> None:
    assert payload(ReceiptShown(RECEIPT)) == {
        "template_type": "receipt",
        "recipient_name": "林小姐",
        "order_number": "5512",
        "currency": "TWD",
        "payment_method": "貨到付款",
        "order_url": "https://shop.example.com/orders/5512",
        "timestamp": "1795320000",
        "elements": [
            {
                "title": "高山烏龍 75 g",
                "subtitle": "冬茶",
                "quantity": 2,
                "price": 840,
                "currency": "TWD",
                "image_url": "https://cdn.example.com/o.jpg",
            },
            {"title": "貼紙", "quantity": 1, "price": 0, "currency": "TWD"},
        ],
        "adjustments": [{"name": "折扣 Discount", "amount": 50}],
        "summary": {
            "subtotal": 840,
            "shipping_cost": 60,
            "total_tax": 0.5,
            "total_cost": 850.5,
        },
    }


def test_a_receipt_of_little_says_no_more() -> None:
    little = Receipt("5512", "林小姐", "TWD", "0", payment="現金")

    assert payload(ReceiptShown(little)) == {
        "template_type": "receipt",
        "recipient_name": "林小姐",
        "order_number": "5512",
        "currency": "TWD",
        "payment_method": "現金",
        "summary": {"total_cost": 0},
    }


@pytest.mark.parametrize("amount", ["", "about 5", "NaN", "Infinity", "5,000"])
def test_a_receipt_whose_total_is_no_number_is_not_sent(amount: str) -> None:
    with pytest.raises(CallImpossible):
        said(ReceiptShown(replace(RECEIPT, total=amount)))
    with pytest.raises(CallImpossible):
        said(ReceiptShown(replace(RECEIPT, lines=(ReceiptLine("茶", amount),))))


def test_a_request_for_consent_brings_our_own_payload_back() -> None:
    asked = ConsentRequest(
        *("tea", "每週茶訊", "每週一次，可隨時停止。"),
        accept=QuickReply("訂閱", "tk:subscribe:tea:v1"),
        decline=QuickReply("不用", "tk:none"),
    )

    assert payload(asked) == {
        "template_type": "notification_messages",
        "title": "每週茶訊",
        "payload": "tk:subscribe:tea:v1",
    }


TEMPLATE = Template(
    *("fernleaf_shipped_v1", "en", TemplateKind.UTILITY),
    header=Header(HeaderKind.TEXT, "5512", "order_id"),
    body=(Parameter("Mei", "customer_name"), Parameter("TW990211", "tracking_no")),
    buttons=(
        TemplateButton(ButtonUse.REPLY, 1, "5512"),
        TemplateButton(ButtonUse.LINK, 0, "TW990211"),
    ),
    words="Hi Mei",
)


def test_a_template_fills_its_gaps_in_the_order_of_its_parts() -> None:
    assert said(TemplateMessage(TEMPLATE)) == {
        "template": {
            "name": "fernleaf_shipped_v1",
            "language": {"code": "en"},
            "components": [
                {
                    "type": "header",
                    "parameters": [{"type": "text", "parameter_name": "order_id", "text": "5512"}],
                },
                {
                    "type": "body",
                    "parameters": [
                        {"type": "text", "parameter_name": "customer_name", "text": "Mei"},
                        {"type": "text", "parameter_name": "tracking_no", "text": "TW990211"},
                    ],
                },
                {
                    "type": "buttons",
                    "parameters": [
                        {"type": "URL", "url": "TW990211"},
                        {"type": "POSTBACK", "payload": "5512"},
                    ],
                },
            ],
        }
    }


def test_numbered_gaps_have_no_name_and_an_image_stands_over_the_words() -> None:
    photo = Header(HeaderKind.IMAGE, "https://cdn.example.com/box.jpg")
    numbered = replace(TEMPLATE, header=photo, body=(Parameter("Mei"),), buttons=())

    assert said(TemplateMessage(numbered))["template"]["components"] == [
        {
            "type": "header",
            "parameters": [{"type": "image", "image": {"link": "https://cdn.example.com/box.jpg"}}],
        },
        {"type": "body", "parameters": [{"type": "text", "text": "Mei"}]},
    ]


@pytest.mark.parametrize(
    "message",
    [
        TemplateMessage(replace(TEMPLATE, kind=TemplateKind.MARKETING)),
        TemplateMessage(replace(TEMPLATE, cards=(TemplateCard(),))),
        TemplateMessage(replace(TEMPLATE, offer_ends_at=NOON)),
        TemplateMessage(replace(TEMPLATE, header=Header(HeaderKind.VIDEO, "https://x.tw/v.mp4"))),
        TemplateMessage(
            replace(TEMPLATE, buttons=(TemplateButton(ButtonUse.COPY_CODE, 0, "SPRING10"),))
        ),
        Choices("選一個", "看選項", (Section("", (Choice("紅茶", "tk:red"),)),)),
        LocationRequest("在哪裡？"),
    ],
)
def test_what_messenger_has_no_form_for_is_not_sent_in_part(message: Message) -> None:
    with pytest.raises(CallImpossible):
        said(message)
