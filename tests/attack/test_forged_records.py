"""What a queue did not send is not worked on, whoever invokes a function by hand and with what."""

import json
import random
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from tests.attack.functions import Functions
from tests.attack.ledger import CountingAws
from tests.attack.mutations import leaf, structure, tree
from tests.support.queue_events import samples
from tests.support.template import environment_of
from towkay.domain.errors import MalformedBody

EACH = 700
WORKERS = ("faq", "delivery", "receipts")
Forge = Callable[[str, dict[str, Any], random.Random], Any]


@cache
def arn_of(worker: str) -> str:
    """The queue of its conversations; `delivery` has one of campaigns' chunks beside it."""
    (arn,) = (
        value
        for name, value in environment_of(worker).items()
        if name.endswith("_QUEUE_ARN") and not name.startswith("CAMPAIGNS")
    )
    return arn


@cache
def own_records(worker: str) -> list[str]:
    """The records of the worker's own queue, as its samples have them."""
    return [
        json.dumps(record)
        for path, event in samples().items()
        if path.startswith(f"{worker}/")
        for record in event["Records"]
        if record["eventSourceARN"] == arn_of(worker) and record["body"] != "{}"
    ]


def good_record(worker: str, rng: random.Random) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(rng.choice(own_records(worker)))
    return record


def _foreign_queue(worker: str, record: dict[str, Any], rng: random.Random) -> Any:
    arn = arn_of(worker)
    elsewhere = (
        *(
            arn + "x",
            arn[:-1],
            arn.upper(),
            arn + "\n",
            f" {arn}",
            "",
            None,
            [arn],
            {"arn": arn},
            7,
        ),
        arn.replace("ap-northeast-1", "us-east-1"),
        arn.replace("123456789012", "210987654321"),
        arn.replace("sqs", "sns"),
        *(arn_of(other) for other in WORKERS if other != worker),
        arn.removesuffix(".fifo") + "-dead.fifo",
    )
    return record | {"eventSourceARN": rng.choice(elsewhere)}


def _no_queue(worker: str, record: dict[str, Any], rng: random.Random) -> Any:
    del record["eventSourceARN"]
    return record | {"EventSourceArn": arn_of(worker), "Sns": {"Message": record["body"]}}


def _no_record(worker: str, record: dict[str, Any], rng: random.Random) -> Any:
    return rng.choice((leaf(rng), tree(rng), [record], json.dumps(record), {"body": record}))


def _missing_part(worker: str, record: dict[str, Any], rng: random.Random) -> Any:
    del record[rng.choice(("messageId", "receiptHandle", "body", "attributes"))]
    return record


def _wrong_part(worker: str, record: dict[str, Any], rng: random.Random) -> Any:
    name = rng.choice(("messageId", "receiptHandle", "body", "attributes"))
    return record | {name: rng.choice((None, 7, True, [], ["x"], "", 0.5))}


def _wrong_count(worker: str, record: dict[str, Any], rng: random.Random) -> Any:
    wrong = rng.choice((None, 1, "", "-1", "one", "１", "1e3", "9" * 5_000, ["1"], "0"))
    record["attributes"]["ApproximateReceiveCount"] = wrong
    return record


def _no_message(worker: str, record: dict[str, Any], rng: random.Random) -> Any:
    """A message that is no JSON, or another JSON than ours."""
    body = record["body"]
    cut = rng.randrange(1, len(body))
    choices = (
        *("null", "[]", "{}", "7", '""', "[" * 10_000, '{"a":' * 10_000, body[:cut], body[cut:]),
        *(body + "}", body.replace(":", ";"), body.encode().hex(), "\ud800", "\0", "9" * 5_000),
        *(json.dumps([json.loads(body)]), json.dumps(tree(rng)), json.dumps({"event": body})),
    )
    return record | {"body": rng.choice(choices)}


def _other_workers_message(worker: str, record: dict[str, Any], rng: random.Random) -> Any:
    """A true message of ours, from the queue beside."""
    if worker == "delivery":
        return record | {"body": json.dumps(samples()["sweeper/tick"])}
    other = "delivery" if worker == "faq" else "faq"
    return record | {"body": good_record(other, rng)["body"]}


def _missing_field(worker: str, record: dict[str, Any], rng: random.Random) -> Any:
    message = json.loads(record["body"])
    needed = [name for name in message if name in ("contact", "occurred_at", "cause", "happening")]
    del message[rng.choice(needed)]
    return record | {"body": json.dumps(message)}


def _wrong_field(worker: str, record: dict[str, Any], rng: random.Random) -> Any:
    message = json.loads(record["body"])
    name = rng.choice([name for name, value in message.items() if isinstance(value, str | dict)])
    message[name] = rng.choice((7, True, [], [1], 0.5, {"is": "Nothing"}, {"is": []}, {"x": 1}))
    return record | {"body": json.dumps(message)}


