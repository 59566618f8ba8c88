"""Silence is judged in open hours, against the account's own rhythm or what the brand bears."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from towkay.domain.hours import OpeningHours, Span
from towkay.domain.rhythm import REMEMBERED_HOURS, Heard, hour_of, oldest_hour, silence_of

TAIPEI = ZoneInfo("Asia/Taipei")
DAY = (Span(time(9), time(18)),)
OFFICE = OpeningHours((DAY, DAY, DAY, DAY, DAY, (), ()))  # Monday to Friday, nine to six
NEVER = OpeningHours(((),) * 7)
FRIDAY_NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)  # 12:00 in Taipei
HOUR = timedelta(hours=1)


def heard_every(hours: int, until: datetime) -> Heard:
    last = hour_of(until)
    return Heard(until, frozenset(range(oldest_hour(until), last + 1, hours)) | {last})


def silent(heard: Heard, now: datetime, after: timedelta | None = None) -> bool:
    silence = silence_of(heard, OFFICE, TAIPEI, now, after)
    assert silence is not None
    return silence.is_too_long


def test_who_was_never_heard_is_not_missed() -> None:
    assert silence_of(Heard(), OFFICE, TAIPEI, FRIDAY_NOON, None) is None


def test_closed_hours_are_no_silence() -> None:
    heard = heard_every(1, FRIDAY_NOON)
    monday = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)  # 09:30 in Taipei, after a weekend

    silence = silence_of(heard, OFFICE, TAIPEI, monday, None)

    # From 13:00 to 18:00 on Friday: the hour that is still running does not count.
    assert silence is not None and silence.lasts == 5 * HOUR


@pytest.mark.parametrize(("open_hours", "too_long"), [(4, False), (5, True)])
def test_a_busy_account_is_missed_after_a_few_open_hours(open_hours: int, too_long: bool) -> None:
    heard = heard_every(1, FRIDAY_NOON)

    assert silent(heard, FRIDAY_NOON + (open_hours + 1) * HOUR) is too_long


def test_an_account_with_long_pauses_is_given_three_of_them() -> None:
    # Heard every four hours: at most three open ones lie between.
    heard = heard_every(4, FRIDAY_NOON)
    monday_noon = FRIDAY_NOON + timedelta(days=3)

    silence = silence_of(heard, OFFICE, TAIPEI, monday_noon, None)

    assert silence is not None and silence.bearable == 9 * HOUR
    assert silent(heard, monday_noon) is False
    assert silent(heard, monday_noon + 3 * HOUR) is True


@pytest.mark.parametrize(("days", "too_long"), [(3, False), (5, True)])
def test_an_account_without_a_rhythm_is_missed_after_days(days: int, too_long: bool) -> None:
    heard = Heard(FRIDAY_NOON, frozenset({hour_of(FRIDAY_NOON)}))

    assert silent(heard, FRIDAY_NOON + timedelta(days=days)) is too_long


def test_what_the_brand_bears_goes_before_the_rhythm() -> None:
    heard = heard_every(1, FRIDAY_NOON)

    assert silent(heard, FRIDAY_NOON + 4 * HOUR, after=2 * HOUR) is True
    assert silent(heard, FRIDAY_NOON + 6 * HOUR, after=20 * HOUR) is False


def test_a_shop_that_lists_no_hours_counts_all_of_them() -> None:
    heard = Heard(FRIDAY_NOON, frozenset({hour_of(FRIDAY_NOON)}))

    silence = silence_of(heard, NEVER, TAIPEI, FRIDAY_NOON + timedelta(days=1), None)

    assert silence is not None and silence.lasts == 23 * HOUR


def test_a_silence_of_a_year_is_counted_no_further_than_what_is_remembered() -> None:
    heard = Heard(FRIDAY_NOON, frozenset({hour_of(FRIDAY_NOON)}))

    silence = silence_of(heard, NEVER, TAIPEI, FRIDAY_NOON + timedelta(days=365), None)

    assert silence is not None and silence.lasts == REMEMBERED_HOURS * HOUR
