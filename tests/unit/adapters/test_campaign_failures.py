"""Which answers of AWS count a chunk, which are tried again, and which are told of?"""

from typing import Any

import pytest

from tests.support.campaign_rows import a_chunk, a_run_key
from tests.support.engines import VirtualClock
from tests.support.failing_aws import ScriptedClient, refusal
from towkay.adapters.dynamodb.runs import DynamoRuns
from towkay.adapters.dynamodb.subscribers import DynamoSubscribers
from towkay.domain.errors import ServiceUnavailable, StaleState

CHUNK = a_chunk(a_run_key())


def cancelled(*codes: str) -> Exception:
    reasons = [{"Code": code} for code in codes]
    return refusal("TransactionCanceledException", CancellationReasons=reasons)


CONFLICT = cancelled("None", "TransactionConflict")


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