FORGERS: dict[str, Forge] = {
    "of a foreign queue": _foreign_queue,
    "of no queue": _no_queue,
    "no record": _no_record,
    "a part is missing": _missing_part,
    "a part is of another type": _wrong_part,
    "a count that is none": _wrong_count,
    "no message": _no_message,
    "the message of another worker": _other_workers_message,
    "a field is missing": _missing_field,
    "a field is of another type": _wrong_field,
}


def test_there_are_at_least_twenty_thousand_of_them() -> None:
    assert len(WORKERS) * len(FORGERS) * EACH >= 20_000


@pytest.mark.parametrize("kind", FORGERS)
@pytest.mark.parametrize("worker", WORKERS)
def test_a_forged_record_is_handed_back_untouched(
    functions: Functions, aws: CountingAws, worker: str, kind: str
) -> None:
    rng = random.Random(f"{worker}-{kind}")
    for _ in range(EACH):
        record = FORGERS[kind](worker, good_record(worker, rng), rng)
        answer = functions.invoke(worker, {"Records": [record]})
        message_id = record.get("messageId") if isinstance(record, dict) else None
        expected = message_id if isinstance(message_id, str) else ""
        assert answer == {"batchItemFailures": [{"itemIdentifier": expected}]}
    assert (aws.work, aws.queued) == (0, [])


@pytest.mark.parametrize("worker", WORKERS)
def test_a_true_record_would_have_been_worked_on(
    functions: Functions, aws: CountingAws, worker: str
) -> None:
    rng = random.Random(1)
    functions.invoke(worker, {"Records": [good_record(worker, rng) for _ in range(20)]})
    assert aws.work > 0


@pytest.mark.parametrize("worker", WORKERS)
def test_a_forged_record_keeps_no_true_one_of_another_conversation_from_its_turn(
    functions: Functions, aws: CountingAws, worker: str
) -> None:
    rng = random.Random(2)
    forged = _no_message(worker, good_record(worker, rng), rng)
    forged["attributes"]["MessageGroupId"] = "somebody-else"
    true = [good_record(worker, rng) for _ in range(20)]
    functions.invoke(worker, {"Records": [forged, 7, *true]})
    assert aws.work > 0


@pytest.mark.parametrize("worker", WORKERS)
def test_an_event_that_is_no_batch_is_nothing_to_do(
    functions: Functions, aws: CountingAws, worker: str
) -> None:
    rng = random.Random(worker)
    events = [*(tree(rng) for _ in range(500)), None, [], "Records", 7, {"Records": {"a": 1}}]
    for event in events:
        answer = functions.invoke(worker, event)
        assert answer == {"batchItemFailures": []}
    assert aws.calls.total() == 0


def test_the_door_for_webhooks_is_closed_to_whatever_no_gateway_sends(
    functions: Functions, aws: CountingAws
) -> None:
    rng = random.Random(3)
    sample = json.dumps(
        {
            "version": "2.0",
            "headers": {"x-line-signature": "x", "host": "h"},
            "requestContext": {"http": {"method": "POST", "path": "/"}},
            "pathParameters": {"channel": "line", "endpoint": "demo-line"},
            "queryStringParameters": {"hub.mode": "subscribe"},
            "isBase64Encoded": True,
            "body": "e30=",
        }
    )
    statuses: Counter[int] = Counter()
    for _ in range(5_000):
        event = rng.choice((structure(sample, rng), structure(sample, rng), tree(rng), leaf(rng)))
        statuses[functions.invoke("webhook", event)["statusCode"]] += 1
    assert set(statuses) <= {400, 403}
    assert aws.calls.total() == 0


@pytest.mark.filterwarnings("ignore:No application metrics")
@pytest.mark.parametrize("ticking", ["sweeper", "notifications"])
def test_what_ticks_takes_no_other_moment_than_a_ticks(
    functions: Functions, aws: CountingAws, ticking: str
) -> None:
    """It raises, quoting nothing: a schedule that is wrong must ring, not sweep in silence."""
    rng = random.Random(4)
    ticks = [{"scheduled_at": leaf(rng)} for _ in range(2_000)]
    texts = ("2026-11-21T03:21:00", "now", "", "2026-13-01T00:00Z", "0001-01-01T00:00:00+23:59")
    ticks += [{"scheduled_at": text} for text in texts]
    events = [*ticks, *(tree(rng) for _ in range(500)), {"Records": []}, None, []]
    for event in events:
        with pytest.raises(MalformedBody, match=r"^not a tick of the schedule$") as raised:
            functions.invoke(ticking, event)
        assert raised.value.__cause__ is None
    assert aws.calls.total() == 0
