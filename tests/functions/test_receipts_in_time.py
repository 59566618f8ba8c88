"""What is done of a batch stays done, though the table is too slow for all of it."""

import json
from datetime import datetime
from types import SimpleNamespace

import pytest

from tests.support.deployed import Deployed
from towkay.domain.channels import ContactKey
from towkay.domain.receipts import Marks


class CutOff(BaseException):
    """The function's time is over."""


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
