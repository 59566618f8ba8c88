"""The handlers as deployed, over moto, with the template's own table, queues and variables."""

import importlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import boto3
from moto import mock_aws

from tests.support.queue_events import AT
from tests.support.shop_events import shop_keys
from tests.support.template import (
    ACCOUNT,
    REGION,
    ROOT,
    environment_of,
    functions,
    resolve,
    resources,
)
from tests.support.webhook_bodies import (
    BOT,
    IG,
    INSTAGRAM_APP,
    INSTAGRAM_SECRET,
    INSTAGRAM_VERIFY_TOKEN,
    LINE_SECRET,
    MESSENGER_APP,
    MESSENGER_SECRET,
    MESSENGER_VERIFY_TOKEN,
    NUMBER,
    PAGE,
    WABA,
    WHATSAPP_SECRET,
    WHATSAPP_VERIFY_TOKEN,
)
from towkay.adapters.dynamodb import keys as rows
from towkay.adapters.http import HttpReply
from towkay.domain.brands import pack_key
from towkay.packs.compiler import CompiledPack
from towkay.runtime import clock
from towkay.usecases.push_going import OneAfterAnother
from workbench.compiling import compile_folder

FUNCTIONS = tuple(name for name in functions() if (ROOT / "functions" / name / "app.py").exists())
ACCOUNTS = {"messenger": PAGE, "instagram": IG, "whatsapp": NUMBER, "line": BOT}
SIGNING = {
    "messenger": MESSENGER_SECRET,
    "instagram": INSTAGRAM_SECRET,
    "whatsapp": WHATSAPP_SECRET,
    "line": LINE_SECRET,
}
VERIFYING = {
    "messenger": MESSENGER_VERIFY_TOKEN,
    "instagram": INSTAGRAM_VERIFY_TOKEN,
    "whatsapp": WHATSAPP_VERIFY_TOKEN,
    "line": "",
}
FACTS = {"whatsapp": {"waba": WABA}}
APPS = {"messenger": MESSENGER_APP, "instagram": INSTAGRAM_APP, "whatsapp": MESSENGER_APP}


@dataclass
class Pool:
    """Stands where the HTTP pool stands, and keeps the requests."""

    requests: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def post(self, url: str, headers: dict[str, str], body: bytes) -> HttpReply:
        self.requests.append((url, json.loads(body)))
        answer = {
            **{"sentMessages": [{"id": "1"}], "message_id": "m_1", "recipient_id": "1"},
            "messages": [{"id": "wamid.1"}],
        }
        return HttpReply(200, {"x-line-request-id": "r-1"}, json.dumps(answer).encode())


class _ColdStarts(dict[str, ModuleType]):
    """Each function, loaded when it is first asked for, as Lambda does."""

    def __init__(self, pool: Pool) -> None:
        super().__init__()
        self._pool = pool

    def __missing__(self, function: str) -> ModuleType:
        self[function] = app = _fresh(function)
        if function == "delivery":
            app.outlet.gateway._pool = app.outlet.masses._pool = self._pool
            app.outlet._hands = OneAfterAnother()  # moto loses what threads write
        return app


@dataclass
class Deployed:
    """The functions by name, the AWS they run on, and the time it is for them.

    `aws` makes clients of a session of its own, apart from the session that the functions use.
    """

    apps: dict[str, ModuleType]
    pool: Pool
    time: SimpleNamespace
    aws: Any

    def invoke(self, function: str, event: dict[str, Any]) -> Any:
        return self.apps[function].handler(event, context_of(function))

    def restart(self) -> None:
        """Let every function's next invocation be a cold start."""
        self.apps.clear()

    def sample(self, path: str) -> Any:
        return json.loads((ROOT / "events" / f"{path}.json").read_text(encoding="utf-8"))

    def take(self, queue: str) -> list[dict[str, Any]]:
        """Take what waits in a queue, as SQS hands it over."""
        client = self.aws.client("sqs")
        url = client.get_queue_url(QueueName=queue_name(queue))["QueueUrl"]
        asked = {"MaxNumberOfMessages": 10, "AttributeNames": ["All"]}
        found: list[dict[str, Any]] = client.receive_message(QueueUrl=url, **asked).get(
            "Messages", []
        )
        for message in found:
            client.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return found

    def queued(self, queue: str) -> list[str]:
        """Take what waits in a queue, the bodies alone."""
        return [message["Body"] for message in self.take(queue)]

    def rows(self) -> list[dict[str, Any]]:
        table = self.aws.client("dynamodb").scan(TableName="Table")["Items"]
        return [row for row in table if not row["pk"]["S"].startswith("BRAND#")]


