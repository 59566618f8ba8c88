"""Every table stores a call to many before it is made, under a name that is taken once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.builders import NOW, a_contact_key
from tests.support.engines import TableEngine, lost_answers
from towkay.domain.batches import Batch, BatchKey, BatchState, asked_again
from towkay.domain.messages import QuickReply, Text
from towkay.domain.runs import RunKey

KEY = BatchKey(RunKey("demo", "春茶 #1", "2026-11-22T11:00.only"), "0.3.ab12.1")


@pytest.fixture
def batch() -> Batch:
    people = tuple(a_contact_key() for _ in range(500))
    words = (Text("新茶到了", (QuickReply("看看", "tea"),)), Text("第二則"))
    return Batch(KEY, people, "demo-line", words, NOW)


def test_a_batch_is_read_as_it_was_stored(table: TableEngine, batch: Batch) -> None:
    assert table.batches.batch(KEY) is None

    assert table.batches.open(batch)

    assert table.batches.batch(KEY) == batch


def test_a_name_is_taken_once(table: TableEngine, batch: Batch) -> None:
    void = replace(batch, contacts=(), state=BatchState.VOID)
    assert table.batches.open(void)

    assert not table.batches.open(batch)

    assert table.batches.batch(KEY) == void


def test_a_batch_whose_answer_is_lost_was_opened_all_the_same(
    table: TableEngine, batch: Batch
) -> None:
    with lost_answers(table, "PutItem"):
        assert table.batches.open(batch)

    assert table.batches.batch(KEY) == batch


@pytest.mark.parametrize(
    "other",
    [
        {"contacts": (a_contact_key(),)},
        {"first_called_at": NOW + timedelta(milliseconds=1)},
        {"messages": (Text("別的話"),)},
    ],
)
def test_the_batch_of_another_is_not_ones_own(
    table: TableEngine, batch: Batch, other: dict[str, Any]
) -> None:
    table.batches.open(replace(batch, **other))

    assert not table.batches.open(batch)


@pytest.mark.parametrize("state", [BatchState.TAKEN, BatchState.UNSENT, BatchState.UNCLEAR])
def test_a_batch_that_has_ended_is_not_opened_again(
    table: TableEngine, batch: Batch, state: BatchState
) -> None:
    table.batches.open(batch)
    table.batches.close(replace(batch, state=state))

    assert not table.batches.open(batch)


def test_a_batch_past_its_expiry_is_gone_though_its_row_is_there(
    table: TableEngine, batch: Batch
) -> None:
    table.batches.open(batch)

    table.clock.now = batch.kept_until

    assert table.batches.batch(KEY) is None
    later = replace(batch, first_called_at=table.clock.now)
    assert table.batches.open(later)
    assert table.batches.batch(KEY) == later


def test_what_became_of_the_call_is_kept(table: TableEngine, batch: Batch) -> None:
    table.batches.open(batch)
    taken = replace(batch, state=BatchState.TAKEN, request_id="r-1")

    table.batches.close(taken)

    assert table.batches.batch(KEY) == taken


def test_what_was_told_first_stays(table: TableEngine, batch: Batch) -> None:
    table.batches.open(batch)
    taken = replace(batch, state=BatchState.TAKEN, request_id="r-1")
    table.batches.close(taken)

    table.batches.close(replace(batch, state=BatchState.UNSENT, request_id="r-2"))

    assert table.batches.batch(KEY) == taken


def test_one_of_those_who_find_it_open_holds_it(table: TableEngine, batch: Batch) -> None:
    table.batches.open(batch)
    asking = asked_again(batch, NOW + timedelta(minutes=3))

    assert table.batches.hold(batch, asking)
    assert not table.batches.hold(batch, asked_again(batch, NOW + timedelta(minutes=4)))
    assert table.batches.batch(KEY) == asking

    assert table.batches.hold(asking, asked_again(asking, NOW + timedelta(minutes=9)))
    assert table.batches.batch(KEY) == asked_again(asking, NOW + timedelta(minutes=9))


def test_what_is_known_of_a_held_call_is_kept_and_held_no_more(
    table: TableEngine, batch: Batch
) -> None:
    table.batches.open(batch)
    asking = asked_again(batch, NOW)
    table.batches.hold(batch, asking)
    taken = replace(asking, state=BatchState.TAKEN, request_id="r-1")
    table.batches.close(taken)

    assert not table.batches.hold(asking, asked_again(asking, NOW))

    assert table.batches.batch(KEY) == taken


def test_what_was_never_opened_is_held_by_nobody(table: TableEngine, batch: Batch) -> None:
    assert not table.batches.hold(batch, asked_again(batch, NOW))
