"""Publishing uploads a pack under its content's name and moves the brand's pointer, once."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from moto import mock_aws

from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.brand_rules import DynamoBrandRules
from towkay.domain.audit.dossier import RulesInForce
from towkay.domain.brand_rules import DEFAULT_RULES
from towkay.domain.brands import pack_key
from towkay.packs.compiler import CompiledPack
from workbench import publish_cli
from workbench.cfn import load
from workbench.check import NOTE
from workbench.dossiers import Archive
from workbench.errors import WorkbenchError
from workbench.paths import DEMO_BRAND
from workbench.publish import Shelf, publish

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PACK = CompiledPack("demo", "a" * 64, b'{"one":1}', ())
NEXT = CompiledPack("demo", "b" * 64, b'{"two":2}', ())


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with mock_aws():
        session = boto3.Session("x", "x", region_name="us-east-1")
        s3, dynamodb = session.client("s3"), session.client("dynamodb")
        s3.create_bucket(Bucket="packs")
        table = load()["Resources"]["Table"]["Properties"]
        wanted = ("KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes")
        dynamodb.create_table(TableName="table", **{key: table[key] for key in wanted})
        yield Shelf(s3, dynamodb, "packs", "table")


def pointer(shelf: Shelf) -> dict[str, Any]:
    key = {"pk": {"S": keys.brand_pk("demo")}, "sk": {"S": keys.PACK}}
    item: dict[str, Any] = shelf.dynamodb.get_item(TableName="table", Key=key)["Item"]
    return item


def test_the_first_pack_is_stored_and_pointed_at(shelf: Shelf) -> None:
    assert publish(shelf, PACK, NOW) == 1

    body = shelf.s3.get_object(Bucket="packs", Key=pack_key("demo", "a" * 64))["Body"].read()
    assert body == PACK.body
    assert pointer(shelf)["pack"] == {"S": "a" * 64}
    assert pointer(shelf)["version"] == {"N": "1"}
    assert pointer(shelf)["published_at"] == {"S": "2026-11-22T09:00:00+00:00"}


def test_the_next_pack_replaces_it_and_the_old_one_stays_readable(shelf: Shelf) -> None:
    publish(shelf, PACK, NOW)

    assert publish(shelf, NEXT, NOW) == 2

    assert pointer(shelf)["pack"] == {"S": "b" * 64}
    listed = shelf.s3.list_objects_v2(Bucket="packs")["Contents"]
    assert {one["Key"] for one in listed} == {pack_key("demo", letter * 64) for letter in "ab"}


def test_publishing_the_active_pack_again_changes_nothing(shelf: Shelf) -> None:
    publish(shelf, PACK, NOW)

    assert publish(shelf, PACK, NOW) == 1

    assert pointer(shelf)["version"] == {"N": "1"}


@pytest.mark.parametrize("published", [[], [PACK]])
def test_a_pointer_that_somebody_else_moved_meanwhile_is_left_alone(
    shelf: Shelf, published: list[CompiledPack], monkeypatch: pytest.MonkeyPatch
) -> None:
    for pack in published:
        publish(shelf, pack, NOW)
    stale = shelf.dynamodb.get_item(
        TableName="table", Key={"pk": {"S": keys.brand_pk("demo")}, "sk": {"S": keys.PACK}}
    )
    other = CompiledPack("demo", "c" * 64, b"{}", ())
    publish(shelf, other, NOW)
    monkeypatch.setattr(shelf.dynamodb, "get_item", lambda **_: stale)

    with pytest.raises(WorkbenchError, match="meanwhile"):
        publish(shelf, NEXT, NOW)

    monkeypatch.undo()
    assert pointer(shelf)["pack"] == {"S": "c" * 64}


def test_the_rules_of_a_brand_are_published_with_its_pack(shelf: Shelf) -> None:
    laid_down = replace(DEFAULT_RULES, zone="Asia/Tokyo", quiet_hours=None)
    publish(shelf, PACK, NOW)
    publish(shelf, replace(NEXT, rules=laid_down), NOW)

    store = DynamoBrandRules(shelf.dynamodb, "table", lambda: NOW)

    assert store.rules("demo") == laid_down


def test_an_audit_knows_the_rules_that_were_published_and_since_when(shelf: Shelf) -> None:
    laid_down = replace(DEFAULT_RULES, zone="Asia/Tokyo", quiet_hours=None)
    publish(shelf, replace(PACK, rules=laid_down), NOW)

    archive = Archive(shelf.dynamodb, "table", NOW, timedelta(days=90))

    assert archive.rules("demo") == RulesInForce(laid_down, since=NOW)
    assert archive.rules("other") == RulesInForce(DEFAULT_RULES, since=None)


def test_publishing_prints_the_notes_that_checking_prints(
    shelf: Shelf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(DEMO_BRAND, folder)
    file = folder / "brand.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("quiet_hours:")]
    by_day = "quiet_hours: {from: '09:00', to: '21:00'}"
    file.write_text("\n".join([*kept, by_day, ""]), encoding="utf-8")
    (folder / "menus.yaml").unlink()  # whose accounts are asked for, wherever they are
    (folder / "notices.yaml").unlink(missing_ok=True)
    where = SimpleNamespace(shelf=lambda: shelf, endpoint=None, now=lambda: NOW)
    monkeypatch.setattr(publish_cli, "target", lambda *_: where)

    assert publish_cli.run(folder, None, "test") == 0

    printed = capsys.readouterr().out
    assert NOTE in printed and "quiet_by_day" in printed and "live within" in printed


@pytest.mark.parametrize(("once", "kind"), [("2025-11-01", "long_past"), ("2026-11-21", "past")])
def test_publishing_judges_the_day_by_the_clock_of_where_it_publishes(
    shelf: Shelf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    once: str,
    kind: str,
) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(DEMO_BRAND, folder)
    (folder / "menus.yaml").unlink()
    (folder / "notices.yaml").unlink(missing_ok=True)
    told = "name: 年末\ntopic: tea_news\nsay: {zh-TW: 茶, en: tea}\nto: {channel: line}\n"
    (folder / "campaigns" / "old.yaml").write_text(f"{told}when: {{once: {once} 10:00}}\n")
    where = SimpleNamespace(shelf=lambda: shelf, endpoint=None, now=lambda: NOW)
    monkeypatch.setattr(publish_cli, "target", lambda *_: where)
    if kind == "long_past":
        with pytest.raises(WorkbenchError, match=kind):
            publish_cli.run(folder, None, "test")
        assert shelf.s3.list_objects_v2(Bucket="packs")["KeyCount"] == 0
        return
    assert publish_cli.run(folder, None, "test") == 0
    assert f"old.yaml:5  {kind}" in capsys.readouterr().out