def context_of(function: str) -> Any:
    """What Lambda hands to a handler beside the event."""
    return SimpleNamespace(
        function_name=function,
        memory_limit_in_mb=512,
        invoked_function_arn=f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{function}",
        aws_request_id="request-1",
        get_remaining_time_in_millis=lambda: 9_000,
    )


def queue_name(queue: str) -> str:
    """The deployed name of the queue that the template calls `{Queue}Queue`."""
    return resolve(resources("AWS::SQS::Queue")[f"{queue.capitalize()}Queue"]["QueueName"])


@contextmanager
def deployed_on_moto() -> Iterator[Deployed]:
    """Every function before its cold start, two seconds after the sample events happened."""
    time = SimpleNamespace(now=AT + timedelta(seconds=2))
    here = patch.dict(os.environ, _variables())
    with here, patch.object(clock, "now", lambda: time.now), mock_aws():
        session = boto3.Session()
        _create_resources(session)
        pool = Pool()
        yield Deployed(_ColdStarts(pool), pool, time, session)
    for name in FUNCTIONS:
        sys.modules.pop(f"functions.{name}.app", None)


def _variables() -> dict[str, str]:
    variables = {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": REGION,
        "MOTO_ACCOUNT_ID": ACCOUNT,
    }
    for function in FUNCTIONS:
        variables |= environment_of(function)
    return variables


def _fresh(function: str) -> ModuleType:
    """The module as a cold start loads it, with this test's clock and clients."""
    name = f"functions.{function}.app"
    sys.modules.pop(name, None)
    return importlib.import_module(name)


def _create_resources(session: Any) -> None:
    table = resources("AWS::DynamoDB::Table")["Table"]
    wanted = ("KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes")
    dynamodb, sqs = session.client("dynamodb"), session.client("sqs")
    dynamodb.create_table(TableName="Table", **{name: table[name] for name in wanted})
    for queue in resources("AWS::SQS::Queue").values():
        is_fifo = {"FifoQueue": "true"} if queue.get("FifoQueue") else {}
        sqs.create_queue(QueueName=resolve(queue["QueueName"]), Attributes=is_fifo)
    _store_secrets(session.client("ssm"))
    _publish(session.client("s3"), dynamodb, _demo_pack())


def _store_secrets(ssm: Any) -> None:
    for channel, account in ACCOUNTS.items():
        verify = {
            "app_id": APPS.get(channel, ""),
            "verify_token": VERIFYING[channel],
            "secrets": [{"value": SIGNING[channel], "until": None}],
            "accounts": {account: "demo"},
        }
        send = {"app_secret": SIGNING[channel], "tokens": {account: "token"}}
        if channel in FACTS:
            verify["facts"] = send["facts"] = {account: FACTS[channel]}
        for purpose, secret in (("verify", verify), ("send", send)):
            ssm.put_parameter(
                Name=f"/towkay/dev/{channel}/demo-{channel}/{purpose}",
                Value=json.dumps(secret),
                Type="SecureString",
            )
    for name, keys in shop_keys().items():
        ssm.put_parameter(Name=f"/towkay/dev/{name}", Value=json.dumps(keys), Type="SecureString")


@cache
def _demo_pack() -> CompiledPack:
    pack = compile_folder(ROOT / "brands" / "demo")
    assert isinstance(pack, CompiledPack)
    return pack


def _publish(s3: Any, dynamodb: Any, pack: CompiledPack) -> None:
    place = {"LocationConstraint": REGION}
    s3.create_bucket(Bucket="PacksBucket", CreateBucketConfiguration=place)
    s3.put_object(Bucket="PacksBucket", Key=pack_key("demo", pack.version), Body=pack.body)
    dynamodb.put_item(
        TableName="Table",
        Item={
            "pk": {"S": rows.brand_pk("demo")},
            "sk": {"S": rows.PACK},
            "pack": {"S": pack.version},
        },
    )
