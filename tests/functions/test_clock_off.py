"""A worker whose clock is hours off decides nothing; clocks of others that are off win nothing."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest

from tests.support.deployed import Deployed
from towkay.runtime import aws, clock_watch
from towkay.runtime.observability import logger

HOURS = timedelta(hours=2)
DONE: dict[str, list[Any]] = {"batchItemFailures": []}


class Machine:
    """How far the clock of the machine that runs the functions is off AWS's."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.off = timedelta(0)
        monkeypatch.setattr(clock_watch, "_date_of", lambda _: datetime.now(UTC) - self.off)
        monkeypatch.setattr(aws.CLOCK_WATCH, "_said_at", float("-inf"))


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


@pytest.fixture
def lines(deployed: Deployed) -> Iterator[StringIO]:
    said = StringIO()
    handler = logger.registered_handler
    before = handler.setStream(said)  # type: ignore[attr-defined]  # it is a StreamHandler
    yield said
    handler.setStream(before)  # type: ignore[attr-defined]


def test_the_clock_of_these_tests_is_compared_with_answers_that_say_the_time(
    deployed: Deployed,
) -> None:
    answer = deployed.aws.client("dynamodb").scan(TableName="Table")
    assert clock_watch._date_of(answer["ResponseMetadata"]["HTTPHeaders"]) is not None


@pytest.mark.parametrize("off", [HOURS, -HOURS])
@pytest.mark.parametrize("function", ["faq", "delivery", "receipts"])
def test_a_worker_with_a_wrong_clock_gives_the_message_back_and_changes_nothing(
    deployed: Deployed, machine: Machine, function: str, off: timedelta
) -> None:
    sample = {
        "faq": "faq/messenger-text",
        "delivery": "delivery/messenger-turn",
        "receipts": "receipts/messenger-echoed",
    }[function]
    if function != "faq":
        deployed.invoke("faq", deployed.sample("faq/messenger-text"))
    before = [row for row in deployed.rows() if row["sk"]["S"] != "NOTE"]

    machine.off = off
    assert deployed.invoke(function, deployed.sample(sample)) != DONE
    assert [row for row in deployed.rows() if row["sk"]["S"] != "NOTE"] == before
    assert deployed.pool.requests == []

    machine.off = timedelta(0)
    assert deployed.invoke(function, deployed.sample(sample)) == DONE
    assert [row for row in deployed.rows() if row["sk"]["S"] != "NOTE"] != before


def test_the_first_read_of_a_cold_worker_counts(deployed: Deployed, machine: Machine) -> None:
    deployed.invoke("faq", deployed.sample("faq/messenger-text"))
    deployed.restart()
    machine.off = HOURS
    assert deployed.invoke("delivery", deployed.sample("delivery/messenger-turn")) != DONE
    assert deployed.pool.requests == []


def test_it_is_said_in_one_line_with_the_seconds(
    deployed: Deployed, machine: Machine, lines: StringIO
) -> None:
    machine.off = HOURS
    deployed.invoke("faq", deployed.sample("faq/messenger-text"))
    found = [json.loads(line) for line in lines.getvalue().splitlines() if line.startswith("{")]
    (off,) = [line for line in found if line["message"] == "clock off"]
    (back,) = [line for line in found if line["message"] == "record put back"]
    assert 7195 <= off["off_s"] <= 7200
    assert back["error"] == "ClockOff" and back["reason"].startswith("clock off by +7")


def stamped(deployed: Deployed, off: timedelta) -> tuple[datetime, dict[str, Any]]:
    """When a stop reached the gateway, and what the webhook queued while its clock was `off`."""
    request = deployed.sample("webhook/line-text")
    came = datetime.fromtimestamp(request["requestContext"]["timeEpoch"] / 1000, tz=UTC)
    deployed.time.now = came + off
    deployed.invoke("webhook", request)
    deployed.time.now = came + timedelta(seconds=1)
    (body,) = deployed.queued("conversations")
    return came, json.loads(body)


def test_a_webhook_whose_clock_is_behind_takes_the_gateways_time(deployed: Deployed) -> None:
    came, event = stamped(deployed, -HOURS)
    assert abs(datetime.fromisoformat(event["received_at"]) - came) < timedelta(seconds=1)


def test_a_webhook_whose_clock_is_ahead_makes_no_reply_fresh_for_hours(deployed: Deployed) -> None:
    _, event = stamped(deployed, HOURS)
    record = deployed.sample("faq/line-text")
    record["Records"][0]["body"] = json.dumps(event)
    assert deployed.invoke("faq", record) == DONE
    (turn,) = [row for row in deployed.rows() if row["sk"]["S"].startswith("TURN#")]
    assert datetime.fromisoformat(turn["received_at"]["S"]) <= deployed.time.now
