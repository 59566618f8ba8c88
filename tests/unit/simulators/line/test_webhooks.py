"""A webhook is signed, and sent again until it is answered."""

import json

import pytest

from tests.unit.simulators.line.posted import only_event
from tests.unit.simulators.rig import BOT, USER, Rig, running
from workbench.simulators.accounts import LINE
from workbench.simulators.line import wire
from workbench.simulators.line.shopper import LineShopper
from workbench.simulators.rules import Rules

SECRET = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("body", "signature"),
    [
        (
            '{"destination":"U00112233445566778899aabbccddeeff","events":[]}',
            "td5lK3WWTCeonRYTc97lr7PGszthdS96W/5qAQf3hlc=",
        ),
        (
            '{"destination":"U00112233445566778899aabbccddeeff","events":[{"type":"message",'
            '"message":{"type":"text","id":"1","text":"你好\\n🍎"}}]}',
            "k5MpdVjWX3L9eMpdVlX2uae1wNBBT2Q1ip/aRetKg30=",
        ),
    ],
)
def test_the_signature_is_over_the_raw_utf8_bytes(body: str, signature: str) -> None:
    raw = wire.encode(json.loads(body))

    assert raw == body.encode()
    assert wire.signature(SECRET, raw) == signature


def test_a_lone_surrogate_still_makes_valid_bytes() -> None:
    assert wire.encode({"text": "\ud800"}) == rb'{"text":"\ud800"}'


def test_an_unanswered_webhook_is_redelivered_with_its_mark_and_the_same_token(
    rig: Rig, shopper: LineShopper
) -> None:
    rig.shop.answers = [500, TimeoutError()]
    sent = shopper.say("在嗎")

    assert sent.attempts == (500, None, 200)
    events = [body["events"][0] for body in rig.shop.bodies()]
    marks = [event.pop("deliveryContext")["isRedelivery"] for event in events]
    assert marks == [False, True, True]
    assert events[0] == events[1] == events[2]
    for _, body, headers in rig.shop.seen:
        assert headers["x-line-signature"] == wire.signature(SECRET, body)


def test_redelivery_can_be_switched_off() -> None:
    with running(Rules(line_redelivery=False)) as rig:
        rig.shop.answers = [500]
        assert rig.simulators.shopper(LINE, BOT.account, USER).say("在嗎").attempts == (500,)


def test_a_duplicate_is_the_same_bytes_and_a_resend_is_marked(
    rig: Rig, shopper: LineShopper
) -> None:
    first = shopper.say("在嗎")
    twice, again = shopper.duplicate(first), shopper.resend(first)

    assert (twice.body, twice.event_ids) == (first.body, first.event_ids)
    assert again.event_ids == first.event_ids
    assert only_event(again)["deliveryContext"] == {"isRedelivery": True}


def test_a_forged_webhook_has_a_wrong_signature(rig: Rig, shopper: LineShopper) -> None:
    first = shopper.say("在嗎")
    rig.shop.answers = [403]
    forged = shopper.forge(first)

    assert (forged.body, forged.attempts) == (first.body, (403,))
    assert forged.headers["x-line-signature"] != wire.signature(SECRET, first.body)


def test_one_body_can_carry_several_people(rig: Rig) -> None:
    people = [rig.simulators.shopper(LINE, BOT.account, name) for name in ("mei", "lin")]
    sent = rig.simulators.speak_together([(people[0], "一"), (people[1], "二")], BOT.account)

    events = json.loads(sent.body)["events"]
    assert [event["source"]["userId"] for event in events] == [p.user for p in people]
    assert sent.event_ids == tuple(event["webhookEventId"] for event in events)


def test_a_connection_test_has_no_events_and_a_valid_signature(rig: Rig) -> None:
    sent = rig.simulators.connection_test(BOT.account)

    assert sent.body == b'{"destination":"U00112233445566778899aabbccddeeff","events":[]}'
    assert sent.headers["x-line-signature"] == "td5lK3WWTCeonRYTc97lr7PGszthdS96W/5qAQf3hlc="
