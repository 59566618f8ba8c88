"""What a simulated morning comes to: every event, every send, and what the channel saw."""

from collections import Counter
from dataclasses import dataclass

from tests.simulation.morning import Said
from tests.simulation.world import World
from towkay.adapters.digests import contact_digest, digest
from towkay.domain.channels import ContactKey
from towkay.domain.turns import SendState, Turn, parse_send_id, send_id

# How often the channel may have seen a send that ended so.
_COPIES = {SendState.SENT: (1,), SendState.PARKED: (0, 1)}


@dataclass(frozen=True, slots=True)
class Books:
    """`lost`: events without a turn, and sends called sent that nobody saw or that are still open.

    `doubled`: messages seen more often than once, or seen although they were not sent.
    """

    lost: int
    doubled: int
    states: Counter[SendState]


def turns_of(world: World) -> dict[str, Turn]:
    """Every turn by its cause."""
    rows = [turn for turns in world.table.turns.values() for turn in turns.values()]
    return {turn.key.cause: turn for turn in rows}


def balance(world: World, said: list[Said]) -> Books:
    """Compare what was said, what is stored and what was seen."""
    turns = turns_of(world)
    seen = Counter(one.send_id for one in world.channel.seen)
    lost = len({event.cause for event in said} - set(turns))
    doubled = 0
    states: Counter[SendState] = Counter()
    for turn in turns.values():
        for send in turn.sends:
            copies = seen.pop(send_id(turn.key, send.index), 0)
            states[send.state] += 1
            expected = _COPIES.get(send.state, (0,))
            lost += copies < min(expected) or not send.state.is_final
            doubled += copies > max(expected)
    return Books(lost, doubled + seen.total(), states)


def inversions(world: World) -> int:
    """Messages seen before one whose cause had been queued earlier in the same conversation."""
    last: dict[ContactKey, int] = {}
    found = 0
    for seen in world.channel.seen:
        parsed = parse_send_id(seen.call.contact, seen.send_id)
        assert parsed is not None
        group = contact_digest(seen.call.contact).hex()
        place = world.conversations_queue.order[group, digest(parsed[0].cause).hex()]
        found += place < last.get(seen.call.contact, -1)
        last[seen.call.contact] = max(place, last.get(seen.call.contact, -1))
    return found
