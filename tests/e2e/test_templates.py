"""On a bench, as at the platforms: new words make new templates, which wait for their review."""

import json
import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from towkay.adapters.dynamodb.account_records import DynamoAccountRecords
from towkay.domain.account_news import TemplateState
from towkay.domain.channels import Channel
from towkay.domain.health import AccountKey
from workbench.cli import main
from workbench.paths import DEMO_BRAND
from workbench.publish import compiled, publish
from workbench.simulators.accounts import SimulatedAccount
from workbench.stack import LocalStack
from workbench.targets import target

NEW, OLD = "這是新的句子：您的訂單 {order}", "您的訂單 {order}"


def post(bench: LocalStack, path: str, body: dict[str, Any]) -> None:
    url, data = f"{bench.simulators_url}{path}", json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data)) as answer:
        assert answer.status == 200


def accounts_of(bench: LocalStack) -> dict[str, SimulatedAccount]:
    return {one.channel: one for one in bench.accounts}


def states(bench: LocalStack, channel: str) -> list[TemplateState]:
    """Of every template that the table knows of."""
    records = DynamoAccountRecords(bench.aws.dynamodb, bench.deployed.outputs["TableName"])
    account = AccountKey(Channel(channel), accounts_of(bench)[channel].account)
    return [one.state for one in records.templates(account)]


@pytest.fixture
def edited(bench: LocalStack, tmp_path: Path) -> Iterator[Path]:
    """The demo shop with other words, and platforms that take their time; put back afterwards."""
    folder = tmp_path / "demo"
    shutil.copytree(DEMO_BRAND, folder)
    file = folder / "notices.yaml"
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace(OLD, NEW, 1), encoding="utf-8")
    reviews = [
        f"/settings/whatsapp/{accounts_of(bench)['whatsapp'].waba}",
        f"/settings/messenger/{accounts_of(bench)['messenger'].account}",
    ]
    for path in reviews:
        post(bench, path, {"review_takes": 3600})
    yield folder
    for path in reviews:
        post(bench, path, {"review_takes": 0})
    publish(target(bench.aws.endpoint, None).shelf(), compiled(DEMO_BRAND), bench.travel.now())
    bench.advance(31)


def test_words_that_changed_are_created_reviewed_and_followed(
    bench: LocalStack, edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["publish", str(edited), "--endpoint-url", bench.aws.endpoint]
    assert main(command) == 0
    shown = capsys.readouterr().out
    assert shown.count("1 個還沒有，要建立") == 2 and "這是新的句子" in shown
    for channel in ("whatsapp", "messenger"):
        assert states(bench, channel).count(TemplateState.GONE) == 1

    assert main([*command, "--yes"]) == 0
    assert capsys.readouterr().out.count("1 created") == 2
    for channel in ("whatsapp", "messenger"):
        assert states(bench, channel).count(TemplateState.PENDING) == 1

    bench.advance(3600)
    bench.wait_idle()

    for channel in ("whatsapp", "messenger"):
        assert set(states(bench, channel)) == {TemplateState.APPROVED}
    assert main(command) == 0
    assert "要建立" not in capsys.readouterr().out
