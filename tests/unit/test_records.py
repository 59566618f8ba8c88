"""A failed record holds back its own group, and nothing else."""

from typing import Any

import pytest

from towkay.domain.errors import SendPostponed
from towkay.runtime.records import Record, work_through

ARN = "arn:aws:sqs:x:1:queue.fifo"


class Seen:
    """Handles records by their body, and remembers the back-offs asked for."""

    def __init__(self) -> None:
        self.handled: list[str] = []
        self.shortened: list[tuple[str, int]] = []

    def handle(self, record: Record) -> None:
        self.handled.append(record["body"])
        if record["body"] == "postponed":
            raise SendPostponed("later")
        if record["body"] == "bug":
            raise KeyError("a shopper's secret words")

    def shorten(self, receipt_handle: str, receives: int) -> None:
        self.shortened.append((receipt_handle, receives))


def record(number: int, body: str = "ok", group: str = "g", **about: str) -> dict[str, Any]:
    attributes = {"MessageGroupId": group, "ApproximateReceiveCount": "2"}
    return {
        "messageId": f"m{number}",
        "receiptHandle": f"r{number}",
        "body": body,
        "attributes": attributes,
        "eventSourceARN": ARN,
        **about,
    }


def work(*records: dict[str, Any]) -> tuple[Seen, list[str]]:
    seen = Seen()
    answer = work_through({"Records": list(records)}, seen.handle, queue_arn=ARN, back_off=seen)
    return seen, [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def test_handled_records_are_not_reported() -> None:
    assert work(record(1), record(2))[1] == []


@pytest.mark.parametrize("body", ["postponed", "bug"])
def test_a_failure_holds_back_the_rest_of_its_group_only(body: str) -> None:
    seen, failed = work(record(1, body, "a"), record(2, "ok", "a"), record(3, "ok", "b"))
    assert failed == ["m1", "m2"]
    assert seen.handled == [body, "ok"]


def test_what_may_pass_comes_back_soon() -> None:
    assert work(record(1, "postponed"))[0].shortened == [("r1", 2)]


def test_a_bug_comes_back_at_the_queues_own_pace() -> None:
    assert work(record(1, "bug"))[0].shortened == []


def test_a_record_of_another_queue_is_neither_handled_nor_reported_done() -> None:
    foreign = record(1, eventSourceARN="arn:aws:sqs:x:1:elsewhere")
    seen, failed = work(foreign, record(2))
    assert (seen.handled, seen.shortened, failed) == (["ok"], [], ["m1"])


@pytest.mark.parametrize("event", [{}, {"Records": []}, {"Records": None}])
def test_an_event_without_records_is_nothing_to_do(event: dict[str, Any]) -> None:
    seen = Seen()
    answer = work_through(event, seen.handle, queue_arn=ARN, back_off=seen)
    assert answer == {"batchItemFailures": []}


def test_no_words_of_an_error_reach_the_log(caplog: pytest.LogCaptureFixture) -> None:
    work(record(1, "bug"))
    logged = str([vars(line) for line in caplog.records])
    assert "KeyError" in logged and "secret words" not in logged
