"""Bring the people of one chunk through the door: everybody gets a turn, once, whatever happens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from towkay.domain.channels import CAPABILITIES, ContactKey
from towkay.domain.pitching import Pitch
from towkay.domain.runs import Chunk, ChunkAsk, Run
from towkay.domain.sends import Send
from towkay.ports.campaigns import CampaignBook, CampaignQueue, Runs
from towkay.ports.packs import BrandBook
from towkay.ports.pushing import PushLedger, Recipient, Recipients
from towkay.usecases.door import Door
from towkay.usecases.push_going import Going
from towkay.usecases.push_many import Crowds
from towkay.usecases.push_one import brought_on, judged, pushed

_READ_AT_ONCE = 50  # contacts and their turns make a hundred rows, the most of one request
_Placed = tuple[int, ContactKey]


@dataclass(frozen=True, slots=True)
class PushTools:
    """What a chunk needs beside the door: where it stands, what it says, how it is asked for."""

    runs: Runs
    book: CampaignBook
    brands: BrandBook
    recipients: Recipients
    ledger: PushLedger
    queue: CampaignQueue


def push(ask: ChunkAsk, *, door: Door, tools: PushTools) -> Iterator[Send]:
    """Bring everybody of a chunk as far as it goes now, and hand out each send that moved.

    Whoever must wait is asked for again by a new message, which uses up no receive. While the
    campaign is paused nothing is done, nor asked for: whoever resumes it asks for what is undone.
    Raises `KeyError` where the pack that was approved lacks the campaign, `PackMissing`,
    `QueueRefused`, `ServiceUnavailable` when the rest must be tried again.
    """
    run, chunk = tools.runs.run(ask.chunk.run), tools.runs.chunk(ask.chunk)
    if run is None or chunk is None or chunk.is_done:
        return
    going = Going(door, tools.ledger, _pitch(run, door, tools))
    try:
        yield from _through(chunk, ask.cursor, going, tools)
    finally:
        door.campaigns.watch.settle_up()
    if going.first_left is None:
        tools.runs.finish_chunk(ask.chunk)
    elif not going.is_paused(fresh=True):
        tools.queue.put([ask.chunk], delay_s=going.delay_s, cursor=going.first_left)


def _pitch(run: Run, door: Door, tools: PushTools) -> Pitch:
    campaign = tools.book.campaigns(run.key.brand, run.pack)[run.key.campaign]
    return Pitch(run, campaign, tools.brands.brand(run.key.brand), door.book)


def _through(chunk: Chunk, cursor: int, going: Going, tools: PushTools) -> Iterator[Send]:
    """First those who may share a request, so that it goes out while what was read is fresh."""
    everybody = list(enumerate(chunk.contacts))[cursor:]
    shared = [one for one in everybody if CAPABILITIES[one[1].channel].many_at_once]
    alone = [one for one in everybody if not CAPABILITIES[one[1].channel].many_at_once]
    crowds = Crowds(going, f"{chunk.key.shard}.{chunk.key.number}")
    for recipient in _read(shared, going, tools):
        yield from _begun(recipient, going, crowds)
        yield from crowds.full()
    yield from crowds.rest()
    for recipient in _read([*alone, *crowds.changed], going, tools):
        yield from _begun(recipient, going, None)


def _begun(found: tuple[int, Recipient], going: Going, crowds: Crowds | None) -> Iterator[Send]:
    """Whoever has no turn yet gets one; whose turn waits for somebody is brought on."""
    place, recipient = found
    if recipient.turn is not None:
        yield from brought_on(recipient.turn, going)
        return
    ready = judged(place, recipient, going)
    if crowds is None or not crowds.takes(ready):
        yield from pushed(ready, going)


def _read(
    people: Sequence[_Placed], going: Going, tools: PushTools
) -> Iterator[tuple[int, Recipient]]:
    """Everybody in turn, some read at a time; for whom there is no time any more is left."""
    for start in range(0, len(people), _READ_AT_ONCE):
        part = people[start : start + _READ_AT_ONCE]
        found: Sequence[Recipient] = ()
        if not going.is_over():
            keys = [going.pitch.key(contact) for _, contact in part]
            found = tools.recipients.read(keys, going.door.clock())
        for number, (place, contact) in enumerate(part):
            if not found or going.is_over():
                going.leave(place)
            elif not going.has_to_wait(place, contact):
                yield place, found[number]
