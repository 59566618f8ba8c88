"""What becomes of a queued event behind the queue: read, answered, kept, all in memory."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tests.attack.functions import ARRIVED
from tests.support.shop import BRAND, FAQ
from towkay.adapters.dynamodb import items, keys
from towkay.adapters.event_messages import event_from_json
from towkay.adapters.memory.conversations import MemoryConversations
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.events import Event, ReceiptArrived
from towkay.domain.turns import Turn, TurnKey
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.answer import Handling, answer

_RETENTION = timedelta(days=90)
_MOST_BYTES = 64 * 1024  # of a turn's row, which DynamoDB would let grow to 400 KB


class _Nowhere:
    """An outbox whose asks nobody follows."""

    def put(self, key: TurnKey, attempt: str) -> None:
        assert keys.turn_sk(key) and attempt


def _packs() -> MemoryPacks:
    packs = MemoryPacks()
    packs.publish(BrandKnowledge(BRAND, FAQ))
    return packs


PACKS = _packs()


def followed(body: str) -> Event:
    """Bring a queued event to its end, on a table of its own, and return it."""
    event = event_from_json(body)
    if not isinstance(event.happening, ReceiptArrived):
        _answered(event)
    return event


def _answered(event: Event) -> None:
    table = MemoryTable(_RETENTION)
    result = answer(
        event,
        now=ARRIVED,
        conversations=MemoryConversations(table),
        packs=PACKS,
        outbox=_Nowhere(),
    )
    assert result.handling is Handling.HANDLED
    (turns,) = table.turns.values()
    (turn,) = turns.values()
    check_storable(turn)
    contact = items.contact_item(table.contacts[event.contact])
    assert items.contact_from(contact).key == event.contact


def check_storable(turn: Turn) -> None:
    """The row fits the table, its keys fit theirs, and it reads back as it was written."""
    row = items.turn_item(turn, _RETENTION)
    assert items.turn_from(row) == turn
    assert len(json.dumps(row, ensure_ascii=False).encode()) < _MOST_BYTES
    assert not any("\0" in text for text in texts_in(row))
    assert len(row["pk"]["S"].encode()) <= 2048
    assert max(len(row[name]["S"].encode()) for name in row if name.endswith("sk")) <= 1024


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, member in value.items():
            yield name
            yield from texts_in(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from texts_in(member)
