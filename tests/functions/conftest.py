"""The four handlers as deployed, over moto, with the template's own table, queues and variables."""

import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from types import ModuleType, SimpleNamespace
from typing import Any

import boto3
import pytest
from moto import mock_aws

from tests.support.queue_events import AT
from tests.support.template import ACCOUNT, REGION, ROOT, environment_of, resources
from tests.support.webhook_bodies import LINE_SECRET, MESSENGER_SECRET, MESSENGER_VERIFY_TOKEN
from towkay.adapters.dynamodb import keys
from towkay.adapters.http import HttpReply
from towkay.domain.brands import pack_key
from towkay.packs.compiler import CompiledPack, compile_brand
from towkay.runtime import clock

FUNCTIONS = ("webhook", "faq", "delivery", "sweeper")
ACCOUNTS = {"messenger": "104512398760021", "line": "U00112233445566778899aabbccddeeff"}
SIGNING = {"messenger": MESSENGER_SECRET, "line": LINE_SECRET}


@dataclass
class Pool:
    """Stands where the HTTP pool stands, and keeps the requests."""

    requests: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def post(self, url: str, headers: dict[str, str], body: bytes) -> HttpReply:
        self.requests.append((url, json.loads(body)))
        answer = {"sentMessages": [{"id": "1"}], "message_id": "m_1", "recipient_id": "1"}
        return HttpReply(200, {"x-line-request-id": "r-1"}, json.dumps(answer).encode())


@dataclass
class Deployed:
    """The functions by name, the AWS they run on, and the time it is for them."""

    apps: dict[str, ModuleType]
    pool: Pool
    time: SimpleNamespace

    def invoke(self, function: str, event: dict[str, Any]) -> Any:
        context = SimpleNamespace(
            function_name=function,
            memory_limit_in_mb=512,
            invoked_function_arn=f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{function}",
            aws_request_id="request-1",
            get_remaining_time_in_millis=lambda: 9_000,
        )
        return self.apps[function].handler(event, context)

    def sample(self, path: str) -> Any:
        return json.loads((ROOT / "events" / f"{path}.json").read_text(encoding="utf-8"))

    def queued(self, queue: str) -> list[str]:
        """Take what waits in a queue."""
        url = _url(queue)
        client = boto3.client("sqs")
        found = client.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        for message in found:
            client.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return [message["Body"] for message in found]

    def rows(self) -> list[dict[str, Any]]:
        table = boto3.client("dynamodb").scan(TableName="Table")["Items"]
        return [row for row in table if not row["pk"]["S"].startswith("BRAND#")]


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployed]:
    time = SimpleNamespace(now=AT + timedelta(seconds=2))
    monkeypatch.setattr(clock, "now", lambda: time.now)
    for function in FUNCTIONS:
        for name, value in environment_of(function).items():
            monkeypatch.setenv(name, value)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("MOTO_ACCOUNT_ID", ACCOUNT)
    with mock_aws():
        _create_resources()
        apps = {name: _fresh(f"functions.{name}.app") for name in FUNCTIONS}
        pool = Pool()
        apps["delivery"].gateway._pool = pool
        yield Deployed(apps, pool, time)
    for name in FUNCTIONS:
        sys.modules.pop(f"functions.{name}.app", None)


def _fresh(name: str) -> ModuleType:
    """The module as a cold start loads it, with this test's clock and clients."""
    sys.modules.pop(name, None)
    return importlib.import_module(name)


def _url(queue: str) -> str:
    return str(boto3.client("sqs").get_queue_url(QueueName=f"towkay-{queue}.fifo")["QueueUrl"])


def _create_resources() -> None:
    table = resources("AWS::DynamoDB::Table")["Table"]
    wanted = ("KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes")
    boto3.client("dynamodb").create_table(
        TableName="Table", **{name: table[name] for name in wanted}
    )
    for queue in ("conversations", "outbound"):
        boto3.client("sqs").create_queue(
            QueueName=f"towkay-{queue}.fifo", Attributes={"FifoQueue": "true"}
        )
    _store_secrets()
    _publish(compile_brand(ROOT / "brands" / "demo"))


def _store_secrets() -> None:
    for channel, account in ACCOUNTS.items():
        verify = {
            "app_id": "771204559830114" if channel == "messenger" else "",
            "verify_token": MESSENGER_VERIFY_TOKEN if channel == "messenger" else "",
            "secrets": [{"value": SIGNING[channel], "until": None}],
            "accounts": {account: "demo"},
        }
        send = {"app_secret": SIGNING[channel], "tokens": {account: "token"}}
        for purpose, secret in (("verify", verify), ("send", send)):
            boto3.client("ssm").put_parameter(
                Name=f"/towkay/dev/{channel}/demo-{channel}/{purpose}",
                Value=json.dumps(secret),
                Type="SecureString",
            )


def _publish(pack: object) -> None:
    assert isinstance(pack, CompiledPack)
    s3: Any = boto3.client("s3")
    s3.create_bucket(Bucket="PacksBucket", CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket="PacksBucket", Key=pack_key("demo", pack.version), Body=pack.body)
    boto3.client("dynamodb").put_item(
        TableName="Table",
        Item={
            "pk": {"S": keys.brand_pk("demo")},
            "sk": {"S": keys.PACK},
            "pack": {"S": pack.version},
        },
    )
