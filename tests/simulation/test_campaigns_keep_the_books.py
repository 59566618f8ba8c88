"""A campaign for thousands: a stop wins whenever it comes, and the books are always even."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from tests.simulation.campaign import BLOCK, BUTTON, WORDS, Stops
from tests.simulation.faults import CHANNEL_FAULTS
from tests.simulation.gates import AimedGate, RandomGate
from tests.simulation.pushing import PushWorld, push_books
from tests.simulation.subscribers import ARRIVALS, TEA_NEWS, agree, subscriber
from tests.support.pushes import campaign
from tests.support.shop import BRAND, NOW
from towkay.adapters.callsites import CallSite
from towkay.domain.brand_rules import BrandRules
from towkay.domain.brands import Phrase
from towkay.domain.channels import ContactKey
from towkay.domain.runs import Run
from towkay.domain.sends import SendState
from towkay.domain.turns import TurnKey

SUBSCRIBERS, STOPS, IN_CHUNK = 5_000, 500, 250
RULES = BrandRules("Asia/Taipei", None, ())
ACKNOWLEDGED = {
    said
    for phrase in (Phrase.STOPPED, Phrase.TOPIC_STOPPED)
    for said in BRAND.voice[phrase].values()
}


@dataclass
class StopsAmongPushes:
    """A gate that lets somebody of the run stop while a worker stands at a call site of a push.

    `claimed` is whether the stop found them claimed: only such a one may still be told.
    """

    rng: random.Random
    share: float
    waiting: list[ContactKey] = field(default_factory=list)
    claimed: dict[ContactKey, bool] = field(default_factory=dict)
    sites: Counter[CallSite] = field(default_factory=Counter)
    stops: Stops | None = None
    run: Run | None = None
    _nested: bool = False

    def begin(self) -> None:
        """Stops come at passages, whoever's invocation it is."""

    @contextmanager
    def __call__(self, site: CallSite) -> Iterator[None]:
        self._somebody_stops(site)
        yield
        self._somebody_stops(site)

    def _somebody_stops(self, site: CallSite) -> None:
        ready = self.stops is not None and self.run is not None and not self._nested
        if not ready or not self.waiting or self.rng.random() > self.share:
            return
        assert self.stops is not None and self.run is not None
        world = self.stops.world
        if world.stage != "push":
            return
        contact = self.waiting.pop()
        self._nested = True
        self.stops.now(contact)
        self._nested = False
        turn = world.table.turn(TurnKey(contact, self.run.at, self.run.key.cause), world.now)
        self.claimed[contact] = turn is not None
        self.sites[site] += 1


@dataclass
class Stopped:
    """The world after the campaign."""

    world: PushWorld
    run: Run
    gate: StopsAmongPushes
    stops: Stops


@pytest.fixture(scope="module")
def stopped() -> Stopped:
    rng = random.Random(11)
    gate = StopsAmongPushes(rng, share=0.05)
    world = PushWorld(rng, gate=gate, rules=RULES)
    world.channel.latency = (0.001, 0.01)
    people = [
        agree(world, subscriber(number), (TEA_NEWS, ARRIVALS), disclosed_at=NOW)
        for number in range(SUBSCRIBERS)
    ]
    stops = Stops(world)
    gate.stops = stops
    gate.waiting = rng.sample(people, STOPS)
    for number, contact in enumerate(gate.waiting):
        how = WORDS[number % len(WORDS)]
        # Messenger tells nobody of a block.
        stops.how[contact] = WORDS[0] if how == BLOCK and contact.channel == "messenger" else how
    gate.run = world.run_of(people, campaign(topic=TEA_NEWS), size=IN_CHUNK)
    world.run()
    return Stopped(world, gate.run, gate, stops)


def send_state(of: Stopped, contact: ContactKey) -> tuple[SendState, str]:
    turn = of.world.table.turn(TurnKey(contact, of.run.at, of.run.key.cause), of.world.now)
    assert turn is not None
    return turn.sends[0].state, turn.sends[0].reason


def told(of: Stopped) -> Counter[str]:
    return Counter(one.user for one in of.world.channel.seen if "新茶" in one.words)


def test_whoever_stops_before_the_claim_is_not_told(stopped: Stopped) -> None:
    early = [contact for contact, claimed in stopped.gate.claimed.items() if not claimed]
    seen = told(stopped)
    assert len(stopped.gate.claimed) == STOPS
    assert len(early) > STOPS / 4
    assert [contact for contact in early if seen[contact.user]] == []
    states = {send_state(stopped, contact)[0] for contact in early}
    assert states == {SendState.SUPPRESSED}


def test_nothing_is_seen_after_an_acknowledged_stop(stopped: Stopped) -> None:
    by_token = {f"token-{event.cause}": event.user for event in stopped.stops.said}
    acknowledged: set[str] = set()
    late = []
    for one in stopped.world.channel.seen:
        if one.words in ACKNOWLEDGED:
            acknowledged.add(one.user or by_token[one.name])
        elif "新茶" in one.words and one.user in acknowledged:
            late.append(one)
    assert late == []
    assert len(acknowledged) > STOPS / 2


def test_a_stop_of_one_topic_leaves_the_other(stopped: Stopped) -> None:
    for contact, how in stopped.stops.how.items():
        known = stopped.world.table.contacts[contact].subscription(ARRIVALS)
        assert known is not None and known.active is (how == BUTTON), how


def test_everybody_else_is_told_once_and_the_books_are_even(stopped: Stopped) -> None:
    books = push_books(stopped.world, stopped.run)
    suppressed = sum(not claimed for claimed in stopped.gate.claimed.values())
    assert (books.without, books.wrong, books.planned) == (0, 0, SUBSCRIBERS)
    assert books.states == {"sent": SUBSCRIBERS - suppressed, "suppressed": suppressed}
    assert set(told(stopped).values()) == {1}


def test_stops_came_at_every_kind_of_call_that_a_push_makes(stopped: Stopped) -> None:
    assert set(stopped.gate.sites) >= {
        CallSite.RECIPIENTS_READ,
        CallSite.SEND_BEGIN,
        CallSite.SEND_SETTLE,
        CallSite.CHANNEL_CALL,
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_books_are_even_at_every_moment_of_a_faulty_campaign(seed: int) -> None:
    rng = random.Random(seed)
    gate = RandomGate(rng, share=0.8, longest=120)
    world = PushWorld(rng, gate=gate, rules=RULES)
    world.channel.latency = (0.05, 0.3)
    world.channel.shares = {**CHANNEL_FAULTS, "refused": 0.002}
    people = [agree(world, subscriber(n), (TEA_NEWS,), disclosed_at=NOW) for n in range(600)]
    run = world.run_of(people, campaign(topic=TEA_NEWS), size=40)
    for minute in range(40):
        world.run(until=run.at + timedelta(minutes=minute + 1))
        books = push_books(world, run)
        assert books.is_even and books.wrong == 0, minute
    killed_at = {site for site, _ in gate.kills}
    assert gate.kills.total() > 20 and len(killed_at) > 5
    world.use_gate(AimedGate({}))
    world.channel.shares = {}
    world.ask_for(run.key)  # as the planner does for what is undone
    world.run()

    books = push_books(world, run)
    assert (books.without, books.wrong) == (0, 0)
    final = {"sent", "refused", "suppressed", "unknown", "parked"}
    assert set(books.states) <= final and books.is_even
    assert books.states["sent"] > 500
