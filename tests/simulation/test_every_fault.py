"""Every single fault at every call site, and every pair of faults, on scenarios of a few messages.

Faults are kills and AWS errors before and after each call, and the channel's own: an answer lost
after or before the message was taken, an error of its own, a rate limit, no connection.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import combinations, takewhile
from typing import NamedTuple

import pytest

from tests.simulation.books import Books, balance, inversions
from tests.simulation.gates import ERRORS, KILLS, AimedGate
from tests.simulation.morning import Said
from tests.simulation.scenarios import (
    BEFORE_NINE,
    Scenario,
    asked_and_echoed,
    asked_and_stopped,
    asked_by_a_link,
    asked_on_line,
    held_and_stopped,
    held_and_told,
    three_messages,
    told_and_stopped,
    told_in_the_window,
    told_on_line,
    written_by_staff,
)
from tests.simulation.world import World
from tests.support.shop import BRAND
from tests.support.thirds import this_third
from towkay.adapters.callsites import CallSite
from towkay.domain.brands import Phrase
from towkay.domain.sends import SendState

AT_THE_CHANNEL = (
    "lost_after",
    "lost_before",
    "error_after",
    "error_before",
    "rate_limit",
    "unreachable",
)
STOPPED = BRAND.voice[Phrase.STOPPED]["zh-TW"]
Told = Callable[[World], list[str]]
UNCLEAR = {"lost_after", "lost_before", "error_after", "error_before"}


class Fault(NamedTuple):
    """`at` counts passages of call sites, or calls of the channel when `channel` is True."""

    channel: bool
    at: int
    what: str


def played(scenario: Scenario, faults: Iterable[Fault]) -> tuple[World, list[Said], AimedGate]:
    faults = list(faults)
    gate = AimedGate({fault.at: fault.what for fault in faults if not fault.channel})
    world = World(random.Random(5), gate=gate)
    world.channel.latency = (0.1, 0.1)
    world.channel.script = {fault.at: fault.what for fault in faults if fault.channel}
    said = scenario(world)
    world.run(until_idle_for=timedelta(minutes=3))
    return world, said, gate


def every_fault(scenario: Scenario) -> Iterator[Fault]:
    world, _, gate = played(scenario, [])
    # Ticks after all is over find nothing: the first of them stands for the others.
    idle = len(list(takewhile(CallSite.DUE_READ.__eq__, reversed(gate.passages))))
    for number, site in enumerate(gate.passages[: len(gate.passages) - max(idle - 1, 0)]):
        # A call to a channel never raises: its own failures stand below.
        kinds = KILLS if site is CallSite.CHANNEL_CALL else KILLS + ERRORS
        yield from (Fault(False, number, what) for what in kinds)
    for number in range(len(world.channel.calls)):
        yield from (Fault(True, number, what) for what in AT_THE_CHANNEL)


def checked(scenario: Scenario, faults: Iterable[Fault], told: Told | None = None) -> Books:
    """The books of a scenario that kept the promises; `told` finds what came after a stop."""
    faults = list(faults)
    world, said, gate = played(scenario, faults)
    books = balance(world, said)
    assert (books.lost, books.doubled, inversions(world)) == (0, 0, 0), faults
    assert (told or told_after_a_stop)(world) == [], faults
    assert not world.conversations_queue.dead_letters, faults
    assert not world.outbound_queue.dead_letters, faults
    unclear = gate.struck + sum(world.channel.counts[what] for what in UNCLEAR)
    assert books.states[SendState.PARKED] <= unclear, faults
    return books


def told_after_a_stop(world: World) -> list[str]:
    """Notices that were seen later than the acknowledgement of a stop."""
    words = [seen.words for seen in world.channel.seen]
    after = words[words.index(STOPPED) :] if STOPPED in words else []
    return [text for text in after if text.startswith("[")]


def test_the_three_messages_are_all_answered_when_nothing_fails() -> None:
    assert checked(three_messages, []).states == {SendState.SENT: 3}


def test_what_is_held_is_said_after_the_quiet_hours_when_nothing_fails() -> None:
    world, said, _ = played(held_and_told, [])
    assert balance(world, said).states == {SendState.SENT: 1}
    assert world.channel.seen[0].at >= BEFORE_NINE + timedelta(seconds=90)


def test_every_single_fault_is_survived() -> None:
    faults = list(every_fault(three_messages))
    for fault in faults:
        checked(three_messages, [fault])
    assert len(faults) > 250


def test_every_single_fault_is_survived_by_whoever_comes_by_a_link() -> None:
    faults = list(every_fault(asked_by_a_link))
    for fault in faults:
        assert checked(asked_by_a_link, [fault]).lost == 0
    _, _, gate = played(asked_by_a_link, [])
    assert CallSite.REF_KEYS_READ in gate.passages


@pytest.mark.parametrize(
    "scenario", [held_and_told, held_and_stopped, told_and_stopped, written_by_staff]
)
def test_every_single_fault_of_what_nobody_asked_for_is_survived(scenario: Scenario) -> None:
    faults = list(every_fault(scenario))
    for fault in faults:
        checked(scenario, [fault])
    assert len(faults) > 80


@pytest.mark.parametrize(
    "scenario",
    [
        asked_on_line,
        asked_and_echoed,
        asked_and_stopped,
        told_on_line,
        told_in_the_window,
        held_and_told,
    ],
)
def test_every_pair_of_faults_is_survived(scenario: Scenario) -> None:
    pairs = list(combinations(every_fault(scenario), 2))
    for pair in this_third(pairs):
        checked(scenario, pair)
    assert len(pairs) > 2_000
