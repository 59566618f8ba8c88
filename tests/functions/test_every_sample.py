"""Every handler on every file of `events/`: what it answers and what it leaves behind."""

import json
from datetime import timedelta

import pytest

from tests.support.deployed import FUNCTIONS, Deployed
from tests.support.queue_events import samples
from tests.support.shop_events import shipments as shop_calls
from tests.support.shop_events import shipping as shop_news
from tests.support.staff_events import samples as staff_calls
from tests.support.template import ROOT

WEBHOOKS = {
    "instagram-bad-signature": (403, 0),
    "instagram-comment": (200, 1),
    "instagram-handshake": (200, 0),
    "instagram-postback": (200, 1),
    "instagram-quick-reply": (200, 1),
    "instagram-read": (200, 0),
    "instagram-story-reply": (200, 1),
    "instagram-text": (200, 1),
    "line-bad-signature": (403, 0),
    "line-base64-body": (200, 1),
    "line-follow": (200, 1),
    "line-no-events": (200, 0),
    "line-notification-delivered": (200, 0),
    "line-postback": (200, 1),
    "line-several-events": (200, None),
    "line-text": (200, 1),
    "messenger-bad-signature": (403, 0),
    "messenger-base64-body": (200, 1),
    "messenger-get-started": (200, 1),
    "messenger-handshake": (200, 0),
    "messenger-handshake-wrong-token": (403, 0),
    "messenger-human-echo": (200, 1),
    "messenger-quick-reply": (200, 1),
    "messenger-receipts": (200, 0),
    "messenger-several-entries": (200, None),
    "messenger-text": (200, 1),
    "messenger-unknown-endpoint": (403, 0),
    "messenger-unlisted-account": (200, 0),
    "whatsapp-bad-signature": (403, 0),
    "whatsapp-button": (200, 1),
    "whatsapp-cart": (200, 1),
    "whatsapp-failed": (200, 0),
    "whatsapp-from-ad": (200, 1),
    "whatsapp-handshake": (200, 0),
    "whatsapp-list": (200, 1),
    "whatsapp-marketing-stopped": (200, 1),
    "whatsapp-number-changed": (200, 1),
    "whatsapp-receipts": (200, 0),
    "whatsapp-standby": (200, 1),
    "whatsapp-template-reviewed": (200, 0),
    "whatsapp-text": (200, 1),
    "whatsapp-unlisted-account": (200, 0),
}
# What of them is news of something sent, or of an account.
NEWS = {
    "instagram-read": 1,
    "messenger-receipts": 3,
    "line-notification-delivered": 1,
    "whatsapp-failed": 1,
    "whatsapp-receipts": 3,
    "whatsapp-template-reviewed": 1,
}
# The rule each faq sample is decided by; None where no turn may come of it.
TURNS = {
    "line-text": "answered",
    "line-english": "answered",
    "line-unknown": "not_understood",
    "line-stop": "stopped",
    "line-human": "handed_over",
    "line-sticker": "attachment",
    "line-follow": "greeted",
    "line-unfollow": "blocked",
    "line-pressed": "pressed",
    "line-edited": "answered",
    "line-unsent": "unsent",
    "messenger-text": "answered",
    "messenger-human-replied": "human_holds",
    "messenger-comment": "comment",
    "instagram-text": "answered",
    "instagram-comment": "comment",
    "whatsapp-text": "answered",
    "whatsapp-stop": "stopped",
    "whatsapp-from-ad": "answered",
    "whatsapp-cart": "cart",
    "whatsapp-form": "form",
    "whatsapp-number-changed": "noted",
    "whatsapp-marketing-stopped": "preference",
    "line-stale": None,
    "foreign-queue": None,
    "no-records": None,
}
REFUSED = {"foreign-queue"}
# What each receipts sample changes: the state of the send it names, and whether the mark moves.
RECEIPTS = {
    "messenger-echoed": ("sent", False),
    "messenger-delivered": ("ready", True),
    "messenger-read": ("ready", True),
    "messenger-failed": ("refused", False),
    "messenger-echoed-elsewhere": ("ready", False),
    "one-unreadable-of-three": ("ready", True),
    "line-delivered": ("sent", True),
    "instagram-echoed": ("sent", False),
    "instagram-read": ("ready", True),
    "whatsapp-sent": ("sent", False),
    "whatsapp-delivered": ("sent", True),
    "whatsapp-failed": ("refused", False),
    "whatsapp-template-reviewed": ("ready", False),
}
SILENT = {
    "line-unfollow",
    "line-unsent",
    "messenger-human-replied",
    "whatsapp-number-changed",
    "whatsapp-marketing-stopped",
}
# Where an answer goes.
CALLED = {
    "line": "https://api.line.me/v2/bot/message/reply",
    "messenger": "https://graph.facebook.com/v26.0/104512398760021/messages",
    "instagram": "https://graph.instagram.com/v26.0/17841400000000001/messages",
    "whatsapp": "https://graph.facebook.com/v25.0/209911887700123/messages",
}


def files(function: str) -> set[str]:
    return {file.stem for file in (ROOT / "events" / function).glob("*.json")}


def test_every_sample_is_expected_somewhere_here() -> None:
    assert files("webhook") == set(WEBHOOKS)
    assert files("faq") == set(TURNS)
    assert files("delivery") == {f"{channel}-turn" for channel in CALLED}
    assert files("receipts") == set(RECEIPTS)
    assert files("sweeper") == {"tick"}
    assert files("care") == {"tick"}  # test_care.py
    assert files("notifications") == {"tick"}  # test_notifications.py
    assert files("admin") == set(staff_calls())  # test_admin.py
    assert files("shipments") == set(shop_calls())  # test_shipments.py
    assert files("shipping") == set(shop_news())  # test_shipping.py
    assert {path.name for path in (ROOT / "events").iterdir() if path.is_dir()} == set(FUNCTIONS)


