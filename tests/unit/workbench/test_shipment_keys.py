"""`towkay shipments key` stores a brand's key, rotates it, and never prints what it was given."""

import argparse
import io
import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from moto import mock_aws

from towkay.adapters.ref_keys import ref_keys_in
from towkay.adapters.shipping.sources import SOURCES
from towkay.domain.shipping.readings import SourceKey
from towkay.ports.shipping import CHECKOUT, BrandKey
from workbench import shipments_cli, shop_keys
from workbench.errors import WorkbenchError
from workbench.shipments import keys

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
VALUE, OTHER = "a-value-of-somebody-1", "a-value-of-somebody-2"


@pytest.fixture
def ssm(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(
        keys, "desk_of", lambda where, brand, language: SimpleNamespace(brand=brand)
    )
    with mock_aws():
        yield boto3.client("ssm", "us-east-1", aws_access_key_id="x", aws_secret_access_key="x")


def key(ssm: Any, source: str, given: object, *more: str) -> int:
    parser = argparse.ArgumentParser()
    shipments_cli.add(parser.add_subparsers())
    options = parser.parse_args(["shipments", "key", source, "--brand", "demo", *more])
    stdin = io.StringIO(json.dumps(given))
    where: Any = SimpleNamespace(ssm=ssm, stage="dev", now=lambda: NOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", stdin)
        return keys.run(where, options)


def test_the_command_knows_every_source_there_is() -> None:
    assert set(shipments_cli.SOURCES) == {*SOURCES, CHECKOUT}


def test_a_key_is_stored_for_its_brand_and_never_printed(
    ssm: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert key(ssm, "shopify", {"value": f" {VALUE} "}) == 0

    assert shop_keys.stored(ssm, "dev", "shopify") == (BrandKey("demo", SourceKey(VALUE)),)
    printed = "".join(capsys.readouterr())
    assert VALUE not in printed and "/towkay/dev/shipments/shopify" in printed


def test_the_old_key_holds_for_a_day_beside_the_new(ssm: Any) -> None:
    key(ssm, "easypost", {"value": VALUE})
    key(ssm, "easypost", {"value": OTHER})

    new, old = shop_keys.stored(ssm, "dev", "easypost")
    assert (new.key.value, new.key.until) == (OTHER, None)
    assert (old.key.value, old.key.until) == (VALUE, NOW + timedelta(hours=24))


def test_at_once_ends_the_old_key_now(ssm: Any) -> None:
    key(ssm, "easypost", {"value": VALUE})
    key(ssm, "easypost", {"value": OTHER}, "--at-once")

    assert [one.key.value for one in shop_keys.stored(ssm, "dev", "easypost")] == [OTHER]


def test_a_merchants_two_accounts_keep_a_key_each(ssm: Any) -> None:
    for account in ("9990001", "9990002"):
        key(ssm, "ecpay", {"value": VALUE + account, "iv": OTHER}, "--account", account)

    found = shop_keys.stored(ssm, "dev", "ecpay")
    assert {(one.key.account, one.key.until) for one in found} == {
        ("9990001", None),
        ("9990002", None),
    }


def test_another_brands_key_stays_and_cannot_be_had_twice(ssm: Any) -> None:
    theirs = BrandKey("atelier", SourceKey(VALUE))
    shop_keys.put(ssm, "dev", "json", theirs, now=NOW)

    key(ssm, "json", {"value": OTHER})
    assert theirs in shop_keys.stored(ssm, "dev", "json")
    with pytest.raises(WorkbenchError, match="Another brand"):
        key(ssm, "json", {"value": VALUE})


def test_our_own_key_is_made_up_and_shown_once(
    ssm: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    key(ssm, "checkout", {}, "--new")

    (made,) = shop_keys.stored(ssm, "dev", CHECKOUT)
    assert made.key.value in capsys.readouterr().out and len(made.key.value) >= 40
    signing = ssm.get_parameter(Name="/towkay/dev/refs/key", WithDecryption=True)["Parameter"]
    assert ref_keys_in(signing["Value"]), "codes are signed with what links are"


@pytest.mark.parametrize(
    ("source", "given", "more"),
    [
        ("shopify", {"value": "short"}, ()),
        ("shopify", {"value": "changeme"}, ()),
        ("shopify", {"key": VALUE}, ()),
        ("shopify", {"value": 12345678901234}, ()),
        ("shopify", [VALUE], ()),
        ("shopify", {}, ("--new",)),
        ("ecpay", {"value": VALUE}, ("--account", "9990001")),
        ("ecpay", {"value": VALUE, "iv": OTHER}, ()),
    ],
)
def test_what_proves_nothing_is_refused_and_not_repeated(
    ssm: Any, source: str, given: object, more: tuple[str, ...]
) -> None:
    with pytest.raises(WorkbenchError) as refused:
        key(ssm, source, given, *more)

    assert VALUE not in str(refused.value)
    assert shop_keys.stored(ssm, "dev", source) == ()


def test_ecpay_is_asked_for_two_values_and_the_others_for_one() -> None:
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return " typed "

    assert keys.asked("ecpay", answer) == {"value": "typed", "iv": "typed"}
    assert keys.asked("shopify", answer) == {"value": "typed"}
    assert len(asked) == 3
