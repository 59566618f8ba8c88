"""Which order an order is, and by what the same news are known again."""

import hashlib
from typing import Any

import pytest

from tests.support.shipment_sources import read, samples
from towkay.domain.errors import MalformedBody
from towkay.domain.shipping.news import OrderNews
from towkay.domain.shipping.readings import Oddity

BODIES: dict[str, dict[str, Any]] = {
    one.name: one.body for one in samples() if one.source == "shopify"
}
ORDER, EVENT = BODIES["order_created"], BODIES["event_out_for_delivery"]
FULFILLMENT = BODIES["fulfillment_in_transit"]


def order(**changed: Any) -> OrderNews:
    (news,) = read("shopify", ORDER | changed, {"x-shopify-topic": "orders/updated"}).news
    assert isinstance(news, OrderNews)
    return news


def keys(source: str, body: Any, topic: str = "") -> list[str]:
    return [one.dedupe for one in read(source, body, {"x-shopify-topic": topic}).news]


@pytest.mark.parametrize(
    "written",
    ["0912345678", "0912 345 678", "+886912345678", "886912345678", "+886 0912-345-678"],
)
def test_a_phone_is_the_same_with_and_without_its_countrys_code(written: str) -> None:
    assert order(phone=written).phone == "+886912345678"


def test_what_is_no_phone_makes_way_for_one_that_is() -> None:
    assert order(phone="none", customer={"phone": 12}).phone == "+886900000000"
    assert order(phone="", customer=None, shipping_address=None).phone == ""


def test_an_order_of_two_hundred_items_is_counted_whole() -> None:
    lines = [{"id": number, "title": "茶" * 200, "quantity": 1} for number in range(200)]
    assert order(line_items=lines).items == 200


def test_an_order_of_more_lines_than_any_is_refused() -> None:
    with pytest.raises(MalformedBody):
        order(line_items=[{}] * 10_001)


def test_of_a_carts_notes_only_chat_and_store_are_kept_and_not_many() -> None:
    kept = ["line_user", "Messenger_User", "towkay_token", "cvs_store_id", "storeName", "store_no"]
    others = ["receiver_name", "phone", "note", "store_keeper", "my_line_user", "", "line_user "]
    notes = [{"name": name, "value": "1"} for name in [*others, *kept]]
    assert [name for name, _ in order(note_attributes=notes).refs if name != "line_user"] == [
        name for name in kept if name != "line_user"
    ]
    many = [{"name": f"{letter}_store_id", "value": "1"} for letter in "abcdefghijklmnopqrstuvwxyz"]
    assert len(order(note_attributes=many).refs) == 20


@pytest.mark.parametrize(
    ("body", "topics"),
    [
        (ORDER, ["fulfillments/create", "fulfillment_events/create"]),
        (EVENT, ["orders/create", "orders/updated"]),
        (FULFILLMENT, ["orders/create", "orders/updated", "fulfillment_events/create"]),
    ],
)
def test_an_object_is_never_read_as_one_of_another_kind(body: Any, topics: list[str]) -> None:
    for topic in topics:
        with pytest.raises(MalformedBody):
            read("shopify", body, {"x-shopify-topic": topic})


def test_a_replay_is_known_though_its_unsigned_headers_were_changed() -> None:
    first, again = (
        read("shopify", EVENT, {"x-shopify-topic": "fulfillment_events/create", **other}).news[0]
        for other in ({"x-shopify-webhook-id": "1"}, {"x-shopify-webhook-id": "2"})
    )
    assert first.dedupe == again.dedupe
    for body in (FULFILLMENT, ORDER):
        kind = "orders" if body is ORDER else "fulfillments"
        created = "orders/create" if body is ORDER else "fulfillments/create"
        updated = f"{kind}/{'updated' if body is ORDER else 'update'}"
        assert keys("shopify", body, created) == keys("shopify", body, updated)


