"""Which messages the Cloud API refuses for what they hold: each limit at its last good value."""

from typing import Any

import pytest

from tests.unit.simulators.whatsapp.phone import Body, Phone, interactive, message, text

IMAGE = {"type": "image", "image": {"link": "https://cdn.example.tw/p.jpg"}}


def reply(number: int = 1, **changes: Any) -> Body:
    return {"type": "reply", "reply": {"id": f"b{number}", "title": f"按{number}"} | changes}


def buttons(*given: Body) -> Body:
    return {"buttons": list(given)}


def row(number: int, **changes: Any) -> Body:
    return {"id": f"r{number}", "title": f"列{number}"} | changes


def section(*rows: Body, title: str | None = "區") -> Body:
    shown = {"rows": list(rows)}
    return shown if title is None else {"title": title} | shown


def listed(*sections: Body, button: str = "選擇") -> Body:
    return {"button": button, "sections": list(sections)}


def card(index: int, **changes: Any) -> Body:
    link = {"display_text": "購買", "url": "https://shop.example.tw/p"}
    given = {"card_index": index, "type": "cta_url", "header": IMAGE, "body": {"text": "茶"}}
    shown = given | {"action": {"name": "cta_url", "parameters": link}} | changes
    return {name: value for name, value in shown.items() if value is not None}


def cards(*given: Body) -> Body:
    return {"cards": list(given)}


def product_list(count: int, *, sku: str = "SKU-1", catalog: str = "7788") -> Body:
    items = [{"product_retailer_id": sku} for _ in range(count)]
    return {"catalog_id": catalog, "sections": [{"title": "熱賣", "product_items": items}]}


LINK = {"name": "cta_url", "parameters": {"display_text": "看", "url": "https://a.tw"}}
QUICK = {"buttons": [{"type": "quick_reply", "quick_reply": {"id": "q", "title": "好"}}]}
HEADED = {"header": {"type": "text", "text": "熱賣"}}
FLOW = {"flow_message_version": "3", "flow_token": "t", "flow_id": "1", "flow_cta": "填寫"}

