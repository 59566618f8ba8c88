"""What LINE tells without naming a person, and when; to which send a delivery leads back."""

import hashlib
from typing import Any

import pytest

from tests.support.webhook_bodies import AT_MS, BOT, Body, line_body, line_event, line_text
from towkay.adapters.channels.line.delivery_tags import delivery_tag
from towkay.adapters.channels.line.inbound import LineInbound
from towkay.domain.account_news import AccountReported, Ground, Standing
from towkay.domain.doings import AccountLinked
from towkay.domain.events import Happening, Incoming, ReceiptArrived, ReceiptKind, Unknown


def without_source(kind: str, **members: Any) -> Incoming:
    event = line_event(kind, **members)
    del event["source"]
    return only(event)


def only(event: Body) -> Incoming:
    (incoming,) = LineInbound().parse(line_body(event), app_id="")
    return incoming


def reported(about: str, standing: Standing) -> AccountReported:
    return AccountReported(about, standing=standing, ground=Ground.ENFORCEMENT)


@pytest.mark.parametrize(
    ("kind", "members", "happening"),
    [
        (
            "module",
            {"module": {"type": "attached", "botId": BOT, "scopes": ["message:send"]}},
            AccountReported("module", f"attached {BOT}"),
        ),
        (
            "module",
            {"module": {"type": "detached", "botId": BOT, "reason": "bot_deleted"}},
            AccountReported("module", f"detached {BOT} bot_deleted"),
        ),
        ("botSuspended", {}, reported("botSuspended", Standing.BARRED)),
        ("botResumed", {}, reported("botResumed", Standing.WELL)),
        ("accountLink", {"link": {"result": "failed", "nonce": "n"}}, AccountLinked(ok=False)),
    ],
)
def test_news_of_an_account_names_no_person(kind: str, members: Body, happening: Happening) -> None:
    incoming = without_source(kind, **members)

    assert (incoming.user, incoming.happening) == (None, happening)


HASH = hashlib.sha256(b"+886912345678").hexdigest()
SEND = "19a.0.01KD2Q7V3MZ6K9E4T8X1B5N0RA"


def test_the_delivery_of_a_notification_leads_back_to_whom_and_which_send() -> None:
    tagged = without_source("delivery", delivery={"data": delivery_tag(HASH, SEND)})
    bare = without_source("delivery", delivery={"data": HASH})

    at = tagged.occurred_at
    delivered = ReceiptKind.DELIVERED
    assert (tagged.user, tagged.happening) == (HASH, ReceiptArrived(delivered, SEND, up_to=at))
    assert (bare.user, bare.happening) == (HASH, ReceiptArrived(delivered, up_to=at))


def test_a_send_whose_name_is_too_long_for_a_tag_travels_without_one() -> None:
    assert len(delivery_tag(HASH, "1" * 56)) == 100
    assert delivery_tag(HASH, "1" * 57) == ""
    assert delivery_tag(HASH, "茶") == ""


@pytest.mark.parametrize(
    "data", ["", "x" * 43 + ".1", "*" * 43 + ".1", "A" * 43 + ".", HASH[:-1], "A" * 43 + ".1"]
)
def test_a_tag_of_another_form_is_nothing_of_ours(data: str) -> None:
    incoming = without_source("delivery", delivery={"data": data})

    assert (incoming.user, incoming.happening) == (None, Unknown("line.delivery"))


@pytest.mark.parametrize("at", [AT_MS, str(AT_MS), AT_MS / 1, AT_MS // 1000 * 1000 // 1000])
def test_a_time_counts_milliseconds_unless_it_can_only_be_seconds(at: Any) -> None:
    assert only({**line_text("hi"), "timestamp": at}).occurred_at.year == 2026