@pytest.mark.parametrize(
    ("body", "topic", "changed"),
    [
        (EVENT, "fulfillment_events/create", {"id": 4502}),
        (FULFILLMENT, "fulfillments/update", {"shipment_status": "delivered"}),
        (FULFILLMENT, "fulfillments/update", {"updated_at": "2026-11-21T19:00:00+08:00"}),
        (FULFILLMENT, "fulfillments/update", {"tracking_number": "9"}),
        (FULFILLMENT, "fulfillments/update", {"id": 5002}),
        (ORDER, "orders/updated", {"cancelled_at": "2026-11-21T19:00:00+08:00"}),
        (ORDER, "orders/updated", {"updated_at": "2026-11-21T19:00:00+08:00"}),
    ],
)
def test_other_news_of_shopifys_are_not_the_same(body: Any, topic: str, changed: Any) -> None:
    assert keys("shopify", body, topic) != keys("shopify", body | changed, topic)


@pytest.mark.parametrize(
    ("source", "name", "changed"),
    [
        ("easypost", "delivered", {"id": "evt_2"}),
        ("aftership", "lost", {"event_id": "2"}),
        ("ecpay", "at_the_store", {"RtnCode": "2067"}),
        ("ecpay", "at_the_store", {"AllPayLogisticsID": "2"}),
        ("ecpay", "at_the_store", {"UpdateStatusDate": "2026/11/21 16:05:10"}),
    ],
)
def test_other_news_of_other_sources_are_not_the_same(source: str, name: str, changed: Any) -> None:
    (body,) = (one.body for one in samples() if (one.source, one.name) == (source, name))
    assert keys(source, body) != keys(source, body | changed)
    assert keys(source, body) == keys(source, body | {"RtnMsg": "another wording", "mode": "x"})


def test_a_word_that_may_be_a_persons_is_not_repeated_in_what_is_counted() -> None:
    for word in ("王小明", "0912345678", "x" * 61, "a@b.tw", "\u202e"):
        reading = read(
            "shopify", EVENT | {"status": word}, {"x-shopify-topic": "fulfillment_events/create"}
        )
        assert [(one.why, one.word) for one in reading.parked] == [(Oddity.UNKNOWN_STATUS, "other")]


def changed(value: Any, path: str, new: Any) -> Any:
    step, _, rest = path.partition(".")
    return value | {step: changed(value[step], rest, new) if rest else new}


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("shippo", "data.carrier"),
        ("shippo", "data.tracking_number"),
        ("shippo", "data.tracking_status.object_id"),
        ("shippo", "data.tracking_status.status"),
        ("shippo", "data.tracking_status.substatus.code"),
        ("shippo", "data.tracking_status.status_date"),
        ("17track", "data.number"),
        ("17track", "data.carrier"),
        ("17track", "data.track_info.latest_event.time_utc"),
        ("17track", "data.track_info.latest_status.status"),
        ("17track", "data.track_info.latest_status.sub_status"),
    ],
)
def test_each_part_of_a_key_of_our_own_making_tells_news_apart(source: str, path: str) -> None:
    name = {"shippo": "out_for_delivery", "17track": "arrived_somewhere"}[source]
    (body,) = (one.body for one in samples() if (one.source, one.name) == (source, name))
    assert keys(source, body) != keys(source, changed(body, path, "another"))


def test_a_key_of_our_own_making_is_the_digest_of_its_parts() -> None:
    bodies = {(one.source, one.name): one.body for one in samples()}
    said = "usps|9200000000000000000001|o1|TRANSIT|out_for_delivery|2026-11-21T07:30:00Z"
    expected = hashlib.sha256(said.encode()).hexdigest()
    assert keys("shippo", bodies["shippo", "out_for_delivery"]) == [expected]
    said = "9990001|7700123|2073|2026/11/21 16:05:09"
    expected = hashlib.sha256(said.encode()).hexdigest()
    assert keys("ecpay", bodies["ecpay", "at_the_store"]) == [expected]
