"""Everything that can be received from a queue, deleted."""

from typing import TYPE_CHECKING

from towkay.adapters.memory.standard_queue import MemoryStandardQueue

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


def drained(queue: MemoryStandardQueue) -> list[str]:
    bodies = []
    while received := queue.receive():
        bodies.append(received.body)
        queue.delete(received.receipt)
    return bodies


def drained_sqs(client: "SQSClient", url: str) -> list[str]:
    bodies = []
    while found := client.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in found:
            bodies.append(message["Body"])
            client.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return bodies
