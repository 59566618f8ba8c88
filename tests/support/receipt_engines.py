"""Receipts queues on every engine, made from the template's own properties."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.support.drained import drained, drained_sqs
from tests.support.engines import VirtualClock
from tests.support.template import resources
from towkay.adapters.memory.queues import MemoryReceiptQueue
from towkay.adapters.memory.standard_queue import MemoryStandardQueue
from towkay.adapters.sqs import SqsReceiptQueue
from towkay.ports.queues import ReceiptQueue

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_PROPERTIES = resources("AWS::SQS::Queue")["ReceiptsQueue"]


@dataclass(frozen=True)
class ReceiptQueueEngine:
    """The port over one empty queue, and everything that can be received from it, deleted."""

    receipts: ReceiptQueue
    drain: Callable[[], list[str]]


def memory_receipts(seed: int = 7) -> ReceiptQueueEngine:
    queue = MemoryStandardQueue(
        VirtualClock(),
        visibility=timedelta(seconds=_PROPERTIES["VisibilityTimeout"]),
        most_receives=_PROPERTIES["RedrivePolicy"]["maxReceiveCount"],
        rng=random.Random(seed),
    )

    return ReceiptQueueEngine(MemoryReceiptQueue(queue), lambda: drained(queue))


def sqs_receipts(client: "SQSClient") -> ReceiptQueueEngine:
    assert "FifoQueue" not in _PROPERTIES
    url = client.create_queue(
        QueueName=f"queue-{uuid4().hex}",
        Attributes={"VisibilityTimeout": str(_PROPERTIES["VisibilityTimeout"])},
    )["QueueUrl"]

    return ReceiptQueueEngine(SqsReceiptQueue(client, url), lambda: drained_sqs(client, url))
