"""What ECPay usually tells of a parcel, one notice after the other, is what its shopper hears."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.shipment_sources import MERCHANT, read
from towkay.domain.shipping.news import Milestone, OrderNews, ParcelNews
from towkay.domain.shipping.order_facts import told_by_shop, unknown_order
from towkay.domain.shipping.parcels import Parcel, folded
from towkay.domain.shipping.pickups import PickUps
from towkay.domain.shipping.references import references_of, references_to
from towkay.domain.shipping.telling import Telling, telling_of, told

PICK_UPS = PickUps("Asia/Taipei")
START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
STORE = "handed_over in_transit at_pickup_store"
# ECPay's own list of histories, by carrier: to the shopper, and back from a store.
JOURNEYS = [
    ("UNIMART", "300 310 2024 2030 2063 2067", "in_transit at_pickup_store delivered"),
    ("UNIMART", "2030 2063 2065 2076 2044", "in_transit at_pickup_store returned"),
    ("UNIMARTC2C", "300 2068 2030 2073 2067", f"{STORE} delivered"),
    ("UNIMARTC2C", "300 2068 2030 2073 2074 2072 2070", f"{STORE} returned"),
    ("UNIMARTC2C", "2068 2030 2073 2098 2067", f"{STORE} at_pickup_store delivered"),
    ("FAMI", "300 310 3024 3018 3022", "in_transit at_pickup_store delivered"),
    ("FAMIC2C", "300 3032 3024 3018 3022", f"{STORE} delivered"),
    ("FAMIC2C", "300 3032 3024 3018 3020 3019 3023", f"{STORE} returned"),
    ("HILIFE", "300 2001 3024 3018 3022", "in_transit at_pickup_store delivered"),
    ("HILIFEC2C", "300 3032 3024 3018 3020 3025 3019 3023", f"{STORE} returned"),
    ("OKMARTC2C", "3032 2030 2073 3022", f"{STORE} delivered"),
    ("OKMARTC2C", "3032 2030 2073 2074 2078 2072 3023", f"{STORE} returned"),
    ("TCAT", "300 3001 3006 3003", "in_transit out_for_delivery delivered"),
    ("POST", "320 3301 3313 3312 3309", "handed_over in_transit out_for_delivery delivered"),
]


def journey(carrier: str, codes: str) -> list[ParcelNews]:
    """The notices, three hours apart."""
    found = []
    for number, code in enumerate(codes.split()):
        at = START + timedelta(hours=3 * number + 8)  # as ECPay writes it, in Taipei
        fields = {
            "MerchantID": MERCHANT,
            "MerchantTradeNo": "CR20261120",
            "RtnCode": code,
            "AllPayLogisticsID": "7700123",
            "LogisticsSubType": carrier,
            "UpdateStatusDate": f"{at:%Y/%m/%d %H:%M:%S}",
        }
        reading = read("ecpay", fields)
        assert reading.parked == ()
        (news,) = reading.news
        assert isinstance(news, ParcelNews)
        found.append(news)
    return found


def heard(notices: list[ParcelNews]) -> list[Milestone]:
    """What the shopper is told while these arrive."""
    parcel, said = Parcel("ecpay", "7700123"), []
    for news in notices:
        parcel = folded(parcel, news)
        telling = telling_of(parcel, news.occurred_at, PICK_UPS)
        if isinstance(telling, Telling):
            parcel = told(parcel, telling)
            said.append(telling.milestone)
    return said


@pytest.mark.parametrize(("carrier", "codes", "expected"), JOURNEYS)
def test_a_usual_journey_is_told_step_by_step(carrier: str, codes: str, expected: str) -> None:
    assert heard(journey(carrier, codes)) == expected.split()


@pytest.mark.parametrize(("carrier", "codes", "expected"), JOURNEYS)
def test_repeats_and_another_order_tell_nothing_twice(
    carrier: str, codes: str, expected: str
) -> None:
    notices = journey(carrier, codes) * 3
    random.Random(codes).shuffle(notices)
    said = heard(notices)
    assert said == [one for one in expected.split() if one in said]
    assert said[-1] == expected.split()[-1]


def test_parcels_find_their_order_by_its_key() -> None:
    topics = [{"x-shopify-topic": one} for one in ("orders/create", "fulfillment_events/create")]
    placed = {"id": 9001, "order_number": 1042, "name": "#1042", "line_items": [{}]}
    (order,) = read("shopify", placed, topics[0]).news
    event = {"id": 1, "fulfillment_id": 2, "order_id": 9001, "status": "in_transit"}
    (news,) = read("shopify", event, topics[1]).news
    assert isinstance(order, OrderNews) and isinstance(news, ParcelNews)
    names = references_to(told_by_shop(unknown_order("demo", order.order), order))
    assert {*references_of(news)} & {*names}
