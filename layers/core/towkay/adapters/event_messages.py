"""How do events and turn keys look as messages of a FIFO queue?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from towkay.adapters.codec import from_json, to_json
from towkay.adapters.digests import contact_digest, digest
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Event
from towkay.domain.turns import TurnKey, send_id

_MOST_ENTRIES = 10  # SendMessageBatch accepts at most 10 entries
_MOST_BYTES = 900_000  # and 1 MiB in all, attributes and overhead included

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FifoEntry:
    """A message on its way: one group is one contact, one deduplication id is one cause."""

    body: str
    group: str
    deduplication: str

    @property
    def size(self) -> int:
        return len(self.body)  # pure ASCII


def event_entry(event: Event) -> FifoEntry:
    return FifoEntry(to_json(event), contact_digest(event.contact).hex(), digest(event.cause).hex())


def turn_entry(key: TurnKey, attempt: str) -> FifoEntry:
    deduplication = digest(send_id(key, 0), attempt).hex()
    return FifoEntry(to_json(key), contact_digest(key.contact).hex(), deduplication)


def event_from_json(body: str) -> Event:
    """Raises `MalformedBody` when the message is not an event of ours."""
    return _read(Event, body)


def turn_key_from_json(body: str) -> TurnKey:
    """Raises `MalformedBody` when the message is not the key of a turn."""
    return _read(TurnKey, body)


def batches(entries: Iterable[FifoEntry]) -> Iterator[list[FifoEntry]]:
    """The entries in order, in as few requests as SQS allows."""
    batch: list[FifoEntry] = []
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


def back_off_s(receives: int) -> int:
    """Seconds until a failed message is seen again: soon enough for a reply token of a minute."""
    return 1 << min(3, max(1, receives))


def _read(kind: type[T], body: str) -> T:
    try:
        return from_json(kind, body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        # Not chained: the error quotes the message, and that holds a shopper's words.
        raise MalformedBody(f"not a {kind.__name__}: {type(error).__name__}") from None
