"""Every single fault at every call site of news of a parcel: told once, forward, and to the end."""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import combinations, takewhile

import pytest

from tests.simulation.gates import ERRORS, KILLS, AimedGate
from tests.simulation.shipping import ShipWorld, wrongs
from tests.simulation.subscribers import agree, subscriber
from tests.simulation.test_every_fault import AT_THE_CHANNEL, UNCLEAR, Fault
from tests.support.order_shop import a_consent, an_order, of_order
from tests.support.parcels import DELIVERED, HANDED, OUT, TRANSIT, news
from tests.support.shop import NOW
from tests.support.thirds import this_third
from towkay.adapters.callsites import CallSite
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState
from towkay.domain.shipping.news import Milestone, ParcelNews

Scenario = Callable[[ShipWorld], None]
LINE, MESSENGER = subscriber(1), subscriber(2)
_ONE_IN = 12  # of the pairs of a third: a day of parcels takes longer than a talk
OF_A_PARCEL = {
    CallSite.CHANNEL_CALL,
    CallSite.KEPT_NEWS_DROP,
    CallSite.KEPT_NEWS_PUT,
    CallSite.KEPT_NEWS_READ,
    CallSite.ORDER_FIND,
    CallSite.ORDER_READ,
    CallSite.ORDER_STORE,
    CallSite.ORDERS_DUE,
    CallSite.SHIPMENTS_QUEUE,
}


def at_noon(milestone: Milestone, minutes: float, **other: object) -> ParcelNews:
    happened = NOW + timedelta(minutes=minutes)
    about = {"occurred_at": happened, "received_at": NOW + timedelta(hours=1), **other}
    return of_order(milestone, minutes, **about)


def begun(world: ShipWorld) -> None:
    """Two who know the shop, one of them on a channel with a window, and their order."""
    for contact in (LINE, MESSENGER):
        agree(world, contact, (), disclosed_at=NOW)
    world.send(an_order(placed_at=NOW), a_consent(LINE, MESSENGER, agreed_at=NOW))


def on_its_way(world: ShipWorld) -> None:
    begun(world)
    world.run(until_idle_for=timedelta(minutes=3))
    world.send(*[at_noon(TRANSIT, 1)] * 2)


def before_its_order(world: ShipWorld) -> None:
    world.send(at_noon(HANDED, 1))
    begun(world)


def by_its_number_alone(world: ShipWorld) -> None:
    world.send(
        news(
            OUT,
            3,
            source="aftership",
            parcel="t1",
            tracking="T1",
            occurred_at=NOW + timedelta(minutes=3),
            received_at=NOW + timedelta(hours=1),
        )
    )
    begun(world)
    world.send(at_noon(HANDED, 1, tracking="T1"))


SCENARIOS: dict[Scenario, Milestone] = {
    on_its_way: TRANSIT,
    before_its_order: HANDED,
    by_its_number_alone: OUT,
}


def played(scenario: Scenario, faults: Iterable[Fault]) -> tuple[ShipWorld, AimedGate]:
    faults = list(faults)
    gate = AimedGate({fault.at: fault.what for fault in faults if not fault.channel})
    world = ShipWorld(random.Random(5), gate=gate)
    world.channel.latency = (0.1, 0.1)
    world.channel.script = {fault.at: fault.what for fault in faults if fault.channel}
    scenario(world)
    world.run(until_idle_for=timedelta(minutes=6))
    return world, gate


def every_fault(scenario: Scenario) -> Iterator[Fault]:
    world, gate = played(scenario, [])
    ticks = (CallSite.DUE_READ, CallSite.ORDERS_DUE)
    idle = len(list(takewhile(ticks.__contains__, reversed(gate.passages))))
    for number, site in enumerate(gate.passages[: len(gate.passages) - max(idle - 2, 0)]):
        kinds = KILLS if site is CallSite.CHANNEL_CALL else KILLS + ERRORS
        yield from (Fault(False, number, what) for what in kinds)
    for number in range(len(world.channel.calls)):
        yield from (Fault(True, number, what) for what in AT_THE_CHANNEL)


def checked(scenario: Scenario, faults: Iterable[Fault]) -> ShipWorld:
    faults = list(faults)
    world, gate = played(scenario, faults)
    last, parked = SCENARIOS[scenario], 0
    for contact in (LINE, MESSENGER):
        assert wrongs(world, contact) == [], faults
        sends = {turn.about.milestone: turn.sends[0] for turn in world.told(contact) if turn.about}
        assert last in sends, faults
        assert all(send.state.is_final for send in sends.values()), faults
        parked += sends[last].state is SendState.PARKED
        assert sends[last].state is SendState.PARKED or last in world.seen_of(contact), faults
    assert not world.shipments_queue.dead_letters, faults
    assert not world.outbound_queue.dead_letters, faults
    assert parked <= gate.struck + sum(world.channel.counts[what] for what in UNCLEAR), faults
    return world


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_both_are_told_when_nothing_fails(scenario: Scenario) -> None:
    world = checked(scenario, [])
    for contact in (LINE, MESSENGER):
        sends = [turn.sends[0] for turn in world.told(contact)]
        reasons = {send.reason for send in sends if send.state is not SendState.SENT}
        assert reasons <= {Reason.OUTDATED}  # of two at once only the further one is news


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_single_fault_of_a_parcel_is_survived(scenario: Scenario) -> None:
    faults = list(every_fault(scenario))
    for fault in faults:
        checked(scenario, [fault])
    assert len(faults) > 100


def test_every_pair_of_faults_of_a_parcel_is_survived() -> None:
    pairs = list(combinations(every_fault(on_its_way), 2))
    for pair in this_third(pairs)[::_ONE_IN]:
        checked(on_its_way, pair)
    assert len(pairs) > 2_000


def test_every_call_site_of_a_parcel_is_passed() -> None:
    passed = {site for scenario in SCENARIOS for site in played(scenario, [])[1].passages}
    assert passed >= OF_A_PARCEL


def test_what_is_overtaken_while_it_waits_for_the_morning_is_not_said() -> None:
    world = ShipWorld(random.Random(5))
    begun(world)
    world.run(until_idle_for=timedelta(minutes=3))
    for hours, milestone in ((12, TRANSIT), (15, DELIVERED)):  # 23:00 and 2:00 in Taipei
        world.now = happened = NOW + timedelta(hours=hours)
        world.send(at_noon(milestone, 1, occurred_at=happened, received_at=happened))
        world.run(until_idle_for=timedelta(minutes=3), until=happened + timedelta(minutes=10))
        assert world.seen_of(LINE) == []
    world.run(until_idle_for=timedelta(minutes=3))
    assert world.seen_of(LINE) == [DELIVERED]
