"""What is given to a template's header, buttons, offer and cards has to be what they take."""

from typing import Any

import pytest

from tests.unit.simulators.whatsapp.phone import Body, Phone, template

BODY = {"type": "BODY", "text": "訂單已出貨，謝謝您。"}
IMAGE = {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["4::a"]}}
PHOTO = {"type": "image", "image": {"link": "https://cdn.example.tw/p.jpg"}}
OFFER = {
    "type": "LIMITED_TIME_OFFER",
    "limited_time_offer": {"text": "限時", "has_expiration": True},
}
ENDS = {"type": "limited_time_offer", "limited_time_offer": {"expiration_time_ms": 1796000000000}}


def holding(*buttons: Body) -> list[Body]:
    return [BODY, {"type": "BUTTONS", "buttons": list(buttons)}]


def pressed(sub_type: str, parameter: Body, index: Any = "0") -> Body:
    return {"type": "button", "sub_type": sub_type, "index": index, "parameters": [parameter]}


COPY = {"type": "COPY_CODE", "example": "FALL25"}
LINK = {"type": "URL", "text": "看", "url": "https://a.tw/{{1}}", "example": ["1"]}
PLAIN = {"type": "URL", "text": "看", "url": "https://a.tw/"}
QUICK = {"type": "QUICK_REPLY", "text": "好"}
FORM = {"type": "FLOW", "text": "填寫", "flow_id": "1"}
MPM = {"type": "MPM", "text": "看商品"}
CODE = {"type": "coupon_code", "coupon_code": "FALL25"}
END = {"type": "text", "text": "8812"}


def sections(count: int) -> Body:
    items = [{"product_retailer_id": "SKU-1"}] * count
    action = {"thumbnail_product_retailer_id": "SKU-1"}
    return {
        "type": "action",
        "action": action | {"sections": [{"title": "熱", "product_items": items}]},
    }


@pytest.mark.parametrize(
    ("defined", "given", "code"),
    [
        (holding(COPY), [pressed("copy_code", CODE)], None),
        (holding(COPY), [pressed("copy_code", CODE | {"coupon_code": "C" * 20})], None),
        (holding(COPY), [pressed("copy_code", CODE | {"coupon_code": "C" * 21})], 131009),
        (holding(COPY), [pressed("copy_code", CODE | {"coupon_code": "A-1"})], 131009),
        (holding(COPY), [], 132000),
        (holding(LINK), [pressed("url", END)], None),
        (holding(LINK), [pressed("url", END, 0)], None),
        (holding(LINK), [], 132000),
        (holding(LINK), [pressed("quick_reply", END)], 132012),
        (holding(LINK), [pressed("url", END, "1")], 132000),
        (holding(PLAIN), [], None),
        (holding(PLAIN), [pressed("url", END)], 132012),
        (holding(QUICK), [], None),
        (holding(QUICK), [pressed("quick_reply", {"type": "payload", "payload": "x"})], None),
        (holding(QUICK), [pressed("quick_reply", {"type": "text", "text": "x"})], 132012),
        (holding(FORM), [pressed("flow", {"type": "action", "action": {}})], None),
        (holding(MPM), [pressed("mpm", sections(30))], None),
        (holding(MPM), [pressed("mpm", sections(31))], 131009),
        ([IMAGE, BODY], [{"type": "header", "parameters": [PHOTO]}], None),
        ([IMAGE, BODY], [], 132000),
        ([IMAGE, BODY], [{"type": "header", "parameters": [END]}], 132012),
    ],
)
def test_a_part_takes_what_it_is_for(
    phone: Phone, defined: list[Body], given: list[Body], code: int | None
) -> None:
    phone.approved(components=defined)
    body = template(components=given)
    if code is None:
        assert phone.send(body).status_code == 200
    else:
        assert phone.refusal(body)[1] == code


@pytest.mark.parametrize(
    ("given", "code"),
    [([{"type": "limited_time_offer", "parameters": [ENDS]}], None), ([], 132000)],
)
def test_a_limited_offer_needs_its_end(phone: Phone, given: list[Body], code: int | None) -> None:
    phone.approved(category="MARKETING", components=[BODY, OFFER])
    answer = phone.send(template(components=given))
    assert ((answer.json or {}).get("error") or {}).get("code") == code


def card(index: int, *, payload: str = "more") -> Body:
    tapped = pressed("quick_reply", {"type": "payload", "payload": payload})
    return {
        "card_index": index,
        "components": [{"type": "header", "parameters": [PHOTO]}, tapped],
    }


@pytest.mark.parametrize(
    ("cards", "code"),
    [
        ([card(0), card(1)], None),
        ([card(0)], 132000),
        ([card(0), card(2)], 131009),
        ([card(0), {"card_index": 1, "components": []}], 132000),
    ],
)
def test_every_card_of_a_template_is_filled_in(
    phone: Phone, cards: list[Body], code: int | None
) -> None:
    shown = {"components": [IMAGE, BODY, {"type": "BUTTONS", "buttons": [QUICK]}]}
    phone.approved(
        category="MARKETING", components=[BODY, {"type": "CAROUSEL", "cards": [shown, shown]}]
    )
    answer = phone.send(template(components=[{"type": "carousel", "cards": cards}]))
    assert ((answer.json or {}).get("error") or {}).get("code") == code


def test_a_tap_on_a_templates_button_brings_its_payload(phone: Phone) -> None:
    phone.approved(components=holding(QUICK))
    tapped = pressed("quick_reply", {"type": "payload", "payload": "TRACK_8812"})
    mid = (phone.send(template(components=[tapped])).json or {})["messages"][0]["id"]
    phone.shopper.press("好")

    (told,) = phone.messages()
    assert (told["type"], told["context"]["id"]) == ("button", mid)
    assert told["button"] == {"payload": "TRACK_8812", "text": "好"}


def test_a_button_sent_without_a_payload_brings_its_text(phone: Phone) -> None:
    phone.approved(components=holding(QUICK))
    phone.send(template(components=[]))
    phone.shopper.press("好")
    assert phone.messages()[0]["button"] == {"payload": "好", "text": "好"}
