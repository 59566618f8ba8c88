"""What follows an accepted send, its echo, delivered and read, and what may go wrong there."""

from typing import Any

import pytest

from tests.unit.simulators.rig import PAGE, PSID, Rig, text
from workbench.simulators.messenger.events import PAGE_INBOX_APP_ID
from workbench.simulators.silence import NoAnswer


def order(rig: Rig, kind: str, count: int = 1) -> None:
    body = {"channel": "messenger", "kind": kind, "count": count}
    assert rig.http.post("/faults", json=body).status_code == 200


def told(rig: Rig, since: int = 0) -> list[dict[str, Any]]:
    assert rig.simulators.drain(5)
    return rig.shop.messenger_events()[since:]


def kinds(events: list[dict[str, Any]]) -> list[str]:
    return [next(name for name in ("message", "delivery", "read") if name in one) for one in events]


@pytest.fixture
def since(rig: Rig) -> int:
    """How many events there were before the shop writes."""
    return len(rig.met().shop.messenger_events())


def test_an_accepted_send_is_echoed_delivered_and_read(rig: Rig, since: int) -> None:
    mid = (rig.graph(text("好", metadata="19a.0.c")).json or {})["message_id"]
    echo, delivered, read = told(rig, since)

    assert echo["message"] == {
        "is_echo": True,
        "app_id": int(PAGE.app_id),
        "mid": mid,
        "metadata": "19a.0.c",
        "text": "好",
    }
    assert (echo["sender"]["id"], echo["recipient"]["id"]) == (PAGE.account, PSID)
    assert delivered["delivery"].get("mids", [mid]) == [mid]
    assert delivered["delivery"]["watermark"] == read["read"]["watermark"] == echo["timestamp"]


def test_an_echo_can_be_missing_once(rig: Rig, since: int) -> None:
    order(rig, "echo_missing")
    rig.graph(text("一"))
    rig.graph(text("二"))

    assert kinds(told(rig, since)) == ["delivery", "read", "message", "delivery", "read"]


def test_receipts_can_come_in_disorder(rig: Rig, since: int) -> None:
    order(rig, "receipts_reordered")
    rig.graph(text())

    assert kinds(told(rig, since)) == ["read", "delivery", "message"]


def test_a_late_echo_comes_when_its_time_has_come_and_then_once(rig: Rig, since: int) -> None:
    order(rig, "echo_late")
    rig.graph(text())
    assert kinds(told(rig, since)) == ["delivery", "read"]

    rig.clock.advance(rig.simulators.world.rules.echo_delay.total_seconds() - 1)
    rig.simulators.idle()
    assert kinds(told(rig, since)) == ["delivery", "read"]
    rig.clock.advance(1)
    rig.simulators.idle()
    rig.simulators.idle()
    assert kinds(told(rig, since)) == ["delivery", "read", "message"]


@pytest.mark.parametrize("first", ["timeout_after", "echo_missing"])
def test_a_send_can_lose_its_answer_and_its_echo_both(rig: Rig, since: int, first: str) -> None:
    second = {"timeout_after": "echo_missing", "echo_missing": "timeout_after"}[first]
    order(rig, first)
    order(rig, second)
    with pytest.raises(NoAnswer):
        rig.graph(text("好"))

    assert kinds(told(rig, since)) == ["delivery", "read"]
    assert rig.seen_by(PSID) == ["好"]
    assert rig.http.get("/faults").json == []


def test_staff_can_answer_from_the_page_s_inbox_over_http(rig: Rig, since: int) -> None:
    path = f"/shoppers/messenger/{PAGE.account}/{PSID}/human"
    assert rig.http.post(path, json={"text": "我來幫您"}).status_code == 200
    (echo,) = told(rig, since)

    assert echo["message"]["app_id"] == PAGE_INBOX_APP_ID
    assert (echo["message"]["is_echo"], echo["message"]["text"]) == (True, "我來幫您")
    assert "metadata" not in echo["message"]
    assert rig.seen_by(PSID) == []
