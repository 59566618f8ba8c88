"""Menus come to be as the file has them on Messenger, Instagram and WhatsApp."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support.platform_http import PlatformHttp, base_url, endpoint_of
from tests.unit.simulators.rig import IG, IG_OF_PAGE, NUMBER, PAGE, running
from towkay.adapters.channels.enquiry import ChannelRequests
from towkay.adapters.channels.graph.profile import changes_of, essence, wanted_profile
from towkay.domain.menus import Command, IceBreaker, MenuItem, Menus, Target
from workbench.menus import Difference, Readier
from workbench.simulators.accounts import SimulatedAccount

ANSWER = "tk:answer:shipping"
MENUS = Menus(
    ("zh-TW", "en"),
    greeting={"zh-TW": "歡迎", "en": "Welcome"},
    menu=(
        MenuItem({"zh-TW": "運費", "en": "Shipping"}, Target(payload=ANSWER)),
        MenuItem({"zh-TW": "商店", "en": "Shop"}, Target(link="https://shop.example/")),
    ),
    ice_breakers=(IceBreaker({"zh-TW": "運費怎麼算", "en": "How much?"}, ANSWER),),
    commands=(Command("fee", {"zh-TW": "運費", "en": "Shipping fee"}, ANSWER),),
)
KINDS = {
    PAGE: ["get_started", "greeting", "persistent_menu", "ice_breakers", "commands"],
    IG: ["persistent_menu", "ice_breakers"],
    IG_OF_PAGE: ["persistent_menu", "ice_breakers"],
    NUMBER: ["prompts", "commands"],
}
ACCOUNTS = pytest.mark.parametrize(
    "account", KINDS, ids=["messenger", "instagram", "instagram of a Page", "whatsapp"]
)


@pytest.fixture
def http() -> Iterator[PlatformHttp]:
    with running() as rig:
        yield PlatformHttp(rig.http)


def readier(http: PlatformHttp) -> Readier:
    return Readier(ChannelRequests(base_url, http))


def difference(http: PlatformHttp, account: SimulatedAccount, menus: Menus = MENUS) -> Difference:
    (found,) = readier(http).differences("demo", menus, [endpoint_of(account)])
    assert found.problem == ""
    return found


@ACCOUNTS
def test_what_is_missing_is_shown_and_nothing_is_written(
    http: PlatformHttp, account: SimulatedAccount
) -> None:
    found = difference(http, account)

    assert [one.what for one in found.changes] == KINDS[account]
    assert all(one.wanted and not one.now for one in found.changes)
    assert http.made == []


@ACCOUNTS
def test_all_of_it_is_written_at_once_and_then_nothing_differs(
    http: PlatformHttp, account: SimulatedAccount
) -> None:
    assert readier(http).push(difference(http, account)) == ""

    assert len(http.made) == 1
    assert difference(http, account).changes == ()


@ACCOUNTS
def test_what_the_file_does_not_speak_of_stays(
    http: PlatformHttp, account: SimulatedAccount
) -> None:
    readier(http).push(difference(http, account))

    assert difference(http, account, Menus(("zh-TW", "en"))).changes == ()


@ACCOUNTS
def test_an_empty_list_takes_its_things_away(http: PlatformHttp, account: SimulatedAccount) -> None:
    readier(http).push(difference(http, account))
    without = replace(MENUS, ice_breakers=())

    (change,) = difference(http, account, without).changes
    assert change.now and not change.wanted
    assert readier(http).push(difference(http, account, without)) == ""

    assert difference(http, account, without).changes == ()


def test_a_refused_menu_is_told_in_the_platforms_words(http: PlatformHttp) -> None:
    five = replace(MENUS, ice_breakers=MENUS.ice_breakers and MENUS.ice_breakers * 5)

    problem = readier(http).push(difference(http, PAGE, five))

    assert problem.startswith("write menus: 100 (#100)")


def test_an_account_of_another_brand_is_left_alone(http: PlatformHttp) -> None:
    assert readier(http).differences("other", MENUS, [endpoint_of(PAGE)]) == []


def test_an_account_without_a_token_is_told_and_not_asked(http: PlatformHttp) -> None:
    (found,) = readier(http).differences("demo", MENUS, [replace(endpoint_of(PAGE), send=None)])

    assert (found.problem, found.changes) == ("no token", ())


def test_every_locale_has_all_it_says_and_the_first_language_is_everybodys() -> None:
    wanted = wanted_profile(replace(MENUS, languages=("zh-TW", "en", "tlh")))

    assert [one["locale"] for one in wanted["greeting"]] == ["default", "en_US"]
    assert [one["text"] for one in wanted["greeting"]] == ["歡迎", "Welcome"]
    menu = wanted["persistent_menu"][1]["call_to_actions"]
    assert [one["title"] for one in menu] == ["Shipping", "Shop"]


def test_what_a_platform_adds_by_itself_is_no_difference() -> None:
    wanted = wanted_profile(MENUS)
    found = {
        "persistent_menu": [
            {
                **entry,
                "composer_input_disabled": False,
                "call_to_actions": [
                    {**one, "webview_height_ratio": "full"} for one in entry["call_to_actions"]
                ],
            }
            for entry in reversed(wanted["persistent_menu"])
        ]
    }

    changed = {one.what for one in changes_of(found, wanted)}

    assert "persistent_menu" not in changed and "greeting" in changed


def test_the_order_of_a_menu_is_a_difference() -> None:
    items = wanted_profile(MENUS)["persistent_menu"][0]["call_to_actions"]

    assert essence(items) != essence(items[::-1])