def test_the_queue_samples_are_those_the_code_would_queue() -> None:
    for path, event in samples().items():
        file = ROOT / "events" / f"{path}.json"
        assert json.loads(file.read_text(encoding="utf-8")) == event, "python -m tests.support.…"


@pytest.mark.parametrize("name", sorted(WEBHOOKS))
def test_a_webhook_is_answered_and_its_events_are_queued(deployed: Deployed, name: str) -> None:
    status, events = WEBHOOKS[name]
    answer = deployed.invoke("webhook", deployed.sample(f"webhook/{name}"))
    queued = deployed.queued("conversations")
    assert answer["statusCode"] == status, answer
    assert (len(queued) > 1) if events is None else (len(queued) == events)
    assert deployed.rows() == [], "webhook writes no table"
    assert len(deployed.queued("receipts")) == NEWS.get(name, 0)


@pytest.mark.parametrize("channel", ["messenger", "instagram", "whatsapp"])
def test_the_handshake_answers_with_the_challenge_alone(deployed: Deployed, channel: str) -> None:
    event = deployed.sample(f"webhook/{channel}-handshake")
    answer = deployed.invoke("webhook", event)
    assert answer["body"] == event["queryStringParameters"]["hub.challenge"]


@pytest.mark.parametrize("name", sorted(TURNS))
def test_an_event_becomes_a_turn_and_its_sends_are_handed_on(deployed: Deployed, name: str) -> None:
    event = deployed.sample(f"faq/{name}")
    refused = [record["messageId"] for record in event.get("Records", []) if name in REFUSED]
    failures = [{"itemIdentifier": message} for message in refused]
    assert deployed.invoke("faq", event) == {"batchItemFailures": failures}
    turns = [row for row in deployed.rows() if row["sk"]["S"].startswith("TURN#")]
    rule = TURNS[name]
    assert [turn["reasoning"]["M"]["rule"]["S"] for turn in turns] == ([rule] if rule else [])
    assert len(deployed.queued("outbound")) == (1 if rule and name not in SILENT else 0)


@pytest.mark.parametrize("channel", sorted(CALLED))
def test_a_turn_is_sent_through_the_channels_own_api(deployed: Deployed, channel: str) -> None:
    deployed.invoke("faq", deployed.sample(f"faq/{channel}-text"))
    delivered = deployed.invoke("delivery", deployed.sample(f"delivery/{channel}-turn"))
    assert delivered == {"batchItemFailures": []}
    ((url, body),) = deployed.pool.requests
    assert url.partition("?")[0] == CALLED[channel]
    assert "NT$" in json.dumps(body, ensure_ascii=False) or "退" in json.dumps(
        body, ensure_ascii=False
    )


@pytest.mark.parametrize("name", sorted(f"{channel}-turn" for channel in CALLED))
def test_a_turn_that_is_not_there_is_nothing_to_send(deployed: Deployed, name: str) -> None:
    assert deployed.invoke("delivery", deployed.sample(f"delivery/{name}")) == {
        "batchItemFailures": []
    }
    assert deployed.pool.requests == []


def test_a_tick_with_nothing_due_queues_nothing(deployed: Deployed) -> None:
    assert deployed.invoke("sweeper", deployed.sample("sweeper/tick")) == {"queued": 0}


def test_a_turn_nobody_drained_is_swept_back(deployed: Deployed) -> None:
    deployed.invoke("faq", deployed.sample("faq/line-text"))
    deployed.queued("outbound")
    later = {"scheduled_at": (deployed.time.now + timedelta(minutes=2)).isoformat()}
    assert deployed.invoke("sweeper", later) == {"queued": 1}
    assert len(deployed.queued("outbound")) == 1


def test_the_same_record_twice_is_one_turn_and_one_message(deployed: Deployed) -> None:
    for _ in range(2):
        deployed.invoke("faq", deployed.sample("faq/line-text"))
    for _ in range(2):
        deployed.invoke("delivery", deployed.sample("delivery/line-turn"))
    turns = [row for row in deployed.rows() if row["sk"]["S"].startswith("TURN#")]
    assert len(turns) == 1 and len(deployed.pool.requests) == 1


@pytest.mark.parametrize("name", sorted(RECEIPTS))
def test_a_receipt_settles_its_send_or_moves_a_mark(deployed: Deployed, name: str) -> None:
    channel = name.partition("-")[0]
    told = channel if channel in CALLED else "messenger"
    deployed.invoke("faq", deployed.sample(f"faq/{told}-text"))
    for _ in range(2):  # the second time changes nothing any more
        failed = deployed.invoke("receipts", deployed.sample(f"receipts/{name}"))
        unreadable = [{"itemIdentifier": "unreadable-0000-4000-8000-000000000000"}]
        has_one = name == "one-unreadable-of-three"
        assert failed == {"batchItemFailures": unreadable if has_one else []}
        state, has_moved = RECEIPTS[name]
        (turn,) = [row for row in deployed.rows() if row["sk"]["S"].startswith("TURN#")]
        assert turn["sends"]["L"][0]["M"]["state"]["S"] == state
        assert any(row["sk"]["S"] == "MARKS" for row in deployed.rows()) is has_moved


def test_a_message_told_to_be_taken_is_not_sent_again(deployed: Deployed) -> None:
    deployed.invoke("faq", deployed.sample("faq/messenger-text"))
    deployed.invoke("receipts", deployed.sample("receipts/messenger-echoed"))
    deployed.invoke("delivery", deployed.sample("delivery/messenger-turn"))
    assert deployed.pool.requests == []
