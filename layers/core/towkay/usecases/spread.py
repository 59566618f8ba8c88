"""Spread a run over chunks of its people: page by page, so that a killed planner goes on exactly.

A chunk is stored before it is asked for, and asked for before the run's progress moves past it. So
a planner that begins again finds at most one stored chunk beyond the progress of a shard; it asks
for that one again and goes on where it ends, whatever the index says of its page by now.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from towkay.domain.calendar.due import asks_contact, is_due
from towkay.domain.campaigns import Campaign
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.membership import is_in, known_by_key
from towkay.domain.runs import (
    MOST_IN_CHUNK,
    Chunk,
    ChunkAsk,
    ChunkKey,
    Run,
    RunState,
    ShardProgress,
    SubscriberPage,
    is_small_enough,
)
from towkay.ports.campaigns import Subscribers
from towkay.usecases.fire import Planning


def spread(run: Run, campaign: Campaign, planning: Planning) -> Run:
    """Read on until there is one chunk of the run's people; the run as it is stored then.

    Raises `StaleState` when somebody else moves the run, `QueueRefused` when the chunk waits.
    """
    moved = run
    while (progress := _unread(moved)) is not None:
        chunk = _next_chunk(moved, progress, campaign, planning)
        if chunk.contacts:
            planning.queue.put([ChunkAsk(chunk.key)])
        moved = moved.with_shard(_after(progress, chunk))
        if chunk.contacts or not chunk.is_last:
            break  # shards in which nobody is cost no write of their own
    return planning.runs.move(
        replace(moved, state=RunState.SENDING if moved.is_read else RunState.PLANNING)
    )


def adopt(run: Run, planning: Planning) -> Run:
    """Read nobody else; everybody who is in a stored chunk is in the run.

    Who decided so had all chunks asked for again, this one too.
    """
    moved = run
    for progress in run.shards:
        if progress.is_read:
            continue
        stored = planning.runs.chunk(_key(run, progress))
        after = _after(progress, stored) if stored else progress
        moved = moved.with_shard(replace(after, is_read=True))
    return planning.runs.move(replace(moved, state=RunState.SENDING))


def ask_again(run: Run, asked_under: datetime | None, planning: Planning) -> Run:
    """Ask for every chunk that is not done: its worker may have dropped it while it was paused."""
    undone = [ChunkAsk(chunk.key) for chunk in planning.runs.chunks(run.key) if not chunk.is_done]
    planning.queue.put(undone)
    return planning.runs.move(replace(run, asked_under=asked_under))


def _unread(run: Run) -> ShardProgress | None:
    return next((one for one in run.shards if not one.is_read), None)


def _next_chunk(run: Run, progress: ShardProgress, campaign: Campaign, planning: Planning) -> Chunk:
    """The chunk that comes next in a shard, as stored; one without people is not stored."""
    page = _page(run, progress, campaign, planning.subscribers)
    key = _key(run, progress)
    people = _meant(page.contacts, run, campaign, planning.subscribers)
    chunk = Chunk(key, people, page.cursor, page.is_last)
    if people:
        return planning.runs.put_chunk(chunk)
    # Whoever was here before may have found somebody.
    return planning.runs.chunk(key) or chunk


def _page(
    run: Run, progress: ShardProgress, campaign: Campaign, subscribers: Subscribers
) -> SubscriberPage:
    """Who agreed before the run was due: nobody who agrees again meanwhile is in it twice."""
    limit = MOST_IN_CHUNK
    while True:
        page = subscribers.page(
            run.key.brand,
            campaign.topic,
            progress.shard,
            cursor=progress.cursor,
            limit=limit,
            entered_from=run.entered_from,
            entered_to=run.entered_to or run.at,
        )
        if is_small_enough(page.contacts) or limit == 1:
            return page
        limit = limit // 2


def _meant(
    keys: Sequence[ContactKey], run: Run, campaign: Campaign, subscribers: Subscribers
) -> tuple[ContactKey, ...]:
    """Whom of a page it is for. Contacts are read only where their names do not tell."""
    asks = asks_contact(campaign)
    known = {key: known_by_key(campaign.audience, key) for key in keys}
    unclear = [key for key, fits in known.items() if fits is None or (fits and asks)]
    contacts = subscribers.contacts(unclear) if unclear else {}
    fitting = {key for key, contact in contacts.items() if _fits(contact, run, campaign)}
    fitting |= {key for key, fits in known.items() if fits and not asks}
    return tuple(key for key in keys if key in fitting)


def _fits(contact: Contact, run: Run, campaign: Campaign) -> bool:
    subscription = contact.subscription(campaign.topic)
    return is_due(campaign, run.step, run.at, contact) and is_in(
        campaign.audience, contact, subscription, run.at
    )


def _key(run: Run, progress: ShardProgress) -> ChunkKey:
    return ChunkKey(run.key, progress.shard, progress.chunks)


def _after(progress: ShardProgress, chunk: Chunk) -> ShardProgress:
    return replace(
        progress,
        chunks=progress.chunks + bool(chunk.contacts),
        planned=progress.planned + len(chunk.contacts),
        cursor=chunk.cursor,
        is_read=chunk.is_last,
    )
