"""However planners are killed, refused, late or doubled, everybody is in exactly one chunk."""

import random
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import combinations, cycle, pairwise

import pytest

from tests.simulation.gates import ERRORS, KILLS, AimedGate
from tests.simulation.planners import (
    PAGE,
    OnePage,
    Trembling,
    assert_books,
    outages,
    tick,
    tick_until,
)
from tests.support.planning import AT, LONG_AGO, MINUTE, TOPIC, Bureau, a_campaign
from towkay.adapters.callsites import CallSite
from towkay.adapters.memory.campaigns import MemoryRuns
from towkay.domain.audiences import NotThese, Tagged
from towkay.domain.campaigns import CampaignState
from towkay.domain.channels import ContactKey
from towkay.domain.profile import Tag
from towkay.domain.runs import SHARDS, RunKey, RunState
from towkay.domain.schedules import Repeated

# Those of campaigns that planners pass; the others are their workers'.
OF_PLANNERS = {
    CallSite.PACK_READ,
    CallSite.CAMPAIGNS_READ,
    CallSite.CAMPAIGN_WRITE,
    CallSite.RUN_START,
    CallSite.RUNS_READ,
    CallSite.RUN_MOVE,
    CallSite.CHUNK_PUT,
    CallSite.CHUNK_READ,
    CallSite.CHUNKS_READ,
    CallSite.CHUNKS_QUEUE,
    CallSite.FOLLOWERS_READ,
    CallSite.CONTACTS_READ,
}
NOT_VIP = NotThese(Tagged("vip"))


def asked(bureau: Bureau) -> set[object]:
    return {ask.chunk for ask in bureau.asks()}


def test_of_a_hundred_thousand_everybody_is_in_one_chunk_though_each_page_kills_its_planner() -> (
    None
):
    bureau = Bureau()
    bureau.approve(a_campaign())
    people = bureau.follow(100_000)
    gate = OnePage(cycle(PAGE))

    def is_read() -> bool:
        return bool(bureau.runs()) and bureau.run().state is RunState.SENDING

    ticks = tick_until(bureau, is_read, gate=gate, begin=gate.begin)

    run = bureau.run()
    assert gate.kills >= run.chunks > 200
    assert ticks < 3 * gate.kills
    assert bureau.chunked() == Counter(people)
    assert_books(bureau, run)
    assert asked(bureau) == set(bureau.rows.chunks[run.key])


@pytest.mark.parametrize("seed", range(4))
def test_people_who_come_and_go_while_it_is_read_are_in_at_most_one_chunk(seed: int) -> None:
    rng = random.Random(seed)
    bureau = Bureau()
    bureau.approve(a_campaign(audience=NOT_VIP))
    lasting, leaving = bureau.follow(3_000), bureau.follow(3_000)
    gate = Trembling(rng, 0.05)
    left = iter(leaving)

    def move_some() -> None:
        for key in [one for one, _ in zip(left, range(60), strict=False)]:
            changed(bureau, key, is_back=rng.random() < 0.5)

    def is_read() -> bool:
        return bool(bureau.runs()) and bureau.run().state is RunState.SENDING

    tick_until(bureau, is_read, gate=gate, begin=move_some)

    assert set(bureau.chunked().values()) == {1}
    assert set(lasting) <= set(bureau.chunked())
    assert_books(bureau, bureau.run())


def changed(bureau: Bureau, key: ContactKey, *, is_back: bool) -> None:
    """The contact leaves the topic, and may be back at once."""
    if is_back:
        bureau.table.followers.put("demo", TOPIC, key, AT + MINUTE)
    else:
        bureau.table.followers.drop("demo", TOPIC, key)


def narrowed(gate: AimedGate | None = None) -> Bureau:
    """Six people in as many shards, one of them not meant; a pause, and then the end."""
    bureau = Bureau()
    bureau.approve(a_campaign(audience=NOT_VIP))
    bureau.follow(5, called="anybody-")
    bureau.follow(1, called="vip-", tags=(Tag("vip", LONG_AGO),))
    faulty = gate or AimedGate({})
    tick(bureau, AT, faulty)
    bureau.asks()  # dropped by workers that saw the pause
    bureau.decide(CampaignState.PAUSED, AT + timedelta(seconds=52))
    bureau.decide(CampaignState.APPROVED, AT + timedelta(seconds=58))
    for minute in range(1, 6):
        tick(bureau, AT + minute * MINUTE, faulty)
        bureau.work()
    return bureau


