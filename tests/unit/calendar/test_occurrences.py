"""When each kind of campaign fires, and for whom it is the day."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.campaigns import TAIPEI, a_campaign, a_step
from tests.support.shop import LINE_SHOPPER
from towkay.adapters.cron import CronsimCalendar
from towkay.domain.calendar.days import DayBook, NamedDay
from towkay.domain.calendar.due import is_due
from towkay.domain.calendar.occurrences import occurrences
from towkay.domain.campaigns import Campaign, Occurrence
from towkay.domain.contacts import Contact
from towkay.domain.profile import FieldValue
from towkay.domain.schedules import (
    AfterEntry,
    AfterSilence,
    Countdown,
    DayRule,
    LeapDay,
    Once,
    OnDate,
    OnHoliday,
    Repeated,
    StepTime,
)

CRON = CronsimCalendar().times
YEAR = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
DAY_S = 86_400


def fired(
    campaign: Campaign, days: DayBook | None = None, length: timedelta = 366 * DAY
) -> list[Occurrence]:
    book = days or DayBook()
    return occurrences(campaign, YEAR, YEAR + length, cron=CRON, days=book)


def names(found: Sequence[Occurrence]) -> list[str]:
    return [one.name for one in found]


def test_a_single_moment_fires_once_at_its_wall_time() -> None:
    (only,) = fired(a_campaign(Once("2026-11-11T10:00")))
    assert only.at == datetime(2026, 11, 11, 2, 0, tzinfo=UTC)
    assert only.name == "say@2026-11-11T10:00"


def test_a_past_moment_fires_no_more() -> None:
    campaign = a_campaign(Once("2026-11-11T10:00"))
    after = datetime(2026, 11, 11, 2, 0, tzinfo=UTC)
    assert occurrences(campaign, after, after + DAY, cron=CRON) == []


def test_workdays_are_those_people_work_on_make_up_saturdays_among_them() -> None:
    days = DayBook(off=("2026-02-27",), worked=("2026-02-28",))
    workdays = fired(a_campaign(Repeated("0 10 * * *", DayRule.WORKDAYS)), days)
    off = fired(a_campaign(Repeated("0 10 * * *", DayRule.DAYS_OFF)), days)
    assert "say@2026-02-28T10:00" in names(workdays)
    assert "say@2026-02-27T10:00" in names(off)
    assert not set(names(workdays)) & set(names(off))
    assert len(workdays) + len(off) in (365, 366)


def test_a_lunar_day_fires_where_the_list_has_it_in_each_year() -> None:
    moon = NamedDay("mid_autumn", "2026-09-25"), NamedDay("mid_autumn", "2027-09-15")
    campaign = a_campaign(OnHoliday("mid_autumn", "10:00", days_before=3))
    found = fired(campaign, DayBook(named=moon), 730 * DAY)
    assert names(found) == ["say@2026-09-22T10:00", "say@2027-09-12T10:00"]


def test_a_countdown_fires_each_step_before_its_moment() -> None:
    steps = (
        a_step("week", time=StepTime(7 * DAY_S, "10:00")),
        a_step("hour", time=StepTime(3600)),
        a_step("now", time=StepTime(0)),
    )
    found = fired(a_campaign(Countdown("2026-11-11T20:00"), *steps))
    assert names(found) == [
        "week@2026-11-04T10:00",
        "hour@2026-11-11T19:00",
        "now@2026-11-11T20:00",
    ]


@given(
    after_s=st.integers(0, 40 * DAY_S),
    at=st.sampled_from(["", "00:00", "10:00", "23:59"]),
    zone=st.sampled_from([TAIPEI, "America/New_York", "Australia/Lord_Howe"]),
    seed=st.integers(0, 999),
)
def test_whoever_enters_is_in_exactly_one_occurrence_of_a_step(
    after_s: int, at: str, zone: str, seed: int
) -> None:
    rng = random.Random(seed)
    time = StepTime(after_s - after_s % DAY_S if at else after_s, at)
    campaign = a_campaign(AfterEntry(), a_step(time=time), zone=zone)
    begin = datetime(2026, 3, 1, tzinfo=UTC)
    entered = [begin + timedelta(microseconds=rng.randrange(40 * DAY_S * 10**6)) for _ in range(5)]
    looked, moment = [begin - 42 * DAY], begin - 42 * DAY
    while moment < begin + 84 * DAY:
        moment += timedelta(minutes=rng.choice((1, 60, 600, 3000)))
        looked.append(moment)
    held: Counter[datetime] = Counter()
    for after, until in pairwise(looked):
        for one in occurrences(campaign, after, until, cron=CRON):
            assert one.entered_from is not None
            assert one.entered_to is not None
            assert one.entered_to <= one.at
            held.update(who for who in entered if one.entered_from < who <= one.entered_to)
    assert set(held.values()) == {1}
    assert len(held) == len(set(entered))


def test_a_step_comes_after_its_time_and_soon() -> None:
    campaign = a_campaign(AfterEntry(), a_step(time=StepTime(2 * 3600)))
    for one in fired(campaign, length=DAY):
        assert one.entered_to is not None
        assert timedelta(hours=2, minutes=5) <= one.at - one.entered_to <= timedelta(hours=2.1)


@pytest.mark.parametrize(
    ("born", "leap_day", "day", "due"),
    [
        ("1990-11-22", LeapDay.BEFORE, "2026-11-22", True),
        ("11-22", LeapDay.BEFORE, "2026-11-22", True),
        ("1990-11-23", LeapDay.BEFORE, "2026-11-22", False),
        ("2000-02-29", LeapDay.BEFORE, "2027-02-28", True),
        ("2000-02-29", LeapDay.BEFORE, "2027-03-01", False),
        ("2000-02-29", LeapDay.AFTER, "2027-03-01", True),
        ("2000-02-29", LeapDay.BEFORE, "2028-02-28", False),
        ("2000-02-29", LeapDay.BEFORE, "2028-02-29", True),
        ("", LeapDay.BEFORE, "2026-11-22", False),
        ("soon", LeapDay.BEFORE, "2026-11-22", False),
    ],
)
def test_a_birthday_is_kept_once_a_year_leap_day_or_not(
    born: str, leap_day: LeapDay, day: str, due: bool
) -> None:
    campaign = a_campaign(OnDate("birthday", "10:00", leap_day=leap_day))
    at = datetime.fromisoformat(f"{day}T10:00+08:00")
    contact = a_contact(fields=(FieldValue("birthday", born),))
    assert is_due(campaign, "say", at, contact) is due


def test_days_before_a_birthday_reach_over_the_new_year() -> None:
    campaign = a_campaign(OnDate("birthday", "10:00", days_before=3))
    at = datetime.fromisoformat("2026-12-30T10:00+08:00")
    assert is_due(campaign, "say", at, a_contact(fields=(FieldValue("birthday", "1988-01-02"),)))


def test_a_silence_is_counted_in_local_days_and_each_try_comes_once() -> None:
    campaign = a_campaign(AfterSilence((30, 60), "11:00"), a_step("first"), a_step("second"))
    contact = a_contact(last_act_at=datetime.fromisoformat("2026-03-01T23:59+08:00"))
    tries = [one.name for one in fired(campaign) if is_due(campaign, one.step, one.at, contact)]
    assert tries == ["first@2026-03-31T11:00", "second@2026-04-30T11:00"]


def test_of_a_campaign_of_one_step_each_try_says_the_same() -> None:
    campaign = a_campaign(AfterSilence((30, 60), "11:00"))
    contact = a_contact(last_act_at=datetime.fromisoformat("2026-03-01T23:59+08:00"))
    due = [one for one in fired(campaign) if is_due(campaign, one.step, one.at, contact)]
    assert names(due) == ["say@2026-03-31T11:00", "say@2026-04-30T11:00"]


def test_nobody_who_was_never_heard_is_silent() -> None:
    campaign = a_campaign(AfterSilence((30,), "11:00"))
    assert not any(is_due(campaign, one.step, one.at, a_contact()) for one in fired(campaign))


@pytest.mark.parametrize(
    "cron",
    [
        "",
        "soon",
        "0 10 * *",
        "0 0 10 * * *",
        "61 10 * * *",
        "0 25 * * *",
        "0 10 30 2 *",
        "MON#2/3 * * * *",
        "0 10 * * MON#2/3",
        "0 10 * * " + "1," * 200 + "1",
        "0 10 * * L",
    ],
)
def test_a_cron_expression_nobody_can_read_is_told_as_such(cron: str) -> None:
    with pytest.raises(ValueError, match="cron"):
        fired(a_campaign(Repeated(cron)))


def a_contact(**about: object) -> Contact:
    return replace(Contact(LINE_SHOPPER, "tea", "demo"), **about)  # type: ignore[arg-type]


def test_whoever_enters_just_before_midnight_gets_the_next_day_s_step_on_the_next_day() -> None:
    campaign = a_campaign(AfterEntry(), a_step(time=StepTime(DAY_S, "19:30")))
    entered = datetime.fromisoformat("2026-01-04T23:59:36+08:00")
    (one,) = (
        found
        for found in fired(campaign, length=9 * DAY)
        if found.entered_from
        and found.entered_to
        and found.entered_from < entered <= found.entered_to
    )
    assert one.name == "say@2026-01-05T19:30"
