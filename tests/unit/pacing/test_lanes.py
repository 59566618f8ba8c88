"""The rate of an account is cut into lanes, and no lane is ever of two workers at once."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulation.paced import windows_over
from tests.support.shop import NOW
from towkay.domain.pacing.lanes import (
    GUARD,
    TERM,
    WINDOW,
    Ask,
    Lease,
    Pace,
    cut,
    free_lanes,
    leased,
    next_free,
    wait_for_slot,
)

TEN = cut(10)


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def after(*asks: Ask, pace: Pace | None = None, seconds: float = 0) -> Pace:
    """The row after these asks, one after the other."""
    pace = pace or Pace()
    for ask in asks:
        pace = leased(pace, ask, TEN, at(seconds))
    return pace


def held(pace: Pace, owner: str) -> int:
    lease = pace.of(owner)
    return lease.lanes if lease else 0


@pytest.mark.parametrize(
    ("rate", "number", "each"),
    [(1, 1, 1), (10, 10, 1), (80, 80, 1), (250, 83, 3), (300, 100, 3), (2000, 100, 20)],
)
def test_a_rate_is_cut_into_at_most_a_hundred_lanes(rate: int, number: int, each: int) -> None:
    lanes = cut(rate)
    assert (lanes.number, lanes.each) == (number, each)


@given(st.integers(1, 100_000))
def test_lanes_never_carry_more_than_the_rate_and_waste_less_than_two_percent(rate: int) -> None:
    lanes = cut(rate)
    assert 0.98 * rate < lanes.number * lanes.each <= rate


@given(st.integers(2, 100_000))
def test_marketing_leaves_a_tenth_of_the_lanes_to_everything_else(rate: int) -> None:
    lanes = cut(rate)
    assert 0 < lanes.for_marketing <= 0.9 * lanes.number


def test_a_wish_is_granted_as_far_as_lanes_are_free() -> None:
    pace = after(Ask("a", 7), Ask("b", 7))

    assert (held(pace, "a"), held(pace, "b")) == (7, 3)
    assert free_lanes(pace, TEN, marketing=False) == 0


def test_who_renews_keeps_what_it_had_and_no_more_than_it_wants() -> None:
    pace = after(Ask("a", 7), Ask("a", 4))

    assert held(pace, "a") == 4
    assert free_lanes(pace, TEN, marketing=False) == 3, "three wait for the guard"
    assert pace.of("a") == Lease("a", 4, at(0) + TERM, 4)


def test_lanes_of_somebody_who_vanished_are_nobodys_until_the_guard_has_passed() -> None:
    pace = after(Ask("a", 10))
    end = (TERM + GUARD).total_seconds()

    assert held(after(Ask("b", 10), pace=pace, seconds=end - 0.001), "b") == 0
    assert held(after(Ask("b", 10), pace=pace, seconds=end), "b") == 10


def test_lanes_given_up_are_nobodys_until_the_guard_has_passed() -> None:
    pace = after(Ask("a", 10), Ask("a", 4))
    end = GUARD.total_seconds()

    assert held(after(Ask("b", 10), pace=pace, seconds=end - 0.001), "b") == 0
    assert held(after(Ask("b", 10), pace=pace, seconds=end), "b") == 6


def test_the_guard_outlasts_two_clocks_that_are_two_seconds_off_and_a_whole_second() -> None:
    assert timedelta(seconds=2 + 2) + WINDOW < GUARD


def test_a_newcomer_waits_until_holders_have_made_way_for_a_fair_share() -> None:
    pace = after(Ask("a", 10), Ask("b", 10))
    assert (held(pace, "a"), held(pace, "b")) == (10, 0)

    pace = after(Ask("a", 10), pace=pace, seconds=5)
    assert held(pace, "a") == 5
    assert next_free(pace, at(6)) == at(5) + GUARD

    pace = after(Ask("b", 10), pace=pace, seconds=5 + GUARD.total_seconds())
    assert (held(pace, "a"), held(pace, "b")) == (5, 5)


def test_holders_give_up_no_more_than_is_missing() -> None:
    pace = after(Ask("a", 5), Ask("b", 5), Ask("c", 1), Ask("a", 5), Ask("b", 5))

    assert held(pace, "a") + held(pace, "b") == 9


def test_nobody_gives_up_lanes_for_somebody_who_wants_no_more() -> None:
    pace = after(Ask("a", 8), Ask("b", 2), Ask("a", 8))

    assert held(pace, "a") == 8


def test_who_vanished_while_waiting_keeps_nothing_from_anybody() -> None:
    pace = after(Ask("a", 10), Ask("b", 10))

    assert held(after(Ask("a", 10), pace=pace, seconds=16), "a") == 10


def test_nobody_waits_in_a_row_where_a_fair_share_is_less_than_a_lane() -> None:
    pace = after(*(Ask(f"w{number}", 1) for number in range(10)))

    assert after(Ask("late", 1), pace=pace) is pace
    assert next_free(pace, at(0)) == at(0) + TERM - timedelta(seconds=2)


def test_asking_again_while_waiting_changes_nothing() -> None:
    pace = after(Ask("a", 10), Ask("b", 10))

    assert after(Ask("b", 10), pace=pace, seconds=1) is pace


def test_marketing_never_takes_the_last_tenth() -> None:
    pace = after(Ask("a-m", 10, marketing=True), Ask("b-m", 10, marketing=True), Ask("a", 10))

    assert held(pace, "a-m") + held(pace, "b-m") == 9
    assert held(pace, "a") == 1


def test_marketing_makes_way_for_replies_and_replies_do_not_for_marketing() -> None:
    campaign, reply = Ask("a-m", 10, marketing=True), Ask("b", 10)

    assert held(after(campaign, reply, campaign), "a-m") == 5
    assert held(after(reply, campaign, reply), "b") == 10


def test_in_no_second_are_there_more_calls_than_the_lanes_carry() -> None:
    calls: list[float] = []
    tick = 1000.0
    for _ in range(12):
        tick += wait_for_slot(calls, 3, 1.0, tick).total_seconds()
        calls.append(tick)

    gaps = [last - first for first, last in zip(calls, calls[3:], strict=False)]
    assert min(gaps) == pytest.approx(WINDOW.total_seconds())


def test_half_the_speed_is_half_the_calls_or_for_a_single_one_twice_the_time() -> None:
    assert wait_for_slot([1.0, 1.0], 4, 0.5, 1.0) == WINDOW
    assert wait_for_slot([1.0], 1, 0.5, 1.0) == 2 * WINDOW
    assert wait_for_slot([1.0], 1, 0.5, 6.0) == timedelta()


@given(st.integers(1, 40), st.floats(1 / 16, 1))
def test_at_no_speed_are_there_more_calls_in_a_second(most: int, share: float) -> None:
    calls: list[float] = []
    tick = 1000.0
    for _ in range(4 * most):
        tick += wait_for_slot(calls, most, share, tick).total_seconds()
        calls.append(tick)

    assert windows_over(calls, most) == 0
    assert len(calls) / (tick - 1000 + 1.02 / share) <= most * share
