"""What fills a template of WhatsApp, component by component."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from towkay.adapters.channels.whatsapp.templating import template_content
from towkay.adapters.channels.wire import CallImpossible
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


def components(kind: TemplateKind = TemplateKind.MARKETING, **filled: Any) -> list[Any]:
    content = template_content(Template("order_shipped_v2", "zh_TW", kind, **filled))
    assert content["type"] == "template"
    json.dumps(content)
    found: list[Any] = content["template"]["components"]
    return found


def test_a_template_without_gaps_has_no_components() -> None:
    content = template_content(Template("hello_world", "en_US", TemplateKind.UTILITY, words="Hi"))

    assert content["template"] == {"name": "hello_world", "language": {"code": "en_US"}}


def test_gaps_with_names_are_filled_by_name_and_others_in_order() -> None:
    named = components(body=(Parameter("怡真", "name"), Parameter("8812", "order_no")))
    numbered = components(body=(Parameter("怡真"), Parameter("8812")))

    assert named[0]["parameters"] == [
        {"type": "text", "parameter_name": "name", "text": "怡真"},
        {"type": "text", "parameter_name": "order_no", "text": "8812"},
    ]
    assert numbered[0]["parameters"][1] == {"type": "text", "text": "8812"}


LINK = "https://cdn.example.com/a"


@pytest.mark.parametrize(
    ("header", "parameter"),
    [
        (Header(HeaderKind.TEXT, "茶"), {"type": "text", "text": "茶"}),
        (
            Header(HeaderKind.TEXT, "茶", "what"),
            {"type": "text", "parameter_name": "what", "text": "茶"},
        ),
        (Header(HeaderKind.IMAGE, LINK), {"type": "image", "image": {"link": LINK}}),
        (Header(HeaderKind.VIDEO, LINK), {"type": "video", "video": {"link": LINK}}),
        (
            Header(HeaderKind.DOCUMENT, LINK, "發票.pdf"),
            {"type": "document", "document": {"link": LINK, "filename": "發票.pdf"}},
        ),
        (
            Header(HeaderKind.LOCATION, "25.03, 121.56, 台北101, 信義路五段7號, 89樓"),
            {
                "type": "location",
                "location": {
                    "latitude": "25.03",
                    "longitude": "121.56",
                    "name": "台北101",
                    "address": "信義路五段7號, 89樓",
                },
            },
        ),
        (
            Header(HeaderKind.PRODUCT, "SKU-1", "7788"),
            {"type": "product", "product": {"product_retailer_id": "SKU-1", "catalog_id": "7788"}},
        ),
    ],
)
def test_every_kind_of_header_is_given_in_its_form(
    header: Header, parameter: dict[str, Any]
) -> None:
    assert components(header=header) == [{"type": "header", "parameters": [parameter]}]


@pytest.mark.parametrize("value", ["", "25.03", ",121.56", "25.03,"])
def test_a_place_without_both_numbers_is_no_place(value: str) -> None:
    with pytest.raises(CallImpossible):
        components(header=Header(HeaderKind.LOCATION, value))


@pytest.mark.parametrize(
    ("use", "value", "sub_type", "parameter"),
    [
        (ButtonUse.LINK, "8812?c=wa", "url", {"type": "text", "text": "8812?c=wa"}),
        (ButtonUse.REPLY, "HELP", "quick_reply", {"type": "payload", "payload": "HELP"}),
        (
            ButtonUse.COPY_CODE,
            "FALL25",
            "copy_code",
            {"type": "coupon_code", "coupon_code": "FALL25"},
        ),
        (ButtonUse.FLOW, "ft-1", "flow", {"type": "action", "action": {"flow_token": "ft-1"}}),
        (
            ButtonUse.CATALOG,
            "SKU-1",
            "CATALOG",
            {"type": "action", "action": {"thumbnail_product_retailer_id": "SKU-1"}},
        ),
        (
            ButtonUse.PRODUCTS,
            "SKU-1, SKU-2",
            "mpm",
            {
                "type": "action",
                "action": {
                    "thumbnail_product_retailer_id": "SKU-1",
                    "sections": [
                        {
                            "title": "熱賣",
                            "product_items": [
                                {"product_retailer_id": "SKU-1"},
                                {"product_retailer_id": "SKU-2"},
                            ],
                        }
                    ],
                },
            },
        ),
    ],
)
def test_every_use_of_a_button_has_its_parameter(
    use: ButtonUse, value: str, sub_type: str, parameter: dict[str, Any]
) -> None:
    (button,) = components(buttons=(TemplateButton(use, 1, value, "熱賣"),))

    assert button == {
        "type": "button",
        "sub_type": sub_type,
        "index": "1",
        "parameters": [parameter],
    }


def test_a_button_of_products_needs_products() -> None:
    with pytest.raises(CallImpossible):
        components(buttons=(TemplateButton(ButtonUse.PRODUCTS, 0, " , "),))


def test_a_limited_offer_tells_its_end_in_milliseconds() -> None:
    offer, button = components(
        offer_ends_at=datetime(2026, 11, 30, 16, 0, tzinfo=UTC),
        buttons=(TemplateButton(ButtonUse.COPY_CODE, 0, "FALL25"),),
    )

    ends = offer["parameters"][0]["limited_time_offer"]["expiration_time_ms"]
    assert (offer["type"], ends) == ("limited_time_offer", 1796054400000)
    assert button["sub_type"] == "copy_code"


def test_cards_are_counted_from_0_and_each_has_its_own_parts() -> None:
    card = TemplateCard(
        Header(HeaderKind.IMAGE, LINK),
        (Parameter("茶"),),
        (TemplateButton(ButtonUse.REPLY, 0, "more:p1"), TemplateButton(ButtonUse.LINK, 1, "p1")),
    )

    body, carousel = components(body=(Parameter("怡真"),), cards=(card, TemplateCard()))

    assert body["type"] == "body"
    assert [one["card_index"] for one in carousel["cards"]] == [0, 1]
    parts = carousel["cards"][0]["components"]
    assert [part["type"] for part in parts] == ["header", "body", "button", "button"]
    assert carousel["cards"][1]["components"] == []


def test_a_code_stands_in_the_words_and_on_the_button() -> None:
    body, button = components(TemplateKind.AUTHENTICATION, body=(Parameter("123456"),))

    assert body["parameters"] == [{"type": "text", "text": "123456"}]
    assert (button["sub_type"], button["index"]) == ("url", "0")
    assert button["parameters"] == [{"type": "text", "text": "123456"}]