# Each limit: what is just good enough, and what is just too much.
LIMITS = [
    (text("好" * 4096), text("好" * 4097), "4096"),
    (text("a"), text(""), "text"),
    (text("a"), text("   "), "text"),
    (text("\U0001f34e" * 4096), text("\ud83c"), "text"),
    (
        message("image", {"link": "https://a.tw/a.jpg", "caption": "c" * 1024}),
        message("image", {"link": "https://a.tw/a.jpg", "caption": "c" * 1025}),
        "caption",
    ),
    (
        message("image", {"link": "https://a.tw/a.jpg"}),
        message("image", {"link": "https://a.tw/a.jpg", "id": "1"}),
        "either",
    ),
    (
        message("image", {"link": "https://a.tw/a.jpg"}),
        message("image", {"link": "ftp://a.tw/a.jpg"}),
        "URI",
    ),
    (
        message("location", {"latitude": "25.03", "longitude": 121.5}),
        message("location", {"latitude": 91, "longitude": 121.5}),
        "latitude",
    ),
    (
        message("contacts", [{"name": {"formatted_name": "林", "first_name": "林"}}]),
        message("contacts", [{"name": {"formatted_name": "林"}}]),
        "name",
    ),
    (
        interactive("button", buttons(reply(1), reply(2), reply(3))),
        interactive("button", buttons(*map(reply, range(4)))),
        "buttons",
    ),
    (
        interactive("button", buttons(reply(title="二" * 20))),
        interactive("button", buttons(reply(title="二" * 21))),
        "title",
    ),
    (
        interactive("button", buttons(reply(id="i" * 256))),
        interactive("button", buttons(reply(id="i" * 257))),
        "id",
    ),
    (
        interactive("button", buttons(reply(1), reply(2))),
        interactive("button", buttons(reply(1), reply(2, id="b1"))),
        "unique",
    ),
    (
        interactive("button", buttons(reply(1), reply(2))),
        interactive("button", buttons(reply(1), reply(2, title="按1"))),
        "unique",
    ),
    (
        interactive("button", buttons(reply()), body={"text": "b" * 1024}),
        interactive("button", buttons(reply()), body={"text": "b" * 1025}),
        "body",
    ),
    (
        interactive("button", buttons(reply())),
        interactive("button", buttons(reply()), body=None),
        "body",
    ),
    (
        interactive("button", buttons(reply()), footer={"text": "f" * 60}),
        interactive("button", buttons(reply()), footer={"text": "f" * 61}),
        "footer",
    ),
    (
        interactive("button", buttons(reply()), header={"type": "text", "text": "h" * 60}),
        interactive("button", buttons(reply()), header={"type": "text", "text": "h" * 61}),
        "header",
    ),
    (
        interactive("list", listed(section(*map(row, range(10))))),
        interactive("list", listed(section(*map(row, range(5))), section(*map(row, range(5, 11))))),
        "10",
    ),
    (
        interactive("list", listed(section(row(1, title="列" * 24)))),
        interactive("list", listed(section(row(1, title="列" * 25)))),
        "title",
    ),
    (
        interactive("list", listed(section(row(1, description="述" * 72)))),
        interactive("list", listed(section(row(1, description="述" * 73)))),
        "description",
    ),
    (
        interactive("list", listed(section(row(1, id="i" * 200)))),
        interactive("list", listed(section(row(1, id="i" * 201)))),
        "id",
    ),
    (
        interactive("list", listed(section(row(1)), button="選" * 20)),
        interactive("list", listed(section(row(1)), button="選" * 21)),
        "button",
    ),
    (
        interactive("list", listed(section(row(1), title=None))),
        interactive("list", listed(section(row(1), title=None), section(row(2)))),
        "title",
    ),
    (
        interactive("list", listed(section(row(1))), body={"text": "b" * 4096}),
        interactive("list", listed(section(row(1))), body={"text": "b" * 4097}),
        "body",
    ),
    (
        interactive("list", listed(section(row(1))), **HEADED),
        interactive("list", listed(section(row(1))), header=IMAGE),
        "header",
    ),
    (
        interactive("cta_url", LINK),
        interactive("cta_url", LINK | {"parameters": {"display_text": "看" * 21}}),
        "display_text",
    ),
    (
        interactive("carousel", cards(*map(card, range(10)))),
        interactive("carousel", cards(*map(card, range(11)))),
        "cards",
    ),
    (
        interactive("carousel", cards(card(0), card(1))),
        interactive("carousel", cards(card(0))),
        "cards",
    ),
    (
        interactive("carousel", cards(card(0), card(1))),
        interactive("carousel", cards(card(0), card(2))),
        "card_index",
    ),
    (
        interactive("carousel", cards(card(0), card(1))),
        interactive("carousel", cards(card(0), card(1, action=QUICK))),
        "same",
    ),
    (
        interactive("carousel", cards(card(0), card(1, body={"text": "字" * 160}))),
        interactive("carousel", cards(card(0), card(1, body={"text": "字" * 161}))),
        "160",
    ),
    (
        interactive("carousel", cards(card(0), card(1, body={"text": "a\nb\nc"}))),
        interactive("carousel", cards(card(0), card(1, body={"text": "a\nb\nc\nd"}))),
        "line breaks",
    ),
    (
        interactive("carousel", cards(card(0), card(1))),
        interactive("carousel", cards(card(0), card(1)), **HEADED),
        "header",
    ),
    (
        interactive("product_list", product_list(30), **HEADED),
        interactive("product_list", product_list(31), **HEADED),
        "30",
    ),
    (
        interactive("product_list", product_list(1), **HEADED),
        interactive("product_list", product_list(1)),
        "header",
    ),
    (
        interactive("product_list", product_list(1), **HEADED),
        interactive("product_list", product_list(1, sku="SKU-404"), **HEADED),
        "Products not found",
    ),
    (
        interactive("product", {"catalog_id": "7788", "product_retailer_id": "A"}, body=None),
        interactive("product", {"catalog_id": "404", "product_retailer_id": "A"}),
        "catalog",
    ),
    (
        interactive("location_request_message", {"name": "send_location"}),
        interactive("location_request_message", {"name": "send_location"}, **HEADED),
        "header",
    ),
    (
        interactive("flow", {"name": "flow", "parameters": FLOW}),
        interactive("flow", {"name": "flow", "parameters": FLOW | {"flow_cta": "填📝"}}),
        "emoji",
    ),
    (
        interactive("button", buttons(reply())),
        interactive("poll", buttons(reply())),
        "interactive['type']",
    ),
]


@pytest.mark.parametrize(("good", "bad", "words"), LIMITS)
def test_a_limit_is_met_and_not_crossed(talking: Phone, good: Body, bad: Body, words: str) -> None:
    taken = talking.send(good)
    status, code, details = talking.refusal(bad)

    assert taken.status_code == 200, taken.text
    assert (status, code) == (400, 131009)
    assert words in details


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [
        ([], False),
        ([("cta_url", 1)], True),
        ([("cta_url", 2), ("reply", 8)], True),
        ([("cta_url", 3)], False),
        ([("reply", 1), ("cta_url", 1)], False),
        ([("reply", 11)], False),
    ],
)
def test_direct_sends_mix_links_and_replies(
    phone: Phone, given: list[tuple[str, int]], is_taken: bool
) -> None:
    link = {"type": "cta_url", "cta_url": LINK["parameters"]}
    kinds = [kind for kind, count in given for _ in range(count)]
    mixed = [link if kind == "cta_url" else reply(n) for n, kind in enumerate(kinds)]
    body = interactive("button", buttons(*mixed)) | {"category": "utility"}
    assert (phone.send(body).status_code == 200) is is_taken


@pytest.mark.parametrize("kind", ["image", "location", "reaction", "carousel"])
def test_direct_sends_are_words_and_buttons_only(phone: Phone, kind: str) -> None:
    body = message(kind, {"link": "https://a.tw/a.jpg"})
    if kind == "carousel":
        body = interactive("carousel", cards(card(0), card(1)))
    assert phone.refusal(body | {"category": "utility"})[1] == 131009
