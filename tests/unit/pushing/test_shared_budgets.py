"""Nobody is left out for want of money while there is some, and no budget is ever overspent."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.pushes import LEASE, RUN, SENT, PushBench, campaign, on_line, on_messenger
from tests.support.shop import NOW
from towkay.adapters.campaign_watch import RememberingWatch
from towkay.adapters.memory.campaigns import MemoryRuns
from towkay.adapters.memory.gateway import MemoryGateway
from towkay.adapters.memory.pushing import MemoryBatches
from towkay.domain.batches import Batch
from towkay.domain.campaigns import Campaign
from towkay.domain.channels import ContactKey
from towkay.domain.errors import MoneyAside, ServiceUnavailable
from towkay.domain.health import Trouble, account_of
from towkay.domain.messages import Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.policy.reasons import Reason
from towkay.domain.runs import Chunk, ChunkKey, Run, RunKey
from towkay.domain.sends import SendState
from towkay.usecases.deliver import deliver

PUSH = 200_000  # a LINE push is told to cost 0.2 TWD
COST = "0.2 TWD"
PEOPLE = tuple(on_line(number) for number in range(10))
OWN_WORDS = campaign(Text("{name|朋友}，新茶到了"))
GONE = Outcome(Verdict.REFUSED, Refusal.CONTACT_GONE, code="http-400")


def another_watch(bench: PushBench) -> RememberingWatch:
    return RememberingWatch(bench.records, bench.runs, lambda: bench.now)


def holding(bench: PushBench, messages: int = 1) -> RememberingWatch:
    """Another worker who has set money aside."""
    other = another_watch(bench)
    other.facts("demo", RUN.cause)
    for _ in range(messages):
        assert other.set_aside("demo", RUN.cause, PUSH)
        other.spend("demo", RUN.cause, COST)
    return other


def reserved(bench: PushBench) -> int:
    run = bench.runs.run(RUN)
    assert run is not None
    return run.reserved


def sent(bench: PushBench) -> int:
    turns = (bench.turn(key) for key in bench.people)
    return sum(turn is not None and turn.sends[0].state is SendState.SENT for turn in turns)


def untold(bench: PushBench) -> int:
    return sum(bench.turn(key) is None for key in bench.people)


def go_on(bench: PushBench) -> None:
    """The newest message that asks for the chunk, once its delay is over."""
    ask, delay_s = bench.queue.asked.pop()
    bench.now += timedelta(seconds=delay_s)
    bench.push(cursor=ask.cursor, owner=f"run-{bench.now}")


@pytest.mark.parametrize("words", [OWN_WORDS, campaign()])
def test_who_finds_the_rest_of_the_money_with_another_worker_waits_and_is_told(
    words: Campaign,
) -> None:
    bench = PushBench(PEOPLE, campaign=words, budget=10 * PUSH)
    other = holding(bench, 3)
    bench.push()
    assert (sent(bench), untold(bench), bench.is_done) == (7, 3, False)

    for _ in range(3):
        other.unspend("demo", RUN.cause, COST)
    other.settle_up()
    go_on(bench)

    assert (sent(bench), reserved(bench), bench.is_done) == (10, 10 * PUSH, True)


def test_once_the_others_have_spent_it_nobody_waits_any_more() -> None:
    bench = PushBench(PEOPLE, campaign=OWN_WORDS, budget=4 * PUSH)
    other = holding(bench)
    bench.push()
    assert (sent(bench), untold(bench)) == (3, 7)

    other.settle_up()
    go_on(bench)

    assert (sent(bench), untold(bench), bench.is_done) == (3, 0, True)
    assert bench.send(PEOPLE[-1]).reason == Reason.BUDGET


def test_what_a_worker_had_that_died_is_waited_for_no_longer_than_it_may_live() -> None:
    bench = PushBench(PEOPLE, campaign=OWN_WORDS, budget=4 * PUSH)
    holding(bench)
    bench.push()

    go_on(bench)

    assert bench.is_done
    assert (sent(bench), reserved(bench)) == (3, 4 * PUSH)


def test_who_costs_nothing_waits_for_nobodys_money() -> None:
    bench = PushBench((*PEOPLE, on_messenger(1)), budget=PUSH)
    holding(bench)

    bench.push()

    assert (sent(bench), untold(bench)) == (1, 10)


def test_one_worker_leaves_the_others_enough_of_a_small_budget() -> None:
    bench = PushBench(PEOPLE, budget=50 * PUSH)

    holding(bench)

    assert reserved(bench) <= 5 * PUSH


def test_a_person_found_gone_in_a_shared_request_makes_room_for_another() -> None:
    spoilt = Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST, code="http-400")
    bench = PushBench(PEOPLE, budget=4 * PUSH, answers_to_many=[spoilt], answers=[GONE])

    bench.push()

    assert (sent(bench), reserved(bench)) == (4, 4 * PUSH)


def test_a_repetition_of_what_was_paid_for_needs_no_more_money() -> None:
    lost = Outcome(Verdict.UNKNOWN, code="ReadTimeoutError")
    bench = PushBench(PEOPLE[:1], campaign=OWN_WORDS, budget=PUSH, answers=[lost])
    bench.push()

    bench.now += LEASE
    list(deliver(bench.key(PEOPLE[0]), door=bench.door("sweep")))

    assert (sent(bench), reserved(bench), len(bench.calls)) == (1, PUSH, 2)


def test_a_block_of_whoever_dies_before_the_call_is_paid_once() -> None:
    bench = PushBench(PEOPLE[:2], budget=2 * PUSH)

    class Dying(MemoryBatches):
        def open(self, batch: Batch) -> bool:
            raise KeyboardInterrupt

    bench.tools["batches"] = Dying(bench.batch_rows)
    with pytest.raises(KeyboardInterrupt):
        bench.push()
    del bench.tools["batches"]
    bench.now += LEASE + timedelta(seconds=1)
    bench.push()
    bench.push()

    assert (sent(bench), reserved(bench)) == (2, 2 * PUSH)


class _Counting(MemoryRuns):
    """Counts how often the run is read."""

    reads = 0

    def run(self, key: RunKey) -> Run | None:
        self.reads += 1
        return super().run(key)


@pytest.mark.parametrize("is_back", [False, True])
def test_the_run_is_not_read_again_for_each_who_lacks_the_money(is_back: bool) -> None:
    people = tuple(on_line(number) for number in range(200))
    bench = PushBench(people, campaign=OWN_WORDS, budget=4 * PUSH)
    other = holding(bench)
    if is_back:
        other.settle_up()
    bench.runs = _Counting(bench.rows)

    bench.push()

    assert (sent(bench), untold(bench)) == (3, 0 if is_back else 197)
    assert bench.runs.reads < 12


def test_what_one_gives_back_oneself_is_found_at_once() -> None:
    bench = PushBench(PEOPLE, budget=PUSH)
    watch = another_watch(bench)
    assert watch.set_aside("demo", RUN.cause, PUSH)
    watch.spend("demo", RUN.cause, COST)
    assert not watch.set_aside("demo", RUN.cause, PUSH)

    watch.unspend("demo", RUN.cause, COST)

    assert watch.set_aside("demo", RUN.cause, PUSH)


def test_what_others_give_back_is_found_within_seconds() -> None:
    bench = PushBench(PEOPLE, budget=PUSH)
    other, watch = holding(bench), another_watch(bench)
    with pytest.raises(MoneyAside):
        watch.set_aside("demo", RUN.cause, PUSH)
    other.unspend("demo", RUN.cause, COST)
    other.settle_up()
    with pytest.raises(MoneyAside):
        watch.set_aside("demo", RUN.cause, PUSH)

    bench.now += timedelta(seconds=5)

    assert watch.set_aside("demo", RUN.cause, PUSH)


def test_after_a_no_the_account_is_told_of_though_the_money_cannot_be_given_back() -> None:
    revoked = Outcome(Verdict.REFUSED, Refusal.CREDENTIALS, code="http-401")
    bench = PushBench(PEOPLE[:1], campaign=OWN_WORDS, budget=2 * PUSH, answers=[revoked])

    class Unreachable(RememberingWatch):
        def unspend(self, brand: str, cause: str, cost: str) -> None:
            raise ServiceUnavailable("the run is out of reach")

    bench.watch = Unreachable
    bench.push()

    assert bench.accounts.read(account_of(PEOPLE[0])).trouble is Trouble.CREDENTIALS


class _Channel(MemoryGateway):
    """A channel on which some of the people are gone."""

    def __init__(self, bench: PushBench, gone: set[ContactKey]) -> None:
        super().__init__(lambda call, _: GONE if call.contact in gone else SENT)


@settings(max_examples=60, deadline=None)
@given(
    budget=st.integers(0, 30),
    sizes=st.lists(st.integers(1, 12), min_size=2, max_size=4),
    gone=st.sets(st.integers(0, 40), max_size=6),
    rng=st.randoms(use_true_random=False),
)
def test_as_many_are_told_as_the_money_lasts_for_whoever_works_beside_whom(
    budget: int, sizes: list[int], gone: set[int], rng: Random
) -> None:
    """Other workers take some of it meanwhile, and give it all back some day."""
    people = tuple(on_line(number) for number in range(sum(sizes)))
    bench = PushBench(people, campaign=OWN_WORDS, budget=budget * PUSH)
    lost = {key for number, key in enumerate(people) if number in gone}
    bench.tools["gateway"] = _Channel(bench, lost)
    pending = chunked(bench, sizes)
    others = [another_watch(bench) for _ in range(3)]
    for other in others:
        with suppress(MoneyAside):
            other.set_aside("demo", RUN.cause, PUSH * rng.randint(1, 5))
    while pending:
        bench.chunk, cursor = pending.pop(rng.randrange(len(pending)))
        bench.push(cursor=cursor, owner=f"run-{rng.random()}")
        pending += [(ask.chunk, ask.cursor) for ask, _ in bench.queue.asked]
        bench.queue.asked.clear()
        bench.now += timedelta(seconds=rng.randint(1, 20))
        if others and (rng.random() < 0.5 or bench.now > NOW + timedelta(seconds=60)):
            others.pop().settle_up()
    for other in others:
        other.settle_up()

    told = [bench.send(key) for key in people]
    paid = sum(send.state is SendState.SENT for send in told)
    assert reserved(bench) == paid * PUSH <= budget * PUSH
    assert paid == min(budget, len(people) - len(lost))


def chunked(bench: PushBench, sizes: list[int]) -> list[tuple[ChunkKey, int]]:
    """The bench's people in chunks of these sizes, each to be pushed from its beginning."""
    people, asks = list(bench.people), []
    for number, size in enumerate(sizes):
        key = replace(bench.chunk, number=number)
        bench.rows.chunks[RUN][key] = Chunk(key, tuple(people[:size]))
        del people[:size]
        asks.append((key, 0))
    return asks
