"""Several brands on one bench: each has its own accounts, and none can be taken for another."""

import random
from dataclasses import replace

import pytest

from tests.support.shop import BRAND
from towkay.domain.brands import Account, Brand
from workbench import accounts
from workbench.errors import WorkbenchError
from workbench.simulators.accounts import SimulatedAccount
from workbench.transcript import width_of

API = "http://127.0.0.1:1"


def brand(name: str, digit: str) -> Brand:
    owned = (Account("messenger", f"10451239876002{digit}"), Account("line", "U" + digit * 32))
    return replace(BRAND, brand=name, accounts=owned)


TEA, BIKES = brand("tea", "1"), brand("bikes", "2")


def made(*, one_app: bool = False) -> list[SimulatedAccount]:
    return accounts.simulated([TEA, BIKES], API, random.Random(1), one_app=one_app)


def test_each_brand_has_endpoints_and_secrets_of_its_own() -> None:
    simulated = made()

    assert [one.webhook_url.removeprefix(API) for one in simulated] == [
        "/webhooks/messenger/tea",
        "/webhooks/line/tea",
        "/webhooks/messenger/bikes",
        "/webhooks/line/bikes",
    ]
    assert len({one.app_secret for one in simulated}) == 4
    assert len({one.access_token for one in simulated}) == 4


def test_our_side_maps_every_account_to_its_own_brand() -> None:
    known = accounts.endpoints(made(), [TEA, BIKES])

    assert [(one.channel, one.endpoint, set(one.brands.values())) for one in known] == [
        ("messenger", "tea", {"tea"}),
        ("line", "tea", {"tea"}),
        ("messenger", "bikes", {"bikes"}),
        ("line", "bikes", {"bikes"}),
    ]


def test_every_account_tells_what_it_belongs_to() -> None:
    everywhere = [
        replace(
            one,
            accounts=(
                *one.accounts,
                Account("instagram", f"1784140000000000{digit}"),
                Account("whatsapp", f"20991188770012{digit}"),
            ),
        )
        for one, digit in ((TEA, "1"), (BIKES, "2"))
    ]
    simulated = accounts.simulated(everywhere, API, random.Random(1))

    on_instagram = [one for one in simulated if one.channel == "instagram"]
    numbers = [one for one in simulated if one.channel == "whatsapp"]
    assert [(one.login, one.page) for one in on_instagram] == [
        ("instagram", ""),
        ("facebook", "104512398760022"),
    ]
    assert len({(one.waba, one.portfolio, one.phone) for one in numbers}) == 2
    known = {one.channel: one for one in accounts.endpoints(simulated, everywhere)[-4:]}
    assert known["instagram"].facts == {
        "17841400000000002": {"page": "104512398760022", "handle": "bikes"}
    }
    assert known["whatsapp"].facts == {
        "209911887700122": {
            "waba": numbers[1].waba,
            "portfolio": numbers[1].portfolio,
            "phone": numbers[1].phone,
        }
    }
    assert known["whatsapp"].app_secret and known["whatsapp"].app_id
    page = known["messenger"].facts["104512398760022"]
    assert page["ad_account"] == "104512398760022" and page["campaign"]
    shown = accounts.as_json(numbers[1], "bikes")
    assert shown["waba"] == numbers[1].waba and "login" not in shown


def test_one_meta_app_may_serve_the_pages_of_both() -> None:
    simulated = made(one_app=True)

    pages = [one for one in simulated if one.channel == "messenger"]
    assert {(one.endpoint, one.app_id) for one in pages} == {("shared", pages[0].app_id)}
    assert pages[0].access_token != pages[1].access_token
    (shared, *lines) = accounts.endpoints(simulated, [TEA, BIKES])
    assert shared.brands == {"104512398760021": "tea", "104512398760022": "bikes"}
    assert [one.endpoint for one in lines] == ["tea", "bikes"]


def test_two_folders_of_one_brand_are_refused() -> None:
    with pytest.raises(WorkbenchError, match="are the brand tea"):
        accounts.refuse_alike([TEA, replace(BIKES, brand="tea")])


def test_an_account_of_two_brands_is_refused() -> None:
    with pytest.raises(WorkbenchError, match="name the account line U1111"):
        accounts.refuse_alike([TEA, replace(BIKES, accounts=TEA.accounts[1:])])


@pytest.mark.parametrize("twin", [TEA, replace(BIKES, accounts=TEA.accounts)])
def test_the_refusal_fits_a_terminal_of_a_hundred_columns(twin: Brand) -> None:
    with pytest.raises(WorkbenchError) as refused:
        accounts.refuse_alike([TEA, twin])

    zh, en = f"towkay: {refused.value}".splitlines()
    assert not zh.isascii() and en.isascii()
    assert max(width_of(zh), width_of(en)) <= 100


def test_brands_that_differ_are_not_refused() -> None:
    accounts.refuse_alike([TEA, BIKES])
