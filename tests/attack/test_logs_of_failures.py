"""When something fails, the log says what and where, and repeats none of the words it failed on."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from typing import Any

import botocore.client
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ParamValidationError

from tests.attack.canaries import EVERYTHING, TOKEN, USER, traces
from tests.attack.conftest import Said
from tests.attack.stack import as_record, forget_accounts, question
from tests.support.deployed import Deployed
from tests.support.failing_aws import refusal
from towkay.adapters.dynamodb import keys
from towkay.adapters.http import HttpFailure, HttpReply
from towkay.domain.brands import pack_key
from towkay.domain.channels import Channel, every_channel

# The last is what fails; those before it must fail first, that it is called at all.
OPERATIONS = (
    ("GetParameter",),
    ("SendMessage",),
    ("SendMessageBatch",),
    ("GetObject",),
    ("GetItem",),
    ("Query",),
    ("UpdateItem",),
    ("TransactWriteItems",),
    ("GetItem", "ChangeMessageVisibility"),
)


def failures() -> list[Exception]:
    """What boto3 raises, each of them quoting what it was given; and a bug that does."""
    return [
        refusal("InternalError", EVERYTHING),
        ClientError(
            {
                "Error": {"Code": "TransactionCanceledException", "Message": EVERYTHING},
                "CancellationReasons": [{"Code": "ValidationError", "Message": EVERYTHING}],
            },
            "TransactWriteItems",
        ),
        EndpointConnectionError(endpoint_url=EVERYTHING),
        ParamValidationError(report=EVERYTHING),
        ValueError(EVERYTHING),
        UnicodeEncodeError("utf-8", EVERYTHING, 0, 1, EVERYTHING),
    ]


@contextmanager
def failing(operations: tuple[str, ...], error: Exception) -> Iterator[list[str]]:
    """Every call of these AWS operations fails; the list tells which did."""
    call = botocore.client.BaseClient._make_api_call  # type: ignore[attr-defined]
    failed: list[str] = []

    def refuse(client: Any, name: str, arguments: Any) -> Any:
        if name in operations:
            failed.append(name)
            raise error
        return call(client, name, arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(botocore.client.BaseClient, "_make_api_call", refuse)
        yield failed


@pytest.mark.parametrize("operations", OPERATIONS, ids=lambda names: names[-1])
def test_no_failure_of_aws_repeats_what_it_was_given(
    stack: Deployed, said: Said, operations: tuple[str, ...]
) -> None:
    failed: set[str] = set()
    for number, error in enumerate(failures()):
        samples = [
            ("webhook", stack.sample("webhook/line-text")),
            ("webhook", stack.sample("webhook/messenger-receipts")),
            ("faq", question(stack, Channel.LINE, number)),
            ("faq", stack.sample("faq/line-unsent")),
            ("delivery", stack.sample("delivery/line-turn")),
            ("receipts", stack.sample("receipts/messenger-echoed")),
            ("receipts", stack.sample("receipts/messenger-read")),
        ]
        with failing(operations, error) as calls:
            for function, event in samples:
                stack.invoke(function, event)
        failed.update(calls)
    assert failed == set(operations)
    assert traces(said()) == []


def test_a_bug_in_any_function_is_logged_by_its_place_alone(
    stack: Deployed, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: Any, **__: Any) -> Any:
        raise KeyError(EVERYTHING)

    for function, verb in (("webhook", "ingest"), ("faq", "answers"), ("receipts", "settle")):
        monkeypatch.setattr(stack.apps[function], verb, break_down)
    monkeypatch.setattr(stack.apps["delivery"], "deliver", break_down)
    answer = stack.invoke("webhook", stack.sample("webhook/line-text"))
    assert answer["statusCode"] == 503, "the channel delivers again once the bug is mended"
    for sample in ("faq/line-text", "delivery/line-turn", "receipts/messenger-read"):
        answer = stack.invoke(sample.partition("/")[0], stack.sample(sample))
        assert len(answer["batchItemFailures"]) == 1
    text = said()
    assert text.count("break_down:") >= 4 and traces(text) == []


ANSWERS = (
    HttpReply(
        400,
        {},
        json.dumps({"error": {"message": EVERYTHING, "code": 100, "type": EVERYTHING}}).encode(),
    ),
    HttpReply(
        400,
        {},
        json.dumps({"error": {"message": TOKEN, "code": 190, "error_data": EVERYTHING}}).encode(),
    ),
    HttpReply(401, {}, json.dumps({"message": f"Authentication failed {TOKEN}"}).encode()),
    HttpReply(
        400, {}, json.dumps({"message": EVERYTHING, "details": [{"message": EVERYTHING}]}).encode()
    ),
    HttpReply(429, {}, EVERYTHING.encode()),
    HttpReply(500, {}, EVERYTHING.encode()),
    HttpReply(200, {}, json.dumps({"recipient_id": USER, "message_id": f"m_{USER}"}).encode()),
    HttpFailure(before_first_byte=False, reason="timeout"),
)


@pytest.mark.parametrize("channel", every_channel())
def test_no_answer_of_a_channel_is_repeated(
    stack: Deployed, said: Said, monkeypatch: pytest.MonkeyPatch, channel: Channel
) -> None:
    heard: list[int] = []
    for number in range(len(ANSWERS)):

        def post(*_: Any, number: int = number) -> Any:
            heard.append(number)
            return ANSWERS[number]

        forget_accounts(stack)
        stack.time.now += timedelta(seconds=10)  # what delivery still knows of the account
        monkeypatch.setattr(stack.pool, "post", post)
        stack.invoke("faq", question(stack, channel, number))
        for message in stack.take("outbound"):
            stack.invoke("delivery", {"Records": [as_record(message, "delivery")]})
    text = said()
    assert set(heard) == set(range(len(ANSWERS)))
    assert "send moved" in text and traces(text) == []


UNUSABLE = (
    EVERYTHING,
    json.dumps(EVERYTHING),
    json.dumps({"secrets": TOKEN}),
    json.dumps({"secrets": [{"value": TOKEN, "until": EVERYTHING}]}),
    json.dumps({"tokens": [TOKEN]}),
)


def test_no_secret_is_told_not_even_one_that_cannot_be_used(stack: Deployed, said: Said) -> None:
    ssm = stack.aws.client("ssm")
    for number, stored in enumerate(UNUSABLE):
        stack.time.now += timedelta(minutes=6)  # what was read before is read again
        for channel in every_channel():
            for purpose in ("verify", "send"):
                name = f"/towkay/dev/{channel}/demo-{channel}/{purpose}"
                ssm.put_parameter(Name=name, Value=stored, Type="SecureString", Overwrite=True)
            stack.invoke("webhook", stack.sample(f"webhook/{channel}-text"))
            stack.invoke("faq", question(stack, channel, number))
            for message in stack.take("outbound"):
                stack.invoke("delivery", {"Records": [as_record(message, "delivery")]})
    text = said()
    assert text.count('"secrets unusable"') >= 2 * len(UNUSABLE)
    assert traces(text) == []


def test_no_pack_is_quoted_not_even_one_that_cannot_be_read(stack: Deployed, said: Said) -> None:
    for number, body in enumerate((EVERYTHING, json.dumps({"brand": EVERYTHING}), "[" * 5_000)):
        stack.time.now += timedelta(minutes=1)
        version = sha256(body.encode()).hexdigest()
        stack.aws.client("s3").put_object(
            Bucket="PacksBucket", Key=pack_key("demo", version), Body=body.encode()
        )
        place = {"pk": {"S": keys.brand_pk("demo")}, "sk": {"S": keys.PACK}, "pack": {"S": version}}
        stack.aws.client("dynamodb").put_item(TableName="Table", Item=place)
        answer = stack.invoke("faq", question(stack, Channel.LINE, number))
        assert len(answer["batchItemFailures"]) == 1
    assert traces(said()) == []
