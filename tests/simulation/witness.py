"""What did shoppers see in the month, and was it seen at a bad time or too often?

Asked of the channel's ledger alone: from the words of what was seen, and from who people are. None
of the product's own code is trusted with an answer.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.simulation.month import (
    BRAND_ZONE,
    CAMPAIGNS,
    MOST_A_DAY,
    MOST_A_WEEK,
    MOST_PARCELS,
    ZONES,
    Month,
    Person,
)

_TOLD = re.compile(r"\[(\w+)\]")
_CALL = timedelta(seconds=10)  # from the permit until the shopper sees it
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_MARKETING = {telling.name for telling in CAMPAIGNS}
_UNKNOWN = ZONES[-1]


class Sight(NamedTuple):
    """A notice that somebody saw."""

    who: str
    zone: str
    what: str
    at: datetime


def sights(month: Month) -> Iterator[Sight]:
    """Every notice that was seen, in the order of the channel's ledger."""
    owners = {contact.user: person for person in month.people for contact in person.contacts}
    for seen in month.world.channel.seen:
        told = _TOLD.match(seen.words)
        if told:
            person = owners[seen.user]
            yield Sight(_name(person), _zone(person), told[1], seen.at)


def in_quiet_hours(month: Month) -> list[Sight]:
    """Seen between nine at night and nine in the morning on the wall where the person is."""
    found = []
    for sight in sights(month):
        asked = (sight.at - _CALL).astimezone(ZoneInfo(sight.zone))
        seen = sight.at.astimezone(ZoneInfo(sight.zone))
        if not 9 <= seen.hour < 21 and not 9 <= asked.hour < 21:
            found.append(sight)
    return found


def too_many(month: Month) -> list[tuple[str, datetime]]:
    """People who saw more than a cap allows within its time, however that time is laid."""
    marketing, parcels = (
        defaultdict[str, list[datetime]](list),
        defaultdict[str, list[datetime]](list),
    )
    for sight in sights(month):
        (marketing if sight.what in _MARKETING else parcels)[sight.who].append(sight.at)
    return [
        *_crowded(marketing, MOST_A_DAY, _DAY),
        *_crowded(marketing, MOST_A_WEEK, _WEEK),
        *_crowded(parcels, MOST_PARCELS, _DAY),
    ]


def _crowded(
    seen: dict[str, list[datetime]], most: int, within: timedelta
) -> Iterator[tuple[str, datetime]]:
    for who, moments in seen.items():
        for first, beyond in zip(sorted(moments), sorted(moments)[most:], strict=False):
            if beyond - first < within - _CALL:
                yield who, beyond


def _name(person: Person) -> str:
    return person.name or person.contacts[0].user


def _zone(person: Person) -> str:
    return BRAND_ZONE if person.zone in ("", _UNKNOWN) else person.zone
