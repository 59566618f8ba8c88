"""Duplicates, disorder, lost answers and killed workers: nothing lost, doubled or overtaken."""

import random
from datetime import timedelta

import pytest

from tests.simulation.books import Books, balance, inversions
from tests.simulation.faults import CHANNEL_FAULTS, faulty_morning
from tests.simulation.gates import AimedGate, RandomGate
from tests.simulation.morning import Said, play
from tests.simulation.world import World
from towkay.adapters.callsites import CallSite
from towkay.domain.turns import SendState

SEEDS = [1, 2, 3]
# The channel's credentials are read inside the real gateway, for which a function stands in here.
NOT_IN_MEMORY = {CallSite.SEND_SECRETS_READ}


def assert_nothing_lost_or_doubled(world: World, said: list[Said]) -> Books:
    books = balance(world, said)
    assert (books.lost, books.doubled) == (0, 0)
    return books


@pytest.mark.parametrize("seed", SEEDS)
def test_a_morning_of_faults_loses_nothing_doubles_nothing_and_keeps_order(seed: int) -> None:
    morning = faulty_morning(seed)
    world = morning.world
    assert inversions(world) == 0
    killed_for_good = len(world.conversations_queue.dead_letters)
    assert morning.calm_down() == killed_for_good
    books = assert_nothing_lost_or_doubled(world, morning.said)
    ambiguous = sum(world.channel.counts.get(name, 0) for name in ("lost_after", "lost_before"))
    assert books.states[SendState.PARKED] <= ambiguous + morning.gate.kills.total()
    assert morning.gate.kills.total() > 50, "the gate must have had something to do"


def test_without_faults_every_question_of_the_morning_is_answered() -> None:
    rng = random.Random(9)
    world = World(rng)
    said = play(
        world,
        events=500,
        conversations=50,
        duplicates=0.2,
        reordered=0,
        span=timedelta(hours=1),
    )
    world.run()
    books = assert_nothing_lost_or_doubled(world, said)
    assert set(books.states) <= {SendState.SENT, SendState.SUPPRESSED}
    assert inversions(world) == 0
    assert not world.conversations_queue.dead_letters


def _small_morning(gate: AimedGate) -> tuple[World, list[Said]]:
    world = World(random.Random(5), gate=gate)
    said = play(
        world,
        events=6,
        conversations=2,
        duplicates=0,
        reordered=0,
        span=timedelta(seconds=20),
    )
    world.run()
    return world, said


def test_every_single_kill_at_every_call_is_survived() -> None:
    calm = AimedGate({})
    _small_morning(calm)
    for number in range(len(calm.passages)):
        for when in ("before", "after"):
            gate = AimedGate({number: when})
            world, said = _small_morning(gate)
            books = assert_nothing_lost_or_doubled(world, said)
            assert inversions(world) == 0
            assert books.states[SendState.PARKED] <= 1, (gate.passages[number], when)


def test_kills_reach_every_call_site_of_the_workers() -> None:
    killed_at: set[CallSite] = set()
    for seed in range(1, 7):
        rng = random.Random(seed)
        gate = RandomGate(rng, share=0.03)
        world = World(rng, gate=gate)
        world.channel.shares = {**CHANNEL_FAULTS, "rate_limit": 0.2}
        play(
            world,
            events=500,
            conversations=50,
            duplicates=0.1,
            reordered=0.05,
            span=timedelta(hours=1),
            rarely=0.3,
        )
        world.run()
        killed_at |= {site for site, _ in gate.kills}
    assert killed_at == set(CallSite) - NOT_IN_MEMORY