def survived(faults: Iterable[tuple[int, str]]) -> AimedGate:
    gate = AimedGate(dict(faults))
    bureau = narrowed(gate)
    run = bureau.run()
    assert (run.state, run.planned, run.finished) == (RunState.DONE, 5, run.chunks), gate.targets
    assert set(bureau.chunked().values()) == {1}
    assert_books(bureau, run)
    return gate


def test_every_fault_of_every_call_of_a_planner_is_survived() -> None:
    calm = survived([])
    assert set(calm.passages) == OF_PLANNERS
    for number, _ in enumerate(calm.passages):
        for kind in KILLS + ERRORS:
            assert survived([(number, kind)]).struck == 1


def test_what_a_killed_planner_stored_is_in_the_books_of_what_is_cancelled_then() -> None:
    ended = 0
    for number in range(len(survived([]).passages)):
        for kind in KILLS + ERRORS:
            bureau = Bureau()
            bureau.approve(a_campaign(audience=NOT_VIP))
            bureau.follow(20, called="anybody-")
            tick(bureau, AT, AimedGate({number: kind}))
            bureau.decide(CampaignState.CANCELLED, AT + timedelta(seconds=55))
            for minute in range(1, 4):
                bureau.work()
                tick(bureau, AT + minute * MINUTE)
            for run in bureau.runs():
                assert run.state in (RunState.CANCELLED, RunState.DONE), (number, kind)
                assert_books(bureau, run)
                ended += 1
    assert ended > 100


def test_every_pair_of_kills_is_survived() -> None:
    passages = len(survived([]).passages)
    rng = random.Random(11)
    pairs = list(combinations(range(passages), 2))
    for pair in rng.sample(pairs, min(len(pairs), 1_500)):
        survived((number, rng.choice(KILLS + ERRORS)) for number in pair)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_late_starts_within_its_grace_and_nothing_starts_beyond_it(seed: int) -> None:
    rng = random.Random(seed)
    bureau = Bureau()
    grace = timedelta(hours=3)
    hourly = a_campaign(schedule=Repeated("0 */6 * * *"), grace_s=int(grace.total_seconds()))
    bureau.approve(hourly)
    bureau.follow(40)
    span = timedelta(days=6)
    closed = outages(rng, span)
    begun: dict[RunKey, datetime] = {}
    for minute in range(int(span / MINUTE)):
        at = AT + minute * MINUTE
        if any(first <= at < last for first, last in closed):
            continue
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            begun |= {run.key: at for run in tick(bureau, at).claimed}
        bureau.work()

    runs = bureau.runs()
    assert [run.at.hour % 6 for run in runs] == [4] * len(runs)
    assert len(runs) >= 22 and len({run.at for run in runs}) == len(runs)
    gaps = {later.at - earlier.at for earlier, later in pairwise(runs)}
    assert gaps == {timedelta(hours=6)}
    for run in runs:
        is_stale = begun[run.key] > run.at + grace
        assert run.state is (RunState.EXPIRED if is_stale else RunState.DONE)
        assert run.planned == (0 if is_stale else 40)
    states = Counter(run.state for run in runs)
    assert states[RunState.EXPIRED] >= 4  # the outages of twelve and of thirty hours


@pytest.mark.parametrize("seed", range(12))
def test_planned_adds_up_whatever_people_decide_and_planners_suffer(seed: int) -> None:
    rng = random.Random(seed)
    bureau = Bureau()
    bureau.approve(a_campaign(audience=NOT_VIP))
    bureau.follow(1_500)
    gate = Trembling(rng, 0.03)
    states = [CampaignState.PAUSED, CampaignState.APPROVED]
    for minute in range(60):
        at = AT + minute * MINUTE
        if rng.random() < 0.2:
            bureau.decide(rng.choice(states), at)
        for _ in range(rng.choice((1, 1, 2))):
            tick(bureau, at, gate)
        worked(bureau, rng)
    end = rng.choice([CampaignState.APPROVED, CampaignState.CANCELLED])
    bureau.decide(end, AT + timedelta(hours=1))
    for minute in range(60, 120):
        tick(bureau, AT + minute * MINUTE)
        bureau.work()

    run = bureau.run()
    assert run.state in (RunState.DONE, RunState.CANCELLED)
    assert run.finished == run.chunks <= SHARDS
    assert run.planned == 1_500 or end is CampaignState.CANCELLED
    assert_books(bureau, run)


def worked(bureau: Bureau, rng: random.Random) -> None:
    """Some asks are worked, some twice; those that are read during a pause are dropped."""
    is_paused = bureau.record().state is CampaignState.PAUSED
    for ask in bureau.asks():
        for _ in range(0 if is_paused else rng.choice((1, 2))):
            MemoryRuns(bureau.rows).finish_chunk(ask.chunk)
