"""The queues of a stack with their dead letters, over moto, and what the command needs of them."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from tests.support.builders import NOW
from tests.support.engines import TableEngine, dynamodb_table, moto_client
from tests.support.template import resources
from towkay.adapters.event_messages import chunk_entry, event_entry, turn_entry
from towkay.domain.events import Event
from towkay.domain.runs import ChunkAsk
from towkay.domain.turns import TurnKey
from workbench.dead_letters.facts import Desk
from workbench.dead_letters.letters import DeadQueue

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

NAMES = {
    "conversations": "Conversations",
    "outbound": "Outbound",
    "receipts": "Receipts",
    "campaigns": "Campaigns",
    "shipments": "Shipments",
}
KEY = "3c9d1f30-stack"


@dataclass
class Dead:
    """A stack's dead letters, with a hand to put new ones in."""

    sqs: "SQSClient"
    table: TableEngine
    queues: dict[str, DeadQueue]
    now: datetime = NOW
    ids: list[str] = field(default_factory=list)
    _numbers: int = 0

    @property
    def desk(self) -> Desk:
        client = self.table.client
        assert client is not None
        queues = list(self.queues.values())
        return Desk(self.sqs, client, self.table.table_name, queues, KEY, self.now)

    def put(self, what: Event | TurnKey | ChunkAsk | str, queue: str = "conversations") -> str:
        """A message as it lies among the dead letters; its id."""
        (message_id,) = self.put_all([what], queue)
        return message_id

    def put_all(
        self, letters: Iterable[Event | TurnKey | ChunkAsk | str], queue: str = "conversations"
    ) -> list[str]:
        """Their ids; the key of a turn goes to the outbound dead letters."""
        new: list[str] = []
        for name, entries in groupby(map(_entry, letters), lambda entry: entry.queue or queue):
            while page := list(islice(entries, 10)):
                new += self._put(name, page)
        self.ids += new
        return new

    def _put(self, name: str, page: list["_Entry"]) -> list[str]:
        requests: list[Any] = []
        for entry in page:
            self._numbers += 1
            request = {"Id": str(self._numbers), "MessageBody": entry.body}
            if name in ("campaigns", "shipments"):
                request["MessageGroupId"] = entry.group
            elif name != "receipts":
                request["MessageGroupId"] = entry.group
                request["MessageDeduplicationId"] = str(self._numbers)
            requests.append(request)
        answer = self.sqs.send_message_batch(QueueUrl=self.queues[name].url, Entries=requests)
        ids = {stored["Id"]: stored["MessageId"] for stored in answer["Successful"]}
        return [ids[request["Id"]] for request in requests]

    def waiting(self, queue: str = "conversations") -> list[dict[str, Any]]:
        """Take everything out of a working queue, in order."""
        return list(self._drained(self.queues[queue].source_url))

    def dead(self, queue: str = "conversations") -> list[str]:
        """The ids of the dead letters, in order; takes them out."""
        return [one["MessageId"] for one in self._drained(self.queues[queue].url)]

    def _drained(self, url: str) -> Iterable[dict[str, Any]]:
        while messages := self.sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"]
        ).get("Messages"):
            entries: Any = [
                {"Id": str(number), "ReceiptHandle": message["ReceiptHandle"]}
                for number, message in enumerate(messages)
            ]
            self.sqs.delete_message_batch(QueueUrl=url, Entries=entries)
            yield from map(dict, messages)


@dataclass(frozen=True)
class _Entry:
    body: str
    group: str
    queue: str = ""


def _entry(what: Event | TurnKey | ChunkAsk | str) -> _Entry:
    if isinstance(what, str):
        return _Entry(what, "poison")
    if isinstance(what, TurnKey):
        entry = turn_entry(what, "0")
        return _Entry(entry.body, entry.group, "outbound")
    if isinstance(what, ChunkAsk):
        return _Entry(chunk_entry(what).body, what.chunk.run.brand, "campaigns")
    entry = event_entry(what)
    return _Entry(entry.body, entry.group)


def made(sqs: "SQSClient", table: TableEngine) -> Dead:
    """New queues with the template's own properties."""
    queues = {
        name: DeadQueue(
            name,
            _create(sqs, f"{logical}DeadLetterQueue", table.table_name),
            _create(sqs, f"{logical}Queue", table.table_name),
        )
        for name, logical in NAMES.items()
    }
    return Dead(sqs, table, queues)


@contextmanager
def dead_on_moto() -> Iterator[Dead]:
    with moto_client("sqs") as sqs, moto_client("dynamodb") as dynamodb:
        yield made(sqs, dynamodb_table(dynamodb))


def _create(sqs: "SQSClient", logical_id: str, unique: str) -> str:
    properties = resources("AWS::SQS::Queue")[logical_id]
    wanted = ("FifoQueue", "DeduplicationScope", "FifoThroughputLimit", "VisibilityTimeout")
    attributes: Any = {
        name: json.dumps(properties[name]).strip('"') for name in wanted if name in properties
    }
    ending = ".fifo" if properties.get("FifoQueue") else ""
    name = f"{logical_id}-{unique}"[: 80 - len(ending)] + ending
    return sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
