"""What a wall clock means in the nights that change it, in forty zones, to the end of 2030."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from tests.support.campaigns import a_campaign
from towkay.adapters.cron import CronsimCalendar
from towkay.domain.calendar.occurrences import occurrences
from towkay.domain.calendar.walls import is_skipped, moment_of, wall_of
from towkay.domain.schedules import Repeated

# Wherever clocks change, south and north, by an hour and by half of one, and where they never do.
ZONES = tuple(
    """
Africa/Cairo Africa/Casablanca Africa/El_Aaiun America/Asuncion America/Bogota America/Chicago
America/Denver America/Godthab America/Halifax America/Havana America/Los_Angeles
America/Mexico_City America/Miquelon America/New_York America/Nuuk America/Port-au-Prince
America/Santiago America/Sao_Paulo America/Scoresbysund America/St_Johns Antarctica/Troll
Asia/Beirut Asia/Gaza Asia/Jerusalem Asia/Kolkata Asia/Nicosia Asia/Taipei Asia/Tokyo
Atlantic/Azores Australia/Adelaide Australia/Lord_Howe Australia/Sydney Europe/Chisinau
Europe/Dublin Europe/Kyiv Europe/London Europe/Paris Pacific/Auckland Pacific/Chatham
Pacific/Easter
""".split()  # noqa: SIM905  # forty names in quotes are hard to read
)
TIMES = ("02:30", "03:00", "23:59", "00:00")
FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)
NEW_YORK = "America/New_York"
CRON = CronsimCalendar().times


def transitions(zone: str) -> list[datetime]:
    """The days around which the zone's offset changes."""
    day, end, found = datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC), []
    while day < end:
        following = day + timedelta(days=1)
        if wall_of(following, zone) - wall_of(day, zone) != timedelta(days=1):
            found.append(day)
        day = following
    return found


def ticks(zone: str, rng: random.Random) -> list[datetime]:
    """The moments up to which a planner looked: months apart, and close to a change minutes."""
    moments = {datetime(2025, 12, 30, tzinfo=UTC), datetime(2031, 1, 3, tzinfo=UTC)}
    for change in transitions(zone):
        at = change - timedelta(days=2)
        while at < change + timedelta(days=3):
            moments.add(at)
            at += timedelta(minutes=rng.choice((1, 7, 60, 300)))
    return sorted(moments)


def test_there_are_forty_zones_and_most_of_them_change() -> None:
    assert len(ZONES) == 40
    assert sum(bool(transitions(zone)) for zone in ZONES) >= 30


@pytest.mark.parametrize("zone", ZONES)
def test_every_local_day_has_its_one_occurrence_whoever_asks_and_however_often(zone: str) -> None:
    rng = random.Random(zone)
    days = (LAST - FIRST).days + 1
    looked = ticks(zone, rng)
    for time in TIMES:
        hour, minute = time.split(":")
        campaign = a_campaign(Repeated(f"{int(minute)} {int(hour)} * * *"), zone=zone)
        fired: Counter[str] = Counter()
        named: dict[str, datetime] = {}
        for after, until in pairwise(looked):
            found = occurrences(campaign, after, until, cron=CRON)
            if until - after < timedelta(minutes=5):
                assert found == occurrences(campaign, after, until, cron=CRON)
            fired.update(one.name for one in found)
            named.update({one.name: one.at for one in found})
        of_days = Counter(name.partition("@")[2][:10] for name in fired)
        wanted = {(FIRST + timedelta(days=number)).isoformat() for number in range(days)}
        assert wanted <= of_days.keys()
        assert set(fired.values()) == set(of_days.values()) == {1}
        assert len(set(named.values())) == len(named)


def test_a_time_that_a_spring_night_skips_comes_as_much_later() -> None:
    skipped = datetime.fromisoformat("2026-03-08T02:30")
    assert is_skipped(skipped, NEW_YORK)
    shown = wall_of(moment_of(skipped, NEW_YORK), NEW_YORK)
    assert shown.isoformat() == "2026-03-08T03:30:00"


def test_a_time_that_an_autumn_night_has_twice_means_its_first() -> None:
    doubled = datetime.fromisoformat("2026-11-01T01:30")
    assert moment_of(doubled, NEW_YORK) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_two_times_that_a_skipped_hour_makes_one_are_one_occurrence() -> None:
    campaign = a_campaign(Repeated("30 2,3 * * *"), zone=NEW_YORK)
    night = datetime(2026, 3, 8, tzinfo=UTC)
    found = occurrences(campaign, night, night + timedelta(days=1), cron=CRON)
    assert [one.name for one in found] == ["say@2026-03-08T03:30"]
