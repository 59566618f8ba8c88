"""Dead letters are looked at without a trace, and leave in order or not at all."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest

from tests.support.builders import NOW, a_contact, a_contact_key, a_turn, a_turn_key, an_event
from tests.support.dead_queues import Dead, dead_on_moto
from towkay.adapters.dynamodb.items import turn_key
from towkay.adapters.event_messages import event_from_json, turn_key_from_json
from towkay.domain.events import Event
from workbench.dead_letters.facts import survey
from workbench.dead_letters.letters import Letter, Walk, walk
from workbench.dead_letters.move import Choice, drop, redrive
from workbench.dead_letters.outlooks import Matter, Outlook

ALL = Choice()


@pytest.fixture
def dead() -> Iterator[Dead]:
    with dead_on_moto() as queues:
        yield queues


class Refusing:
    """SQS, but it stores no message whose body holds one of `words`, or breaks at a call."""

    def __init__(self, sqs: Any, *words: str, breaks_at: str = "") -> None:
        self._sqs = sqs
        self._words = words
        self._breaks_at = breaks_at

    def __getattr__(self, operation: str) -> Any:
        if operation == self._breaks_at:
            raise ConnectionError("cut off")
        return getattr(self._sqs, operation)

    def send_message_batch(self, **request: Any) -> Any:
        entries = [
            entry
            for entry in request["Entries"]
            if not any(word in entry["MessageBody"] for word in self._words)
        ]
        if not entries:
            return {"Failed": request["Entries"]}
        return self._sqs.send_message_batch(**request | {"Entries": entries})


def put_back(
    dead: Dead, choice: Choice = ALL, queue: str = "conversations", sqs: Any = None
) -> Walk:
    return redrive(sqs or dead.sqs, dead.queues[queue], choice, lambda _: None)


def causes(dead: Dead) -> list[str]:
    return [event_from_json(message["Body"]).cause for message in dead.waiting()]


def conversation(count: int) -> list[Event]:
    contact = a_contact_key()
    return [an_event(contact, occurred_at=NOW + timedelta(seconds=n)) for n in range(count)]


def test_looking_leaves_every_letter_where_it_was(dead: Dead) -> None:
    for event in [*conversation(3), an_event(), an_event()]:
        dead.put(event)

    first = survey(dead.desk, dead.queues["conversations"], lambda *_: True)
    again = survey(dead.desk, dead.queues["conversations"], lambda *_: True)

    assert [one.message_id for one in first.explained] == dead.ids
    assert first.left == again.left == 5
    assert dead.dead() == dead.ids


def test_looking_stops_at_the_limit_and_still_knows_how_many_there_are(dead: Dead) -> None:
    for _ in range(25):
        dead.put(an_event())

    found = survey(dead.desk, dead.queues["conversations"], lambda *_: True, 12)

    assert (len(found.explained), found.left) == (12, 25)


def test_what_lies_behind_a_page_of_one_contact_is_counted(dead: Dead) -> None:
    for event in conversation(25):
        dead.put(event)

    found = survey(dead.desk, dead.queues["conversations"], lambda *_: True)

    assert (len(found.explained), found.left) == (10, 25)


def test_an_empty_queue_has_nothing_to_show(dead: Dead) -> None:
    found = survey(dead.desk, dead.queues["receipts"], lambda *_: True)
    assert (found.explained, found.left) == ([], 0)


def test_letters_in_somebody_else_s_hands_are_counted_as_there(dead: Dead) -> None:
    dead.put(an_event())
    dead.sqs.receive_message(QueueUrl=dead.queues["conversations"].url, VisibilityTimeout=60)

    assert survey(dead.desk, dead.queues["conversations"], lambda *_: True).left == 1


def test_a_look_cut_off_puts_everything_back(dead: Dead) -> None:
    dead.put(an_event())

    def cut_off(page: Sequence[Letter]) -> set[str]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        walk(dead.sqs, dead.queues["conversations"], cut_off)

    assert dead.dead() == dead.ids


def test_letters_go_back_in_the_order_of_their_conversation(dead: Dead) -> None:
    one, other = conversation(25), conversation(5)
    for event in [*one[:12], *other, *one[12:]]:
        dead.put(event)

    assert put_back(dead) == Walk(done=30, left=0)

    found = causes(dead)
    for events in (one, other):
        mine = {event.cause for event in events}
        assert [cause for cause in found if cause in mine] == [event.cause for event in events]
    assert len(found) == 30


def test_a_letter_goes_back_into_the_group_of_its_contact(dead: Dead) -> None:
    event = an_event()
    dead.put(event)
    before = dead.sqs.receive_message(
        QueueUrl=dead.queues["conversations"].url,
        VisibilityTimeout=0,
        MessageSystemAttributeNames=["All"],
    )["Messages"][0]["Attributes"]["MessageGroupId"]

    put_back(dead)

    (message,) = dead.waiting()
    assert message["Attributes"]["MessageGroupId"] == before
    assert event_from_json(message["Body"]) == event


def test_a_turn_goes_back_to_the_outbound_queue(dead: Dead) -> None:
    key = a_turn_key()
    dead.put(key)

    assert put_back(dead, queue="outbound") == Walk(1, 0)
    assert [turn_key_from_json(one["Body"]) for one in dead.waiting("outbound")] == [key]


def test_receipts_go_back_without_a_group(dead: Dead) -> None:
    for _ in range(23):
        dead.put(an_event(), "receipts")

    assert put_back(dead, queue="receipts") == Walk(23, 0)
    assert len(dead.waiting("receipts")) == 23


def test_what_the_queue_refuses_stays_and_is_not_overtaken(dead: Dead) -> None:
    refused, other = conversation(4), conversation(2)
    for event in [refused[0], other[0], *refused[1:], other[1]]:
        dead.put(event)

    walked = put_back(dead, sqs=Refusing(dead.sqs, f'"{refused[1].cause}"'))

    assert walked == Walk(done=3, left=3)
    assert causes(dead) == [refused[0].cause, other[0].cause, other[1].cause]
    assert put_back(dead) == Walk(3, 0)
    assert causes(dead) == [event.cause for event in refused[1:]]


def test_a_crash_between_send_and_deletion_loses_nothing_and_doubles_nothing(dead: Dead) -> None:
    events = [an_event() for _ in range(7)]
    for event in events:
        dead.put(event)

    with pytest.raises(ConnectionError):
        put_back(dead, sqs=Refusing(dead.sqs, breaks_at="delete_message_batch"))
    assert put_back(dead) == Walk(7, 0)

    assert sorted(causes(dead)) == sorted(event.cause for event in events)
    assert dead.dead() == []


def test_only_the_chosen_letters_go_back(dead: Dead) -> None:
    events = conversation(3)
    ids = [dead.put(event) for event in events]

    assert put_back(dead, Choice(frozenset({ids[1]}))) == Walk(1, 2)
    assert causes(dead) == [events[1].cause]
    assert dead.dead() == [ids[0], ids[2]]


def test_what_nothing_can_read_stays_unless_it_is_named(dead: Dead) -> None:
    poison = dead.put("not of ours")
    event = an_event()
    dead.put(event)

    assert put_back(dead) == Walk(1, 1)
    assert causes(dead) == [event.cause]
    assert put_back(dead, Choice(frozenset({poison}))) == Walk(1, 0)


def test_malformed_letters_are_dropped_and_no_others(dead: Dead) -> None:
    dead.put("not of ours")
    kept = dead.put(an_event())
    dead.put("{}")

    walked = drop(dead.sqs, dead.queues["conversations"], Choice(readable=False), lambda _: None)

    assert walked == Walk(done=2, left=1)
    assert dead.dead() == [kept]


def test_large_letters_are_split_into_requests_that_sqs_takes(dead: Dead) -> None:
    sizes: list[int] = []

    class Measuring(Refusing):
        def send_message_batch(self, **request: Any) -> Any:
            sizes.append(sum(len(one["MessageBody"].encode()) for one in request["Entries"]))
            return super().send_message_batch(**request)

    for _ in range(6):
        dead.put("茶" * 80_000, "receipts")
    ids = frozenset(dead.ids)

    assert put_back(dead, Choice(ids), "receipts", Measuring(dead.sqs)) == Walk(6, 0)
    assert max(sizes) < 1_048_576 and len(sizes) > 1


def test_progress_is_told_page_by_page(dead: Dead) -> None:
    for _ in range(25):
        dead.put(an_event())
    told: list[int] = []

    redrive(dead.sqs, dead.queues["conversations"], ALL, told.append)

    assert told == sorted(told) and told[-1] == 25 and len(told) >= 3


@pytest.mark.parametrize(
    ("days", "outlook"),
    [(89, Outlook.SUPPRESSED), (91, Outlook.TURN_GONE)],
    ids=["kept", "expired"],
)
def test_a_turn_past_its_expiry_is_gone_whether_or_not_it_was_deleted(
    dead: Dead, days: int, outlook: Outlook
) -> None:
    contact = a_contact()
    turn = a_turn(a_turn_key(contact.key))
    dead.table.conversations.commit(contact, turn, now=NOW)
    dead.put(turn.key)
    dead.now = NOW + timedelta(days=days)

    (found,) = survey(dead.desk, dead.queues["outbound"], lambda *_: True).explained

    assert found.forecast.outlook is outlook


def test_one_row_that_nothing_reads_does_not_end_the_look_at_the_others(dead: Dead) -> None:
    contact = a_contact()
    turns = [a_turn(a_turn_key(contact.key, cause=name)) for name in ("broken", "whole")]
    for turn in turns:
        stored = dead.table.conversations.contact(contact.key) or contact
        dead.table.conversations.commit(stored, turn, now=NOW)
        dead.put(turn.key)
    dead.desk.dynamodb.update_item(
        TableName=dead.desk.table,
        Key=turn_key(turns[0].key),
        UpdateExpression="SET sends = :nonsense",
        ExpressionAttributeValues={":nonsense": {"S": "nonsense"}},
    )

    found = survey(dead.desk, dead.queues["outbound"], lambda *_: True).explained

    outlooks = {
        one.matter.key.cause: one.forecast.outlook
        for one in found
        if isinstance(one.matter, Matter)
    }
    assert outlooks["broken"] is Outlook.ROW_UNREADABLE
    assert outlooks["whole"] is not Outlook.ROW_UNREADABLE
