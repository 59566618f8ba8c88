"""`towkay secrets put` takes values from a file or standard input, and says what is missing."""

import argparse
import io
import json
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from workbench import secrets_cli
from workbench.cli import main
from workbench.errors import WorkbenchError

APP_SECRET = "5e5a3e0123456789abcdef0123456789"
BOT = "U00112233445566778899aabbccddeeff"
GIVEN: dict[str, Any] = {
    "app_id": "42",
    "app_secret": APP_SECRET,
    "verify_token": "handshake",
    "accounts": {"104512398760021": {"brand": "demo", "token": "EAAB"}},
}


def options(channel: str, file: str | None) -> argparse.Namespace:
    return argparse.Namespace(
        channel=channel, endpoint="demo", file=file, rotate=False, overlap_hours=24.0
    )


def put(channel: str, file: str | None) -> dict[str, str]:
    with mock_aws():
        ssm = boto3.client("ssm", "us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
        assert secrets_cli.put(ssm, "dev", options(channel, file)).endpoint == "demo"
        names = [f"/towkay/dev/{channel}/demo/{part}" for part in ("verify", "send")]
        found = ssm.get_parameters(Names=names, WithDecryption=True)["Parameters"]
        return {one["Name"].rpartition("/")[2]: one["Value"] for one in found}


def test_the_values_of_a_file_are_stored_and_none_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "messenger.json"
    file.write_text(json.dumps(GIVEN))

    found = put("messenger", str(file))

    assert json.loads(found["send"]) == {
        "app_secret": APP_SECRET,
        "tokens": {"104512398760021": "EAAB"},
    }
    printed = "".join(capsys.readouterr())
    assert not [value for value in (APP_SECRET, "handshake", "EAAB") if value in printed]


def test_standard_input_is_read_when_it_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    line = {"channel_secret": APP_SECRET, "accounts": {BOT: {"brand": "demo", "token": "t"}}}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(line)))

    found = put("line", None)

    assert json.loads(found["verify"])["secrets"] == [{"value": APP_SECRET, "until": None}]
    assert json.loads(found["send"]) == {"app_secret": "", "tokens": {BOT: "t"}}


@pytest.mark.parametrize("missing", list(GIVEN))
@pytest.mark.parametrize("empty", [False, True])
def test_a_missing_or_empty_value_is_refused_without_repeating_the_others(
    tmp_path: Path, missing: str, empty: bool
) -> None:
    given = GIVEN | {missing: ""} if empty else {k: v for k, v in GIVEN.items() if k != missing}
    file = tmp_path / "messenger.json"
    file.write_text(json.dumps(given))

    with pytest.raises(WorkbenchError) as refused:
        put("messenger", str(file))

    assert APP_SECRET not in str(refused.value)


@pytest.mark.parametrize("text", ["", "[]", "sesame"])
def test_what_is_no_json_object_is_refused_without_repeating_it(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text)

    with pytest.raises(WorkbenchError) as refused:
        put("messenger", str(file))

    assert "sesame" not in str(refused.value)


@pytest.mark.parametrize("hours", ["0", "-1", "nan", "inf", "9999", "soon"])
def test_an_overlap_that_is_none_is_refused(hours: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["secrets", "put", "line", "demo", "--rotate", f"--overlap-hours={hours}"])

    assert "is not a number of hours (more than 0" in capsys.readouterr().err


def test_a_file_of_secrets_that_is_not_there_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "none.json")
    bench = ["--endpoint-url", "http://127.0.0.1:1"]

    assert main(["secrets", "put", "line", "demo", "--file", missing, *bench]) == 2

    assert capsys.readouterr().err == (
        f"towkay: {missing}: 沒有這個檔案 · No such file or directory\n"
    )


def test_no_argument_takes_a_secret(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["secrets", "put", "messenger", "demo", "--app-secret", "x", "--stage", "dev"])

    assert "unrecognized arguments" in capsys.readouterr().err


def test_a_whatsapp_number_is_stored_with_its_business_account(tmp_path: Path) -> None:
    account = {"brand": "demo", "token": "EAAW", "facts": {"waba": "102290129340398"}}
    file = tmp_path / "whatsapp.json"
    file.write_text(json.dumps(GIVEN | {"accounts": {"106540352242922": account}}))

    found = put("whatsapp", str(file))

    for part in ("verify", "send"):
        assert json.loads(found[part])["facts"] == {"106540352242922": account["facts"]}


@pytest.mark.parametrize("facts", [{}, {"waba": ""}, {"waba": "1", "wabba": "2"}])
def test_a_whatsapp_number_without_its_business_account_is_refused(
    tmp_path: Path, facts: dict[str, str]
) -> None:
    account = {"brand": "demo", "token": "EAAW", "facts": facts}
    file = tmp_path / "whatsapp.json"
    file.write_text(json.dumps(GIVEN | {"accounts": {"106540352242922": account}}))

    with pytest.raises(WorkbenchError, match='"waba"'):
        put("whatsapp", str(file))
