"""One brand's stack, as far as `towkay campaigns` looks at it: its table and its packs."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import boto3
import pytest
from moto import mock_aws

from towkay.domain.campaigns import Campaign
from towkay.domain.messages import Text
from towkay.packs.campaign_plain import plain
from towkay.packs.compiler import CompiledPack
from workbench import cli, targets
from workbench.campaigns import desk as desks
from workbench.cfn import load
from workbench.publish import Shelf, publish
from workbench.targets import Stack
from workbench.transcript import width_of

NOW = datetime(2026, 11, 10, 1, 0, tzinfo=UTC)  # 09:00 in Taipei


@dataclass
class Bench:
    """One brand's stack, as far as the command looks at it."""

    shelf_there: Shelf
    now_there: datetime = NOW
    stage: str = "dev"
    ssm: object = None

    @property
    def dynamodb(self) -> object:
        return self.shelf_there.dynamodb

    def shelf(self) -> Shelf:
        return self.shelf_there

    def stack(self) -> Stack:
        return Stack("arn/stack/id", {"TableName": "table"})

    def now(self) -> datetime:
        return self.now_there

    def publish(self, *campaigns: Campaign) -> None:
        members = [plain(one) for one in campaigns]
        body = json.dumps({"format": 3, "campaigns": members}).encode()
        publish(
            self.shelf_there,
            CompiledPack("demo", hashlib.sha256(body).hexdigest(), body, ()),
            self.now_there,
        )


@contextmanager
def a_campaign_bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """The stack that every command finds while this lasts."""
    with mock_aws():
        session = boto3.Session("x", "x", region_name="us-east-1")
        s3, dynamodb = session.client("s3"), session.client("dynamodb")
        s3.create_bucket(Bucket="packs")
        table = load()["Resources"]["Table"]["Properties"]
        wanted = ("KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes")
        dynamodb.create_table(TableName="table", **{key: table[key] for key in wanted})
        bench = Bench(Shelf(s3, dynamodb, "packs", "table"))
        monkeypatch.setattr(targets, "target", lambda *_: bench)
        monkeypatch.setattr(desks, "brands", lambda *_: {"demo"})
        yield bench


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """What `towkay campaigns` answers, in English where no language is asked for."""
    spoken = () if "--language" in arguments else ("--language", "en")
    code = cli.main(["campaigns", *arguments, "--endpoint-url", "local", *spoken])
    told = capsys.readouterr()
    lines = [*told.out.splitlines(), *told.err.splitlines()]
    assert all(width_of(line) <= 100 for line in lines)
    return code, "\n".join(lines)


def reworded(campaign: Campaign, words: str) -> Campaign:
    """The same with other words in its first step."""
    step = campaign.steps[0]
    said_now = replace(step.variants[0].said[0], messages=(Text(words),))
    variant = replace(step.variants[0], said=(said_now,))
    return replace(campaign, steps=(replace(step, variants=(variant,)), *campaign.steps[1:]))
