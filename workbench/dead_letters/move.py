"""How do dead letters go back to the queue they came from, or away?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from towkay.adapters.digests import digest
from towkay.adapters.event_messages import batches
from workbench.dead_letters.letters import DeadQueue, Letter, Walk, walk
from workbench.dead_letters.matters import matter_of

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which letters are meant: these ids, or those that something or nothing of ours can read."""

    ids: frozenset[str] = frozenset()
    readable: bool = True

    def takes(self, queue: DeadQueue, letter: Letter) -> bool:
        if self.ids:
            return letter.message_id in self.ids
        return (matter_of(queue.name, letter.body) is not None) is self.readable


@dataclass(slots=True)
class _Mover:
    """Does a page at a time and counts; called by `walk`."""

    queue: DeadQueue
    choice: Choice
    remove: Callable[[Sequence[Letter]], set[str]]
    progress: Progress
    moved: int = field(default=0)

    def __call__(self, page: Sequence[Letter]) -> set[str]:
        chosen = [letter for letter in page if self.choice.takes(self.queue, letter)]
        done = self.remove(chosen)
        self.moved += len(done)
        self.progress(self.moved)
        return done


def redrive(sqs: "SQSClient", queue: DeadQueue, choice: Choice, progress: Progress) -> Walk:
    """Send the chosen letters back to their source, in order, and then delete them here.

    In this order nothing is lost by a crash in between; what is sent twice is swallowed by the
    queue within five minutes, and finds its turn afterwards.
    """
    mover = _Mover(queue, choice, lambda page: _sent(sqs, queue, page), progress)
    return walk(sqs, queue, mover)


def drop(sqs: "SQSClient", queue: DeadQueue, choice: Choice, progress: Progress) -> Walk:
    """Delete the chosen letters."""
    mover = _Mover(queue, choice, lambda page: {one.message_id for one in page}, progress)
    return walk(sqs, queue, mover)


def _sent(sqs: "SQSClient", queue: DeadQueue, letters: Sequence[Letter]) -> set[str]:
    """The ids of those that are in the source queue now.

    After a refused one of a group its later ones are not tried: they would overtake it.
    """
    sent: set[str] = set()
    refused: set[str] = set()
    for wave in _waves(letters):
        sendable = [letter for letter in wave if letter.group not in refused]
        for request in batches(sendable):
            sent |= _stored(sqs, queue, request)
        refused |= {one.group for one in sendable if one.group and one.message_id not in sent}
    return sent


def _waves(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """The first of each group, then the second of each, …: a batch may be stored in part."""
    waiting = list(letters)
    while waiting:
        wave: dict[str, Letter] = {}
        for letter in waiting:
            wave.setdefault(letter.group or letter.message_id, letter)
        yield list(wave.values())
        waiting = [letter for letter in waiting if letter not in wave.values()]


def _stored(sqs: "SQSClient", queue: DeadQueue, request: Sequence[Letter]) -> set[str]:
    entries: list[Any] = [
        {"Id": str(number), "MessageBody": letter.body} | _ordering(letter)
        for number, letter in enumerate(request)
    ]
    answer = sqs.send_message_batch(QueueUrl=queue.source_url, Entries=entries)
    return {request[int(stored["Id"])].message_id for stored in answer.get("Successful", [])}


def _ordering(letter: Letter) -> dict[str, str]:
    """A deduplication id of its own: the event's first one must not swallow the redrive."""
    if letter.group is None:
        return {}
    deduplication = digest("redrive", letter.message_id).hex()
    return {"MessageGroupId": letter.group, "MessageDeduplicationId": deduplication}
