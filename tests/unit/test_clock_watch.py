"""A worker knows from AWS's own answers that its clock is wrong, and decides nothing by it."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from towkay.domain.errors import ClockOff, TransientError
from towkay.runtime import clock_watch
from towkay.runtime.clock_watch import TOLERANCE, ClockWatch, surely_off

TRUE = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
SECONDS = st.floats(0, 30).map(lambda seconds: timedelta(seconds=seconds))
FRACTIONS = st.integers(0, 999_999).map(lambda part: timedelta(microseconds=part))
ERRORS = st.floats(-86_400, 86_400).map(lambda seconds: timedelta(seconds=seconds))


class Aws:
    """A DynamoDB whose clock is right, and a machine whose clock is `off`."""

    def __init__(self, off: timedelta, *, refuses_reads: bool, status: int = 200) -> None:
        self.off = off
        self.ticks = 0.0
        self.date: str | None = format_datetime(TRUE, usegmt=True)
        self._status = status
        client = boto3.client(
            "dynamodb",
            region_name="ap-northeast-1",
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
        )
        answer: Any = self._answer
        client.meta.events.register("before-send", answer)
        watch = ClockWatch(lambda: TRUE + self.off, lambda: self.ticks)
        self.client: Any = watch.watch(client, refuses_reads=refuses_reads)

    def _answer(self, request: Any, **_: object) -> AWSResponse:
        headers: Any = {"Date": self.date} if self.date is not None else {}
        fault = b'{"__type":"InvalidSignatureException","message":"Signature expired"}'
        body = SimpleNamespace(stream=lambda **_: [fault if self._status == 400 else b"{}"])
        return AWSResponse(request.url, self._status, headers, body)

    def read(self) -> None:
        self.client.get_item(TableName="Table", Key={"pk": {"S": "p"}})

    def look_through(self) -> None:
        values = {":pk": {"S": "p"}}
        condition = "pk = :pk"
        self.client.query(
            TableName="Table", KeyConditionExpression=condition, ExpressionAttributeValues=values
        )

    def write(self) -> None:
        self.client.put_item(TableName="Table", Item={"pk": {"S": "p"}})


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    told: list[timedelta] = []
    monkeypatch.setattr(clock_watch, "report_clock_off", told.append)
    return told


@given(FRACTIONS, SECONDS, SECONDS, ERRORS)
def test_no_delay_is_ever_taken_for_a_wrong_clock_and_no_error_is_overstated(
    fraction: timedelta, way_there: timedelta, way_back: timedelta, error: timedelta
) -> None:
    asked = TRUE + fraction  # the header leaves fractions out
    answered = asked + way_there
    said = answered.replace(microsecond=0)
    found = surely_off(asked + error, answered + way_back + error, said)
    assert abs(found) <= abs(error)
    assert found * (1 if error > timedelta(0) else -1) >= timedelta(0)


@given(SECONDS, ERRORS)
def test_what_is_missed_of_an_error_is_the_time_of_the_way_and_a_second(
    way: timedelta, error: timedelta
) -> None:
    found = surely_off(TRUE + error, TRUE + way + error, TRUE)
    assert abs(error) - abs(found) <= way + timedelta(seconds=1)


@pytest.mark.parametrize("hours", [2, -2])
def test_a_read_for_a_decision_is_refused_while_the_clock_is_hours_off(
    hours: int, told: list[timedelta]
) -> None:
    aws = Aws(timedelta(hours=hours), refuses_reads=True)
    with pytest.raises(ClockOff, match=r"^clock off by [+-]7(200|199) s$") as refused:
        aws.read()
    assert isinstance(refused.value, TransientError)
    assert len(told) == 1 and abs(told[0] - timedelta(hours=hours)) <= timedelta(seconds=1)


def test_to_look_through_rows_for_a_decision_is_refused_as_well(told: list[timedelta]) -> None:
    aws = Aws(timedelta(hours=2), refuses_reads=True)
    with pytest.raises(ClockOff):
        aws.look_through()
    assert len(told) == 1


def test_a_worker_recovers_when_its_clock_does(told: list[timedelta]) -> None:
    aws = Aws(timedelta(hours=2), refuses_reads=True)
    with pytest.raises(ClockOff):
        aws.read()
    aws.off = timedelta(0)
    aws.read()
    assert len(told) == 1


@pytest.mark.parametrize("off", [timedelta(0), TOLERANCE, -TOLERANCE])
def test_what_pacing_and_leases_bear_is_borne(off: timedelta, told: list[timedelta]) -> None:
    Aws(off, refuses_reads=True).read()
    assert told == []


def test_a_write_is_never_refused_for_what_it_stores_was_decided_before(
    told: list[timedelta],
) -> None:
    Aws(timedelta(hours=2), refuses_reads=True).write()
    assert len(told) == 1


def test_who_decides_nothing_by_its_clock_goes_on_and_says_so(told: list[timedelta]) -> None:
    Aws(timedelta(hours=2), refuses_reads=False).read()
    assert len(told) == 1


def test_it_is_said_once_a_minute_and_refused_each_time(told: list[timedelta]) -> None:
    aws = Aws(timedelta(hours=2), refuses_reads=True)
    for at in (0, 30, 59, 61):
        aws.ticks = at
        with pytest.raises(ClockOff):
            aws.read()
    assert len(told) == 2


def test_a_signature_that_aws_finds_too_old_is_told_as_what_it_is(told: list[timedelta]) -> None:
    aws = Aws(timedelta(hours=-2), refuses_reads=True, status=400)
    with pytest.raises(ClockOff):
        aws.read()
    with pytest.raises(ClientError):
        aws.write()
    assert len(told) == 1


@pytest.mark.parametrize("date", [None, "", "soon", "Wed, 25 Nov 2026 03:00:00 -0000"])
def test_an_answer_that_does_not_say_the_time_says_nothing(
    date: str | None, told: list[timedelta]
) -> None:
    aws = Aws(timedelta(hours=2), refuses_reads=True)
    aws.date = date
    aws.read()
    assert told == []
