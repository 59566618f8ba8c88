"""Which answers of AWS count a chunk, which are tried again, and which are told of?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.builders import NOW
from tests.support.campaign_rows import a_chunk, a_run, a_run_key
from tests.support.engines import VirtualClock
from tests.support.failing_aws import ScriptedClient, cancelled, refusal
from towkay.adapters.dynamodb.run_items import run_item
from towkay.adapters.dynamodb.runs import DynamoRuns
from towkay.adapters.dynamodb.subscribers import DynamoSubscribers
from towkay.domain.errors import ServiceUnavailable, StaleState
from towkay.domain.runs import Run

CHUNK = a_chunk(a_run_key())


CONFLICT = cancelled("None", "TransactionConflict")
ALONE = cancelled("TransactionConflict")  # of a transaction of one write
MET_ANOTHER = refusal("TransactionConflictException")
RUN = a_run(budget=10, revision=1)


def runs(*script: Any) -> tuple[DynamoRuns, ScriptedClient]:
    client: Any = ScriptedClient(*script)
    return DynamoRuns(client, "Table", 90, VirtualClock()), client


def test_two_that_end_their_chunks_at_the_same_moment_are_both_counted() -> None:
    counted, client = runs(CONFLICT, CONFLICT, {})

    assert counted.finish_chunk(CHUNK.key)
    assert len(client.calls) == 3


def test_a_crowd_that_lasts_is_told_of() -> None:
    counted, client = runs(*[CONFLICT] * 5)

    with pytest.raises(StaleState):
        counted.finish_chunk(CHUNK.key)
    assert len(client.calls) == 5


def test_a_chunk_that_was_done_is_not_tried_again() -> None:
    counted, client = runs(cancelled("ConditionalCheckFailed", "None"))

    assert not counted.finish_chunk(CHUNK.key)
    assert len(client.calls) == 1


def stored(run: Run, *, revision: int) -> dict[str, Any]:
    item = run_item(run, timedelta(days=90))
    return item | {"revision": {"N": str(revision)}}


def test_a_run_moves_although_somebody_counts_in_it_at_the_same_moment() -> None:
    planned, client = runs(MET_ANOTHER, MET_ANOTHER, {"Attributes": stored(RUN, revision=2)})

    assert planned.move(RUN) == replace(RUN, revision=2)
    assert [name for name, _ in client.calls] == ["update_item"] * 3


def test_a_move_that_meets_others_for_ever_is_told_of() -> None:
    planned, _ = runs(*[MET_ANOTHER] * 5, {"Item": stored(RUN, revision=1)})

    with pytest.raises(StaleState):
        planned.move(RUN)


NOT_AS_READ = refusal("ConditionalCheckFailedException")


def test_a_move_whose_answer_was_lost_is_found_to_be_ones_own() -> None:
    planned, _ = runs(NOT_AS_READ, {"Item": stored(RUN, revision=2)})

    assert planned.move(RUN) == replace(RUN, revision=2)


@pytest.mark.parametrize(
    "there",
    [
        {"Item": stored(replace(RUN, owner="another"), revision=2)},
        {"Item": stored(RUN, revision=3)},
        {},
    ],
)
def test_a_move_of_another_planner_is_no_move_of_ones_own(there: dict[str, Any]) -> None:
    planned, _ = runs(NOT_AS_READ, there)

    with pytest.raises(StaleState):
        planned.move(RUN)


def reserved(there: DynamoRuns) -> bool:
    return there.reserve(RUN.key, 3, until=NOW)


def given_back(there: DynamoRuns) -> None:
    there.account_for(RUN.key, 3, unspent=1)


@pytest.mark.parametrize("count", [reserved, given_back])
def test_money_is_counted_beside_others_who_write_the_same_row(
    count: Callable[[DynamoRuns], object],
) -> None:
    there, client = runs(ALONE, ALONE, {})

    assert count(there) in (True, None)
    assert len(client.calls) == 3


@pytest.mark.parametrize("count", [reserved, given_back])
def test_a_crowd_is_no_want_of_money(count: Callable[[DynamoRuns], object]) -> None:
    there, _ = runs(*[ALONE] * 5)

    with pytest.raises(StaleState):
        count(there)


def test_contacts_that_an_answer_leaves_out_are_asked_for_again() -> None:
    keys = CHUNK.contacts
    left = {"Table": {"Keys": [{"pk": {"S": "x"}, "sk": {"S": "STATE"}}]}}
    nothing: dict[str, Any] = {"Responses": {"Table": []}}
    client: Any = ScriptedClient({**nothing, "UnprocessedKeys": left}, nothing)

    assert DynamoSubscribers(client, "Table").contacts(keys) == {}
    assert client.calls[1][1]["RequestItems"]["Table"]["Keys"] == left["Table"]["Keys"]


def test_contacts_that_are_always_left_out_are_no_people_who_are_gone() -> None:
    left = {"Table": {"Keys": [{"pk": {"S": "x"}, "sk": {"S": "STATE"}}]}}
    client: Any = ScriptedClient(*[{"Responses": {}, "UnprocessedKeys": left}] * 20)

    with pytest.raises(ServiceUnavailable):
        DynamoSubscribers(client, "Table").contacts(CHUNK.contacts)
