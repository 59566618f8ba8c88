"""Every conversations queue keeps the order of a contact, each cause once, and lets none block."""

from dataclasses import replace

import pytest

from tests.support.builders import NOW, a_contact_key, an_event
from tests.support.queue_engines import QueueEngine
from towkay.adapters.event_messages import event_from_json
from towkay.domain.attachments import Attachment, AttachmentKind
from towkay.domain.channels import ContactKey
from towkay.domain.events import (
    Event,
    Followed,
    Happening,
    HumanReplied,
    MessageEdited,
    MessageReceived,
    MessageUnsent,
    OptedOut,
    PostbackPressed,
    Reacted,
    ReceiptArrived,
    ReceiptKind,
    Referred,
    Unknown,
)
from towkay.domain.optins import OptedIn, PreferenceStated, TokenKind

HAPPENINGS: list[Happening] = [
    MessageReceived("m", "你好 🫖", (Attachment(AttachmentKind.STICKER, "茶"),), "payload"),
    MessageReceived("m", '\x00 \ufffd \u2028 " \\ #%'),
    PostbackPressed("faq:1", "運費"),
    Followed(returning=True),
    OptedOut(),
    MessageEdited("m", "改了"),
    MessageUnsent("m"),
    Reacted(added=True),
    Referred("ADS", "autumn"),
    HumanReplied(),
    ReceiptArrived(ReceiptKind.READ),
    Unknown("line.membership"),
    PreferenceStated(wanted=False),
    OptedIn(TokenKind.ONE_TIME, "t", "茶訊", "p", NOW, "Asia/Tokyo"),
]


def drain(queue: QueueEngine) -> list[Event]:
    """Receive and delete until nothing comes."""
    events = []
    while received := queue.receive():
        events.append(event_from_json(received.body))
        queue.delete(received.receipt)
    return events


@pytest.mark.parametrize("happening", HAPPENINGS, ids=lambda one: type(one).__name__)
def test_every_kind_of_event_comes_out_as_it_went_in(
    queue: QueueEngine, happening: Happening
) -> None:
    event = an_event(happening=happening, redelivered=True, may_answer=False, reply_token=None)

    queue.events.put([event])

    assert drain(queue) == [event]


def test_a_contact_s_events_come_out_in_order(queue: QueueEngine) -> None:
    contacts = [a_contact_key(), a_contact_key()]
    events = [an_event(contacts[number % 2]) for number in range(25)]

    queue.events.put(events)
    drained = drain(queue)

    assert len(drained) == 25
    for contact in contacts:
        mine = [event for event in drained if event.contact == contact]
        assert mine == [event for event in events if event.contact == contact]


def test_a_cause_is_queued_once_within_five_minutes(faithful_queue: QueueEngine) -> None:
    event = an_event()

    faithful_queue.events.put([event, event])
    faithful_queue.events.put([replace(event, received_at=NOW, redelivered=True)])
    drained = drain(faithful_queue)
    faithful_queue.events.put([event])

    assert drained == [event]
    assert drain(faithful_queue) == []


def test_a_contact_waits_while_one_of_its_events_is_in_flight(queue: QueueEngine) -> None:
    busy, other = a_contact_key(), a_contact_key()
    events = [an_event(busy), an_event(busy), an_event(other)]
    queue.events.put(events)

    first, second = queue.receive(), queue.receive()
    assert first and second
    in_flight = [event_from_json(received.body) for received in (first, second)]

    assert sorted(in_flight, key=events.index) == [events[0], events[2]]
    assert queue.receive() is None
    queue.delete(first.receipt)
    queue.delete(second.receipt)
    assert drain(queue) == [events[1]]


def test_a_message_put_back_comes_before_its_later_ones(queue: QueueEngine) -> None:
    contact = a_contact_key()
    events = [an_event(contact), an_event(contact)]
    queue.events.put(events)
    received = queue.receive()
    assert received and received.receive_count == 1

    queue.release(received.receipt)
    again = queue.receive()

    assert again and again.receive_count == 2
    assert event_from_json(again.body) == events[0]
    queue.release(again.receipt)
    assert drain(queue) == events


def test_a_message_received_three_times_in_vain_goes_to_the_dead_letters(
    queue: QueueEngine,
) -> None:
    contact = a_contact_key()
    poison, healthy = an_event(contact), an_event(contact)
    queue.events.put([poison, healthy])

    for _ in range(3):
        received = queue.receive()
        assert received and event_from_json(received.body) == poison
        queue.release(received.receipt)

    assert drain(queue) == [healthy]
    assert [event_from_json(body) for body in queue.dead_letters()] == [poison]


def test_a_message_backs_off_for_two_seconds_and_its_group_with_it(queue: QueueEngine) -> None:
    contact = a_contact_key()
    events = [an_event(contact), an_event(contact)]
    queue.events.put(events)
    received = queue.receive()
    assert received

    queue.back_off.hide(received.receipt, receives=1)
    queue.wait(1)
    during = queue.receive()
    queue.wait(1.3)

    assert during is None
    assert drain(queue) == events


def test_a_late_receipt_deletes_nothing(strict_queue: QueueEngine) -> None:
    event = an_event()
    strict_queue.events.put([event])
    late = strict_queue.receive()
    assert late
    strict_queue.release(late.receipt)
    current = strict_queue.receive()
    assert current

    strict_queue.delete(late.receipt)
    strict_queue.release(current.receipt)

    assert drain(strict_queue) == [event]


def test_backing_off_with_a_worthless_receipt_is_no_error(queue: QueueEngine) -> None:
    queue.back_off.hide("no such receipt", receives=1)

    assert queue.receive() is None


@pytest.mark.parametrize("text", ["#", "100%", "with space", "🫖" * 128, "x" * 200, "a\nb"])
def test_odd_ids_come_back_as_they_were(queue: QueueEngine, text: str) -> None:
    event = an_event(ContactKey(a_contact_key().channel, text, text), cause=text)

    queue.events.put([event])

    assert drain(queue) == [event]


def test_two_contacts_may_have_the_same_cause(faithful_queue: QueueEngine) -> None:
    events = [an_event(cause="same"), an_event(cause="same")]

    faithful_queue.events.put(events)

    assert sorted(drain(faithful_queue), key=events.index) == events


def test_more_than_one_request_holds_is_split_and_kept_in_order(queue: QueueEngine) -> None:
    contact = a_contact_key()
    long_text = "茶" * 30_000  # 180 kB as ASCII JSON: six of them pass the limit of a request
    events = [an_event(contact, happening=MessageReceived("m", long_text)) for _ in range(6)]

    queue.events.put(events)

    assert drain(queue) == events


def test_lone_surrogates_are_replaced_and_nothing_breaks(queue: QueueEngine) -> None:
    event = an_event(happening=MessageReceived("m", "a\ud83cb"))

    queue.events.put([event])

    assert drain(queue) == [replace(event, happening=MessageReceived("m", "a\ufffdb"))]
