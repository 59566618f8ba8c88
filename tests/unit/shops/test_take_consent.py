"""A checkout makes a code for one order, and a consent for whoever ticked the box alone."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest

from tests.support.shipment_sources import NOW
from tests.support.shop_doors import KeptQueue
from towkay.adapters.channels.entry_links import link_of
from towkay.adapters.memory.ref_keys import MemoryRefKeys
from towkay.adapters.memory.shop_keys import MemoryShopKeys
from towkay.adapters.shipping.checkout import DESK
from towkay.adapters.shop_keys import shop_keys_text
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.errors import QueueRefused
from towkay.domain.shipping.arrivals import Arrival, CheckoutConsent
from towkay.domain.shipping.checkout import ShopAccount
from towkay.domain.shipping.codes import OrderCode, read_code
from towkay.domain.shipping.deliveries import Delivery
from towkay.domain.shipping.readings import SourceKey
from towkay.ports.shipping import BrandKey
from towkay.usecases.take_consent import Consented, Desk, take_consent
from towkay.usecases.take_shipments import Taking

KEY = "checkout-key-of-demo-1"
SIGNING = "signs-links-and-codes"
USER = "U" + 32 * "a"
ACCOUNTS = (
    ShopAccount(Channel.MESSENGER, "104512398760021", "demo", "104512398760021"),
    ShopAccount(Channel.INSTAGRAM, "17841400000000001", "demo", "demo.tea"),
    ShopAccount(Channel.WHATSAPP, "209911887700123", "demo", "886277001234"),
    ShopAccount(Channel.LINE, "U" + 32 * "0", "demo-line", "@demo"),
)
FORM: dict[str, Any] = {
    "order": "#1042",
    "agreed": True,
    "wording": "出貨進度用聊天通知我",
    "agreed_at": "2026-11-21T15:59:30+08:00",
}


@dataclass
class Shops:
    """`ports.BrandAccounts`."""

    known: Sequence[ShopAccount] = ACCOUNTS

    def accounts(self, brand: str) -> Sequence[ShopAccount]:
        return self.known if brand == "demo" else ()


@dataclass
class Till:
    """The checkout's door of one deployment."""

    queue: KeptQueue = field(default_factory=KeptQueue)
    shops: Shops = field(default_factory=Shops)
    refs: tuple[str, ...] = (SIGNING,)

    def take(self, bearer: str = KEY, raw: bytes | None = None, **more: Any) -> Consented:
        body = json.dumps({**FORM, **more}).encode() if raw is None else raw
        texts = {
            "checkout": shop_keys_text(
                [
                    BrandKey("demo", SourceKey(KEY)),
                    BrandKey("atelier", SourceKey("key-of-atelier-1")),
                ]
            )
        }
        desk = Desk(
            DESK, MemoryShopKeys(texts), MemoryRefKeys(*self.refs), self.shops, self.queue, link_of
        )
        return take_consent(
            Delivery("", {"authorization": f"Bearer {bearer}"}, {}, body), desk, NOW
        )

    def consent(self) -> CheckoutConsent:
        (arrival,) = self.queue.arrivals
        assert isinstance(arrival.what, CheckoutConsent)
        return arrival.what


@pytest.fixture
def till() -> Till:
    return Till()


def test_who_ticked_the_box_has_agreed_in_these_words_at_that_moment(till: Till) -> None:
    taken = till.take(phone="0912-345-678", items=3, placed_at="2026-11-21T15:58:00+08:00")

    assert taken.answer is Taking.ACCEPTED
    consent = till.consent()
    assert (consent.order, consent.wording) == ("#1042", FORM["wording"])
    assert consent.agreed_at == NOW - timedelta(seconds=30)
    assert (consent.phone, consent.items) == ("+886912345678", 3)
    assert consent.placed_at == NOW - timedelta(minutes=2)
    assert till.queue.arrivals == [Arrival("demo", consent)]


def test_the_code_opens_this_order_for_this_brand_until_its_end(till: Till) -> None:
    taken = till.take(order=" #1042 ", valid_minutes=60)

    code = read_code(taken.code, "demo", (SIGNING,), NOW)
    assert code == OrderCode("1042", True, NOW + timedelta(hours=1)) and taken.expires_at
    assert taken.expires_at == code.until
    assert read_code(taken.code, "atelier", (SIGNING,), NOW) is None


@pytest.mark.parametrize(("asked", "ago", "lasts"), [(2880, 0, 2880), (2880, 60, 2820), (5, 60, 5)])
def test_no_code_lasts_longer_than_two_days_from_the_checkout(
    till: Till, asked: int, ago: int, lasts: int
) -> None:
    at = (NOW - timedelta(minutes=ago)).isoformat()

    taken = till.take(valid_minutes=asked, agreed_at=at)

    assert taken.expires_at == NOW + timedelta(minutes=lasts)


