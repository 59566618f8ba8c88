"""Publishing shows what differs in the chats first, and changes nothing that nobody agreed to."""

import io
from collections.abc import Iterator

import pytest

from tests.support.platform_http import PlatformHttp, base_url, endpoint_of
from tests.unit.simulators.rig import NUMBER, PAGE, running
from towkay.adapters.channels.enquiry import ChannelRequests
from towkay.domain.menus import IceBreaker, Menus
from workbench.menus import Readier
from workbench.menus_cli import DONE, FAILED, make_ready
from workbench.transcript import width_of

MENUS = Menus(("zh-TW",), ice_breakers=(IceBreaker({"zh-TW": "運費怎麼算"}, "tk:answer:a"),))
WRONG = Menus(("zh-TW",), ice_breakers=MENUS.ice_breakers and MENUS.ice_breakers * 9)


@pytest.fixture
def http() -> Iterator[PlatformHttp]:
    with running() as rig:
        yield PlatformHttp(rig.http)


def published(
    http: PlatformHttp, menus: Menus = MENUS, *, agreed: bool = False, said: str = ""
) -> tuple[int, str]:
    out = io.StringIO()
    readier = Readier(ChannelRequests(base_url, http))
    found = readier.differences("demo", menus, [endpoint_of(PAGE), endpoint_of(NUMBER)])
    code = make_ready(found, readier, yes=agreed, ask=lambda _: said, out=out)
    return code, out.getvalue()


@pytest.mark.parametrize("said", ["", "n", "N", "maybe"])
def test_whoever_does_not_agree_changes_nothing_and_has_seen_it(
    http: PlatformHttp, said: str
) -> None:
    code, out = published(http, said=said)

    assert code == DONE and http.made == []
    assert "+ 運費怎麼算" in out and "nothing was changed" in out


@pytest.mark.parametrize(("agreed", "said"), [(True, ""), (False, "y"), (False, "好")])
def test_whoever_agrees_has_it_changed_at_every_account(
    http: PlatformHttp, agreed: bool, said: str
) -> None:
    code, out = published(http, agreed=agreed, said=said)

    assert code == DONE and len(http.made) == 2
    assert out.count("已更新 changed") == 2


def test_what_is_as_the_file_has_it_is_said_and_not_asked_about(http: PlatformHttp) -> None:
    published(http, agreed=True)
    http.made.clear()

    code, out = published(http)

    assert (code, http.made) == (DONE, []) and out.count("as the file has it") == 2


def test_a_refusal_is_told_and_is_a_failure(http: PlatformHttp) -> None:
    code, out = published(http, WRONG, agreed=True)

    assert code == FAILED and "✗ Messenger" in out and "goes on from there" in out


def test_a_difference_is_no_wider_than_a_terminal_and_none_of_its_words_are_lost(
    http: PlatformHttp,
) -> None:
    title = "這一題要問的是離島和偏遠地區"
    asked = tuple(IceBreaker({"zh-TW": f"{title} {one}"}, "tk:answer:a") for one in range(4))

    _, out = published(http, Menus(("zh-TW",), ice_breakers=asked))

    assert max(width_of(line) for line in out.splitlines()) <= 100
    whole = "".join(out.split())
    assert all(f"{title}{one}" in whole for one in range(4))
