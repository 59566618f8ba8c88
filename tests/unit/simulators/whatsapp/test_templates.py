"""Templates: what is taken for review, what becomes of it, and what may be filled in."""

from datetime import timedelta
from typing import Any

import pytest

from tests.unit.simulators.rig import NUMBER
from tests.unit.simulators.whatsapp.phone import (
    Body,
    Phone,
    phones,
    refused,
    template,
    with_rules,
)

DAY = 24 * 3600
TEMPLATES = f"v25.0/{NUMBER.waba}/message_templates"


def body(words: str, *values: str) -> Body:
    part: Body = {"type": "BODY", "text": words}
    return part | ({"example": {"body_text": [list(values)]}} if values else {})


def quick(label: str = "好") -> Body:
    return {"type": "QUICK_REPLY", "text": label}


def link(url: str = "https://a.tw/{{1}}", **more: Any) -> Body:
    return {"type": "URL", "text": "看", "url": url, "example": ["1"]} | more


def buttons(*given: Body) -> list[Body]:
    return [body("您好，訂單已出貨。"), {"type": "BUTTONS", "buttons": list(given)}]


def headed(**header: Any) -> list[Body]:
    return [{"type": "HEADER", "format": "TEXT"} | header, body("您好，訂單已出貨。")]


def cards(count: int, *, second: list[Body] | None = None) -> list[Body]:
    image = {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["4::a"]}}
    shown = [{"components": [image, body("一款茶。")]} for _ in range(count)]
    if second is not None:
        shown[1] = {"components": [image, body("一款茶。"), *second]}
    return [body("看看新品。"), {"type": "CAROUSEL", "cards": shown}]


# What is wrong with the form, and the subcode that says so.
WRONG = [
    ({"name": "Order"}, None),
    ({"name": "o" * 513}, None),
    ({"language": "chinese"}, None),
    ({"category": "NEWS"}, None),
    ({"components": []}, None),
    ({"components": [body("a"), body("b")]}, None),
    ({"components": [body("")]}, 2388072),
    ({"components": [body("字" * 1025)]}, 2388040),
    ({"components": [body("{{1}} 您好，訂單已出貨", "怡真")]}, 2388299),
    ({"components": [body("您好，訂單已出貨 {{1}}", "怡真")]}, 2388299),
    ({"components": [body("您{{1}}好{{2}}嗎", "a", "b")]}, 2388293),
    ({"components": [body("您好 {{1}} 訂單 {{3}} 已出貨", "a", "b")]}, 2388072),
    ({"components": [body("您好 {{1}} 訂單已出貨")]}, 2388072),
    ({"components": headed(text="標" * 61)}, 2388047),
    ({"components": headed(text="{{1}} {{2}}")}, 2388047),
    ({"components": headed(text="標 {{1}}")}, 2388047),
    ({"components": headed(format="IMAGE")}, 2388047),
    ({"components": headed(format="POEM")}, 2388047),
    ({"components": [body("您好。"), {"type": "FOOTER", "text": "f" * 61}]}, 2388073),
    ({"components": [body("您好。"), {"type": "FOOTER", "text": "再會 {{1}}"}]}, 2388073),
    ({"components": buttons(*[quick(str(n)) for n in range(11)])}, None),
    ({"components": buttons(link(), link(), link())}, None),
    ({"components": buttons(quick(), link(), quick("不"))}, None),
    ({"components": buttons(quick("字" * 26))}, None),
    ({"components": buttons(quick("好👍"))}, None),
    ({"components": buttons(link("https://a.tw/{{1}}/b"))}, None),
    ({"components": buttons(link("https://a.tw/" + "a" * 2000))}, None),
    ({"components": buttons({"type": "COPY_CODE", "example": "C" * 21})}, None),
    ({"components": cards(1), "category": "MARKETING"}, None),
    ({"components": cards(11), "category": "MARKETING"}, None),
    ({"components": cards(2), "category": "UTILITY"}, None),
    (
        {
            "components": cards(2, second=[{"type": "BUTTONS", "buttons": [quick()]}]),
            "category": "MARKETING",
        },
        None,
    ),
]


