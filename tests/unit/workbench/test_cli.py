"""How the command begins and ends: help, version, and one line for what went wrong."""

import os
import signal
import subprocess
import sys

import pytest
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    NoRegionError,
)

from tests.support.template import ROOT
from workbench import plain_errors, stack
from workbench.cli import main
from workbench.demo_script import SCRIPT

COMMANDS = ("up", "demo", "invoke", "check", "publish", "secrets", "dead-letters")


def towkay(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "workbench.cli", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.parametrize(("arguments", "named"), [([], COMMANDS), (["secrets"], ("put", "show"))])
def test_without_a_command_it_says_which_there_are(
    arguments: list[str], named: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2

    lines = [line.split() for line in capsys.readouterr().err.splitlines()]
    assert {line[0] for line in lines if line} >= set(named)


def test_what_the_demo_plays_is_said_as_it_is() -> None:
    said = f"eleven days of a small shop on four channels, in {len(SCRIPT)} steps"
    assert said in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_it_knows_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])

    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("towkay 0.")


@pytest.mark.parametrize("command", [*([name] for name in COMMANDS), ["secrets", "put"]])
def test_the_help_of_a_command_begins_with_what_it_does(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*command, "-h"])

    chinese, *english = capsys.readouterr().out.split("\n\n")[1].splitlines()
    assert chinese.endswith("。")
    assert english[-1].endswith(".") and english[0][0].isupper()


def test_what_is_no_address_is_told_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["secrets", "show", "--endpoint-url", "lokal"]) == 2

    told = capsys.readouterr().err
    assert "lokal is no address" in told and "lokal 不是位址" in told


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (EndpointConnectionError(endpoint_url="http://x"), "--endpoint-url local"),
        (ConnectTimeoutError(endpoint_url="http://x"), "--endpoint-url local"),
        (NoCredentialsError(), "sign in to AWS"),
        (NoRegionError(), "AWS_DEFAULT_REGION"),
        (ClientError({"Error": {"Code": "AccessDenied", "Message": "no"}}, "Get"), "AccessDenied"),
        (FileNotFoundError(2, "No such file", "a.json"), "a.json: 沒有這個檔案 · No such file"),
        (EOFError(), "Nothing was entered"),
    ],
)
def test_what_people_can_mend_is_told_in_a_line_or_two_without_a_stack_trace(
    error: Exception, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plain_errors.run(lambda: fail(error)) == 2

    told = capsys.readouterr().err
    assert said in told and len(told.splitlines()) <= 2


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize("kind", [EndpointConnectionError, ConnectionClosedError])
def test_an_embedded_aws_that_has_ended_is_told_with_what_to_do(
    kind: type[BotoCoreError], host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    error = kind(endpoint_url=f"http://{host}:4566/")

    assert plain_errors.run(lambda: fail(error)) == 2

    told = capsys.readouterr().err
    assert "已經結束" in told and "embedded AWS has ended" in told and "start again" in told
    assert "right address?" not in told


def test_a_mistake_of_ours_keeps_its_stack_trace() -> None:
    with pytest.raises(ZeroDivisionError):
        plain_errors.run(lambda: fail(ZeroDivisionError()))


def test_an_interrupt_ends_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert plain_errors.run(lambda: fail(KeyboardInterrupt())) == 128 + signal.SIGINT

    assert capsys.readouterr() == ("", "")


def fail(error: BaseException) -> int:
    raise error


def test_an_unknown_function_is_refused_before_a_bench_is_started(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stack.LocalStack, "__enter__", lambda bench: pytest.fail("started"))
    sample = ROOT / "events" / "faq" / "line-text.json"

    assert main(["invoke", "fax", str(sample)]) == 2

    told = " ".join(capsys.readouterr().err.split())
    every = (
        "webhook, faq, delivery, notifications, campaigndelivery, receipts, shipments, shipping, "
        "sweeper, care, admin"
    )
    assert f"沒有 fax 這個函式；有的是：{every}" in told
    assert f"There is no function fax. There are: {every}" in told


def test_a_terminal_without_chinese_is_no_reason_to_stop() -> None:
    ended = towkay("check", "brands/demo", PYTHONIOENCODING="ascii")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "entries" in ended.stdout


def test_a_reader_that_has_gone_is_no_failure_to_talk_about() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody:
        ended = subprocess.run(
            [sys.executable, "-m", "workbench.cli", "check", "brands/demo"],
            cwd=ROOT,
            stdout=nobody,
            stderr=subprocess.PIPE,
            timeout=60,
        )

    assert (ended.returncode, ended.stderr) == (141, b"")


def test_no_command_waits_for_libraries_it_does_not_use() -> None:
    seen = "import sys; from workbench.cli import main; main(['check', 'brands/demo'])"
    asked = f"{seen}; print([name for name in ('boto3', 'botocore') if name in sys.modules])"
    ended = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, timeout=60, check=True
    )

    assert ended.stdout.splitlines()[-1] == b"[]"
