"""The word of a shop adds a consent; it takes back nothing that the shopper ended."""

from dataclasses import replace
from datetime import timedelta

from tests.support.order_shop import KEY, LINE, WHATSAPP, OrderShop, a_consent, an_order, of_order
from tests.support.parcels import DELIVERED, NOON, OUT, TRANSIT, at
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted
from towkay.domain.shipping.about import AboutParcel
from towkay.domain.shipping.current import is_current
from towkay.domain.shipping.rules import ORDER_UPDATES


def ended(shop: OrderShop, act: ConsentAct, hours: float) -> None:
    """The shopper ends it, or everything, by a word of their own."""
    known = shop.contact(WHATSAPP)
    assert known
    topic = ORDER_UPDATES if act is ConsentAct.STOP_TOPIC else ""
    entry = ConsentEntry(act, at(hours), "said", True, ConsentSource.WORD, topic)
    shop.table.put_contact(acted(known, entry)[0])


def test_a_topic_that_the_shopper_ended_stays_ended_whatever_a_checkout_says() -> None:
    for act in (ConsentAct.STOP_TOPIC, ConsentAct.STOP):
        shop = OrderShop()
        shop.tell(an_order(), a_consent(WHATSAPP))
        ended(shop, act, 1)
        shop.tell(a_consent(WHATSAPP, cause="checkout:2", agreed_at=at(24)))
        known = shop.contact(WHATSAPP)
        subscription = known.subscription(ORDER_UPDATES) if known else None
        assert subscription and not subscription.active


def test_who_never_agreed_in_effect_is_told_of_no_order_by_itself() -> None:
    shop = OrderShop()
    shop.tell(an_order(), a_consent(WHATSAPP))
    ended(shop, ConsentAct.STOP_TOPIC, 1)
    shop.tell(an_order(order="2000", order_key="9002"))
    shop.tell(a_consent(WHATSAPP, order="2000", cause="checkout:2", agreed_at=at(24)))
    record = shop.record(replace(KEY, name="2000"))
    assert record and [one.told_since for one in record.followers] == [None]


def test_a_shops_clock_that_is_ahead_does_not_beat_a_stop() -> None:
    shop = OrderShop()
    shop.tell(a_consent(WHATSAPP, agreed_at=NOON + timedelta(minutes=8)))
    ended(shop, ConsentAct.STOP_TOPIC, 0.05)
    known = shop.contact(WHATSAPP)
    subscription = known.subscription(ORDER_UPDATES) if known else None
    assert subscription and not subscription.active


def test_what_is_told_of_several_parcels_holds_while_it_is_so_of_one() -> None:
    shop = OrderShop()
    shop.tell(an_order(), *(of_order(OUT, 1, parcel=name) for name in "ab"))
    shop.tell(a_consent(LINE, agreed_at=at(2)))
    (turn,) = shop.turns(LINE)
    assert turn.about and len(turn.about.beside) == 1
    shop.tell(of_order(DELIVERED, 3, parcel="a"))
    assert is_current(shop.record(), turn.about)
    shop.tell(of_order(DELIVERED, 4, parcel="b"))
    assert not is_current(shop.record(), turn.about)


def test_of_an_order_that_nobody_knows_nothing_holds() -> None:
    assert not is_current(None, AboutParcel("1042", "shopify", "a", TRANSIT, NOON))
