"""Bring the people of one chunk through the door: everybody gets a turn, once, whatever happens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from towkay.domain.channels import CAPABILITIES, ContactKey
from towkay.domain.copying import changed
from towkay.domain.pitching import Pitch
from towkay.domain.runs import Chunk, ChunkAsk, Run, RunKey
from towkay.domain.sends import Send
from towkay.ports.campaigns import CampaignBook, CampaignQueue, Runs
from towkay.ports.packs import BrandBook
from towkay.ports.pushing import Hands, PushLedger, Recipient, Recipients
from towkay.usecases.door import Door
from towkay.usecases.push_going import Going, OneAfterAnother
from towkay.usecases.push_judging import judged
from towkay.usecases.push_many import Crowds
from towkay.usecases.push_one import brought_on, followed, pushed

_READ_AT_ONCE = 50  # contacts and their turns make a hundred rows, the most of one request
_PITCHES_KEPT = 8  # runs of which a worker has chunks at about the same time
_Placed = tuple[int, ContactKey]


@dataclass(frozen=True, slots=True)
class PushTools:
    """What a chunk needs beside the door: where it stands, what it says, how it is asked for.

    What was packed for a run is kept in `pitches` for its other chunks.
    """

    runs: Runs
    book: CampaignBook
    brands: BrandBook
    recipients: Recipients
    ledger: PushLedger
    queue: CampaignQueue
    hands: Hands = field(default_factory=OneAfterAnother)
    pitches: dict[RunKey, Pitch] = field(default_factory=dict, compare=False)


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
    # What is left of a budget is looked at and spent by one at a time, or it would be overspent.
    hands = tools.hands if run.budget is None else OneAfterAnother()
    going = Going(door, tools.ledger, _pitch(run, door, tools), hands)
    try:
        yield from _through(chunk, ask, going, tools)
    finally:
        door.campaigns.watch.settle_up()
    if going.first_left is None:
        tools.runs.finish_chunk(ask.chunk)
    elif not going.is_paused(fresh=True):
        left = ChunkAsk(ask.chunk, going.first_left, going.waiting or ask.accounts)
        tools.queue.put([left], delay_s=going.delay_s)


def _pitch(run: Run, door: Door, tools: PushTools) -> Pitch:
    campaign = tools.book.campaigns(run.key.brand, run.pack)[run.key.campaign]
    pitch = Pitch(run, campaign, tools.brands.brand(run.key.brand), door.book)
    known = tools.pitches.get(run.key)
    if known is not None and known.says_the_same(pitch):
        return changed(known, run=run)
    if len(tools.pitches) >= _PITCHES_KEPT:
        tools.pitches.clear()
    tools.pitches[run.key] = pitch
    return pitch


def _through(chunk: Chunk, ask: ChunkAsk, going: Going, tools: PushTools) -> Iterator[Send]:
    """First those who may share a request, so that it goes out while what was read is fresh."""
    everybody = [one for one in enumerate(chunk.contacts) if ask.is_for(*one)]
    shared = [one for one in everybody if CAPABILITIES[one[1].channel].many_at_once]
    alone = [one for one in everybody if not CAPABILITIES[one[1].channel].many_at_once]
    crowds = Crowds(going, f"{chunk.key.shard}.{chunk.key.number}")
    for found in _read(shared, going, tools):
        for place, recipient in found:
            yield from _begun(place, recipient, going, crowds)
            yield from crowds.full()
    yield from crowds.rest()
    for found in _read([*alone, *crowds.again], going, tools):
        for moved in going.hands.each(partial(_alone, going), found):
            yield from moved


def _alone(going: Going, found: tuple[int, Recipient]) -> list[Send]:
    """Whoever shares no request; the account may have come to a halt since they were read."""
    place, recipient = found
    if going.is_left(place, recipient.key.contact):
        return []
    return list(_begun(place, recipient, going, None))


def _begun(place: int, recipient: Recipient, going: Going, crowds: Crowds | None) -> Iterator[Send]:
    """Whoever has no turn yet gets one; whose turn waits for somebody is brought on."""
    if recipient.turn is not None:
        yield from brought_on(recipient.turn, going)
        yield from followed(place, recipient, going)
        return
    ready = judged(place, recipient, going)
    if ready is not None and (crowds is None or not crowds.takes(ready)):
        yield from pushed(ready, going)


def _read(
    people: Sequence[_Placed], going: Going, tools: PushTools
) -> Iterator[list[tuple[int, Recipient]]]:
    """Everybody in turn, some read at a time; for whom there is no time any more is left."""
    for start in range(0, len(people), _READ_AT_ONCE):
        part = [one for one in people[start : start + _READ_AT_ONCE] if not going.is_left(*one)]
        keys = [going.pitch.key(contact) for _, contact in part]
        found = tools.recipients.read(keys, going.door.clock()) if keys else []
        yield [(place, one) for (place, _), one in zip(part, found, strict=True)]