def test_who_ticked_nothing_gets_a_code_that_asks_and_has_agreed_to_nothing(
    till: Till,
) -> None:
    taken = till.take(agreed=False, contacts=[{"channel": "line", "user": USER}])

    code = read_code(taken.code, "demo", (SIGNING,), NOW)
    assert code and not code.agreed
    assert (taken.named, till.queue.arrivals) == (0, [])


@pytest.mark.parametrize("agreed", ["true", 1, "yes", None, "on"])
def test_only_true_itself_is_a_consent(till: Till, agreed: object) -> None:
    taken = till.take(agreed=agreed)

    assert (taken.answer, till.queue.arrivals) == (Taking.MALFORMED, [])
    assert [one.member for one in taken.slips] == ["agreed"]


def test_the_same_checkout_told_twice_is_one_consent_and_another_order_is_another(
    till: Till,
) -> None:
    till.take()
    till.take(order="1042", agreed_at="2026-11-21T07:59:30Z")
    till.take(order="#1043")
    till.take(agreed_at="2026-11-21T15:59:31+08:00")

    causes = [one.what.cause for one in till.queue.arrivals]  # type: ignore[union-attr]
    assert causes[0] == causes[1] and len(set(causes)) == 3


def test_the_same_order_of_two_brands_is_two(till: Till) -> None:
    till.take()
    till.take(bearer="key-of-atelier-1")

    assert [one.brand for one in till.queue.arrivals] == ["demo", "atelier"]
    assert len({one.what.cause for one in till.queue.arrivals}) == 2  # type: ignore[union-attr]


def test_every_account_with_a_name_has_a_link_that_carries_the_code(till: Till) -> None:
    taken = till.take()

    urls = {str(way.account.channel): unquote(way.url) for way in taken.ways}
    assert urls.keys() == {"messenger", "instagram", "whatsapp", "line"}
    assert all(taken.code in url for url in urls.values())
    assert urls["line"].startswith("https://line.me/R/oaMessage/@demo/?訂單 #1042 的出貨通知")


def test_an_account_that_nobody_can_be_led_to_has_no_link(till: Till) -> None:
    till.shops = Shops((replace(ACCOUNTS[3], handle=""), replace(ACCOUNTS[1], handle="a b")))

    assert till.take().ways == ()


def test_first_words_are_in_the_shoppers_language(till: Till) -> None:
    for language, said in (("en", "Updates on order #1042"), ("zh-Hant-TW", "訂單 #1042 的")):
        ways = till.take(language=language).ways
        assert said in unquote(ways[2].url)


def test_a_contact_that_the_shop_knows_is_named_with_its_endpoint(till: Till) -> None:
    contacts = [
        {"channel": "whatsapp", "phone": "0912 345 678"},
        {"channel": "line", "user": USER},
        {"channel": "line", "phone": "+886 912-345-678"},
    ]

    taken = till.take(contacts=contacts)

    line, hashed = ACCOUNTS[3].account, hashlib.sha256(b"+886912345678").hexdigest()
    assert taken.named == 3
    assert [(one.contact, one.endpoint) for one in till.consent().named] == [
        (ContactKey(Channel.WHATSAPP, "209911887700123", "+886912345678"), "demo"),
        (ContactKey(Channel.LINE, line, USER), "demo-line"),
        (ContactKey(Channel.LINE, line, hashed), "demo-line"),
    ]


def test_a_number_of_another_country_needs_its_country(till: Till) -> None:
    contacts = [{"channel": "whatsapp", "phone": "9123 4567"}]

    assert till.take(contacts=contacts, country="HK").named == 0
    assert till.take(contacts=[{"channel": "whatsapp", "phone": "+852 9123 4567"}]).named == 1


def test_a_contact_on_a_channel_where_the_brand_is_not_is_not_counted(till: Till) -> None:
    till.shops = Shops(ACCOUNTS[:3])

    assert till.take(contacts=[{"channel": "line", "user": USER}]).named == 0


def test_who_has_two_accounts_on_a_channel_says_which(till: Till) -> None:
    other = ShopAccount(Channel.LINE, "U" + 32 * "1", "demo-line-2")
    till.shops = Shops((*ACCOUNTS, other))
    contact = {"channel": "line", "user": USER}

    unclear = till.take(contacts=[contact])
    assert (unclear.answer, till.queue.arrivals) == (Taking.MALFORMED, [])
    assert till.take(contacts=[{**contact, "account": other.account}]).named == 1
    assert till.consent().named[0].endpoint == "demo-line-2"


def test_a_wrong_key_is_refused_and_no_key_too(till: Till) -> None:
    for bearer in ("", "another-key-0001", KEY + " ", SIGNING):
        assert till.take(bearer=bearer).answer is Taking.FORGED
    assert till.queue.arrivals == []


def test_without_a_key_that_signs_codes_the_door_is_closed(till: Till) -> None:
    till.refs = ()

    assert (till.take().answer, till.queue.arrivals) == (Taking.CLOSED, [])


def test_what_cannot_be_queued_is_no_consent(till: Till) -> None:
    till.queue.refuses = True

    with pytest.raises(QueueRefused):
        till.take()
