"""Whoever has several parcels to collect at one place by one moment is reminded of them once."""

from datetime import timedelta

from tests.support.order_shop import LINE, OrderShop, a_consent, an_order, of_order
from tests.support.parcels import NOON, STORE, at

END = NOON + timedelta(days=7)
DUE = at(1) + timedelta(days=5)


def shop_with(*places: str, ends: timedelta = timedelta()) -> OrderShop:
    shop = OrderShop()
    shop.tell(an_order(), a_consent(LINE))
    for number, place in enumerate(places):
        told = {"parcel": f"p{number}", "tracking": f"T{number}", "place": place}
        shop.tell(of_order(STORE, 1, collect_by=END + number * ends, **told))
    return shop


def test_parcels_at_one_store_are_reminded_of_in_one_message_and_once() -> None:
    shop = shop_with(*["Zhongshan"] * 12)
    assert [shop.look_again(DUE), shop.look_again(DUE + timedelta(hours=1))] == [1, 0]
    assert "12" in shop.words(LINE)[-1]
    (turn,) = (one for one in shop.turns(LINE) if one.created_at == DUE)
    assert turn.about and len(turn.about.beside) == 11


def test_each_store_is_reminded_of_by_itself() -> None:
    assert shop_with("Zhongshan", "Daan").look_again(DUE) == 2


def test_each_end_is_reminded_of_by_itself() -> None:
    shop = shop_with("Zhongshan", "Zhongshan", ends=timedelta(hours=3))
    assert shop.look_again(DUE) == 2
