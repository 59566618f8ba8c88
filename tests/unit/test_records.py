"""A failed record holds back its own group, leaves a note, and changes nothing else."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.support.builders import NOW
from towkay.adapters.memory.failure_notes import MemoryFailureNotes
from towkay.domain.errors import SendPostponed, ServiceUnavailable
from towkay.domain.failures import FailureNote
from towkay.runtime.records import LastReceive, Record, Source, work_through

FIFO = "arn:aws:sqs:x:1:queue.fifo"
STANDARD = "arn:aws:sqs:x:1:queue"
LATER = NOW + timedelta(minutes=5)


class Seen:
    """Handles records by their body, and remembers the back-offs asked for."""

    def __init__(self) -> None:
        self.handled: list[str] = []
        self.shortened: list[tuple[str, int, datetime | None]] = []

    def handle(self, record: Record) -> None:
        self.handled.append(record["body"])
        if record["body"] == "postponed":
            raise SendPostponed("later")
        if record["body"] == "waits":
            raise SendPostponed("the account is stopped", LATER)
        if record["body"] == "bug":
            raise KeyError("a shopper's secret words")

    def hide(self, receipt_handle: str, receives: int, until: datetime | None = None) -> None:
        self.shortened.append((receipt_handle, receives, until))


class NowhereToWrite(MemoryFailureNotes):
    """A table out of reach."""

    tried = 0

    def put(self, message_id: str, note: FailureNote) -> None:
        self.tried += 1
        raise ServiceUnavailable("failure note: ThrottlingException")


def record(number: int, body: str = "ok", group: str = "g", **about: Any) -> dict[str, Any]:
    attributes = {"MessageGroupId": group, "ApproximateReceiveCount": "2"}
    return {
        "messageId": f"m{number}",
        "receiptHandle": f"r{number}",
        "body": body,
        "attributes": attributes,
        "eventSourceARN": FIFO,
        **about,
    }


def alone(number: int, body: str = "ok") -> dict[str, Any]:
    """A record of a standard queue."""
    attributes = {"ApproximateReceiveCount": "2"}
    return record(number, body) | {"attributes": attributes, "eventSourceARN": STANDARD}


def source_of(seen: Seen, arn: str = FIFO) -> Source:
    return Source("faq", arn, seen, MemoryFailureNotes(), lambda: NOW)


def failures(answer: dict[str, list[dict[str, str]]]) -> list[str]:
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def work(*records: dict[str, Any], arn: str = FIFO) -> tuple[Seen, list[str]]:
    seen = Seen()
    return seen, failures(
        work_through({"Records": list(records)}, seen.handle, source_of(seen, arn))
    )


def notes_after(*records: dict[str, Any]) -> dict[str, FailureNote]:
    seen, notes = Seen(), MemoryFailureNotes()
    source = replace(source_of(seen), notes=notes)
    work_through({"Records": list(records)}, seen.handle, source)
    return notes.notes


def test_handled_records_are_not_reported() -> None:
    assert work(record(1), record(2))[1] == []


@pytest.mark.parametrize("body", ["postponed", "bug"])
def test_a_failure_holds_back_the_rest_of_its_group_only(body: str) -> None:
    seen, failed = work(record(1, body, "a"), record(2, "ok", "a"), record(3, "ok", "b"))
    assert failed == ["m1", "m2"]
    assert seen.handled == [body, "ok"]


@pytest.mark.parametrize("body", ["postponed", "bug"])
@pytest.mark.parametrize("group", [{}, {"MessageGroupId": "a brand"}], ids=["none", "for fairness"])
def test_records_of_a_standard_queue_hold_one_another_back_in_nothing(
    body: str, group: dict[str, str]
) -> None:
    records = [alone(1, body), alone(2), alone(3, body), alone(4)]
    for one in records:
        one["attributes"] |= group
    seen, failed = work(*records, arn=STANDARD)
    assert failed == ["m1", "m3"]
    assert seen.handled == [body, "ok", body, "ok"]


def test_what_may_pass_comes_back_soon() -> None:
    assert work(record(1, "postponed"))[0].shortened == [("r1", 2, None)]


def test_what_waits_for_a_moment_comes_back_at_that_moment() -> None:
    assert work(record(1, "waits"))[0].shortened == [("r1", 2, LATER)]


def test_a_bug_comes_back_at_the_queues_own_pace() -> None:
    assert work(record(1, "bug"))[0].shortened == []


def test_a_record_of_another_queue_is_neither_handled_nor_reported_done() -> None:
    foreign = record(1, eventSourceARN="arn:aws:sqs:x:1:elsewhere")
    seen, failed = work(foreign, record(2))
    assert (seen.handled, seen.shortened, failed) == (["ok"], [], ["m1"])


@pytest.mark.parametrize("event", [{}, {"Records": []}, {"Records": None}])
def test_an_event_without_records_is_nothing_to_do(event: dict[str, Any]) -> None:
    seen = Seen()
    assert work_through(event, seen.handle, source_of(seen)) == {"batchItemFailures": []}


def test_no_words_of_an_error_reach_the_log(caplog: pytest.LogCaptureFixture) -> None:
    work(record(1, "bug"))
    logged = str([vars(line) for line in caplog.records])
    assert "KeyError" in logged and "secret words" not in logged


def test_whoever_fails_leaves_a_note_of_what_and_where_and_never_of_words() -> None:
    found = notes_after(record(1, "bug", "a"), record(2, "postponed", "b"), record(3, "ok", "c"))
    assert found.keys() == {"m1", "m2"}
    note = found["m1"]
    assert (note.function, note.error, note.receives, note.at) == ("faq", "KeyError", 2, NOW)
    assert note.where.startswith("handle:")
    assert "secret" not in str(found)


def test_what_only_waits_or_was_not_tried_leaves_no_note() -> None:
    foreign = record(3, eventSourceARN="arn:aws:sqs:x:1:elsewhere")
    assert notes_after(record(1, "waits"), record(2, "ok"), foreign) == {}


def given_up(*records: dict[str, Any]) -> list[str]:
    """What was given up of these records, of which each may be received three times."""
    seen, found = Seen(), list[str]()
    source = replace(source_of(seen), last=LastReceive(3, str.upper, found.append))
    work_through({"Records": list(records)}, seen.handle, source)
    return found


def received(times: int, body: str) -> dict[str, Any]:
    attributes = {"MessageGroupId": f"{times} {body}", "ApproximateReceiveCount": str(times)}
    return record(1, body, attributes=attributes)


def test_what_fails_for_good_is_given_up_at_its_last_receive_and_not_before() -> None:
    assert given_up(*(received(times, "bug") for times in (1, 2))) == []
    assert given_up(received(3, "bug")) == ["BUG"]
    assert given_up(received(4, "bug")) == ["BUG"]


@pytest.mark.parametrize("body", ["ok", "postponed", "waits"])
def test_what_is_done_or_may_pass_is_never_given_up(body: str) -> None:
    assert given_up(received(3, body)) == []


def test_what_cannot_be_given_up_is_reported_as_failed_like_any_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(body: str) -> None:
        raise ServiceUnavailable("set aside: ThrottlingException")

    seen, notes = Seen(), MemoryFailureNotes()
    source = replace(source_of(seen), notes=notes, last=LastReceive(2, str, refuse))
    answer = work_through(
        {"Records": [record(1, "bug"), record(2, "ok", "b")]}, seen.handle, source
    )
    assert failures(answer) == list(notes.notes) == ["m1"]
    assert "record not given up" in caplog.messages


def test_a_note_that_cannot_be_written_changes_nothing_and_is_tried_once() -> None:
    seen, notes = Seen(), NowhereToWrite()
    source = Source("receipts", STANDARD, seen, notes, lambda: NOW)
    records = [alone(1, "bug"), alone(2, "postponed"), alone(3)]
    answer = work_through({"Records": records}, seen.handle, source)
    assert failures(answer) == ["m1", "m2"]
    assert seen.shortened == [("r2", 2, None)]
    assert notes.tried == 1
