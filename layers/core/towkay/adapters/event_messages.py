"""How do events and turn keys look as messages of a queue?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from towkay.adapters.codec import from_json, to_json
from towkay.adapters.digests import contact_digest, digest
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Event
from towkay.domain.runs import ChunkAsk
from towkay.domain.send_ids import send_id
from towkay.domain.turns import TurnKey

_MOST_ENTRIES = 10  # SendMessageBatch accepts at most 10 entries
_MOST_BYTES = 900_000  # and 1 MiB in all, attributes and overhead included

T = TypeVar("T")


class Sized(Protocol):
    """What goes into a request; `size` is how many bytes of it that takes."""

    @property
    def size(self) -> int: ...


E = TypeVar("E", bound=Sized)


@dataclass(frozen=True, slots=True)
class Entry:
    """A message on its way."""

    body: str

    @property
    def size(self) -> int:
        return len(self.body)  # pure ASCII


@dataclass(frozen=True, slots=True)
class FifoEntry(Entry):
    """One group is one contact, one deduplication id is one cause."""

    group: str
    deduplication: str


def event_entry(event: Event) -> FifoEntry:
    return FifoEntry(to_json(event), contact_digest(event.contact).hex(), digest(event.cause).hex())


def receipt_entry(receipt: Event) -> Entry:
    return Entry(to_json(receipt))


def turn_entry(key: TurnKey, attempt: str) -> FifoEntry:
    deduplication = digest(send_id(key, 0), attempt).hex()
    return FifoEntry(to_json(key), contact_digest(key.contact).hex(), deduplication)


def chunk_entry(ask: ChunkAsk) -> Entry:
    return Entry(to_json(ask))


def chunk_ask_from_json(body: str) -> ChunkAsk:
    """Raises `MalformedBody` when the message does not ask for a chunk."""
    return read_as(ChunkAsk, body)


def event_from_json(body: str) -> Event:
    """Raises `MalformedBody` when the message is not an event of ours."""
    return read_as(Event, body)


def turn_key_from_json(body: str) -> TurnKey:
    """Raises `MalformedBody` when the message is not the key of a turn."""
    return read_as(TurnKey, body)


def batches(entries: Iterable[E]) -> Iterator[list[E]]:
    """The entries in order, in as few requests as SQS allows."""
    batch: list[E] = []
    size = 0
    for entry in entries:
        full = len(batch) == _MOST_ENTRIES or size + entry.size > _MOST_BYTES
        if batch and full:
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += entry.size
    if batch:
        yield batch


def read_as(kind: type[T], body: str) -> T:
    """Raises `MalformedBody` when the message is not the JSON of a `kind`."""
    try:
        return from_json(kind, body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        # Not chained: the error quotes the message, and that holds a shopper's words.
        raise MalformedBody(f"not a {kind.__name__}: {type(error).__name__}") from None
