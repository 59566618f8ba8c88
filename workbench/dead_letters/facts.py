"""What is known about the dead letters of a queue, from themselves and from the table?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from towkay.adapters.dynamodb.attributes import Item
from towkay.adapters.dynamodb.failure_notes import failure_key, failure_note_from
from towkay.adapters.dynamodb.items import (
    contact_from,
    contact_key,
    is_expired,
    turn_from,
    turn_key,
)
from towkay.adapters.dynamodb.run_items import chunk_from, chunk_key, run_from, run_key
from towkay.domain.failures import FailureNote
from workbench.dead_letters.letters import DeadQueue, Letter, walk
from workbench.dead_letters.matters import forecast, matter_of
from workbench.dead_letters.outlooks import AnyMatter, ArrivalMatter, ChunkMatter, Facts, Forecast

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sqs import SQSClient

_MOST_KEYS = 100  # BatchGetItem takes no more
_Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Explained:
    """One dead letter, explained."""

    message_id: str
    sent_at: datetime
    matter: AnyMatter | None
    facts: Facts
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class Survey:
    """The letters of one queue that could be looked at, and how many lie in it."""

    queue: DeadQueue
    explained: Sequence[Explained]
    left: int


@dataclass(frozen=True, slots=True)
class Desk:
    """A stack's dead letters and what is needed to explain them."""

    sqs: "SQSClient"
    dynamodb: "DynamoDBClient"
    table: str
    queues: Sequence[DeadQueue]
    pseudonym_key: str
    now: datetime


Wanted = Callable[[DeadQueue, Letter], bool]


def survey(desk: Desk, queue: DeadQueue, wanted: Wanted, limit: int | None = None) -> Survey:
    """Look at the wanted letters of a queue, at `limit` letters at most, and leave all in it."""
    matters: dict[str, AnyMatter | None] = {}
    since: dict[str, datetime] = {}

    def look(page: Sequence[Letter]) -> frozenset[str]:
        for letter in page:
            if wanted(queue, letter):
                matters[letter.message_id] = matter_of(queue.name, letter.body)
                since[letter.message_id] = letter.sent_at
        return frozenset()

    walked = walk(desk.sqs, queue, look, limit)
    facts = facts_of(desk.dynamodb, desk.table, matters, desk.now)
    explained = [
        Explained(
            one, since[one], matter, facts[one], forecast(queue.name, matter, facts[one], desk.now)
        )
        for one, matter in matters.items()
    ]
    return Survey(queue, explained, walked.left)


def facts_of(
    dynamodb: "DynamoDBClient",
    table: str,
    matters: Mapping[str, AnyMatter | None],
    now: datetime,
) -> dict[str, Facts]:
    """What is known of each message, by its id; a row past its expiry is gone."""
    wanted = {_place(key): key for one in matters.items() for key in _keys(*one)}
    found = {
        _place(item): item
        for item in _read(dynamodb, table, list(wanted.values()))
        if not is_expired(item, now)
    }
    return {message_id: _facts(message_id, matter, found) for message_id, matter in matters.items()}


def _facts(message_id: str, matter: AnyMatter | None, found: Mapping[_Place, Item]) -> Facts:
    note = found.get(_place(failure_key(message_id)))
    read_note = failure_note_from(note) if note else None
    if matter is None:
        return Facts(read_note)
    rows = [found.get(_place(key)) for key in _rows(matter)]
    try:
        return _read_facts(matter, rows, read_note)
    except (ValueError, KeyError, TypeError, AttributeError):
        # One broken row must not end the look at all the others.
        return Facts(read_note, is_readable=False)


def _read_facts(matter: AnyMatter, rows: Sequence[Item | None], note: FailureNote | None) -> Facts:
    if isinstance(matter, ArrivalMatter):
        return Facts(note)
    first, second = rows
    if isinstance(matter, ChunkMatter):
        chunk = chunk_from(matter.chunk.run, second) if second else None
        return Facts(note, run=run_from(first) if first else None, chunk=chunk)
    contact = contact_from(second) if second else None
    return Facts(note, turn_from(first) if first else None, contact)


def _keys(message_id: str, matter: AnyMatter | None) -> Iterator[Item]:
    yield failure_key(message_id)
    if matter is not None:
        yield from _rows(matter)


def _rows(matter: AnyMatter) -> tuple[Item, ...]:
    """The rows that tell how it stands; none where what comes of it does not hang on any."""
    if isinstance(matter, ArrivalMatter):
        return ()
    if isinstance(matter, ChunkMatter):
        return run_key(matter.chunk.run), chunk_key(matter.chunk)
    return turn_key(matter.key), contact_key(matter.key.contact)


def _place(item: Mapping[str, Any]) -> _Place:
    return item["pk"]["S"], item["sk"]["S"]


def _read(dynamodb: "DynamoDBClient", table: str, keys: list[Item]) -> Iterable[Item]:
    while keys:
        asked, keys = keys[:_MOST_KEYS], keys[_MOST_KEYS:]
        request: Any = {table: {"Keys": asked, "ConsistentRead": True}}
        answer: Any = dynamodb.batch_get_item(RequestItems=request)
        yield from answer["Responses"].get(table, [])
        keys += answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
