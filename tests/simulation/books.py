"""What a simulated morning comes to: every event, every send, and what the channel saw."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.simulation.morning import Said
from tests.simulation.world import World
from towkay.adapters.channels.line.outbound import retry_key
from towkay.adapters.digests import contact_digest, digest
from towkay.domain.calls import call_for
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.routes import Route
from towkay.domain.send_ids import send_id
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Turn

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


def all_turns(world: World) -> list[Turn]:
    """Every turn that is stored."""
    return [turn for turns in world.table.turns.values() for turn in turns.values()]


def turns_of(world: World) -> dict[str, Turn]:
    """Every turn of an event by its cause; many people may have a notice of the same cause."""
    return {turn.key.cause: turn for turn in all_turns(world)}


def names_on_the_wire(turn: Turn, send: Send) -> Iterator[str]:
    """What the channel may have seen this send as."""
    if turn.key.contact.channel is not Channel.LINE:
        yield f"{turn.key.contact.user}/{send_id(turn.key, send.index)}"
        return
    if send.index == 0 and turn.reply_token:
        yield turn.reply_token
    yield retry_key(call_for(turn, send, Route.PUSH))


def balance(world: World, said: list[Said]) -> Books:
    """Compare what was said, what is stored and what was seen."""
    turns = all_turns(world)
    seen = Counter(one.name for one in world.channel.seen)
    expected_turns = {event.cause for event in said}
    expected_turns |= {notice.cause for notice in world.notices.acknowledged}
    lost = len(expected_turns - {turn.key.cause for turn in turns})
    doubled = 0
    states: Counter[SendState] = Counter()
    for turn in turns:
        for send in turn.sends:
            copies = sum(seen.pop(name, 0) for name in names_on_the_wire(turn, send))
            states[send.state] += 1
            expected = _COPIES.get(send.state, (0,))
            lost += copies < min(expected) or not send.state.is_final
            doubled += copies > max(expected)
    return Books(lost, doubled + seen.total(), states)


def uneven(world: World) -> list[str]:
    """What does not add up at this very moment, while sends are under way.

    Everything planned is in exactly one state; what counts as sent was seen once, what was never
    called for or is known not to have arrived was seen by nobody.
    """
    seen = Counter(one.name for one in world.channel.seen)
    turns = all_turns(world)
    planned = {notice.key for notice in world.notices.acknowledged}
    wrong = [f"{key} was planned and is gone" for key in planned - {turn.key for turn in turns}]
    for turn in turns:
        for send in turn.sends:
            copies = sum(seen.pop(name, 0) for name in names_on_the_wire(turn, send))
            at_least, at_most = _bounds(send)
            if not at_least <= copies <= at_most:
                wrong.append(f"{send.state} {turn.key} was seen {copies} times")
    return wrong + [f"{name} was seen and belongs to nothing" for name in seen]


def _bounds(send: Send) -> tuple[int, int]:
    """How often at least and at most a shopper may have seen it by now."""
    if send.state is SendState.SENT:
        return 1, 1
    reported = send.reason.startswith("not_delivered")
    may_have = send.ambiguous or send.state in (SendState.CLAIMED, SendState.PARKED) or reported
    return 0, int(may_have)


def inversions(world: World) -> int:
    """Messages seen before one whose cause had been queued earlier in the same conversation."""
    places = _places(world)
    last: dict[ContactKey, int] = {}
    found = 0
    for seen in world.channel.seen:
        if seen.name not in places:
            continue  # a notice answers nothing, and may be held for hours
        contact, place = places[seen.name]
        found += place < last.get(contact, -1)
        last[contact] = max(place, last.get(contact, -1))
    return found


def _places(world: World) -> dict[str, tuple[ContactKey, int]]:
    """Of every name on the wire: whose conversation, and the place of its cause in the queue."""
    order = world.conversations_queue.order
    places: dict[str, tuple[ContactKey, int]] = {}
    for turn in turns_of(world).values():
        contact = turn.key.contact
        place = order.get((contact_digest(contact).hex(), digest(turn.key.cause).hex()))
        if place is None:
            continue
        for send in turn.sends:
            places |= dict.fromkeys(names_on_the_wire(turn, send), (contact, place))
    return places
