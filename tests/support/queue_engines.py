"""FIFO queues on every engine, made from the template's own properties."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from botocore.exceptions import ClientError

from tests.support.engines import VirtualClock
from tests.support.template import resources
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue, Received
from towkay.adapters.memory.queues import MemoryBackOff, MemoryEventQueue, MemoryOutbox
from towkay.adapters.sqs import SqsBackOff, SqsEventQueue, SqsOutbox
from towkay.ports.queues import EventQueue
from towkay.runtime.records import BackOff

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


@dataclass(frozen=True)
class QueueEngine:
    """The queues' ports over one empty queue, and the consumer's side of it."""

    events: EventQueue
    outbox: MemoryOutbox | SqsOutbox
    back_off: BackOff
    receive: Callable[[], Received | None]
    delete: Callable[[str], object]
    release: Callable[[str], object]  # visible again at once
    dead_letters: Callable[[], list[str]]
    wait: Callable[[float], None]


def memory_queue(name: str = "ConversationsQueue") -> QueueEngine:
    clock = VirtualClock()
    properties = resources("AWS::SQS::Queue")[name]
    queue = MemoryFifoQueue(
        clock,
        visibility=timedelta(seconds=properties["VisibilityTimeout"]),
        most_receives=properties["RedrivePolicy"]["maxReceiveCount"],
    )
    return QueueEngine(
        MemoryEventQueue(queue),
        MemoryOutbox(queue),
        MemoryBackOff(queue, quick_tries=1, clock=clock),
        queue.receive,
        queue.delete,
        lambda receipt: queue.change_visibility(receipt, timedelta()),
        lambda: list(queue.dead_letters),
        clock.advance,
    )


def sqs_queue(client: "SQSClient", name: str = "ConversationsQueue") -> QueueEngine:
    properties = resources("AWS::SQS::Queue")[name]
    dead = _Consumer(client, _create(client, properties, {"VisibilityTimeout": "0"}))
    arn = client.get_queue_attributes(QueueUrl=dead.url, AttributeNames=["QueueArn"])
    redrive = {**properties["RedrivePolicy"], "deadLetterTargetArn": arn["Attributes"]["QueueArn"]}
    live = _Consumer(client, _create(client, properties, {"RedrivePolicy": json.dumps(redrive)}))
    return QueueEngine(
        SqsEventQueue(client, live.url),
        SqsOutbox(client, live.url),
        SqsBackOff(client, live.url, quick_tries=1, clock=_real_now),
        live.receive,
        live.delete,
        live.release,
        dead.bodies,
        time.sleep,
    )


def _real_now() -> datetime:
    return datetime.now(UTC)


def _create(client: "SQSClient", properties: dict[str, Any], own: dict[str, str]) -> str:
    wanted = ("FifoQueue", "DeduplicationScope", "FifoThroughputLimit", "VisibilityTimeout")
    attributes: Any = {name: _text(properties[name]) for name in wanted} | own
    return client.create_queue(QueueName=f"queue-{uuid4().hex}.fifo", Attributes=attributes)[
        "QueueUrl"
    ]


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True)
class _Consumer:
    """A queue as an event source reads it: one message at a time."""

    client: "SQSClient"
    url: str
    seen: list[str] = field(default_factory=list)

    def receive(self) -> Received | None:
        answer = self.client.receive_message(
            QueueUrl=self.url, MaxNumberOfMessages=1, MessageSystemAttributeNames=["All"]
        )
        for message in answer.get("Messages", []):
            attributes = message["Attributes"]
            return Received(
                message["Body"],
                attributes["MessageGroupId"],
                message["ReceiptHandle"],
                int(attributes["ApproximateReceiveCount"]),
            )
        return None

    def delete(self, receipt: str) -> bool:
        try:
            self.client.delete_message(QueueUrl=self.url, ReceiptHandle=receipt)
        except ClientError:
            return False
        return True

    def release(self, receipt: str) -> None:
        self.client.change_message_visibility(
            QueueUrl=self.url, ReceiptHandle=receipt, VisibilityTimeout=0
        )

    def bodies(self) -> list[str]:
        """Every message, taken out."""
        bodies = []
        while received := self.receive():
            bodies.append(received.body)
            self.delete(received.receipt)
        return bodies
