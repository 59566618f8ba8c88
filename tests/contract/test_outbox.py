"""Every outbound queue carries a turn's key, and the same ask within five minutes only once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW, a_contact_key, a_turn_key
from tests.support.queue_engines import QueueEngine
from towkay.adapters.event_messages import turn_key_from_json
from towkay.domain.turns import TurnKey


def drain(queue: QueueEngine) -> list[TurnKey]:
    turn_keys = []
    while received := queue.receive():
        turn_keys.append(turn_key_from_json(received.body))
        queue.delete(received.receipt)
    return turn_keys


@pytest.mark.parametrize("cause", ["c", "a#b%", "🫖" * 128])
def test_a_turn_s_key_comes_out_as_it_went_in(queue: QueueEngine, cause: str) -> None:
    key = a_turn_key(cause=cause, occurred_at=NOW + timedelta(milliseconds=7))

    queue.outbox.put(key, "0")

    assert drain(queue) == [key]


def test_the_same_ask_is_made_once_and_another_attempt_is_another_ask(queue: QueueEngine) -> None:
    key = a_turn_key()

    for attempt in ("0", "0", "sweep-1"):
        queue.outbox.put(key, attempt)

    assert drain(queue) == [key, key]


def test_turns_of_a_contact_come_out_in_order(queue: QueueEngine) -> None:
    contact = a_contact_key()
    keys = [a_turn_key(contact) for _ in range(3)]
    keys.append(replace(keys[0], occurred_at=NOW + timedelta(milliseconds=1)))

    for key in keys:
        queue.outbox.put(key, "0")

    assert drain(queue) == keys


def test_many_turns_are_asked_for_at_once_each_as_if_alone(queue: QueueEngine) -> None:
    keys = [a_turn_key(cause=f"cause-{number}") for number in range(23)]
    queue.outbox.put(keys[0], "0")

    stored = queue.outbox.put_all([(key, "0") for key in keys])

    received = drain(queue)
    assert stored == 23 and len(received) == 23 and set(received) == set(keys)
