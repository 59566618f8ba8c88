"""Every table keeps the newest note of a queue message for as long as dead letters are kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW
from tests.support.engines import TableEngine
from towkay.adapters.dynamodb.failure_notes import DynamoFailureNotes, failure_note_from
from towkay.adapters.dynamodb.items import is_expired
from towkay.adapters.memory.failure_notes import MemoryFailureNotes
from towkay.domain.failures import FailureNote
from towkay.ports.tables import FailureNotes

MESSAGE = "6f9619ff-8b86-d011-b42d-00c04fc964ff"
NOTE = FailureNote("faq", "PackMissing", "active:88", 2, NOW)
DEAD_LETTERS_LIVE = timedelta(days=14)


class Kept:
    """The notes of one engine, and what it holds of them."""

    def __init__(self, table: TableEngine) -> None:
        self._table = table
        self._memory = MemoryFailureNotes()

    @property
    def notes(self) -> FailureNotes:
        client = self._table.client
        if client is None:
            return self._memory
        return DynamoFailureNotes(lambda: client, self._table.table_name)

    def note(self, message_id: str) -> FailureNote | None:
        if self._table.client is None:
            return self._memory.notes.get(message_id)
        items = self._table.items(f"FAILURE#{message_id}")
        return failure_note_from(items[0]) if items else None


@pytest.fixture
def kept(table: TableEngine) -> Kept:
    return Kept(table)


def test_a_note_is_kept_as_it_was_left(kept: Kept) -> None:
    kept.notes.put(MESSAGE, NOTE)

    assert kept.note(MESSAGE) == NOTE
    assert kept.note("another") is None


def test_a_newer_note_replaces_an_older_one(kept: Kept) -> None:
    newer = replace(NOTE, error="StaleState", receives=3, at=NOW + timedelta(seconds=30))

    kept.notes.put(MESSAGE, NOTE)
    kept.notes.put(MESSAGE, newer)

    assert kept.note(MESSAGE) == newer


def test_an_older_note_that_comes_late_is_no_error_and_changes_nothing(kept: Kept) -> None:
    late = replace(NOTE, error="KeyError", receives=1, at=NOW - timedelta(seconds=30))

    kept.notes.put(MESSAGE, NOTE)
    kept.notes.put(MESSAGE, late)

    assert kept.note(MESSAGE) == NOTE


def test_a_note_outlives_the_dead_letter_it_explains_and_not_by_much(
    item_table: TableEngine,
) -> None:
    Kept(item_table).notes.put(MESSAGE, NOTE)

    (item,) = item_table.items(f"FAILURE#{MESSAGE}")
    assert not is_expired(item, NOW + DEAD_LETTERS_LIVE)
    assert is_expired(item, NOW + DEAD_LETTERS_LIVE + timedelta(days=2))
