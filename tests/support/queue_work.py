"""A message of a queue in this process, through the loop that every queue function runs."""

from collections.abc import Callable

from towkay.adapters.memory.fifo_queue import MemoryFifoQueue, Received
from towkay.runtime.records import Record, Source, work_through


def work_on(
    queue: MemoryFifoQueue, message: Received, handle: Callable[[Record], None], source: Source
) -> None:
    """As Lambda does: the queue deletes what is not reported."""
    record = {
        "messageId": message.receipt,
        "receiptHandle": message.receipt,
        "body": message.body,
        "eventSourceARN": source.queue_arn,
        "attributes": {
            "MessageGroupId": message.group,
            "ApproximateReceiveCount": str(message.receive_count),
        },
    }
    if not work_through({"Records": [record]}, handle, source)["batchItemFailures"]:
        queue.delete(message.receipt)
