"""Count what became of everybody in a run, chunk by chunk, at any moment of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.leaving import Leaving, leaving_after, may_have_left
from towkay.domain.reconciling import Ending, Fate, ending_of, turn_key
from towkay.domain.runs import Chunk, ChunkKey, Run
from towkay.ports.campaigns import Runs
from towkay.ports.consent import ConsentLedger
from towkay.ports.pushing import Recipient, Recipients


@dataclass(frozen=True, slots=True)
class Books:
    """What is read: who is in the run, what they got, and who left afterwards."""

    runs: Runs
    recipients: Recipients
    consent: ConsentLedger


def endings(
    run: Run,
    topic: str,
    *,
    books: Books,
    now: datetime,
    after: ChunkKey | None = None,
) -> Iterator[tuple[ChunkKey, list[Ending]]]:
    """Everybody of a run, a chunk at a time in the chunks' order, from behind `after` on.

    Each person is read once and is in one state, whatever is sent meanwhile: the sum holds.
    Raises `ServiceUnavailable`, `LedgerUnreadable`.
    """
    for chunk in books.runs.chunks(run.key):
        if after is None or _place(chunk.key) > _place(after):
            yield chunk.key, _of_chunk(chunk, run, topic, books, now)


def _place(key: ChunkKey) -> tuple[int, int]:
    return key.shard, key.number


def _of_chunk(chunk: Chunk, run: Run, topic: str, books: Books, now: datetime) -> list[Ending]:
    people = books.recipients.read([turn_key(run, contact) for contact in chunk.contacts], now)
    instead = _told_under_new_ids(people, run, books, now)
    left = _leaving(topic, books)
    return [
        _of_person(instead.get(one.key.contact, one), chunk_is_done=chunk.is_done, left=left)
        for one in people
    ]


def _told_under_new_ids(
    people: list[Recipient], run: Run, books: Books, now: datetime
) -> dict[ContactKey, Recipient]:
    """By the id that the run has: whoever was told under the one that they got since.

    Who is in the run under both ids is counted under both, each for itself.
    """
    ids = dict(filter(None, map(_new_id, people)))
    if not ids:
        return {}
    found = books.recipients.read([turn_key(run, new) for new in ids.values()], now)
    told = {old: one for old, one in zip(ids, found, strict=True) if one.turn is not None}
    if not told:  # or a chunk with nobody of the kind would cost a look at all others
        return {}
    both = {key for one in books.runs.chunks(run.key) for key in one.contacts} & set(ids.values())
    return {old: one for old, one in told.items() if one.key.contact not in both}


def _new_id(person: Recipient) -> tuple[ContactKey, ContactKey] | None:
    """The old id and the new one of somebody who was not told under the old one."""
    old, contact, turn = person.key.contact, person.contact, person.turn
    if contact is None or not contact.moved_to or (turn and turn.may_be_seen):
        return None
    return old, replace(old, user=contact.moved_to)


_Left = Callable[[Contact, datetime], Leaving | None]


def _of_person(person: Recipient, *, chunk_is_done: bool, left: _Left) -> Ending:
    ending = ending_of(person.turn, person.key.contact, is_done=chunk_is_done)
    had_it = ending.fate is Fate.SENT and ending.at is not None
    if not had_it or person.contact is None or ending.at is None:
        return ending
    return replace(ending, left=left(person.contact, ending.at))


def _leaving(topic: str, books: Books) -> _Left:
    """The ledger is read only of those of whom something changed since."""

    def left(contact: Contact, since: datetime) -> Leaving | None:
        if not may_have_left(contact, since, topic):
            return None
        return leaving_after(books.consent.entries(contact.key), since, topic)

    return left
