"""A program that signs with an account's secret speaks for the platform; nobody else does."""

import json
from typing import Any

import pytest

from tests.unit.simulators.rig import (
    BOT,
    OTHER_PAGE,
    PAGE,
    PSID,
    USER,
    Rig,
    bubbles,
    text,
)
from workbench.simulators.accounts import LINE, MESSENGER
from workbench.simulators.line import wire as line_wire
from workbench.simulators.meta import wire as messenger_wire

TOKEN = "c0ffee00c0ffee00c0ffee00c0ffee00"
LINE_PATH = "/webhooks/line/tea"
MESSENGER_PATH = "/webhooks/messenger/tea"


def line_event(kind: str = "message", **parts: Any) -> dict[str, Any]:
    words = {"message": {"type": "text", "id": "1", "text": "運費"}} if kind == "message" else {}
    source = {"type": "user", "userId": USER}
    return {"type": kind, "source": source, "replyToken": TOKEN} | words | parts


def hear_line(rig: Rig, *events: Any, secret: str = BOT.app_secret, path: str = LINE_PATH) -> None:
    body = json.dumps({"destination": BOT.account, "events": list(events)}).encode()
    signature = line_wire.signature(secret, body)
    rig.simulators.hear(path, [("X-Line-Signature", signature)], body)


def hear_messenger(rig: Rig, *events: Any, secret: str = PAGE.app_secret) -> None:
    entries = [{"id": PAGE.account, "messaging": [event]} for event in events]
    body = json.dumps({"object": "page", "entry": entries}).encode()
    signature = messenger_wire.signature(secret, body)
    rig.simulators.hear(MESSENGER_PATH, [("x-hub-signature-256", signature)], body)


def from_person(**parts: Any) -> dict[str, Any]:
    return {"sender": {"id": PSID}, "recipient": {"id": PAGE.account}} | parts


def reply(rig: Rig) -> int:
    return rig.reply(TOKEN, "免運").status_code


def push(rig: Rig) -> int:
    return rig.push(*bubbles("免運")).status_code


def test_a_signed_line_message_makes_its_token_and_person_real(rig: Rig) -> None:
    before = (reply(rig), push(rig))
    hear_line(rig, line_event())

    assert (before, reply(rig), push(rig)) == ((400, 400), 200, 200)
    assert rig.seen_by(USER) == ["免運", "免運"]
    chat = rig.http.get(f"/shoppers/line/{BOT.account}/{USER}").json or {}
    assert chat["bubbles"][0]["text"] == "運費"


def test_a_token_heard_again_stays_used(rig: Rig) -> None:
    hear_line(rig, line_event())
    reply(rig)
    hear_line(rig, line_event(deliveryContext={"isRedelivery": True}))

    assert reply(rig) == 400


def test_a_token_heard_again_gets_another_minute(rig: Rig) -> None:
    hear_line(rig, line_event())
    rig.clock.advance(120)
    hear_line(rig, line_event())

    assert reply(rig) == 200


def test_following_and_blocking_are_heard(rig: Rig) -> None:
    hear_line(rig, line_event("follow"))
    push(rig)
    hear_line(rig, line_event("unfollow"))
    push(rig)

    assert rig.seen_by(USER) == ["免運"]


@pytest.mark.parametrize(
    "part",
    [
        {"message": {"mid": "m_1", "text": "運費"}},
        {"message": {"mid": "m_1", "attachments": []}},
        {"postback": {"title": "Get Started", "payload": "GET_STARTED"}},
        {"reaction": {"action": "react", "mid": "m_1"}},
    ],
)
def test_a_signed_messenger_event_opens_the_window(rig: Rig, part: dict[str, Any]) -> None:
    hear_messenger(rig, from_person(**part))

    assert (rig.graph(text("免運")).status_code, rig.seen_by(PSID)) == (200, ["免運"])


@pytest.mark.parametrize(
    "event",
    [
        from_person(delivery={"watermark": 1}),
        from_person(read={"watermark": 1}),
        from_person(reaction={"action": "unreact"}),
        {"sender": {"id": PAGE.account}, "message": {"is_echo": True, "text": "您好"}},
        {"sender": "x", "message": []},
    ],
)
def test_other_messenger_events_open_nothing(rig: Rig, event: dict[str, Any]) -> None:
    hear_messenger(rig, event)

    assert (rig.graph(text()).status_code, rig.simulators.world.contacts()) == (400, [])


def test_an_unsigned_word_changes_nothing(rig: Rig) -> None:
    hear_line(rig, line_event(), secret="guess")
    hear_messenger(rig, from_person(message={"mid": "m_1", "text": "運費"}), secret="guess")
    rig.simulators.hear(LINE_PATH, [("x-line-signature", "\udcff")], b"{}")

    assert (reply(rig), push(rig), rig.graph(text()).status_code) == (400, 400, 400)


@pytest.mark.parametrize(
    "path", ["/webhooks/line/other", "/webhooks/line/tea/x", "/shipments/json"]
)
def test_another_endpoints_word_changes_nothing(rig: Rig, path: str) -> None:
    hear_line(rig, line_event(), path=path)
    assert reply(rig) == 400


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"events":[1]}'])
def test_a_body_that_says_nothing_is_passed_over(rig: Rig, body: bytes) -> None:
    for path in (LINE_PATH, MESSENGER_PATH):
        rig.simulators.hear(path, [], body)
    assert rig.simulators.world.contacts() == []


def test_the_simulators_own_webhooks_are_not_heard_twice(rig: Rig) -> None:
    line = rig.simulators.shopper(LINE, BOT.account, "mei")
    page = rig.simulators.shopper(MESSENGER, PAGE.account, "mei")
    sent = [line.follow(), line.unfollow(), page.say("您好"), page.unfollow()]
    for one, path in ((sent[0], LINE_PATH), (sent[2], MESSENGER_PATH)):
        rig.simulators.hear(path, list(one.headers.items()), one.body)

    assert all(contact.blocked for contact in rig.simulators.world.contacts())


def test_a_page_of_the_endpoint_hears_only_its_own_people(rig: Rig) -> None:
    hear_messenger(rig, from_person(message={"mid": "m_1", "text": "運費"}))

    body = text()
    path = f"/graph/v26.0/{OTHER_PAGE.account}/messages"
    assert rig.graph(body, url=path, token=OTHER_PAGE.access_token).status_code == 400
