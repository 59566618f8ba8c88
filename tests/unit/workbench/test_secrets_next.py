"""Once secrets are stored, the command says which address to enter, and what is still missing."""

from collections.abc import Iterator
from datetime import UTC, datetime

import boto3
import pytest
from moto import mock_aws

from towkay.packs.compiler import CompiledPack
from workbench.cfn import load
from workbench.errors import WorkbenchError
from workbench.publish import Shelf, publish
from workbench.secrets_next import steps
from workbench.targets import Stack, Target

OUTPUTS = {"ApiUrl": "https://api.example", "TableName": "table", "PacksBucket": "packs"}


@pytest.fixture
def where(monkeypatch: pytest.MonkeyPatch) -> Iterator[Target]:
    with mock_aws():
        session = boto3.Session("x", "x", region_name="us-east-1")
        table = load()["Resources"]["Table"]["Properties"]
        wanted = ("KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes")
        session.client("dynamodb").create_table(
            TableName="table", **{key: table[key] for key in wanted}
        )
        session.client("s3").create_bucket(Bucket="packs")
        monkeypatch.setattr(Target, "stack", lambda self: Stack("id", OUTPUTS))
        yield Target(None, "dev", session)


def told(where: Target) -> str:
    return "\n".join(steps(where, "line", "tea", ["tea", "tea"]))


def test_the_webhooks_address_and_the_time_until_it_works_are_told(where: Target) -> None:
    assert "\n  https://api.example/webhooks/line/tea\n" in told(where)
    assert "within 5 minutes" in told(where)


def test_a_brand_without_answers_is_told_once_until_it_is_published(where: Target) -> None:
    assert told(where).count("tea is not published") == 1

    shelf = Shelf(where.session.client("s3"), where.dynamodb, "packs", "table")
    publish(shelf, CompiledPack("tea", "a" * 64, b"{}", ()), datetime(2026, 11, 22, tzinfo=UTC))

    assert "not published" not in told(where)


def test_a_stack_that_is_not_there_yet_is_no_reason_to_fail(
    where: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: Target) -> Stack:
        raise WorkbenchError("There is no stack towkay-dev here.")

    monkeypatch.setattr(Target, "stack", missing)

    assert "\n  ApiUrl/webhooks/line/tea\n" in told(where)
    assert "not published" not in told(where)