@pytest.mark.parametrize(("changes", "subcode"), WRONG)
def test_a_form_that_breaks_a_rule_is_refused(
    phone: Phone, changes: Body, subcode: int | None
) -> None:
    answer = phone.create(**changes)
    assert refused(answer)[:2] == (400, 100)
    assert (answer.json or {})["error"].get("error_subcode") == subcode


GOOD = [
    {"name": "o" * 512},
    {"components": [body("字" * 1024)]},
    {"components": headed(text="標" * 60)},
    {"components": headed(text="標 {{1}}", example={"header_text": ["a"]})},
    {"components": buttons(*[quick(str(n)) for n in range(10)])},
    {"components": buttons(quick(), quick("不"), link(), link("https://b.tw"))},
    {"components": cards(10), "category": "MARKETING"},
]


@pytest.mark.parametrize("changes", GOOD)
def test_a_form_within_the_rules_is_taken_for_review(phone: Phone, changes: Body) -> None:
    answer = phone.create(**changes)
    assert (answer.status_code, (answer.json or {})["status"]) == (200, "PENDING")


def test_the_review_is_told_and_only_then_may_it_be_sent() -> None:
    with phones(with_rules(review_takes=timedelta(hours=1))) as phone:
        phone.create()
        assert phone.refusal(template())[:2] == (404, 132001)
        phone.clock.advance(3600)
        phone.simulators.idle()
        (told,) = phone.values("message_template_status_update")
        assert (told["event"], told["message_template_name"]) == ("APPROVED", "order_shipped")
        assert phone.send(template()).status_code == 200


def test_a_rejection_tells_why(phone: Phone) -> None:
    phone.create(name="promo_rejected")
    (told,) = phone.values("message_template_status_update")
    assert (told["event"], told["reason"]) == ("REJECTED", "INVALID_FORMAT")
    assert told["rejection_info"]["recommendation"]


def test_words_that_promote_make_it_marketing(phone: Phone) -> None:
    answer = phone.create(components=[body("您好，全館優惠中。")]).json or {}
    assert answer["category"] == "MARKETING"


def test_a_name_is_taken_once_per_language_and_locked_after_its_deletion(phone: Phone) -> None:
    phone.approved()

    def subcode(answer: Any) -> int:
        assert refused(answer)[:2] == (400, 100)
        code: int = answer.json["error"]["error_subcode"]
        return code

    assert subcode(phone.create()) == 2388024
    assert phone.create(language="en").status_code == 200
    assert phone.call("DELETE", TEMPLATES, name="order_shipped").status_code == 200
    assert phone.refusal(template())[1] == 132001
    assert subcode(phone.create()) == 2388023
    phone.clock.advance(30 * DAY)
    assert phone.create().status_code == 200


def test_one_language_can_be_deleted_alone(phone: Phone) -> None:
    phone.approved()
    english = (phone.create(language="en").json or {})["id"]
    assert phone.call("DELETE", TEMPLATES, name="order_shipped", hsm_id=english).status_code == 200
    assert phone.send(template()).status_code == 200


def test_quotas_of_templates_and_creations() -> None:
    with phones(with_rules(max_templates=1, creations_per_hour=2)) as phone:
        phone.approved(name="a")
        too_many = phone.create(name="b")
        assert (too_many.json or {})["error"]["error_subcode"] == 2388019
        phone.call("DELETE", TEMPLATES, name="a")
        phone.approved(name="b")
        phone.call("DELETE", TEMPLATES, name="b")
        assert refused(phone.create(name="c"))[1] == 80007
        phone.clock.advance(3600)
        assert phone.create(name="c").status_code == 200


def test_an_edit_is_reviewed_again_and_an_approved_one_edited_once_a_day(phone: Phone) -> None:
    made = (phone.create().json or {})["id"]
    edit = {"components": [body("訂單已經出貨了。")]}

    assert phone.call("POST", f"v25.0/{made}", edit).status_code == 200
    assert len(phone.values("message_template_status_update")) == 2
    assert refused(phone.call("POST", f"v25.0/{made}", edit))[1] == 100
    phone.clock.advance(DAY)
    changed = phone.call("POST", f"v25.0/{made}", {"category": "MARKETING"})
    assert refused(changed)[1] == 100
    assert phone.call("POST", f"v25.0/{made}", edit).status_code == 200


