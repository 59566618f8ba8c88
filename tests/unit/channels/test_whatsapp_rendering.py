"""How a message looks in the words of the WhatsApp Cloud API."""

from typing import Any

import pytest

from tests.unit.channels.whatsapp_saying import ASK, PHOTO, SHOP, YES, body, interactive
from towkay.domain.messages import (
    Button,
    Card,
    Carousel,
    Choices,
    Image,
    LocationRequest,
    Message,
    Products,
    Text,
)
from towkay.domain.offers import Choice, Product, Section
from towkay.domain.routes import Route

BOLD = "*高山茶*\n清香"
REPLY = {"type": "reply", "reply": {"id": "tk:answer:oolong", "title": "烏龍茶"}}
REPLY_YES = {"type": "reply", "reply": {"id": "tk:yes", "title": "要"}}
ROW = {"id": "r3", "title": "退貨", "description": "7 天內"}
HEADER = {"type": "image", "image": {"link": PHOTO}}
OPEN_SHOP = {"name": "cta_url", "parameters": {"display_text": "官網", "url": SHOP.url}}


def with_buttons(text: str, *buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": "button", "body": {"text": text}, "action": {"buttons": list(buttons)}}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (Text("哪一款？", buttons=(ASK,)), with_buttons("哪一款？", REPLY)),
        (Text("哪一款？", (YES,), (ASK,)), with_buttons("哪一款？", REPLY, REPLY_YES)),
        (
            Text("看看", buttons=(SHOP,)),
            {"type": "cta_url", "body": {"text": "看看"}, "action": OPEN_SHOP},
        ),
        (
            Card("高山茶", "清香", PHOTO, SHOP.url, (SHOP,)),
            {"type": "cta_url", "header": HEADER, "body": {"text": BOLD}, "action": OPEN_SHOP},
        ),
        (Card("高山茶", "清香", buttons=(ASK,)), with_buttons(BOLD, REPLY)),
        (Card("五*星", buttons=(ASK,)), with_buttons("五*星", REPLY)),
        (
            Choices("想問什麼？", "選主題", (Section("", (Choice("退貨", "r3", "7 天內"),)),)),
            {
                "type": "list",
                "body": {"text": "想問什麼？"},
                "action": {
                    "button": "選主題",
                    "sections": [
                        {"rows": [{"id": "r3", "title": "退貨", "description": "7 天內"}]}
                    ],
                },
            },
        ),
        (
            Products((Product("SKU-1", "茶"),), catalog="7788"),
            {"type": "product", "action": {"catalog_id": "7788", "product_retailer_id": "SKU-1"}},
        ),
        (
            Products((Product("SKU-1", "茶"), Product("SKU-2", "杯")), "熱賣", "本週", "7788"),
            {
                "type": "product_list",
                "header": {"type": "text", "text": "熱賣"},
                "body": {"text": "本週"},
                "action": {
                    "catalog_id": "7788",
                    "sections": [
                        {
                            "product_items": [
                                {"product_retailer_id": "SKU-1"},
                                {"product_retailer_id": "SKU-2"},
                            ]
                        }
                    ],
                },
            },
        ),
        (
            LocationRequest("您在哪裡？"),
            {
                "type": "location_request_message",
                "body": {"text": "您在哪裡？"},
                "action": {"name": "send_location"},
            },
        ),
    ],
)
def test_what_can_be_tapped_has_a_form_of_its_own(said: Message, shown: dict[str, Any]) -> None:
    assert interactive(said) == shown


def test_sections_have_their_titles_where_they_are_several() -> None:
    said = Choices(
        "?", "選", (Section("茶", (Choice("a", "1"),)), Section("杯", (Choice("b", "2"),)))
    )

    sections = interactive(said)["action"]["sections"]

    assert [(one["title"], one["rows"][0]["id"]) for one in sections] == [("茶", "1"), ("杯", "2")]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (Image(PHOTO, "一罐茶"), {"link": PHOTO}),
        (Card("高山茶", "清香", PHOTO), {"link": PHOTO, "caption": BOLD}),
    ],
)
def test_a_picture_without_buttons_is_a_picture(said: Message, shown: dict[str, str]) -> None:
    content = body(said)

    assert (content["type"], content["image"]) == ("image", shown)


@pytest.mark.parametrize(
    ("button", "kind", "action"),
    [
        (SHOP, "cta_url", OPEN_SHOP),
        (
            ASK,
            "button",
            {
                "buttons": [
                    {
                        "type": "quick_reply",
                        "quick_reply": {"id": "tk:answer:oolong", "title": "烏龍茶"},
                    }
                ]
            },
        ),
    ],
)
def test_cards_side_by_side_count_from_0_below_the_words(
    button: Button, kind: str, action: dict[str, Any]
) -> None:
    card = Card("高山茶", "清香", PHOTO, buttons=(button,))

    shown = interactive(Carousel((card, card), text="兩款茶"))

    assert (shown["type"], shown["body"]) == ("carousel", {"text": "兩款茶"})
    assert shown["action"]["cards"] == [
        {
            "card_index": place,
            "type": kind,
            "header": HEADER,
            "body": {"text": BOLD},
            "action": action,
        }
        for place in (0, 1)
    ]


def test_a_direct_send_says_its_category_and_may_mix_buttons() -> None:
    said = body(Text("包裹到了", buttons=(ASK, SHOP)), Route.DIRECT_SEND)

    link = {"type": "cta_url", "cta_url": {"display_text": "官網", "url": SHOP.url}}
    assert said["category"] == "utility"
    assert said["interactive"] == with_buttons("包裹到了", link, REPLY)
    assert "preview_url" not in body(Text("https://x.tw/"), Route.DIRECT_SEND)["text"]
