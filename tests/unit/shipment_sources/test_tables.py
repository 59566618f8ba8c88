"""Every word of every table means a milestone, or none on purpose, in a whole delivery too."""

from typing import Any

import pytest
import yaml

from tests.support.shipment_sources import MERCHANT, read
from towkay.adapters.shipping.sources import SOURCES
from towkay.adapters.shipping.tables import table_of
from towkay.domain.shipping.news import Milestone, ParcelNews
from towkay.domain.shipping.readings import Oddity, Reading
from workbench.shipments.compiler import FOLDER

Row = dict[str, Any]
TABLES: dict[str, dict[str, Any]] = {
    path.stem: {"details": []} | yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.yaml"))
}
KINDS = ("statuses", "details")
ROWS = [
    (source, kind, row)
    for source, one in TABLES.items()
    for kind in KINDS
    for row in one[kind]
    # A fulfilment's own words, without an event: the samples show each.
    if (source, kind) != ("shopify", "details")
]
TOPIC = {"x-shopify-topic": "fulfillment_events/create"}
# ECPay's codes that decide what most shoppers ever hear.
USUAL = {
    "label_made": "300 310 311 2001 2024",
    "handed_over": "2068 3032 3301",
    "in_transit": "2030 3024 2041 3001 3313",
    "at_pickup_store": "2063 2073 2098 3018 3029 3302 3314",
    "out_for_delivery": "3006 3312",
    "delivered": "2067 3022 3003 3307 3308 3309",
    "attempted": "3002 3007 3303",
    "delayed": "2037 2104 7011 7101",
    "returned": "2065 2074 3020 2072 2070 3023 3310",
    "lost": "2042 7006 7007 7018 7020 5002 7302",
}


def delivered(source: str, status: str, detail: str, carrier: str = "") -> Reading:
    """A delivery that says these words and little else."""
    bodies: dict[str, Any] = {
        "shopify": {"id": 1, "fulfillment_id": 2, "order_id": 3, "status": status},
        "easypost": {
            "id": "evt_1",
            "description": "tracker.updated",
            "result": {"id": "trk_1", "status": status, "status_detail": detail},
        },
        "aftership": {
            "event": "tracking_update",
            "event_id": "e",
            "msg": {"id": "a", "tag": status, "subtag": detail},
        },
        "shippo": {
            "event": "track_updated",
            "data": {
                "carrier": "usps",
                "tracking_number": "9",
                "tracking_status": {"status": status, "substatus": {"code": detail}},
            },
        },
        "ecpay": {
            "MerchantID": MERCHANT,
            "AllPayLogisticsID": "7",
            "RtnCode": status,
            "LogisticsSubType": carrier,
        },
        "17track": {
            "event": "TRACKING_UPDATED",
            "data": {
                "number": "9",
                "track_info": {"latest_status": {"status": status, "sub_status": detail}},
            },
        },
    }
    return read(source, bodies[source], TOPIC)


def statuses_beside(source: str, row: Row) -> list[str]:
    """The statuses that a detail may come with."""
    listed = str(row.get("with", "")).split()
    if listed:
        return listed
    known = [one["code"] for one in TABLES[source]["statuses"]]
    # AfterShip's and 17TRACK's details begin with their status.
    return [one for one in known if row["code"].startswith(f"{one}_")] or known


def for_person(source: str, status: str) -> bool:
    """Who is to be asked about a status is asked whatever its detail."""
    return any(one["code"] == status and "person" in one for one in TABLES[source]["statuses"])


@pytest.mark.parametrize(("source", "kind", "row"), ROWS)
def test_a_word_of_a_table_comes_out_as_its_row_says(source: str, kind: str, row: Row) -> None:
    if row.get("follows"):
        assert table_of(source).meaning("delivered", row["code"])[0].milestone == "delivered"
        return
    for status in [row["code"]] if kind == "statuses" else statuses_beside(source, row):
        detail = "" if kind == "statuses" else row["code"]
        reading = delivered(source, status, detail)
        (news,) = reading.news
        assert isinstance(news, ParcelNews) and reading.parked == ()
        assert (news.milestone or "none") == row["milestone"]
        assert news.needs_person == (row.get("person", False) or for_person(source, status))
        assert (news.is_return, news.again, news.withdraws) == (
            row.get("return", False),
            row.get("again", False),
            row.get("withdraws"),
        )


@pytest.mark.parametrize("row", TABLES["ecpay"]["statuses"], ids=lambda row: str(row["code"]))
def test_a_code_of_ecpays_is_told_for_the_carriers_that_use_it_and_named_for_others(
    row: Row,
) -> None:
    letters = str(row.get("carriers", "")).split()
    for carrier, letter in TABLES["ecpay"]["carriers"].items():
        reading = delivered("ecpay", row["code"], "", str(carrier))
        fits = not letters or letter in letters
        assert [one.why for one in reading.parked] == ([] if fits else [Oddity.OTHER_CARRIER])


def test_ecpays_table_is_whole() -> None:
    codes = [row["code"] for row in TABLES["ecpay"]["statuses"] if row["code"] != "1"]
    assert len(codes) == len(set(codes)) == 231
    assert all(row["carriers"] for row in TABLES["ecpay"]["statuses"] if row["code"] != "1")


@pytest.mark.parametrize(("milestone", "codes"), USUAL.items())
def test_what_most_shoppers_hear_of_ecpay_is_right(milestone: str, codes: str) -> None:
    statuses = table_of("ecpay").statuses
    assert {statuses[code].milestone for code in codes.split()} == {Milestone(milestone)}


@pytest.mark.parametrize("source", TABLES)
def test_a_word_of_no_table_is_kept_with_its_reason_and_told_to_nobody(source: str) -> None:
    reading = delivered(source, "no_such_word", "")
    (news,) = reading.news
    (parked,) = reading.parked
    assert isinstance(news, ParcelNews) and news.milestone is None and news.code == "no_such_word"
    assert (parked.why, parked.word) == (Oddity.UNKNOWN_STATUS, "no_such_word")
    assert parked.dedupe == news.dedupe


def test_every_source_but_our_own_has_a_table() -> None:
    assert set(TABLES) == set(SOURCES) - {"json"}
