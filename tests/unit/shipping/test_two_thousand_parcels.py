"""Two thousand parcels whose news comes three times, late and shuffled: what shoppers hear."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise

import pytest

from tests.support.parcel_days import AGAIN, BACK, Days, arriving, parcels
from tests.support.parcels import (
    ATTEMPTED,
    DELAYED,
    DELIVERED,
    HANDED,
    LABEL,
    LOST,
    OUT,
    PICK_UPS,
    RETURNED,
    STORE,
    TRANSIT,
    all_of,
)
from towkay.domain.shipping.news import Milestone, ParcelNews
from towkay.domain.shipping.parcels import Fact, Parcel, happened_at
from towkay.domain.shipping.standing import standing
from towkay.domain.shipping.telling import Silence, Telling, telling_of, told

COUNT = 2000
ALL = frozenset(Milestone)
SEEDS = (7, 2026)
# Told out of this order, somebody would think that a parcel goes backwards.
FORWARD = ({LABEL}, {HANDED}, {TRANSIT}, {STORE, OUT}, {DELIVERED, RETURNED, LOST})
LEVEL = {one: level for level, same in enumerate(FORWARD) for one in same}

Key = tuple[str, str]


@dataclass
class Town:
    """Its parcels, and what their shoppers heard; `came` has each as of when it first came."""

    rows: dict[Key, Parcel] = field(default_factory=dict)
    heard: dict[Key, list[Telling]] = field(default_factory=lambda: defaultdict(list))
    silences: Counter[Silence] = field(default_factory=Counter)
    first: dict[str, datetime] = field(default_factory=dict)
    came: dict[Key, list[ParcelNews]] = field(default_factory=lambda: defaultdict(list))

    def take(self, batch: Sequence[ParcelNews]) -> None:
        """One batch from the queue: what is known first, and then what of it is told."""
        by_parcel: dict[Key, list[ParcelNews]] = defaultdict(list)
        for one in batch:
            by_parcel[one.source, one.parcel].append(one)
            first = self.first.setdefault(one.dedupe, one.received_at)
            self.came[one.source, one.parcel].append(replace(one, received_at=first))
        now = max(one.received_at for one in batch)
        for key, news in by_parcel.items():
            row = all_of(news, self.rows.get(key, Parcel(*key)))
            found = telling_of(row, now, PICK_UPS, ALL)
            if isinstance(found, Telling):
                self.heard[key].append(found)
                row = told(row, found)
            else:
                self.silences[found] += 1
            self.rows[key] = row


@pytest.fixture(scope="module", params=SEEDS)
def lived(request: pytest.FixtureRequest) -> tuple[list[Days], Town]:
    chance = random.Random(request.param)
    days, town = parcels(COUNT, chance), Town()
    coming = arriving(days, chance)
    while coming:
        size = chance.randint(1, 10)
        town.take(coming[:size])
        del coming[:size]
    return days, town


def steps_heard(town: Town, days: Days) -> list[Milestone]:
    return [one.milestone for one in town.heard[days.source, days.name]]


def has(days: Days, *kinds: str) -> bool:
    return any(isinstance(step, tuple) and step[1] in kinds for step in days.steps)


def test_every_shopper_hears_something_and_of_every_milestone_somebody_does(
    lived: tuple[list[Days], Town],
) -> None:
    days, town = lived
    assert all(steps_heard(town, one) for one in days)
    said = Counter(step for one in days for step in steps_heard(town, one))
    assert said.keys() == ALL
    assert min(said.values()) > COUNT // 50
    assert town.silences.keys() >= {Silence.TOLD, Silence.BEHIND, Silence.TAKEN_BACK}


def test_each_milestone_is_told_once(lived: tuple[list[Days], Town]) -> None:
    days, town = lived
    for one in days:
        allowed = Counter(ALL)
        allowed.update(step[0] for step in one.steps if isinstance(step, tuple))
        if has(one, AGAIN):
            allowed[RETURNED] += 1
        assert Counter(steps_heard(town, one)) <= allowed, one.steps


def test_what_is_told_goes_forward(lived: tuple[list[Days], Town]) -> None:
    days, town = lived
    for one in days:
        if has(one, AGAIN, BACK):
            continue  # those are looked at below
        levels = [LEVEL[step] for step in steps_heard(town, one) if step in LEVEL]
        assert levels == sorted(levels), one.steps


def test_what_is_told_goes_back_only_where_the_carrier_went_back(
    lived: tuple[list[Days], Town],
) -> None:
    days, town = lived
    turned = 0
    for one in days:
        said = town.heard[one.source, one.name]
        came = town.came[one.source, one.name]
        turns = [happened_at(news) for news in came if news.again or news.withdraws]
        known = [each for each in said if each.milestone in LEVEL]
        for before, after in pairwise(known):
            if LEVEL[after.milestone] < LEVEL[before.milestone]:
                assert any(before.at <= turn <= after.at for turn in turns), one.steps
                turned += 1
    assert turned > COUNT // 50


def test_after_a_delivery_nobody_hears_that_it_is_on_its_way(
    lived: tuple[list[Days], Town],
) -> None:
    days, town = lived
    under_way = {LABEL, HANDED, TRANSIT, OUT, DELAYED, ATTEMPTED}
    delivered = 0
    for one in days:
        said = steps_heard(town, one)
        if DELIVERED in said and not has(one, BACK):
            delivered += 1
            assert not under_way & set(said[said.index(DELIVERED) :]), one.steps
    assert delivered > COUNT // 2


def test_every_shopper_hears_how_it_ended(lived: tuple[list[Days], Town]) -> None:
    days, town = lived
    for one in days:
        if one.ahead:
            continue  # what came when counts there, and it came shuffled
        now_at = standing(town.rows[one.source, one.name])
        ends = [news.milestone for news in one.news if news.milestone in FORWARD[-1]]
        assert now_at and now_at.milestone is ends[-1], one.steps
        assert steps_heard(town, one)[-1] is now_at.milestone


def test_in_every_order_the_same_is_known_in_the_end(lived: tuple[list[Days], Town]) -> None:
    days, town = lived
    chance = random.Random(len(days))
    for one in days:
        news = list(town.came[one.source, one.name])
        chance.shuffle(news)
        assert untold(all_of(news, Parcel(one.source, one.name))) == untold(
            town.rows[one.source, one.name]
        )


def untold(parcel: Parcel) -> dict[str, Fact]:
    return {name: fact for name, fact in parcel.facts.items() if not name.startswith("told:")}
