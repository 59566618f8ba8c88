"""What shops and carriers tell is queued whole for the brand whose key proved it, or refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.shipment_sources import KEYS, NOW, Sample, encoded, samples, sign
from tests.support.shop_doors import KeptQueue, ShopDoor, a_delivery, a_parcel, delivered
from towkay.adapters.shipping.sources import SOURCES
from towkay.domain.errors import QueueRefused
from towkay.domain.shipping.arrivals import Puzzle
from towkay.domain.shipping.news import OrderNews, ParcelNews
from towkay.domain.shipping.readings import Oddity, SourceKey
from towkay.ports.shipping import BrandKey
from towkay.usecases.take_shipments import Taking, take_shipments

OTHER = SourceKey("another-shops-own-key-01", "anotherIv0000001", "9990002")


def other_key(source: str) -> SourceKey:
    return replace(OTHER, iv=OTHER.iv if source == "ecpay" else "")


@pytest.mark.parametrize("sample", samples(), ids=lambda one: f"{one.source}-{one.name}")
def test_every_piece_of_news_is_queued_for_the_brand_and_what_is_odd_beside_it(
    sample: Sample,
) -> None:
    door = ShopDoor()
    headers, raw = sign(sample.source, encoded(sample.source, sample.body))

    taken = door.take(delivered(sample.source, ({**sample.headers, **headers}, raw)))

    told = [one.what for one in door.queue.arrivals if not isinstance(one.what, Puzzle)]
    puzzles = [one.what for one in door.queue.arrivals if isinstance(one.what, Puzzle)]
    assert taken.answer is Taking.ACCEPTED and taken.brand == "demo"
    assert {one.brand for one in door.queue.arrivals} <= {"demo"}
    assert taken.news == len(told) == len(sample.expect["news"])
    found = [{"why": one.why.value, "word": one.word} for one in puzzles]
    assert found == sample.expect.get("parked", [])
    assert sum(taken.parked.values()) == len(puzzles)


def test_news_with_a_word_of_no_table_is_queued_and_people_find_it_with_its_puzzle() -> None:
    door = ShopDoor()
    (odd,) = (one for one in samples() if (one.source, one.name) == ("ecpay", "an_unknown_code"))

    door.take(a_delivery("ecpay", odd.body))

    news, puzzle = (one.what for one in door.queue.arrivals)
    assert isinstance(news, ParcelNews) and news.milestone is None and news.tracking
    assert isinstance(puzzle, Puzzle)
    assert (puzzle.news, puzzle.at, puzzle.why) == (news, NOW, Oddity.UNKNOWN_STATUS)


def test_a_kind_of_event_that_nothing_reads_is_taken_and_parked_without_news() -> None:
    door = ShopDoor()

    taken = door.take(a_delivery("shopify", {"id": 1}, topic="carts/update"))

    (arrival,) = door.queue.arrivals
    assert taken.answer is Taking.ACCEPTED
    assert isinstance(arrival.what, Puzzle) and arrival.what.news is None
    assert arrival.what.word == "carts/update"


@pytest.mark.parametrize("source", KEYS)
def test_the_key_tells_the_brand_also_behind_another_brands_key(source: str) -> None:
    door = ShopDoor()
    mine = other_key(source)
    door.put(source, BrandKey("demo", KEYS[source]), BrandKey("atelier", mine))
    body = {"MerchantID": OTHER.account, "RtnCode": "300", "AllPayLogisticsID": "1"}

    taken = door.take(a_delivery(source, body if source == "ecpay" else {"event": "?"}, mine))

    assert taken.brand == "atelier"


@pytest.mark.parametrize("source", KEYS)
def test_what_another_key_signed_is_forged_and_nothing_of_it_is_queued(source: str) -> None:
    door = ShopDoor()

    taken = door.take(a_delivery(source, {"a": "1"}, other_key(source)))

    assert (taken.answer, taken.brand, door.queue.arrivals) == (Taking.FORGED, "", [])


@pytest.mark.parametrize("source", KEYS)
def test_a_source_without_a_key_is_closed(source: str) -> None:
    door = ShopDoor()
    del door.texts[source]

    assert door.take(a_delivery(source, {"a": "1"})).answer is Taking.CLOSED


@pytest.mark.parametrize("source", ["json", "shippo"])
def test_what_was_signed_five_minutes_ago_is_a_replay(source: str) -> None:
    door = ShopDoor(now=NOW + timedelta(minutes=6))

    assert door.take(a_delivery(source, {"a": "1"})).answer is Taking.STALE


@pytest.mark.parametrize("before", [(), (BrandKey("demo", OTHER),)])
def test_a_key_that_was_stored_a_moment_ago_counts_before_the_cache_ends(
    before: tuple[BrandKey, ...],
) -> None:
    stored = BrandKey("demo", KEYS["json"])

    class Cached:
        """`ports.ShopKeys`, whose cache is older than what is stored."""

        def read(self, source: str, *, fresh: bool = False) -> tuple[BrandKey, ...]:
            return (stored,) if fresh else before

    queue = KeptQueue()
    taken = take_shipments(
        a_delivery("json", {"parcels": []}), now=NOW, sources=SOURCES, keys=Cached(), queue=queue
    )

    assert taken.answer is Taking.ACCEPTED


def test_an_old_key_counts_until_its_end_and_not_after() -> None:
    old, new = SourceKey("the-old-key-0001", until=NOW), SourceKey("the-new-key-0001")
    door = ShopDoor(now=NOW - timedelta(seconds=1))
    door.put("json", BrandKey("demo", new), BrandKey("demo", old))
    by_old, by_new = (a_delivery("json", {"parcels": []}, key) for key in (old, new))

    assert [door.take(one).answer for one in (by_old, by_new)] == [Taking.ACCEPTED] * 2
    door.now = NOW
    assert [door.take(one).answer for one in (by_old, by_new)] == [
        Taking.FORGED,
        Taking.ACCEPTED,
    ]


def test_a_source_that_there_is_not_is_unknown_and_its_keys_are_never_read() -> None:
    door = ShopDoor(texts={"nobody": "{}"})

    taken = door.take(replace(a_delivery("json", {}), source="nobody"))

    assert taken.answer is Taking.UNKNOWN_SOURCE


def test_a_genuine_body_of_another_shape_is_malformed_and_told_where_but_not_what() -> None:
    door = ShopDoor()
    slip = a_delivery("json", {"parcels": [a_parcel(milestone="0912345678")]})

    taken = door.take(slip)

    assert taken.answer is Taking.MALFORMED and door.queue.arrivals == []
    assert "parcels.0.milestone" in taken.slip and "0912345678" not in taken.slip


def test_more_than_a_mebibyte_is_too_large_and_so_is_nothing_less() -> None:
    door = ShopDoor()
    padding = 1024 * 1024 - len(encoded("json", {"parcels": []}))
    whole = encoded("json", {"parcels": []}) + b" " * padding

    most = door.take(delivered("json", sign("json", whole)))
    more = door.take(delivered("json", sign("json", whole + b" ")))

    assert (most.answer, more.answer) == (Taking.ACCEPTED, Taking.TOO_LARGE)


def test_a_body_whose_encoding_is_broken_is_malformed() -> None:
    door = ShopDoor()

    assert door.take(replace(a_delivery("json", {}), raw=None)).answer is Taking.MALFORMED


def test_what_cannot_be_queued_is_not_taken() -> None:
    door = ShopDoor()
    door.queue.refuses = True

    with pytest.raises(QueueRefused):
        door.take(a_delivery("json", {"parcels": [a_parcel()]}))


def test_two_hundred_parcels_and_as_many_orders_are_taken_at_once() -> None:
    door = ShopDoor()
    orders = [
        {"order": f"#{number}", "placed_at": "2026-11-21T15:00:00+08:00"} for number in range(200)
    ]
    body = {"parcels": [a_parcel(number) for number in range(200)], "orders": orders}

    taken = door.take(a_delivery("json", body))

    assert taken.news == len(door.queue.arrivals) == 400
    kinds = [type(one.what) for one in door.queue.arrivals]
    assert kinds == [OrderNews] * 200 + [ParcelNews] * 200
