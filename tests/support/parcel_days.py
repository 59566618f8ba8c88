"""The days of many parcels, as carriers go through them, and how news of them really arrives."""

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.support.parcels import (
    ATTEMPTED,
    DELAYED,
    DELIVERED,
    HANDED,
    HOUR,
    LABEL,
    LOST,
    OUT,
    RETURNED,
    STORE,
    TRANSIT,
    at,
)
from towkay.domain.shipping.news import Milestone, ParcelNews

AGAIN, BACK = "again", "withdrawn"  # what a step of a journey is besides its milestone

Step = Milestone | tuple[Milestone, str]

# What happens to parcels; carriers say most of it with several codes.
JOURNEYS: tuple[tuple[Step, ...], ...] = (
    (LABEL, HANDED, TRANSIT, TRANSIT, OUT, DELIVERED),
    (LABEL, LABEL, TRANSIT, STORE, DELIVERED),
    (LABEL, HANDED, TRANSIT, DELAYED, TRANSIT, STORE, DELIVERED),
    (HANDED, TRANSIT, OUT, ATTEMPTED, TRANSIT, OUT, ATTEMPTED, OUT, DELIVERED),
    (LABEL, HANDED, TRANSIT, STORE, RETURNED, RETURNED),
    (LABEL, TRANSIT, STORE, RETURNED, (STORE, AGAIN), DELIVERED),
    (HANDED, TRANSIT, STORE, (STORE, AGAIN), DELIVERED),
    (HANDED, TRANSIT, OUT, DELIVERED, (DELIVERED, BACK), ATTEMPTED, STORE, DELIVERED),
    (LABEL, HANDED, DELAYED, TRANSIT, LOST),
    (LABEL, HANDED, TRANSIT, LOST, DELIVERED),
    (TRANSIT, DELIVERED),
    # Somebody at a depot scans what has long been handed out.
    (HANDED, TRANSIT, OUT, DELIVERED, DELAYED, TRANSIT),
    (HANDED, TRANSIT, STORE, DELIVERED, ATTEMPTED),
)


@dataclass(frozen=True, slots=True)
class Days:
    """One parcel: what happened to it, in its order, and by how much its source's clock is off."""

    source: str
    name: str
    steps: tuple[Step, ...]
    news: tuple[ParcelNews, ...]
    ahead: timedelta


def parcels(count: int, chance: random.Random) -> list[Days]:
    """So many parcels of five sources, each journey among them."""
    sources = ("ecpay", "shopify", "easypost", "aftership", "json")
    return [
        _days(sources[number % 5], f"{number:05}", JOURNEYS[number % len(JOURNEYS)], chance)
        for number in range(count)
    ]


def arriving(days: list[Days], chance: random.Random) -> list[ParcelNews]:
    """All news three times, shuffled, each when it comes: up to three days late."""
    came = [
        replace(
            one,
            occurred_at=one.occurred_at + parcel.ahead,
            received_at=one.occurred_at + chance.random() ** 3 * 72 * HOUR,
        )
        for parcel in days
        for one in parcel.news
        for _ in range(3)
    ]
    return sorted(came, key=lambda one: one.received_at)


def _days(source: str, name: str, steps: tuple[Step, ...], chance: random.Random) -> Days:
    moment, news = at(chance.randrange(48)), []
    for number, step in enumerate(steps):
        # Some scans fall into the same second.
        moment += chance.choice((timedelta(), HOUR, 7 * HOUR)) if number else timedelta()
        news.append(_news(source, name, step, moment, number))
    # One in sixteen tells the hour of Taipei as if it were that of Greenwich.
    return Days(source, name, steps, tuple(_apart(news)), 8 * HOUR * (chance.randrange(16) == 0))


def _news(source: str, name: str, step: Step, moment: datetime, number: int) -> ParcelNews:
    milestone, kind = step if isinstance(step, tuple) else (step, "")
    is_back = kind == BACK
    return ParcelNews(
        source,
        name,
        None if is_back else milestone,
        code=f"{milestone}-{number}",
        occurred_at=moment,
        received_at=moment,
        dedupe=f"{source} {name} {number}",
        again=kind == AGAIN,
        withdraws=milestone if is_back else None,
        needs_person=is_back,
    )


def _apart(news: list[ParcelNews]) -> list[ParcelNews]:
    """No step in the second of the one before it, where that is a turn of the journey."""
    apart: list[ParcelNews] = []
    for one in news:
        is_turn = apart and (one.again or one.withdraws or apart[-1].withdraws or apart[-1].again)
        least = apart[-1].occurred_at + timedelta(seconds=1) if is_turn else one.occurred_at
        moment = max(one.occurred_at, least, apart[-1].occurred_at if apart else least)
        apart.append(replace(one, occurred_at=moment, received_at=moment))
    return apart
