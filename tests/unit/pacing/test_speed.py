"""An account that was too fast goes slower, and faster again little by little."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shop import NOW
from towkay.domain.pacing.speed import FULL, LEAST, Speed, after_refusal, after_usage, slower

LATER = timedelta(seconds=3)


def test_nothing_said_is_full_speed() -> None:
    assert FULL.now(NOW) == 1


def test_every_refusal_halves_the_speed_down_to_a_least() -> None:
    speed, now, seen = FULL, NOW, []
    for _ in range(8):
        speed = after_refusal(speed, now)
        seen.append(speed.now(now))
        now += timedelta(seconds=2)

    assert seen[:3] == pytest.approx([0.5, 0.26, 0.14])
    assert min(seen) >= LEAST


def test_one_refusal_that_several_workers_meet_halves_it_once() -> None:
    once = after_refusal(FULL, NOW)

    assert after_refusal(once, NOW + timedelta(seconds=1)) == once
    assert after_refusal(once, NOW - timedelta(seconds=1)) == once, "a clock that is behind"
    assert after_refusal(once, NOW + LATER) != once


def test_half_the_speed_is_whole_again_after_fifty_seconds_and_never_more() -> None:
    speed = after_refusal(FULL, NOW)

    assert speed.now(NOW + timedelta(seconds=25)) == pytest.approx(0.75)
    assert speed.now(NOW + timedelta(seconds=50)) == 1
    assert speed.now(NOW + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("percent", "share"), [(0, 1), (80, 1), (81, 1), (90, 0.5), (95, 0.25), (100, LEAST)]
)
def test_a_usage_above_eighty_percent_lowers_the_speed(percent: float, share: float) -> None:
    assert after_usage(FULL, percent, NOW).now(NOW) == pytest.approx(share)


def test_a_usage_that_says_nothing_new_is_no_news() -> None:
    speed = after_usage(FULL, 90, NOW)

    assert after_usage(speed, 90, NOW + LATER) is speed
    assert after_usage(speed, 50, NOW + LATER) is speed, "it rises by itself"


@given(st.floats(LEAST, 1), st.floats(0, 60), st.floats(LEAST, 1), st.floats(0, 120))
def test_the_slower_of_two_stays_the_slower(
    one: float, elapsed: float, other: float, later: float
) -> None:
    now = NOW + timedelta(seconds=60)
    first = Speed(one, NOW + timedelta(seconds=elapsed))
    second = Speed(other, NOW)
    least = slower(first, second, now)
    then = now + timedelta(seconds=later)

    assert least.now(then) <= min(first.now(then), second.now(then)) + 1e-9