def test_bad_quality_pauses_three_hours_then_six_then_for_ever(phone: Phone) -> None:
    phone.approved()
    for hours in (3, 6):
        phone.dislike("order_shipped")
        assert phone.refusal(template())[:2] == (400, 132015)
        phone.clock.advance(hours * 3600 - 1)
        assert phone.refusal(template())[1] == 132015
        phone.clock.advance(1)
        assert phone.send(template()).status_code == 200
    phone.dislike("order_shipped")
    phone.clock.advance(30 * DAY)
    assert phone.refusal(template())[:2] == (400, 132016)
    told = phone.values("message_template_status_update")[1:]
    assert [one["other_info"]["title"] for one in told] == [
        "FIRST_PAUSE",
        "SECOND_PAUSE",
        "DISABLED",
    ]
    assert phone.values("message_template_quality_update")[0]["new_quality_score"] == "RED"
    assert refused(phone.call("DELETE", TEMPLATES, name="order_shipped"))[1] == 100


def test_a_pause_can_be_ended(phone: Phone) -> None:
    made = (phone.create().json or {})["id"]
    phone.dislike("order_shipped")
    assert phone.call("POST", f"v25.0/{made}/unpause").status_code == 200
    assert phone.send(template()).status_code == 200


def test_the_listing_goes_on_page_by_page(phone: Phone) -> None:
    for name in ("a", "b", "c"):
        phone.approved(name=name)
    first = phone.call("GET", TEMPLATES, limit="2", fields="name,status").json or {}
    after = first["paging"]["cursors"]["after"]
    second = phone.call("GET", TEMPLATES, limit="2", after=after).json or {}

    assert [one["name"] for one in first["data"]] == ["a", "b"]
    assert set(first["data"][0]) == {"id", "name", "status"}
    assert [one["name"] for one in second["data"]] == ["c"]
    assert "next" not in second["paging"]
    only = phone.call("GET", TEMPLATES, status="REJECTED").json or {}
    assert only["data"] == []


def parts(*values: Any, **changes: Any) -> Body:
    return {"components": [{"type": "body", "parameters": list(values)} | changes]}


def said(words: str, **more: Any) -> Body:
    return {"type": "text", "text": words} | more


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "nobody"}, 132001),
        ({"language": {"code": "en"}}, 132001),
        (parts(said("怡真")), 132000),
        (parts(said("a"), said("b"), said("c")), 132000),
        ({"components": []}, 132000),
        (parts(said("a\nb"), said("c")), 132012),
        (parts(said("a\tb"), said("c")), 132012),
        (parts(said("a     b"), said("c")), 132012),
        (parts(said(""), said("c")), 132012),
        (parts(said("a", parameter_name="name"), said("c")), 132012),
        (parts(said("a" * 1000), said("b" * 50)), 132005),
        ({"components": "body"}, 132012),
    ],
)
def test_what_is_filled_in_must_fit(phone: Phone, changes: Body, code: int) -> None:
    phone.approved()
    assert phone.refusal(template(**changes))[1] == code


def test_named_gaps_are_filled_by_name_only(phone: Phone) -> None:
    named = {"body_text_named_params": [{"param_name": "name", "example": "怡真"}]}
    part = {"type": "BODY", "text": "您好 {{name}}，已出貨。", "example": named}
    phone.approved(parameter_format="NAMED", components=[part])

    assert phone.refusal(template(**parts(said("怡真"))))[1] == 132012
    assert phone.refusal(template(**parts(said("怡真", parameter_name="who"))))[1] == 132012
    phone.send(template(**parts(said("怡真", parameter_name="name"))))
    rows = phone.http.get("/ledger").json or []
    assert rows[-1]["text"] == "您好 怡真，已出貨。"
