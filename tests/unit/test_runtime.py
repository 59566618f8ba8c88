"""Requests, settings, time and pseudonyms at the edge."""

import base64
import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import botocore.session
import pytest
from botocore.parsers import create_parser

from tests.support.shop import LINE_SHOPPER, PAGE_SHOPPER
from towkay.domain.channels import Channel
from towkay.runtime import aws, clock
from towkay.runtime.http_event import arrived_at, read_request, text_response
from towkay.runtime.observability import describe
from towkay.runtime.reports import pseudonym
from towkay.runtime.settings import SettingsError, from_env

RAW = '{"text":"你好 🍵"}'.encode()
V2 = {"requestContext": {"http": {"method": "POST"}}, "pathParameters": {"channel": "line"}}
V1 = {"httpMethod": "POST", "pathParameters": {"channel": "line"}}


@dataclass(frozen=True, slots=True)
class Example:
    table_name: str
    retention_days: int


@pytest.mark.parametrize("form", [V1, V2])
@pytest.mark.parametrize("encoded", [True, False])
def test_the_body_is_the_very_bytes_in_every_payload_format(
    form: dict[str, object], encoded: bool
) -> None:
    body = base64.b64encode(RAW).decode() if encoded else RAW.decode()
    request = read_request({**form, "body": body, "isBase64Encoded": encoded})
    assert (request.method, request.channel, request.raw) == ("POST", "line", RAW)


def test_header_names_are_read_in_any_case() -> None:
    request = read_request({**V2, "headers": {"X-Line-Signature": "s"}})
    assert request.headers == {"x-line-signature": "s"}


def test_a_body_that_is_not_the_base64_it_claims_to_be_is_no_body() -> None:
    assert read_request({**V2, "body": "###", "isBase64Encoded": True}).raw is None


@pytest.mark.parametrize("event", [{}, {"headers": None, "body": None, "pathParameters": None}])
def test_an_event_with_nothing_in_it_is_still_a_request(event: dict[str, object]) -> None:
    assert read_request(event).raw == b""


def test_an_answer_is_plain_text_that_nobody_sniffs() -> None:
    headers = text_response(200, "1158201")["headers"]
    assert headers["content-type"].startswith("text/plain")
    assert headers["x-content-type-options"] == "nosniff"


def test_settings_are_read_by_name_and_type() -> None:
    settings = from_env(Example, {"TABLE_NAME": "t", "RETENTION_DAYS": "90"})
    assert settings == Example("t", 90)


def test_every_bad_variable_is_named_at_once() -> None:
    with pytest.raises(SettingsError, match=r"TABLE_NAME is missing.*RETENTION_DAYS is not"):
        from_env(Example, {"TABLE_NAME": " ", "RETENTION_DAYS": "soon"})


def test_deployed_functions_use_the_real_time_and_the_real_hosts() -> None:
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 5
    assert clock.base_url(Channel.MESSENGER) == "https://graph.facebook.com"
    assert clock.base_url(Channel.LINE) == "https://api.line.me"


def test_a_pseudonym_is_stable_keyed_and_says_nothing() -> None:
    first = pseudonym(LINE_SHOPPER, "stack-1")
    assert first == pseudonym(LINE_SHOPPER, "stack-1")
    assert LINE_SHOPPER.user not in first
    assert len({first, pseudonym(PAGE_SHOPPER, "stack-1"), pseudonym(LINE_SHOPPER, "stack-2")}) == 3


def test_an_error_is_described_without_its_words() -> None:
    try:
        raise ValueError("王小明 0912345678")
    except ValueError as error:
        assert describe(error)["error"] == "ValueError"
        assert "0912" not in str(describe(error))


def read_parameter() -> None:
    """What botocore does with the answer that holds a token."""
    token = {"Parameter": {"Name": "p", "Value": "a-token"}}
    answer = {"status_code": 200, "headers": {}, "body": json.dumps(token).encode()}
    ssm = botocore.session.get_session().get_service_model("ssm")
    shape = ssm.operation_model("GetParameter").output_shape
    assert shape
    create_parser("json").parse(answer, shape)


def test_no_log_level_brings_an_answer_of_aws_into_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    read_parameter()
    assert "a-token" not in caplog.text
    for name in aws._TALKATIVE:
        assert not logging.getLogger(f"{name}.anything").isEnabledFor(logging.INFO)


def test_without_that_care_the_answer_would_be_there(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.NOTSET, logger="botocore")
    read_parameter()
    assert "a-token" in caplog.text


NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
EPOCH = int(NOON.timestamp() * 1000)


@pytest.mark.parametrize("name", ["timeEpoch", "requestTimeEpoch"])
def test_a_request_came_by_the_later_clock_of_the_gateways_and_ours(name: str) -> None:
    event = {"requestContext": {name: EPOCH}}
    for ours, came in ((-7200, NOON), (0, NOON), (7200, NOON + timedelta(hours=2))):
        assert arrived_at(event, NOON + timedelta(seconds=ours)) == came


@pytest.mark.parametrize(
    "epoch", [None, "", str(EPOCH), -1, 0, EPOCH + 0.5, 10**30, [EPOCH], {"at": EPOCH}]
)
def test_a_gateway_that_does_not_say_when_leaves_it_to_our_clock(epoch: object) -> None:
    assert arrived_at({"requestContext": {"timeEpoch": epoch}}, NOON) == NOON
    assert arrived_at(epoch, NOON) == NOON
