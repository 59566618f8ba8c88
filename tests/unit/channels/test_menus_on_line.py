"""Rich menus come to be as the file has them: only what differs, in a safe order, and once."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support.platform_http import PlatformHttp, base_url, endpoint_of
from tests.unit.simulators.rig import BOT, running
from towkay.adapters.channels.asking import Answer
from towkay.adapters.channels.enquiry import ChannelRequests
from towkay.adapters.http import HttpFailure
from towkay.domain.menus import Area, Menus, RichMenu, Target
from workbench.menus import Difference, Readier

ENDPOINT = endpoint_of(BOT)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x09\xc4\x00\x00\x06\x96\x08\x02\x00\x00\x00"
AREAS = (
    Area(0, 0, 1250, 1686, Target(payload="tk:answer:shipping"), "運費"),
    Area(1250, 0, 1250, 1686, Target(switch="more"), "更多"),
)
MAIN = RichMenu("main", 2500, 1686, "選單", AREAS, PNG, is_default=True)
MORE = RichMenu(
    "more", 2500, 1686, "更多", (Area(0, 0, 2500, 1686, Target(link="https://shop.example/")),), PNG
)
MENUS = Menus(("zh-TW",), rich_menus=(MAIN, MORE))


@pytest.fixture
def http() -> Iterator[PlatformHttp]:
    with running() as rig:
        yield PlatformHttp(rig.http)


def readier(http: PlatformHttp) -> Readier:
    return Readier(ChannelRequests(base_url, http))


def difference(http: PlatformHttp, menus: Menus = MENUS) -> Difference:
    (found,) = readier(http).differences("demo", menus, [ENDPOINT])
    assert found.problem == ""
    return found


def published(http: PlatformHttp, menus: Menus = MENUS) -> list[str]:
    """What was asked of the platform to get there."""
    http.made.clear()
    assert readier(http).push(difference(http, menus)) == ""
    return [made.removeprefix("POST /line/v2/bot") for made in http.made]


def test_what_is_missing_is_shown_before_anything_is_made(http: PlatformHttp) -> None:
    found = difference(http)

    assert [(one.what, one.now) for one in found.changes] == [
        ("rich menu main", ""),
        ("rich menu more", ""),
        ("default", ""),
    ]
    assert http.made == []


def test_a_menu_is_made_whole_before_anybody_sees_it(http: PlatformHttp) -> None:
    made = published(http)

    assert made[0] == "/richmenu" and made[1].endswith("/content")
    assert made[2] == "/richmenu/alias"
    assert made[-1].startswith("/user/all/richmenu/")


def test_publishing_twice_changes_nothing_the_second_time(http: PlatformHttp) -> None:
    published(http)

    assert difference(http).changes == ()
    assert published(http) == []


def test_a_changed_menu_replaces_the_old_one_which_goes_last(http: PlatformHttp) -> None:
    published(http)
    changed = replace(MENUS, rich_menus=(replace(MAIN, bar="茶器"), MORE))

    made = published(http, changed)

    assert made[0] == "/richmenu" and made[2] == "/richmenu/alias/towkay-main"
    assert made[3].startswith("/user/all/richmenu/") and made[4].startswith("DELETE")
    assert len(made) == 5 and difference(http, changed).changes == ()


def test_an_image_of_other_bytes_is_another_menu(http: PlatformHttp) -> None:
    published(http)
    changed = replace(MENUS, rich_menus=(replace(MAIN, image=PNG + b"."), MORE))

    assert [one.what for one in difference(http, changed).changes] == [
        "rich menu main",
        "default",
    ]


def test_menus_that_the_file_has_no_more_are_taken_away(http: PlatformHttp) -> None:
    published(http)
    none = replace(MENUS, rich_menus=())

    made = published(http, none)

    assert sum(one.startswith("DELETE") for one in made) == 5  # default, two aliases, two menus
    assert difference(http, none).changes == ()


def test_a_file_that_says_nothing_of_rich_menus_leaves_them_alone(http: PlatformHttp) -> None:
    published(http)

    assert difference(http, Menus(("zh-TW",))).changes == ()


def test_menus_that_somebody_else_made_stay(http: PlatformHttp) -> None:
    answer = http.http.post(
        "/line/v2/bot/richmenu",
        json={
            "size": {"width": 2500, "height": 843},
            "selected": True,
            "name": "made by hand",
            "chatBarText": "選單",
            "areas": [],
        },
        headers={"Authorization": f"Bearer {BOT.access_token}"},
    )
    assert answer.status_code == 200

    published(http)
    published(http, replace(MENUS, rich_menus=()))

    listed = http.http.get(
        "/line/v2/bot/richmenu/list", headers={"Authorization": f"Bearer {BOT.access_token}"}
    )
    assert [one["name"] for one in (listed.json or {})["richmenus"]] == ["made by hand"]


class Broken(PlatformHttp):
    """Loses the connection before the `left`th request that would change something."""

    left = 0

    def request(self, method: str, url: str, headers: object, body: bytes) -> Answer:
        if method != "GET":
            if self.left == 0:
                return HttpFailure(True, "ConnectTimeoutError")
            self.left -= 1
        return super().request(method, url, headers, body)  # type: ignore[arg-type]  # as given


@pytest.mark.parametrize("left", range(7))
def test_publishing_again_goes_on_wherever_it_was_cut_off(http: PlatformHttp, left: int) -> None:
    broken = Broken(http.http)
    broken.left = left
    problem = readier(broken).push(difference(broken))
    assert "ConnectTimeoutError" in problem

    published(http)

    assert difference(http).changes == ()
    listed = http.http.get(
        "/line/v2/bot/richmenu/list", headers={"Authorization": f"Bearer {BOT.access_token}"}
    )
    assert len((listed.json or {})["richmenus"]) == 2, "a half-made menu was left behind"
