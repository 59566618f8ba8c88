"""Secrets reach the parameter store and nothing else; a rotation keeps both secrets for a while."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from towkay.adapters.ssm import SsmSendSecrets, SsmVerifySecrets
from towkay.domain.channels import Channel
from workbench import secrets
from workbench.errors import WorkbenchError
from workbench.secrets import EndpointSecrets

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
DAY = timedelta(days=1)
PAGE = "104512398760021"
FIRST = EndpointSecrets(
    channel="messenger",
    endpoint="demo",
    app_id="42",
    brands={PAGE: "demo"},
    verify_token="handshake",
    signing_secret="first",
    app_secret="first",
    tokens={PAGE: "EAAB"},
)


@pytest.fixture
def ssm() -> Iterator["SSMClient"]:
    with mock_aws():
        yield boto3.client("ssm", "us-east-1", aws_access_key_id="x", aws_secret_access_key="x")


def stored(ssm: "SSMClient", part: str) -> Any:
    name = f"/towkay/dev/messenger/demo/{part}"
    found = ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]
    assert found["Type"] == "SecureString"
    return json.loads(found["Value"])


def test_an_endpoint_has_one_parameter_to_verify_and_one_to_send(ssm: "SSMClient") -> None:
    names = secrets.put(ssm, "dev", FIRST)

    assert names == ["/towkay/dev/messenger/demo/verify", "/towkay/dev/messenger/demo/send"]
    assert stored(ssm, "verify") == {
        "app_id": "42",
        "verify_token": "handshake",
        "secrets": [{"value": "first", "until": None}],
        "accounts": {PAGE: "demo"},
    }
    assert stored(ssm, "send") == {"app_secret": "first", "tokens": {PAGE: "EAAB"}}


def test_what_verifies_holds_no_token(ssm: "SSMClient") -> None:
    secrets.put(ssm, "dev", FIRST)

    assert "EAAB" not in json.dumps(stored(ssm, "verify"))


def test_a_rotation_accepts_the_previous_secret_until_the_overlap_ends(ssm: "SSMClient") -> None:
    secrets.put(ssm, "dev", FIRST)

    second = replace(FIRST, signing_secret="second", app_secret="second")
    secrets.rotate(ssm, "dev", second, now=NOW, overlap=DAY)

    assert stored(ssm, "verify")["secrets"] == [
        {"value": "second", "until": None},
        {"value": "first", "until": "2026-11-23T09:00:00+00:00"},
    ]
    assert stored(ssm, "send")["app_secret"] == "second"


def test_a_second_rotation_drops_what_has_run_out_and_keeps_earlier_ends(
    ssm: "SSMClient",
) -> None:
    secrets.put(ssm, "dev", FIRST)
    for hours, value in ((0, "second"), (12, "third"), (30, "fourth")):
        fresh = replace(FIRST, signing_secret=value, app_secret=value)
        secrets.rotate(ssm, "dev", fresh, now=NOW + timedelta(hours=hours), overlap=DAY)

    assert stored(ssm, "verify")["secrets"] == [
        {"value": "fourth", "until": None},
        {"value": "third", "until": "2026-11-24T15:00:00+00:00"},
        {"value": "second", "until": "2026-11-23T21:00:00+00:00"},
    ]


def test_a_rotation_keeps_the_accounts_it_does_not_name(ssm: "SSMClient") -> None:
    secrets.put(ssm, "dev", FIRST)

    other = replace(FIRST, brands={"2": "other"}, tokens={"2": "EAAC"}, signing_secret="second")
    secrets.rotate(ssm, "dev", other, now=NOW, overlap=DAY)

    assert stored(ssm, "verify")["accounts"] == {PAGE: "demo", "2": "other"}
    assert stored(ssm, "send")["tokens"] == {PAGE: "EAAB", "2": "EAAC"}


def test_rotating_to_the_present_secret_changes_nothing(ssm: "SSMClient") -> None:
    secrets.put(ssm, "dev", FIRST)

    secrets.rotate(ssm, "dev", FIRST, now=NOW, overlap=DAY)

    assert stored(ssm, "verify")["secrets"] == [{"value": "first", "until": None}]


def test_the_brands_of_the_stored_accounts_are_known(ssm: "SSMClient") -> None:
    assert secrets.brands(ssm, "dev") == set()

    secrets.put(ssm, "dev", FIRST)

    assert secrets.brands(ssm, "dev") == set(FIRST.brands.values())
    assert secrets.brands(ssm, "other") == set()


def test_there_must_be_something_to_rotate(ssm: "SSMClient") -> None:
    with pytest.raises(WorkbenchError, match="does not exist"):
        secrets.rotate(ssm, "dev", FIRST, now=NOW, overlap=DAY)


def test_what_the_shop_would_refuse_cannot_be_rotated(ssm: "SSMClient") -> None:
    secrets.put(ssm, "dev", replace(FIRST, signing_secret="changeme"))

    with pytest.raises(WorkbenchError, match="no signing secret"):
        secrets.rotate(ssm, "dev", FIRST, now=NOW, overlap=DAY)


def test_what_is_written_is_what_the_shop_reads(ssm: "SSMClient") -> None:
    secrets.put(ssm, "dev", FIRST)
    second = replace(FIRST, signing_secret="second", app_secret="second")
    secrets.rotate(ssm, "dev", second, now=NOW, overlap=DAY)

    verify = SsmVerifySecrets(ssm, "dev", lambda: NOW).read(Channel.MESSENGER, "demo")
    send = SsmSendSecrets(ssm, "dev", lambda: NOW).read(Channel.MESSENGER, "demo")

    assert verify and send
    assert (verify.signing_at(NOW), verify.signing_at(NOW + DAY)) == (
        ("second", "first"),
        ("second",),
    )
    assert (verify.app_id, verify.verify_token, verify.accounts) == (
        "42",
        "handshake",
        FIRST.brands,
    )
    assert (send.app_secret, send.tokens) == ("second", FIRST.tokens)


def test_showing_prints_names_and_ages_of_one_stage_and_never_a_value(ssm: "SSMClient") -> None:
    secrets.put(ssm, "dev", FIRST)
    secrets.put(ssm, "prod", FIRST)

    lines = secrets.show(ssm, "dev", datetime.now(UTC) + timedelta(days=3))

    assert lines == [
        "/towkay/dev/messenger/demo/send  version 1  3 d old",
        "/towkay/dev/messenger/demo/verify  version 1  3 d old",
    ]


def test_no_secret_is_in_what_a_debugger_or_a_log_would_print() -> None:
    shown = repr(FIRST)

    assert not [value for value in ("handshake", "first", "EAAB") if value in shown]
