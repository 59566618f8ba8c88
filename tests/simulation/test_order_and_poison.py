"""Order within a conversation, and a poisoned one that holds up nobody else."""

import random
from datetime import timedelta

from tests.simulation.books import balance, inversions, names_on_the_wire, turns_of
from tests.simulation.faults import CHANNEL_FAULTS
from tests.simulation.gates import RandomGate
from tests.simulation.morning import Said, say
from tests.simulation.world import World
from tests.support.shop import NOW
from towkay.adapters.event_messages import FifoEntry
from towkay.domain.channels import Channel
from towkay.domain.sends import SendState
from towkay.domain.turns import Turn

CONVERSATIONS = 200
QUIET = timedelta(minutes=21)  # for so long nothing happens before a run is over
CHANNELS = (Channel.LINE, Channel.MESSENGER)


def fifty_each(world: World) -> list[Said]:
    """Each of 200 people writes 50 messages within three hours."""
    moments = sorted(
        (world.rng.uniform(0, 3 * 3600), person)
        for person in range(CONVERSATIONS)
        for _ in range(50)
    )
    return [
        say(world, CHANNELS[person % 2], "運費多少錢", NOW + timedelta(seconds=at), person)
        for at, person in moments
    ]


def test_fifty_numbered_messages_of_each_conversation_are_answered_in_their_order() -> None:
    rng = random.Random(11)
    gate = RandomGate(rng, share=0.15)
    world = World(rng, gate=gate)
    world.channel.shares = CHANNEL_FAULTS
    fifty_each(world)
    world.run()
    assert inversions(world) == 0
    assert len(world.channel.seen) > 7_000
    assert gate.kills.total() > 1_000


def waits(world: World, said: list[Said]) -> dict[str, timedelta]:
    """How long after it was said each event was answered, by its cause."""
    seen_at = {seen.name: seen.at for seen in world.channel.seen}
    turns = turns_of(world)
    answered: dict[str, timedelta] = {}
    for event in said:
        for name in _names(turns.get(event.cause)):
            if name in seen_at:
                answered[event.cause] = seen_at[name] - event.at
    return answered


def _names(turn: Turn | None) -> list[str]:
    if turn is None:
        return []
    return [name for send in turn.sends for name in names_on_the_wire(turn, send)]


def test_a_poisoned_event_holds_up_its_own_conversation_only_and_not_for_ever() -> None:
    calm, said = _asked_by_all(poisoned=0)
    usual = max(waits(calm, said).values())  # two hundred write at once, and one worker is paced
    world, said = _asked_by_all(poisoned=20)
    poisoned = {event.user for event in said[:20]}
    waited = waits(world, said)
    healthy = [waited[event.cause] for event in said if event.user not in poisoned]
    later = [waited[event.cause] for event in said[20:] if event.user in poisoned]
    assert len(healthy) == 4 * 180
    assert max(healthy) < usual + timedelta(seconds=2), "no visibility time-out for others"
    assert len(later) == 3 * 20, "the conversation goes on with a known gap"
    assert max(later) < timedelta(seconds=3 * 30 + 2), "after three receives at most"
    assert len(world.conversations_queue.dead_letters) == 20
    assert balance(world, said).doubled == 0


def _asked_by_all(*, poisoned: int) -> tuple[World, list[Said]]:
    world = World(random.Random(12))
    world.channel.latency = (0.001, 0.001)
    said = [
        say(world, CHANNELS[person % 2], "運費多少錢", NOW + timedelta(seconds=10 * n), person)
        for n in range(4)
        for person in range(CONVERSATIONS)
    ]
    world.poison = {event.cause for event in said[:poisoned]}
    world.run()
    return world, said


def test_a_turn_that_delivery_cannot_read_silences_its_shopper_for_half_an_hour_at_most() -> None:
    world = World(random.Random(13))
    unreadable = say(world, Channel.LINE, "運費多少錢", NOW)
    world.unreadable = {unreadable.cause}
    world.run()
    assert world.now < NOW + timedelta(minutes=30) + QUIET, "nobody asks for it any more"
    dead_letters = len(world.outbound_queue.dead_letters)
    later = say(world, Channel.LINE, "可以退貨嗎", world.now)
    world.run()
    assert waits(world, [later])[later.cause] < timedelta(seconds=5)
    assert len(world.outbound_queue.dead_letters) == dead_letters > 0


def test_a_turn_that_can_be_read_again_goes_on_when_it_is_sent_back() -> None:
    world = World(random.Random(14))
    said = [say(world, Channel.LINE, "運費多少錢", NOW)]
    world.unreadable = {said[0].cause}
    world.run()
    assert balance(world, said).lost == 1
    world.unreadable = set()
    for number, body in enumerate(world.outbound_queue.dead_letters):
        world.outbound_queue.send(FifoEntry(body, "redrive", f"r-{number}"))
    world.run()
    books = balance(world, said)
    assert (books.lost, books.states) == (0, {SendState.SUPPRESSED: 1}), "it is too late by now"
