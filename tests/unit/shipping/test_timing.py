"""What of a parcel may be told at night."""

from dataclasses import replace

import pytest

from tests.support.parcels import OUT, PICK_UPS, STORE, TAIPEI, after, at, news
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.telling import Telling, telling_of
from towkay.domain.shipping.timing import passes_quiet_until

ALL = frozenset(Milestone)


def telling(milestone: Milestone, hours: float, end: float | None = None) -> Telling:
    found = telling_of(after(news(milestone, hours)), at(hours), PICK_UPS, ALL)
    assert isinstance(found, Telling)
    return replace(found, collect_by=None if end is None else at(end))


@pytest.mark.parametrize(
    ("told_of", "now", "passes"),
    [
        (telling(STORE, 9), 11, True),  # arrived at 21:00, said at 23:00
        (telling(STORE, 9), 12, False),  # said at midnight: yesterday's
        (telling(STORE, -11.5), -11, True),  # arrived at 00:30, said at 01:00
        (telling(STORE, 9, end=60), 13, False),  # there are other days
        (telling(STORE, 9, end=12), 13, False),  # it came, and was to be collected, yesterday
        (telling(STORE, 9, end=10), 9.5, True),  # until 22:00, half an hour before
        (telling(STORE, 9, end=10), 10, False),  # too late
        *((telling(one, 9), 9, False) for one in ALL - {STORE}),
    ],
)
def test_at_night_only_what_came_to_its_store_that_day_is_told(
    told_of: Telling, now: float, passes: bool
) -> None:
    until = passes_quiet_until(told_of.milestone, told_of.at, told_of.collect_by, TAIPEI)
    assert (until is not None and at(now) < until) is passes


def test_what_comes_to_the_door_waits_for_the_morning() -> None:
    assert passes_quiet_until(OUT, at(9), None, TAIPEI) is None
