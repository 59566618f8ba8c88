"""What lies in a dead-letter queue, and how is it taken out without losing its order?"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

PAGE = 10  # SQS hands out, takes and deletes at most so many at a time
# While we look, nobody else sees them; whoever is cut off has them back after this.
_HIDDEN_S = 120


@dataclass(frozen=True, slots=True)
class DeadQueue:
    """A dead-letter queue and the queue its messages came from.

    `wait_s` is for AWS, where a queue lies on many servers and an answer at once asks only some.
    """

    name: str
    url: str
    source_url: str
    wait_s: int = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter in our hands; `group` is None where nothing is kept in order."""

    message_id: str
    body: str
    group: str | None
    sent_at: datetime
    receipt: str

    @property
    def size(self) -> int:
        return len(self.body.encode())


@dataclass(frozen=True, slots=True)
class Walk:
    """What became of the letters: `done` are gone from the queue, `left` are still in it."""

    done: int
    left: int


Act = Callable[[Sequence[Letter]], Collection[str]]


def walk(sqs: "SQSClient", queue: DeadQueue, act: Act, limit: int | None = None) -> Walk:
    """Hand every letter within reach to `act`, page by page in order; remove those it names done.

    The others stay hidden until the end, so that nothing comes twice, and are put back then: being
    looked at changes neither their place nor their number. Of a FIFO group no more than the first
    page is within reach until that is removed.
    """
    before = sum(_counts(sqs, queue))
    held: dict[str, Letter] = {}
    done = 0
    try:
        while limit is None or len(held) + done < limit:
            page = _receive(sqs, queue, _most(limit, len(held) + done))
            fresh = [letter for letter in page if letter.message_id not in held]
            if not fresh:
                break
            # What was said in them is not kept: there may be thousands.
            held |= {letter.message_id: replace(letter, body="") for letter in page}
            named = act(fresh)
            finished = [letter for letter in fresh if letter.message_id in named]
            for message_id in _delete(sqs, queue, finished):
                del held[message_id]
                done += 1
    finally:
        _put_back(sqs, queue, held.values())
    return Walk(done, _left(sqs, queue, before, len(held), done))


def _left(sqs: "SQSClient", queue: DeadQueue, before: int, held: int, done: int) -> int:
    """SQS counts roughly for some seconds after a change: what we saw ourselves counts more."""
    if held:
        return max(held, before - done)
    visible, hidden = (0, 0) if done else _counts(sqs, queue)
    return visible + hidden if hidden else 0  # in the hands of somebody else


def _counts(sqs: "SQSClient", queue: DeadQueue) -> tuple[int, int]:
    """How many may be received, and how many are in somebody's hands."""
    counts = sqs.get_queue_attributes(
        QueueUrl=queue.url,
        AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    )["Attributes"]
    hidden = int(counts["ApproximateNumberOfMessagesNotVisible"])
    return int(counts["ApproximateNumberOfMessages"]), hidden


def pages(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """As many as one request takes."""
    every = list(letters)
    for start in range(0, len(every), PAGE):
        yield every[start : start + PAGE]


def _most(limit: int | None, had: int) -> int:
    return PAGE if limit is None else min(PAGE, limit - had)


def _receive(sqs: "SQSClient", queue: DeadQueue, most: int) -> list[Letter]:
    answer = sqs.receive_message(
        QueueUrl=queue.url,
        MaxNumberOfMessages=most,
        VisibilityTimeout=_HIDDEN_S,
        WaitTimeSeconds=queue.wait_s,
        MessageSystemAttributeNames=["MessageGroupId", "SentTimestamp"],
    )
    is_ordered = queue.url.endswith(".fifo")  # a group of a standard queue orders nothing
    return [_letter(message, is_ordered) for message in answer.get("Messages", [])]


def _letter(message: Any, is_ordered: bool) -> Letter:
    attributes = message["Attributes"]
    return Letter(
        message_id=message["MessageId"],
        body=message["Body"],
        group=attributes.get("MessageGroupId") if is_ordered else None,
        sent_at=datetime.fromtimestamp(int(attributes["SentTimestamp"]) / 1000, tz=UTC),
        receipt=message["ReceiptHandle"],
    )


def _delete(sqs: "SQSClient", queue: DeadQueue, letters: Sequence[Letter]) -> Iterator[str]:
    """The ids of the letters that are gone."""
    for page in pages(letters):
        answer = sqs.delete_message_batch(
            QueueUrl=queue.url,
            Entries=[
                {"Id": str(number), "ReceiptHandle": letter.receipt}
                for number, letter in enumerate(page)
            ],
        )
        for gone in answer.get("Successful", []):
            yield page[int(gone["Id"])].message_id


def _put_back(sqs: "SQSClient", queue: DeadQueue, letters: Iterable[Letter]) -> None:
    """One that cannot be put back comes back by itself."""
    for page in pages(letters):
        sqs.change_message_visibility_batch(
            QueueUrl=queue.url,
            Entries=[
                {"Id": str(number), "ReceiptHandle": letter.receipt, "VisibilityTimeout": 0}
                for number, letter in enumerate(page)
            ],
        )
