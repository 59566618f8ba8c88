"""Our own form is strict and says where a slip is; its document and its page say the same."""

import json
import re
import shlex
from typing import Any

import pytest

from tests.support.shipment_sources import read
from tests.support.template import ROOT
from towkay.adapters.shipping.plain_forms import MOST_TOLD
from towkay.domain.errors import MalformedBody
from towkay.domain.shipping.news import Milestone, OrderNews, ParcelNews
from workbench.shipments.cli import FORMS
from workbench.shipments.openapi import NAME

PARCEL = {
    "parcel": "P-1",
    "milestone": "in_transit",
    "occurred_at": "2026-11-22T16:05:09+08:00",
}
ORDER = {"order": "#1042", "placed_at": "2026-11-21T15:00:00+08:00"}
FILE = FORMS / NAME
PAGE = ROOT / "docs" / "shipments.md"
DOCUMENT = json.loads(FILE.read_text(encoding="utf-8"))
SCHEMAS = DOCUMENT["components"]["schemas"]


def refusal(**body: Any) -> str:
    with pytest.raises(MalformedBody) as refused:
        read("json", body)
    return str(refused.value)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"milestone": "arrived"}, "parcels.0.milestone: enum"),
        ({"occurred_at": "2026-11-22T16:05:09"}, "parcels.0.occurred_at: timezone_aware"),
        ({"occurred_at": "1999-11-22T16:05:09Z"}, "parcels.0.occurred_at: value_error"),
        ({"occurred_at": "0001-01-01T00:00:00+14:00"}, "parcels.0.occurred_at: value_error"),
        ({"parcel": ""}, "parcels.0.parcel: string_too_short"),
        ({"parcel": 7}, "parcels.0.parcel: string_type"),
        ({"place": "鑫台北\n門市"}, "parcels.0.place: string_pattern_mismatch"),
        ({"order": "x" * 101}, "parcels.0.order: string_too_long"),
        ({"link": "http://example.com/t"}, "parcels.0.link: value_error"),
        ({"link": "https://127.0.0.1/t"}, "parcels.0.link: value_error"),
        ({"again": "true"}, "parcels.0.again: bool_type"),
        ({"again": 1}, "parcels.0.again: bool_type"),
        ({"occurred_at": 1795248000}, "parcels.0.occurred_at: value_error"),
        ({"collect_by": "1795248000000"}, "parcels.0.collect_by: value_error"),
        ({"receiver": "王小明"}, "parcels.0.?: extra_forbidden"),
    ],
)
def test_a_slip_is_told_by_its_place_and_nothing_is_taken(
    changed: dict[str, Any], told: str
) -> None:
    assert refusal(parcels=[PARCEL | changed, PARCEL]) == told


def test_what_is_missing_is_told_and_not_more_than_a_few_slips_are() -> None:
    assert refusal(orders=[{}]) == "orders.0.order: missing; orders.0.placed_at: missing"
    assert refusal(parcels=[{}] * 9).count(";") == 4


@pytest.mark.parametrize("name", ["parcels", "orders"])
def test_two_hundred_are_taken_at_once_and_no_more(name: str) -> None:
    one = PARCEL if name == "parcels" else ORDER
    assert len(read("json", {name: [one] * MOST_TOLD}).news) == MOST_TOLD
    assert refusal(**{name: [one] * (MOST_TOLD + 1)}) == f"{name}: too_long"


def key(told: dict[str, Any], name: str = "parcels") -> str:
    return read("json", {name: [told]}).news[0].dedupe


def test_news_are_known_again_by_their_id_or_else_by_their_content() -> None:
    assert key(PARCEL | {"id": "1"}) == key(PARCEL | {"id": "1", "place": "鑫台北"})
    assert key(PARCEL | {"id": "1"}) != key(PARCEL | {"id": "2"})
    assert key(PARCEL) == key(dict(reversed(PARCEL.items())))
    assert key(PARCEL) == key(PARCEL | {"occurred_at": "2026-11-22T08:05:09Z"})
    assert key(PARCEL) != key(PARCEL | {"occurred_at": "2026-11-22T08:05:10Z"})
    assert key(PARCEL | {"id": "1"}) != key(ORDER | {"id": "1"}, "orders")


def test_a_long_name_of_a_parcel_is_kept_as_its_fingerprint_and_stays_its_own() -> None:
    names = {read("json", {"parcels": [PARCEL | {"parcel": "包" * 99 + end}]}) for end in "甲乙"}
    kept = {news.parcel for one in names for news in one.news if isinstance(news, ParcelNews)}
    assert len(kept) == 2 and {len(one) for one in kept} == {64}


def test_every_milestone_can_be_told() -> None:
    for milestone in Milestone:
        (news,) = read("json", {"parcels": [PARCEL | {"milestone": milestone.value}]}).news
        assert isinstance(news, ParcelNews) and news.milestone is milestone


def test_the_document_names_all_that_the_form_takes_and_says_what_it_is() -> None:
    assert DOCUMENT["openapi"] == "3.1.0"
    assert SCHEMAS["Milestone"]["enum"] == [one.value for one in Milestone]
    for name in ("News", "Parcel", "Order"):
        assert SCHEMAS[name]["additionalProperties"] is False
        assert all(member["description"] for member in SCHEMAS[name]["properties"].values())
    operation = DOCUMENT["paths"]["/shipments/json"]["post"]
    example = operation["requestBody"]["content"]["application/json"]["example"]
    kinds = [type(one) for one in read("json", example).news]
    assert kinds == [OrderNews, ParcelNews]


def test_every_reference_of_the_document_leads_somewhere() -> None:
    found = re.findall(r'"\$ref": "#/components/schemas/(\w+)"', FILE.read_text(encoding="utf-8"))
    assert set(found) == {"News", "Parcel", "Order", "Milestone"} and set(found) <= set(SCHEMAS)


def curl_bodies(path: str) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    said = [shlex.split(block) for block in blocks if f'"$URL{path}"' in block]
    return [words[words.index("-d") + 1] for words in said if "-d" in words]


def test_what_the_page_tells_to_send_is_taken() -> None:
    bodies = [body for body in curl_bodies("/shipments/json") if body.startswith("{")]
    assert len(bodies) >= 2
    assert all(read("json", json.loads(body)).news for body in bodies)


def test_the_page_names_every_source_and_every_member() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in ("shopify", "easypost", "aftership", "shippo", "ecpay", "17track", "json"):
        assert f"/shipments/{name}" in page
    for schema in ("Parcel", "Order"):
        for member in SCHEMAS[schema]["properties"]:
            assert f"`{member}`" in page, member
    for milestone in Milestone:
        assert f"`{milestone.value}`" in page
