"""Every failure of AWS becomes the error that says what to do, and quotes nothing."""

import hashlib
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.support.builders import (
    NOW,
    a_contact,
    a_permit,
    a_stop,
    a_turn,
    a_turn_key,
    claimed,
    sent,
)
from tests.support.failing_aws import OUTAGES, ScriptedClient, cancelled, refusal
from tests.support.pack_engines import a_pack
from towkay.adapters.dynamodb.conversations import DynamoConversations
from towkay.adapters.dynamodb.due_turns import DynamoDueTurns
from towkay.adapters.dynamodb.failure_notes import DynamoFailureNotes
from towkay.adapters.dynamodb.send_ledger import DynamoSendLedger
from towkay.adapters.s3_packs import S3Packs
from towkay.adapters.sqs import SqsOutbox
from towkay.adapters.ssm import SsmSendSecrets, SsmVerifySecrets
from towkay.domain.channels import Channel
from towkay.domain.errors import (
    ServiceUnavailable,
    StaleState,
    TowkayError,
    TurnExists,
)
from towkay.domain.failures import FailureNote

HELD, REFUSED = "None", "ConditionalCheckFailed"
CONFLICT, THROTTLED = "TransactionConflict", "ThrottlingError"
Call = Callable[[Any], object]


def commit(client: Any) -> None:
    contact = a_contact()
    DynamoConversations(client, "table", 90).commit(
        contact,
        a_turn(a_turn_key(contact.key)),
        now=NOW,
        consent=a_stop(),
        redacted=[a_turn_key(contact.key)],
    )


def claim(client: Any) -> None:
    turn = a_turn()
    DynamoSendLedger(client, "table").claim(turn, claimed(turn.sends[0]), a_permit())


def settle(client: Any) -> None:
    turn = a_turn()
    DynamoSendLedger(client, "table").settle(turn, sent(turn.sends[0]))


@pytest.mark.parametrize(
    ("codes", "meaning"),
    [
        # in the order of the writes: contact, turn, redaction, ledger
        ((REFUSED, HELD, HELD, HELD), StaleState),
        ((HELD, REFUSED, HELD, HELD), TurnExists),
        ((REFUSED, REFUSED, HELD, HELD), TurnExists),
        ((REFUSED, REFUSED, REFUSED, HELD), TurnExists),
        ((HELD, HELD, REFUSED, HELD), StaleState),
        ((HELD, HELD, HELD, REFUSED), TurnExists),
        ((CONFLICT, HELD, HELD, HELD), StaleState),
        ((HELD, CONFLICT, HELD, HELD), StaleState),
        ((CONFLICT, REFUSED, HELD, HELD), TurnExists),
        ((THROTTLED, HELD, HELD, HELD), ServiceUnavailable),
        ((REFUSED, THROTTLED, HELD, HELD), StaleState),
        ((HELD, HELD, HELD, HELD), ServiceUnavailable),
        ((), ServiceUnavailable),
    ],
)
def test_a_cancelled_commit_means_what_its_refused_write_means(
    codes: tuple[str, ...], meaning: type[TowkayError]
) -> None:
    with pytest.raises(meaning):
        commit(ScriptedClient(cancelled(*codes)))


@pytest.mark.parametrize(
    ("codes", "meaning"),
    [
        ((REFUSED, HELD), StaleState),
        ((HELD, REFUSED), StaleState),
        ((REFUSED, REFUSED), StaleState),
        ((HELD, CONFLICT), StaleState),
        ((HELD, THROTTLED), ServiceUnavailable),
    ],
)
def test_a_cancelled_claim_is_stale_unless_the_service_failed(
    codes: tuple[str, ...], meaning: type[TowkayError]
) -> None:
    with pytest.raises(meaning):
        claim(ScriptedClient(cancelled(*codes)))


@pytest.mark.parametrize(
    "code", ["ConditionalCheckFailedException", "TransactionConflictException"]
)
def test_a_refused_outcome_is_stale(code: str) -> None:
    with pytest.raises(StaleState):
        settle(ScriptedClient(refusal(code)))


CALLS: dict[str, Call] = {
    "commit": commit,
    "claim": claim,
    "settle": settle,
    "contact": lambda client: DynamoSendLedger(client, "t").contact(a_contact().key),
    "turn": lambda client: DynamoSendLedger(client, "t").turn(a_turn_key(), NOW),
    "turns_of_message": lambda client: DynamoConversations(client, "t", 90).turns_of_message(
        a_contact().key, "m", NOW
    ),
    "due": lambda client: list(DynamoDueTurns(client, "t").due(NOW, 5)),
    "failure note": lambda client: DynamoFailureNotes(lambda: client, "t").put(
        "m", FailureNote("faq", "KeyError", "answer:1", 1, NOW)
    ),
    "outbox": lambda client: SqsOutbox(client, "url").put(a_turn_key(), "0"),
    "verify": lambda client: SsmVerifySecrets(client, "dev", lambda: NOW).read(Channel.LINE, "e"),
    "send": lambda client: SsmSendSecrets(client, "dev", lambda: NOW).read(Channel.LINE, "e"),
    "pointer": lambda client: S3Packs(client, "t", client, "b", lambda: NOW).active("demo"),
}


@pytest.mark.parametrize("outage", OUTAGES, ids=lambda outage: str(type(outage).__name__))
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_an_outage_is_said_to_pass_and_quotes_nothing(call: Call, outage: Exception) -> None:
    with pytest.raises(ServiceUnavailable) as caught:
        call(ScriptedClient(outage))

    assert "祕密" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_long_conversation_is_searched_page_by_page_but_not_for_ever() -> None:
    client: Any = ScriptedClient(*[{"Items": [], "LastEvaluatedKey": {"pk": {"S": "x"}}}] * 50)

    DynamoConversations(client, "table", 90).turns_of_message(a_contact().key, "m", NOW)

    assert 2 <= len(client.calls) <= 10
    assert all(
        request["ExclusiveStartKey"] == {"pk": {"S": "x"}} for _, request in client.calls[1:]
    )


def test_a_pack_in_memory_outlives_an_outage_of_the_pointer() -> None:
    body = a_pack()
    pointer = {"Item": {"pack": {"S": hashlib.sha256(body).hexdigest()}}}
    table: Any = ScriptedClient(pointer, refusal("InternalServerError"))
    bucket: Any = ScriptedClient({"Body": io.BytesIO(body)})
    moments = iter([NOW, NOW + timedelta(minutes=1)])
    packs = S3Packs(table, "table", bucket, "bucket", lambda: next(moments))

    before, after = packs.active("demo"), packs.active("demo")

    assert before is after
    assert len(table.calls) == 2
    assert len(bucket.calls) == 1
