"""What of a parcel may be told at night."""

from dataclasses import replace

import pytest

from tests.support.parcels import OUT, PICK_UPS, STORE, TAIPEI, after, at, news
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.telling import Telling, telling_of
from towkay.domain.shipping.timing import passes_quiet

ALL = frozenset(Milestone)


def telling(milestone: Milestone, hours: float, end: float | None = None) -> Telling:
    found = telling_of(after(news(milestone, hours)), at(hours), PICK_UPS, ALL)
    assert isinstance(found, Telling)
    return replace(found, collect_by=None if end is None else at(end))


@pytest.mark.parametrize(
    ("told_of", "now", "passes"),
    [
        (telling(STORE, 9), 11, True),  # arrived at 21:00, said at 23:00
        (telling(STORE, 9), 13, False),  # said at 01:00: yesterday's
        (telling(OUT, 9), 11, True),
        (telling(OUT, 9), 13, False),
        (telling(STORE, 9, end=36), 13, True),  # until the midnight that ends this day
        (telling(STORE, 9, end=37), 13, False),  # there is another day
        (telling(STORE, -20, end=10), 9, True),  # until 22:00, an hour before
        (telling(STORE, -20, end=10), 11, False),  # an hour after
        *((telling(one, 9), 9, False) for one in ALL - {STORE, OUT}),
    ],
)
def test_at_night_only_what_can_be_acted_upon_today_is_told(
    told_of: Telling, now: float, passes: bool
) -> None:
    found = passes_quiet(told_of.milestone, told_of.at, told_of.collect_by, at(now), TAIPEI)
    assert found is passes
