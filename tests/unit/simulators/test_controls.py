"""The bench's own paths: clock, idle, ledger, accounts, page."""

import re
from typing import Any

import pytest

from tests.unit.simulators.rig import ACTS, BOT, NUMBER, PAGE, PSID, Rig, text
from workbench.errors import WorkbenchError
from workbench.simulators.limits import TokenBucket
from workbench.simulators.platforms import platforms


def test_the_clock_is_read_and_moved(rig: Rig) -> None:
    assert rig.http.get("/clock").json == {"now": "2026-11-22T03:00:00.000Z"}
    moved = rig.http.post("/clock", json={"advance_s": 86400})
    assert moved.json == {"now": "2026-11-23T03:00:00.000Z"}
    assert rig.http.get("/clock").json == moved.json


@pytest.mark.parametrize(
    "body", [{}, {"advance_s": -1}, {"advance_s": "1"}, {"advance_s": True}, [], "x"]
)
def test_a_clock_that_cannot_be_moved_so_is_a_clear_400(rig: Rig, body: Any) -> None:
    answer = rig.http.post("/clock", json=body)
    assert (answer.status_code, "error" in (answer.json or {})) == (400, True)


@pytest.mark.parametrize("asked", ["/idle", "/clock"])
def test_a_bench_that_goes_down_answers_in_words(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    def gone(*_: object) -> None:
        raise WorkbenchError("the bench is going down")

    monkeypatch.setattr(rig.simulators, "idle", gone)
    monkeypatch.setattr(rig.simulators.world.clock, "advance", gone)
    answer = rig.http.post(asked, json={"advance_s": 1})
    assert (answer.status_code, answer.json) == (503, {"error": "the bench is going down"})


def test_idle_waits_for_the_shop_and_for_the_last_echo(rig: Rig) -> None:
    rig.met().graph(text())
    answer = rig.http.post("/idle")

    assert answer.json == {"idle": True, "dead_letters": 0}
    kinds = [set(event) for event in rig.shop.messenger_events()]
    assert any("read" in kind for kind in kinds)


def test_the_ledger_is_filtered_and_oldest_first(rig: Rig) -> None:
    rig.met().graph(text("一"))
    rig.clock.advance(1)
    rig.push()
    rig.graph(text("二"))

    def read(query: str) -> list[str]:
        return [row["text"] for row in rig.http.get(f"/ledger{query}").json or []]

    assert read("") == ["一", "好", "二"]
    assert read("?channel=messenger") == ["一", "二"]
    assert read(f"?account={BOT.account}") == ["好"]
    assert read(f"?channel=line&user={PSID}") == []


def test_another_sites_page_may_not_drive_the_bench(rig: Rig) -> None:
    for path in ("/clock", "/faults", "/idle", f"{ACTS}/say"):
        answer = rig.http.post(path, json={}, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403
    own = rig.http.post("/idle", headers={"Origin": "http://localhost"})
    assert own.status_code == 200


@pytest.mark.parametrize(
    ("action", "given", "missing"),
    [
        ("say", {}, "text"),
        ("press", {"text": "x"}, "label"),
        ("edit", {"text": "x"}, "mid"),
        ("edit", {"mid": "x"}, "text"),
        ("unsend", {}, "mid"),
        ("human", {}, "text"),
    ],
)
def test_an_act_without_what_it_needs_is_told_what_is_missing(
    rig: Rig, action: str, given: dict[str, str], missing: str
) -> None:
    answer = rig.http.post(f"{ACTS}/{action}", json=given)

    assert (answer.status_code, answer.json) == (400, {"error": f"the body lacks '{missing}'"})


def test_accounts_are_listed_without_secrets(rig: Rig) -> None:
    answer = rig.http.get("/accounts")

    assert {one["channel"] for one in answer.json or []} == set(platforms())
    for secret in (PAGE.access_token, PAGE.app_secret, BOT.app_secret, NUMBER.access_token):
        assert secret not in answer.text


def test_the_page_needs_nothing_from_elsewhere(rig: Rig) -> None:
    page = rig.http.get("/")

    assert page.content_type == "text/html; charset=utf-8"
    assert "towkay" in page.text
    assert "{{" not in page.text
    assert not re.search(r"""(src|href)\s*=\s*["'](https?:)?//""", page.text)
    assert not re.search(r"@import|url\(\s*['\"]?(https?:)?//", page.text)
    assert page.text.count("<script") == 1


def test_an_unknown_path_is_404(rig: Rig) -> None:
    assert rig.http.get("/nothing").status_code == 404


def test_a_bucket_never_holds_more_than_one_second(rig: Rig) -> None:
    bucket = TokenBucket(2)
    allowed = [bucket.take(rig.clock.now()) for _ in range(3)]
    rig.clock.advance(3600)

    assert allowed == [True, True, False]
    assert [bucket.take(rig.clock.now()) for _ in range(3)] == [True, True, False]
