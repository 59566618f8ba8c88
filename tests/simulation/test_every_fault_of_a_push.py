"""Every single fault at every call site of a push, and every pair of them: nobody twice, all told.

Faults are kills and AWS errors before and after each call, and the channel's own.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import combinations, takewhile

import pytest

from tests.simulation.gates import ERRORS, KILLS, AimedGate
from tests.simulation.pushing import PushBooks, PushWorld, push_books
from tests.simulation.subscribers import agree, subscriber
from tests.simulation.test_every_fault import AT_THE_CHANNEL, UNCLEAR, Fault
from tests.support.pushes import TOPIC, campaign
from tests.support.shop import NOW
from tests.support.thirds import this_third
from towkay.adapters.callsites import CallSite
from towkay.domain.campaigns import CampaignState
from towkay.domain.messages import Text
from towkay.domain.runs import Run

Scenario = Callable[[PushWorld], Run]
OF_A_PUSH = {
    CallSite.BATCH_CLOSE,
    CallSite.BATCH_HOLD,
    CallSite.BATCH_OPEN,
    CallSite.BATCH_READ,
    CallSite.CAMPAIGN_READ,
    CallSite.CHANNEL_CALL,
    CallSite.CHUNK_FINISH,
    CallSite.CHUNK_READ,
    CallSite.CHUNKS_QUEUE,
    CallSite.RECIPIENTS_READ,
    CallSite.RUN_ACCOUNT,
    CallSite.RUN_READ,
    CallSite.RUN_RESERVE,
    CallSite.SEND_BEGIN,
    CallSite.SEND_SETTLE,
    CallSite.TURN_PLAN,
}


def people(world: PushWorld, *numbers: int) -> list[object]:
    return [agree(world, subscriber(number), (TOPIC,), disclosed_at=NOW) for number in numbers]


def two_share_a_request(world: PushWorld) -> Run:
    return world.run_of(people(world, 1, 3))  # type: ignore[arg-type]  # contact keys


def one_by_one(world: PushWorld) -> Run:
    """One on each channel, with words of their own."""
    words = Text("{name|朋友}，新茶到了")
    return world.run_of(people(world, 0, 1), campaign(words))  # type: ignore[arg-type]


def with_a_budget(world: PushWorld) -> Run:
    """Money for one of two, and somebody who costs nothing."""
    told = people(world, 1, 3, 0)
    return world.run_of(told, budget=300_000, currency="TWD")  # type: ignore[arg-type]


def stopped_and_slow(world: PushWorld) -> Run:
    """Somebody who agreed to nothing, and a call that takes so long that the rest is asked for."""
    told = people(world, 0, 2)
    told.append(agree(world, subscriber(4), ()))
    world.channel.latency = (57.0, 57.0)
    return world.run_of(told)  # type: ignore[arg-type]


def cancelled_in_between(world: PushWorld) -> Run:
    run = world.run_of(people(world, 1, 3))  # type: ignore[arg-type]
    world.decide(CampaignState.CANCELLED)
    return run


def played(scenario: Scenario, faults: Iterable[Fault]) -> tuple[PushWorld, PushBooks, AimedGate]:
    faults = list(faults)
    gate = AimedGate({fault.at: fault.what for fault in faults if not fault.channel})
    world = PushWorld(random.Random(5), gate=gate)
    world.channel.latency = (0.1, 0.1)
    world.channel.script = {fault.at: fault.what for fault in faults if fault.channel}
    run = scenario(world)
    world.run(until_idle_for=timedelta(minutes=3))
    return world, push_books(world, run), gate


def every_fault(scenario: Scenario) -> Iterator[Fault]:
    world, _, gate = played(scenario, [])
    idle = len(list(takewhile(CallSite.DUE_READ.__eq__, reversed(gate.passages))))
    for number, site in enumerate(gate.passages[: len(gate.passages) - max(idle - 1, 0)]):
        kinds = KILLS if site is CallSite.CHANNEL_CALL else KILLS + ERRORS
        yield from (Fault(False, number, what) for what in kinds)
    for number in range(len(world.channel.calls)):
        yield from (Fault(True, number, what) for what in AT_THE_CHANNEL)


def checked(scenario: Scenario, faults: Iterable[Fault]) -> PushBooks:
    faults = list(faults)
    world, books, gate = played(scenario, faults)
    assert (books.without, books.wrong) == (0, 0), faults
    assert books.is_even, faults
    assert not world.campaigns_queue.dead_letters, faults
    assert not world.outbound_queue.dead_letters, faults
    (chunks,) = world.campaign_rows.chunks.values()
    assert all(chunk.is_done for chunk in chunks.values()), faults
    unclear = gate.struck + sum(world.channel.counts[what] for what in UNCLEAR)
    assert books.states["parked"] <= unclear * 2, faults
    (run,) = world.campaign_rows.runs.values()
    if run.budget is not None:
        assert books.cost <= run.reserved <= run.budget, faults
    return books


TOLD: dict[Scenario, dict[str, int]] = {
    two_share_a_request: {"sent": 2},
    one_by_one: {"sent": 2},
    with_a_budget: {"sent": 2, "suppressed": 1},
    stopped_and_slow: {"sent": 2, "suppressed": 1},
    cancelled_in_between: {"suppressed": 2},
}

ON_LINE = (two_share_a_request, cancelled_in_between)


@pytest.mark.parametrize("scenario", TOLD)
def test_everybody_is_told_when_nothing_fails(scenario: Scenario) -> None:
    assert checked(scenario, []).states == TOLD[scenario]


@pytest.mark.parametrize("scenario", TOLD)
def test_every_single_fault_of_a_push_is_survived(scenario: Scenario) -> None:
    faults = list(every_fault(scenario))
    for fault in faults:
        books = checked(scenario, [fault])
        is_known = fault.what in ERRORS and not fault.channel
        if is_known or scenario in ON_LINE:
            # What AWS did is found out, and what LINE did is asked for again under its key.
            assert books.states["parked"] == 0, fault
    assert len(faults) > 50


@pytest.mark.parametrize("scenario", [two_share_a_request, one_by_one])
def test_every_pair_of_faults_of_a_push_is_survived(scenario: Scenario) -> None:
    pairs = list(combinations(every_fault(scenario), 2))
    for pair in this_third(pairs):
        checked(scenario, pair)
    assert len(pairs) > 2_000


@pytest.mark.parametrize("words", ["新茶到了", "{name|朋友}，新茶到了"])
def test_a_budget_is_kept_to_where_a_claim_and_the_look_for_it_both_fail(words: str) -> None:
    def two_with_money_for_one(world: PushWorld) -> Run:
        told = people(world, 1, 3)
        about = {"budget": 300_000, "currency": "TWD"}
        return world.run_of(told, campaign(Text(words)), **about)  # type: ignore[arg-type]

    first = [
        fault
        for fault in every_fault(two_with_money_for_one)
        if fault.what in ERRORS and not fault.channel
    ]
    for fault in first:
        for after in ERRORS:
            checked(two_with_money_for_one, [fault, Fault(False, fault.at + 1, after)])
    assert len(first) > 20


def test_every_fault_is_survived_by_who_asks_what_became_of_a_call() -> None:
    """Its worker died between the row and the call, so that its people have to ask."""
    at = played(two_share_a_request, [])[2].passages.index(CallSite.BATCH_OPEN)
    dead = Fault(False, at, "killed_after")
    passages = played(two_share_a_request, [dead])[2].passages
    assert CallSite.BATCH_HOLD in passages
    for number, site in list(enumerate(passages))[at + 1 :]:
        for what in KILLS if site is CallSite.CHANNEL_CALL else KILLS + ERRORS:
            books = checked(two_share_a_request, [dead, Fault(False, number, what)])
            assert books.states == {"sent": 2}, (site, what)


def test_faults_are_injected_at_every_call_site_of_a_push() -> None:
    struck: set[CallSite] = set()
    for scenario in TOLD:
        _, _, gate = played(scenario, [])
        struck |= set(gate.passages)
    # What only a fault leads to: a batch whose worker is gone is read by whoever finds its people.
    passages = played(two_share_a_request, [])[2].passages
    at = passages.index(CallSite.BATCH_OPEN)
    struck |= set(played(two_share_a_request, [Fault(False, at, "killed_after")])[2].passages)
    assert struck >= OF_A_PUSH
