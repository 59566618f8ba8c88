"""What Messenger tells of messages the Page sent: whose echo it is, and how far one has got."""

from typing import Any

import pytest

from tests.support.webhook_bodies import (
    AT_MS,
    MESSENGER_APP,
    PAGE_INBOX_APP,
    PSID,
    Body,
    messaging,
    page_body,
)
from tests.unit.channels.messenger_reading import read
from towkay.adapters.channels.messenger.inbound import MessengerInbound
from towkay.adapters.channels.shapes import moment
from towkay.domain.events import Happening, HumanReplied, Incoming, ReceiptArrived, ReceiptKind

OURS = "19a0b.0.m_1"
ANOTHER_APP = 998877665544332


def echoes(*, app: str = MESSENGER_APP, standby: bool = False, **members: Any) -> Incoming:
    """One echo as an endpoint of this app id reads it."""
    event = messaging(message={"is_echo": True, "mid": "m_gW7", "text": "您好", **members})
    event["sender"], event["recipient"] = event["recipient"], event["sender"]
    body = page_body(event)
    if standby:
        (entry,) = body["entry"]
        entry["standby"] = entry.pop("messaging")
    (incoming,) = MessengerInbound().parse(body, app_id=app)
    return incoming


def echo(**members: Any) -> Happening:
    return echoes(**members).happening


ECHOED = ReceiptArrived(ReceiptKind.ECHOED, OURS, "m_gW7")


@pytest.mark.parametrize("app_id", [int(MESSENGER_APP), MESSENGER_APP])
def test_an_echo_of_our_own_app_is_a_receipt_of_the_send_it_carries(app_id: object) -> None:
    incoming = echoes(app_id=app_id, metadata=OURS)

    assert incoming.happening == ECHOED
    assert (incoming.user, incoming.cause) == (PSID, "echo:m_gW7")


@pytest.mark.parametrize("app_id", [None, "", {"id": 1}])
def test_an_echo_without_an_app_id_is_ours_by_its_send_id(app_id: object) -> None:
    assert echo(app_id=app_id, metadata=OURS) == ECHOED
    assert echo(metadata=OURS) == ECHOED


def test_an_endpoint_that_does_not_know_its_app_id_knows_its_send_ids() -> None:
    assert echo(app="", app_id=ANOTHER_APP, metadata=OURS) == ECHOED
    assert echo(app="", app_id=ANOTHER_APP) == HumanReplied()
    assert echo(app="", app_id="") == HumanReplied()


@pytest.mark.parametrize("app", [MESSENGER_APP, ""])
def test_the_page_inbox_is_a_person_whatever_travels_with_the_echo(app: str) -> None:
    assert echo(app=app, app_id=PAGE_INBOX_APP, metadata=OURS) == HumanReplied()
    assert echo(app=app, app_id=PAGE_INBOX_APP) == HumanReplied()


def test_another_app_is_no_receipt_even_with_words_like_ours() -> None:
    assert echo(app_id=ANOTHER_APP, metadata=OURS) == HumanReplied()


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        "",
        "flow:faq;run:88",
        "19a0b.0.",
        "19A0B.0.m_1",  # we write small letters
        "019a0b.0.m_1",
        "19a0b.00.m_1",
        "19a0b.-1.m_1",
        "1_9a0b.0.m_1",
        "19a0b.0.m_1\n",
        "19a0b.0." + "m" * 300,
        "19a0b.0.茶",
        {"send": OURS},
    ],
)
def test_only_what_is_written_as_we_write_it_is_a_send_id(metadata: object) -> None:
    assert echo(metadata=metadata) == HumanReplied()
    # Our app, another program's word: a receipt that will match nothing, and no word is kept.
    unmatched = ReceiptArrived(ReceiptKind.ECHOED, "", "m_gW7")
    assert echo(app_id=MESSENGER_APP, metadata=metadata) == unmatched


def test_an_echo_heard_on_standby_is_read_the_same_way() -> None:
    ours = echoes(standby=True, app_id=MESSENGER_APP, metadata=OURS)
    person = echoes(standby=True, app_id=PAGE_INBOX_APP)

    assert (ours.happening, ours.may_answer) == (ECHOED, False)
    assert (person.happening, person.user) == (HumanReplied(), PSID)


def test_an_echo_without_a_message_id_still_confirms() -> None:
    incoming = echoes(mid=None, app_id=MESSENGER_APP, metadata=OURS)

    assert incoming.happening == ReceiptArrived(ReceiptKind.ECHOED, OURS)
    assert incoming.cause.startswith("echo:sha256-")


@pytest.mark.parametrize("member", ["delivery", "read"])
@pytest.mark.parametrize("watermark", [None, "soon", True, {}, -(10**30)])
def test_a_watermark_that_is_none_bounds_nothing(member: str, watermark: object) -> None:
    incoming = read(**{member: {"mids": ["m_g"], "watermark": watermark}})

    kind = ReceiptKind.DELIVERED if member == "delivery" else ReceiptKind.READ
    assert incoming.happening == ReceiptArrived(kind)
    assert incoming.cause == f"{kind}:{PSID}:{AT_MS}"


def test_a_delivery_without_a_time_of_its_own_has_its_entry_s() -> None:
    event: Body = messaging(delivery={"watermark": AT_MS})
    del event["timestamp"]

    body = page_body(event, at_ms=AT_MS + 900)
    (incoming,) = MessengerInbound().parse(body, app_id=MESSENGER_APP)

    assert incoming.happening == ReceiptArrived(ReceiptKind.DELIVERED, up_to=moment(AT_MS))
    assert incoming.occurred_at >= moment(AT_MS + 900)
