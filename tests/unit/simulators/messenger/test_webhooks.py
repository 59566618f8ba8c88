"""A webhook is signed, tried again, and may be repeated or forged."""

import json

from tests.unit.simulators.messenger.offers import only_event
from tests.unit.simulators.rig import PAGE, PSID, Rig
from workbench.simulators.accounts import MESSENGER
from workbench.simulators.meta import wire
from workbench.simulators.shopper import Shopper


def test_a_message_is_signed_and_addressed(rig: Rig, shopper: Shopper) -> None:
    sent = shopper.say("請問有現貨嗎")
    [(url, body, headers)] = rig.shop.seen

    assert (url, sent.body, sent.attempts) == (PAGE.webhook_url, body, (200,))
    assert headers["X-Hub-Signature-256"] == wire.signature(PAGE.app_secret, body)
    assert headers["Content-Type"] == "application/json"
    event = only_event(sent)
    assert event["message"] == {"mid": sent.event_ids[0], "text": "請問有現貨嗎"}
    assert (event["sender"]["id"], event["recipient"]["id"]) == (PSID, PAGE.account)


def test_a_failed_webhook_is_tried_three_times_more_with_the_same_bytes(
    rig: Rig, shopper: Shopper
) -> None:
    rig.shop.answers = [500, OSError("no answer"), 503, 500, 200]
    sent = shopper.say("在嗎")

    assert sent.attempts == (500, None, 503, 500)
    assert len({body for _, body, _ in rig.shop.seen}) == 1


def test_a_resent_webhook_has_the_same_bytes(rig: Rig, shopper: Shopper) -> None:
    first = shopper.say("在嗎")
    again = shopper.resend(first)

    assert (again.body, again.headers, again.attempts) == (first.body, first.headers, (200,))


def test_a_forged_webhook_has_a_wrong_signature_and_is_not_repeated(
    rig: Rig, shopper: Shopper
) -> None:
    first = shopper.say("在嗎")
    rig.shop.answers = [403]
    forged = shopper.forge(first)

    assert (forged.body, forged.status, forged.attempts) == (first.body, 403, (403,))
    assert forged.headers["X-Hub-Signature-256"] != first.headers["X-Hub-Signature-256"]


def test_one_body_can_carry_several_people(rig: Rig) -> None:
    people = [rig.simulators.shopper(MESSENGER, PAGE.account, name) for name in ("mei", "lin")]
    sent = rig.simulators.speak_together([(people[0], "一"), (people[1], "二")], PAGE.account)

    entries = json.loads(sent.body)["entry"]
    assert [entry["messaging"][0]["message"]["text"] for entry in entries] == ["一", "二"]
    assert [len(entry["messaging"]) for entry in entries] == [1, 1]
