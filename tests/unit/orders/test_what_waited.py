"""What waited for an order is told of once the order is known, however it came to be known."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.order_shop import KEY, LINE, OrderShop, a_consent, an_order, of_order
from tests.support.parcels import DELIVERED, OUT, TRANSIT, at, news
from towkay.adapters.callsites import CallSite
from towkay.adapters.memory.orders import MemoryOrders
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.shipping.arrivals import Arrived
from towkay.domain.shipping.proving import followed_by
from towkay.domain.shipping.readings import Oddity
from towkay.domain.shipping.records import MOST_PARCELS, Order, OrderRecord, Proof
from towkay.usecases.ship import Fate

SHOPS = of_order(TRANSIT, 1, tracking="T1")
CARRIERS = news(DELIVERED, 2, source="easypost", parcel="trk_1", tracking="T1")
BY_NUMBER = of_order(TRANSIT, 1, order="1042")


class Fails(OrderShop):
    """Breaks off at the numbered call of one kind, once."""

    def break_at(self, broken: CallSite, call: int) -> None:
        calls = iter(range(1, 1_000))

        @contextmanager
        def breaking(site: CallSite) -> Iterator[None]:
            if site is broken and next(calls) == call:
                raise ServiceUnavailable("broken off")
            yield

        self.orders = MemoryOrders(self.rows, self.table, breaking)
        self.tools = replace(self.tools, orders=self.orders)


def known_by_code(shop: OrderShop) -> None:
    """A shopper follows it by a code before its shop told of it."""
    at_once = shop.clock.now
    record = followed_by(OrderRecord(Order("demo", "1042")), LINE, Proof.CODE, at_once, at_once)
    assert record is not None
    shop.orders.store(None, record, now=at_once, look_at=at_once)


def waiting_now(shop: OrderShop) -> int:
    return sum(map(len, shop.rows.waiting.values()))


@pytest.mark.parametrize("arrival", [an_order(), a_consent(LINE, agreed_at=at(3))])
def test_what_waited_is_released_by_whoever_tells_of_an_order_that_a_code_made_known(
    arrival: Arrived,
) -> None:
    shop = OrderShop()
    assert shop.tell(BY_NUMBER) == [Fate.WAITING]
    known_by_code(shop)
    shop.tell(arrival)
    record = shop.record()
    assert record and len(record.parcels) == 1
    assert waiting_now(shop) == 0


def test_the_schedule_releases_what_waited_for_an_order_that_a_code_made_known() -> None:
    shop = OrderShop()
    shop.tell(a_consent(LINE, order="1"), replace(SHOPS, order="1042"), CARRIERS)
    known_by_code(shop)
    assert shop.look_again(at(3)) == 2
    assert shop.heard(LINE) == [TRANSIT, DELIVERED]
    assert (waiting_now(shop), shop.orders.due(at(9), 9)) == (0, [])


@pytest.mark.parametrize("call", [1, 2])
def test_a_look_that_breaks_off_leaves_the_order_due(call: int) -> None:
    shop = Fails()
    shop.tell(a_consent(LINE, order="1"), replace(SHOPS, order="1042"), CARRIERS)
    known_by_code(shop)
    shop.break_at(CallSite.KEPT_NEWS_READ, call)
    with pytest.raises(ServiceUnavailable):
        shop.look_again(at(3))
    shop.look_again(at(4))
    assert shop.heard(LINE)[-1:] == [DELIVERED]
    assert waiting_now(shop) == 0


@pytest.mark.parametrize("site", [CallSite.KEPT_NEWS_READ, CallSite.KEPT_NEWS_DROP])
@pytest.mark.parametrize("call", [1, 2])
def test_what_waited_is_all_told_however_often_its_release_broke_off(
    site: CallSite, call: int
) -> None:
    shop = Fails()
    shop.tell(a_consent(LINE, order="1"))
    shop.tell(SHOPS, CARRIERS)
    shop.break_at(site, call)
    with pytest.raises(ServiceUnavailable):
        shop.tell(an_order())
    shop.tell(an_order(), a_consent(LINE, agreed_at=at(3)))
    assert shop.heard(LINE) == [DELIVERED]
    assert waiting_now(shop) == 0


def test_of_more_parcels_than_an_order_has_those_that_waited_are_left_to_people() -> None:
    shop = OrderShop()
    waited = [of_order(None, 1, parcel=f"p{number}") for number in range(MOST_PARCELS + 5)]
    shop.tell(*waited, an_order())
    record, left = shop.record(), shop.puzzles.parked("demo", shop.clock.now)
    assert record and len(record.parcels) == MOST_PARCELS
    assert {one.why for one in left} == {Oddity.CROWDED}
    known = {one.name for one in record.parcels}
    assert {one.news.parcel for one in left if one.news} == {one.parcel for one in waited} - known
    assert waiting_now(shop) == 0


def test_what_waited_waits_on_where_its_order_expires_meanwhile() -> None:
    shop = OrderShop()
    shop.tell(BY_NUMBER)
    known_by_code(shop)
    gone = shop.clock.now + timedelta(days=1)
    shop.rows.gone_at[KEY] = gone
    assert shop.look_again(gone) == 0
    assert waiting_now(shop) > 0


def test_news_that_comes_before_that_look_releases_what_waited_as_well() -> None:
    shop = OrderShop()
    shop.tell(a_consent(LINE, order="1"), BY_NUMBER)
    known_by_code(shop)
    shop.tell(news(OUT, 3, source="json", parcel="other", order="1042"))
    assert waiting_now(shop) == 0
    assert set(shop.heard(LINE)) == {TRANSIT, OUT}
