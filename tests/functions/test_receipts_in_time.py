"""What is done of a batch stays done, though the table is too slow for all of it."""

import json
from datetime import datetime
from types import SimpleNamespace

import pytest

from tests.support.deployed import Deployed
from towkay.domain.channels import ContactKey
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.receipts import Marks


class CutOff(BaseException):
    """The function's time is over."""


def test_a_receipt_that_could_not_be_stored_comes_back_at_the_queues_own_pace(
    deployed: Deployed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def throttled(*_: object, **__: object) -> None:
        raise ServiceUnavailable("marks: ThrottlingException")

    app = deployed.apps["receipts"]
    hidden: list[object] = []
    sqs = app.back_off._client
    monkeypatch.setattr(sqs, "change_message_visibility", lambda **asked: hidden.append(asked))
    monkeypatch.setattr(app.ledger, "advance", throttled)
    event = deployed.sample("receipts/messenger-read")
    for receive in range(1, 6):
        event["Records"][0]["attributes"]["ApproximateReceiveCount"] = str(receive)
        assert len(deployed.invoke("receipts", event)["batchItemFailures"]) == 1

    assert hidden == [], "nobody waits for it: an outage must not use up its few receives"


def test_receipts_for_which_no_time_is_left_come_back_and_the_others_do_not(
    deployed: Deployed, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = deployed.apps["receipts"]
    advance = app.ledger.advance
    left_ms = 10_000

    def advance_slowly(contact: ContactKey, marks: Marks, now: datetime) -> object:
        nonlocal left_ms
        left_ms -= 1_500
        if left_ms < 0:
            raise CutOff
        return advance(contact, marks, now)

    monkeypatch.setattr(app.ledger, "advance", advance_slowly)
    context = SimpleNamespace(
        function_name="receipts",
        memory_limit_in_mb=512,
        invoked_function_arn="arn:aws:lambda:eu-west-1:123456789012:function:receipts",
        aws_request_id="request-1",
        get_remaining_time_in_millis=lambda: left_ms,
    )
    (record,) = deployed.sample("receipts/messenger-read")["Records"]
    batch = [json.loads(json.dumps(record)) | {"messageId": f"m-{number}"} for number in range(10)]

    failed = app.handler({"Records": batch}, context)["batchItemFailures"]

    assert [item["itemIdentifier"] for item in failed] == [f"m-{number}" for number in range(5, 10)]
