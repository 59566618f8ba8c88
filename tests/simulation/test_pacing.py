"""However many workers there are, an account is called as fast as allowed, and never faster."""

import random
from collections import Counter

import pytest

from tests.simulation.paced import Crew, saturated, windows_over
from towkay.domain.messages import Purpose
from towkay.domain.outcomes import Outcome, Refusal, Verdict

SETTLED = 10.0  # s, by which the lanes are shared out
RATES = (10, 80, 300, 2000)
_LONG, _SHORT = 120.0, 60.0


def length(rate: int) -> float:
    """Of a run, in seconds."""
    return _SHORT if rate == 2000 else _LONG


@pytest.mark.parametrize("rate", RATES)
def test_eight_workers_one_of_them_killed_use_the_rate_and_never_exceed_it(rate: int) -> None:
    crew = saturated(rate, 8, seed=rate, seconds=_LONG, kill=True)

    assert windows_over(crew.calls, rate) == 0
    assert crew.used(SETTLED, _LONG) >= 0.95


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("workers", [1, 3, 40])
def test_fewer_and_more_workers_use_the_rate_as_well(rate: int, workers: int) -> None:
    crew = saturated(rate, workers, seed=rate + workers, seconds=length(rate))

    assert windows_over(crew.calls, rate) == 0
    assert crew.used(SETTLED * 2, length(rate)) >= 0.95


@pytest.mark.parametrize("seed", range(12))
def test_workers_that_come_and_go_never_exceed_the_rate(seed: int) -> None:
    rng = random.Random(seed)
    rate = rng.choice((5, 10, 80, 300))
    crew = Crew(rate, rng)
    for at in range(0, 60, 6):
        purpose = rng.choice(list(Purpose))
        crew.join(rng.randrange(1, 5), at=at, purpose=purpose, dies_at=at + rng.uniform(3, 40))
    crew.run(_SHORT)

    assert crew.calls
    assert windows_over(crew.calls, rate) == 0


def test_workers_that_each_make_seven_calls_a_second_use_the_rate_together() -> None:
    crew = Crew(300, random.Random(1))
    crew.join(60, rest=1 / 7)
    crew.run(_SHORT)

    assert windows_over(crew.calls, 300) == 0
    assert crew.used(30, _SHORT) >= 0.85


def test_nobody_is_left_without_a_part_while_there_are_lanes_for_all() -> None:
    crew = Crew(300, random.Random(2))
    crew.join(3)
    crew.join(5, at=10)
    crew.run(_SHORT)
    made = [sum(call > 45 for call in worker.calls) for worker in crew.workers]

    assert min(made) > 0.5 * sum(made) / len(made)


def test_a_campaign_leaves_a_tenth_that_replies_find_free() -> None:
    crew = Crew(300, random.Random(3))
    crew.join(6, purpose=Purpose.MARKETING)
    crew.join(1, at=30, rest=0.1)
    crew.run(_SHORT)
    campaign = sorted(call for worker in crew.workers[:6] for call in worker.calls)
    replies = crew.workers[6].calls

    assert windows_over(crew.calls, 300) == 0
    assert windows_over(campaign, 270) == 0
    assert sum(15 <= call < 30 for call in campaign) >= 0.95 * 270 * 15
    assert replies[0] < 31.1 and len(replies) > 250, "ten a second, from the first moment"


def test_a_channel_that_takes_half_is_soon_called_at_little_more_than_half() -> None:
    taken: Counter[int] = Counter()

    def half(at: float) -> Outcome:
        taken[int(at)] += 1
        if taken[int(at)] <= 40:
            return Outcome(Verdict.SENT)
        return Outcome(Verdict.SLOW_DOWN, Refusal.RATE)

    crew = Crew(80, random.Random(4), answer=half)
    crew.join(4)
    crew.run(_SHORT)
    refused = sum(max(0, number - 40) for second, number in taken.items() if second >= 20)

    assert 0.25 < crew.used(20, _SHORT) < 0.7
    assert refused < 0.2 * sum(number for second, number in taken.items() if second >= 20)


def test_the_row_is_written_fewer_than_a_hundred_times_a_second() -> None:
    crew = saturated(2000, 100, seed=5, seconds=30)
    writes = Counter(int(at) for worker in crew.workers for at in worker.writes)

    assert max(number for second, number in writes.items() if second >= 3) < 100
    assert sum(writes.values()) / 30 < 50


def test_the_count_of_windows_sees_one_call_too_many() -> None:
    calls = [0.0, 0.5, 0.9, 1.0]

    assert windows_over(calls, 3) == 0
    assert windows_over([*calls, 1.4], 3) == 1
