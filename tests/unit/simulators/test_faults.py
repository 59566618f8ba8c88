"""Ordered faults hit the next sends, and leave behind what a real one would."""

from typing import Any

import pytest

from tests.unit.simulators.rig import PSID, REPLY, USER, Rig, bubbles, text
from workbench.simulators.faults import Fault
from workbench.simulators.silence import NoAnswer


def order(rig: Rig, channel: str, kind: str, count: int = 1) -> None:
    body = {"channel": channel, "kind": kind, "count": count}
    assert rig.http.post("/faults", json=body).status_code == 200


def code(answer: Any) -> int:
    number: int = (answer.json or {})["error"]["code"]
    return number


def test_ordered_faults_hit_the_next_sends_and_then_are_over(rig: Rig) -> None:
    rig.met()
    order(rig, "messenger", "rate_limit", 2)
    answers = [rig.graph(text()) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [400, 400, 200]
    assert [code(answer) for answer in answers[:2]] == [613, 613]
    assert rig.push().status_code == 200


@pytest.mark.parametrize(
    ("kind", "graph", "line"),
    [
        ("rate_limit", (400, 613), (429, "The API rate limit has been exceeded.")),
        ("server_error", (500, 2), (500, "Internal server error")),
        ("revoked", (400, 190), (401, "Authentication failed due to")),
    ],
)
def test_a_refusing_fault_answers_in_the_channels_words_and_shows_nothing(
    rig: Rig, kind: str, graph: tuple[int, int], line: tuple[int, str]
) -> None:
    rig.met()
    order(rig, "messenger", kind)
    order(rig, "line", kind)
    on_graph, on_line = rig.graph(text()), rig.push()

    assert (on_graph.status_code, code(on_graph)) == graph
    assert on_line.status_code == line[0]
    assert (on_line.json or {})["message"].startswith(line[1])
    assert (rig.seen_by(PSID), rig.seen_by(USER)) == ([], [])


@pytest.mark.parametrize(("kind", "seen"), [("timeout_before", []), ("timeout_after", ["好"])])
def test_a_timed_out_push_is_seen_only_if_it_was_accepted(
    rig: Rig, kind: str, seen: list[str]
) -> None:
    rig.met()
    order(rig, "line", kind)
    key = "123e4567-e89b-12d3-a456-426614174000"
    with pytest.raises(NoAnswer):
        rig.push(X_Line_Retry_Key=key)

    assert rig.seen_by(USER) == seen
    assert rig.push(X_Line_Retry_Key=key).status_code == (409 if seen else 200)
    assert rig.seen_by(USER) == ["好"]


@pytest.mark.parametrize(("kind", "status"), [("timeout_before", 200), ("timeout_after", 400)])
def test_a_timed_out_reply_has_used_its_token_only_if_it_was_accepted(
    rig: Rig, kind: str, status: int
) -> None:
    body = {"replyToken": rig.reply_token(), "messages": bubbles("好")}
    order(rig, "line", kind)
    with pytest.raises(NoAnswer):
        rig.line(REPLY, body)

    assert rig.line(REPLY, body).status_code == status
    assert rig.seen_by(USER) == ["好"]


@pytest.mark.parametrize(("kind", "echoes"), [("timeout_before", 0), ("timeout_after", 1)])
def test_a_timed_out_messenger_send_is_echoed_only_if_it_was_accepted(
    rig: Rig, kind: str, echoes: int
) -> None:
    rig.met()
    order(rig, "messenger", kind)
    with pytest.raises(NoAnswer):
        rig.graph(text("好", metadata="send-1"))

    assert rig.simulators.drain(5)
    found = [e for e in rig.shop.messenger_events() if e.get("message", {}).get("is_echo")]
    assert [e["message"]["metadata"] for e in found] == ["send-1"] * echoes
    assert rig.seen_by(PSID) == ["好"] * echoes


def test_a_refused_send_does_not_use_up_a_timeout_after(rig: Rig) -> None:
    rig.met()
    order(rig, "messenger", "timeout_after")
    assert rig.graph(text("")).status_code == 400

    with pytest.raises(NoAnswer):
        rig.graph(text())


def test_typing_is_not_a_send_and_uses_up_no_fault(rig: Rig) -> None:
    rig.met()
    order(rig, "messenger", "server_error")
    typing = rig.graph({"recipient": {"id": PSID}, "sender_action": "typing_on"})

    assert (typing.status_code, rig.graph(text()).status_code) == (200, 500)


def test_faults_are_listed_and_can_be_taken_back(rig: Rig) -> None:
    order(rig, "line", "server_error", 3)
    assert rig.http.get("/faults").json == [{"channel": "line", "kind": "server_error", "count": 3}]
    order(rig, "line", "server_error", 0)
    assert rig.http.get("/faults").json == []


@pytest.mark.parametrize(
    "body",
    [
        {"channel": "fax", "kind": "revoked"},
        {"channel": "line", "kind": "boredom"},
        {"channel": "line", "kind": "echo_late"},
        {"channel": "line", "kind": "revoked", "count": -1},
        {"channel": "line", "kind": "revoked", "count": "3"},
        {},
    ],
)
def test_an_impossible_fault_is_a_clear_400(rig: Rig, body: Any) -> None:
    answer = rig.http.post("/faults", json=body)
    assert (answer.status_code, bool((answer.json or {})["error"])) == (400, True)


def test_an_unknown_fault_is_told_which_there_are(rig: Rig) -> None:
    kind = rig.http.post("/faults", json={"channel": "line", "kind": "boredom"})
    channel = rig.http.post("/faults", json={"channel": "fax", "kind": "revoked"})

    assert all(fault.value in (kind.json or {})["error"] for fault in Fault)
    assert "messenger, instagram, whatsapp, line" in (channel.json or {})["error"]
