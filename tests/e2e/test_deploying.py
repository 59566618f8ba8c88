"""docs/deploying.md as an engineer follows it: its own commands, on the embedded AWS."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest

from tests.support.bundle import BUILT
from tests.support.missing import not_made
from tests.support.template import ROOT, load_template
from workbench import emulator
from workbench.aws import REGION

SAM = ROOT / ".tools" / "sam" / "bin" / "sam"
PAGE = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
BOT = "U00112233445566778899aabbccddeeff"
LINE = {
    "channel_secret": "0123456789abcdef" * 2,
    "accounts": {BOT: {"brand": "tea", "token": "t1"}},
}
MESSENGER = {
    "app_id": "771204559830114",
    "app_secret": "fedcba9876543210" * 2,
    "verify_token": "a-token-made-up",
    "accounts": {"104512398760021": {"brand": "tea", "token": "t2"}},
}
INSTAGRAM = MESSENGER | {"accounts": {"17841405822304914": {"brand": "tea", "token": "t3"}}}
WHATSAPP = MESSENGER | {
    "accounts": {
        "106540352242922": {"brand": "tea", "token": "t4", "facts": {"waba": "102290129340398"}}
    }
}


def command(line: str) -> list[str]:
    """A line of the page, as its words."""
    assert line in "".join(BLOCKS).splitlines()
    return line.split()


@dataclass
class Shell:
    """An engineer's shell: the page's commands, AWS being the embedded one."""

    aws: str
    home: Path
    session: boto3.Session

    def run(self, words: list[str], given: str = "") -> str:
        program = {"sam": str(SAM), "towkay": str(ROOT / ".venv" / "bin" / "towkay")}[words[0]]
        done = subprocess.run(
            [program, *words[1:]],
            cwd=ROOT,
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.home),
                "LANG": "C.UTF-8",
                "AWS_ENDPOINT_URL": self.aws,
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_DEFAULT_REGION": REGION,
                "SAM_CLI_TELEMETRY": "0",
            },
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def client(self, service: str) -> Any:
        return self.session.client(service, endpoint_url=self.aws)  # type: ignore[call-overload]

    def outputs(self) -> dict[str, str]:
        (stack,) = self.client("cloudformation").describe_stacks(StackName="towkay-dev")["Stacks"]
        return {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}


def answers() -> str:
    """What the page says to answer to `sam deploy --guided`, question by question."""
    takes_brackets = ["" for _ in load_template()["Parameters"]]
    is_okay = ["y", "y", "y", "y"]  # two routes of webhook, two of shipments
    return "\n".join(["towkay-dev", "", *takes_brackets, "Y", "Y", "N", *is_okay, "n", "y", ""])


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    if not (BUILT / "template.yaml").exists() or not SAM.exists():
        not_made("no built bundle: run make build, or make test")
    folder = tmp_path_factory.mktemp("aws")
    engine = emulator.start(folder)
    try:
        emulator.wait_ready(engine)
        session = boto3.Session("test", "test", region_name=REGION)
        one = Shell(engine.endpoint, tmp_path_factory.mktemp("home"), session)
        one.run(command("sam deploy --guided"), answers())
        yield one
    finally:
        engine.stop()


def test_the_stack_stands_under_the_name_that_towkay_looks_for(shell: Shell) -> None:
    listed = shell.run(command("sam list stack-outputs --stack-name towkay-dev"))
    assert "ApiUrl" in listed and shell.outputs()["ApiUrl"].startswith("https://")


def test_every_alarm_and_the_dashboard_are_there(shell: Shell) -> None:
    # What stands under a condition is made with what it watches: this stack has no staff's API.
    made = (one for one in load_template()["Resources"].values() if "Condition" not in one)
    kinds = [resource["Type"] for resource in made]
    watch = shell.client("cloudwatch")
    assert len(watch.describe_alarms(MaxRecords=100)["MetricAlarms"]) == kinds.count(
        "AWS::CloudWatch::Alarm"
    )
    (board,) = watch.list_dashboards()["DashboardEntries"]
    assert board["DashboardName"] == "towkay-dev"
    body = watch.get_dashboard(DashboardName="towkay-dev")["DashboardBody"]
    assert json.loads(body)["widgets"] and "${" not in body


def test_a_copied_brand_is_checked_and_published(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "tea"
    shutil.copytree(ROOT / "brands" / "demo", folder)
    text = (folder / "brand.yaml").read_text(encoding="utf-8")
    assert "\nbrand: demo\n" in text
    own = text.replace("\nbrand: demo\n", "\nbrand: tea\n")
    (folder / "brand.yaml").write_text(own, encoding="utf-8")

    for line in ("towkay check brands/tea", "towkay publish brands/tea --stage dev"):
        words = [str(folder) if word == "brands/tea" else word for word in command(line)]
        told = shell.run(words)

    assert "\ntea: version 1" in f"\n{told}"


def test_secrets_are_stored_shown_and_renewed(shell: Shell) -> None:
    put = "towkay secrets put line tea --stage dev"
    shell.run(command(put), json.dumps(LINE))
    shell.run(command("towkay secrets put messenger tea --stage dev"), json.dumps(MESSENGER))
    shell.run(command("towkay secrets put instagram tea --stage dev"), json.dumps(INSTAGRAM))
    shell.run(command("towkay secrets put whatsapp tea --stage dev"), json.dumps(WHATSAPP))
    shell.run(command(f"{put} --rotate --overlap-hours 24"), json.dumps(LINE))

    shown = shell.run(command("towkay secrets show --stage dev"))

    assert "/towkay/dev/line/tea/verify  version 2" in shown
    for channel in ("messenger", "instagram", "whatsapp"):
        assert f"/towkay/dev/{channel}/tea/send  version 1" in shown


def test_meta_is_answered_when_it_asks_for_the_verify_token(shell: Shell) -> None:
    shell.run(command("towkay secrets put messenger tea --stage dev"), json.dumps(MESSENGER))
    handshake = json.loads((ROOT / "events/webhook/messenger-handshake.json").read_text())
    handshake["pathParameters"] = {"channel": "messenger", "endpoint": "tea"}
    handshake["queryStringParameters"]["hub.verify_token"] = MESSENGER["verify_token"]

    answered = shell.client("lambda").invoke(
        FunctionName=shell.outputs()["WebhookFunctionName"], Payload=json.dumps(handshake)
    )
    answer = json.loads(answered["Payload"].read())

    assert answer["statusCode"] == 200, answer
    assert answer["body"] == handshake["queryStringParameters"]["hub.challenge"]


def test_there_are_no_dead_letters_to_begin_with(shell: Shell) -> None:
    shell.run(command("towkay dead-letters --stage dev"))


def test_a_removed_stack_leaves_its_table_and_its_bucket(shell: Shell) -> None:
    outputs = shell.outputs()

    shell.run([*command("sam delete --stack-name towkay-dev"), "--no-prompts"])

    tables = shell.client("dynamodb").list_tables()["TableNames"]
    buckets = [bucket["Name"] for bucket in shell.client("s3").list_buckets()["Buckets"]]
    assert outputs["TableName"] in tables and outputs["PacksBucket"] in buckets
    assert shell.client("lambda").list_functions()["Functions"] == []
