"""When a shop counts as open, at every edge: spans, midnight, holidays, clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towkay.domain.hours import (
    HORIZON,
    OpeningHours,
    Span,
    is_open,
    next_opening,
    opening_words,
)

TAIPEI = ZoneInfo("Asia/Taipei")
BERLIN = ZoneInfo("Europe/Berlin")  # clocks change on 2026-03-29 and 2026-10-25, at 1:00 UTC
LUNCH = (Span(time(11), time(14)), Span(time(15), time(19, 30)))
NIGHT = (Span(time(18), time(0, 30)),)
SHOP = OpeningHours(
    week=((), LUNCH, LUNCH, LUNCH, NIGHT, LUNCH, ()),  # closed on Monday and Sunday
    special={
        date(2027, 2, 6): (),  # the Saturday after a Friday night
        date(2027, 2, 8): LUNCH,  # a Monday that is worked
        date(2027, 2, 12): (),  # a Friday whose night does not happen
    },
)


def at(text: str, zone: ZoneInfo = TAIPEI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-24 10:59:59.999999", False),
        ("2026-11-24 11:00", True),
        ("2026-11-24 13:59:59.999999", True),
        ("2026-11-24 14:00", False),
        ("2026-11-24 14:59", False),
        ("2026-11-24 15:00", True),
        ("2026-11-24 19:30", False),
        ("2026-11-23 12:00", False),  # the weekly closing day
        ("2026-11-27 17:59", False),
        ("2026-11-27 23:59", True),
        ("2026-11-28 00:29", True),  # still Friday's night
        ("2026-11-28 00:30", False),
        ("2026-11-27 00:15", False),  # Thursday has no night
        ("2027-02-06 00:29", True),  # Friday's night runs on into the holiday
        ("2027-02-06 00:30", False),
        ("2027-02-06 12:00", False),
        ("2027-02-08 12:00", True),
        ("2027-02-15 12:00", False),  # the Monday after is closed as ever
        ("2027-02-12 20:00", False),
        ("2027-02-13 00:15", False),  # a night that was cancelled has no morning
    ],
)
def test_open_from_the_first_moment_of_a_span_until_just_before_its_last(
    moment: str, expected: bool
) -> None:
    assert is_open(SHOP, at(moment), TAIPEI) is expected
    assert is_open(SHOP, at(moment).astimezone(UTC), TAIPEI) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-24 09:00", "2026-11-24 11:00"),
        ("2026-11-24 11:00", "2026-11-24 11:00"),  # open now: now
        ("2026-11-24 12:34", "2026-11-24 12:34"),
        ("2026-11-24 14:00", "2026-11-24 15:00"),
        ("2026-11-24 19:30", "2026-11-25 11:00"),
        ("2026-11-28 00:30", "2026-11-28 11:00"),
        ("2026-11-28 20:00", "2026-12-01 11:00"),  # over Sunday and Monday
        ("2027-02-06 00:30", "2027-02-08 11:00"),  # over the holiday to the worked Monday
        ("2027-02-11 19:30", "2027-02-13 11:00"),
    ],
)
def test_the_next_opening_looks_over_breaks_nights_and_holidays(moment: str, expected: str) -> None:
    assert next_opening(SHOP, at(moment), TAIPEI) == at(expected)


def test_a_shop_that_never_opens_has_no_next_opening() -> None:
    assert next_opening(OpeningHours(week=((),) * 7), at("2026-11-24 12:00"), TAIPEI) is None


@pytest.mark.parametrize(("clock", "found"), [("10:59", False), ("11:00", True)])
def test_an_opening_counts_up_to_a_month_ahead(clock: str, found: bool) -> None:
    once = OpeningHours(week=((),) * 7, special={date(2026, 12, 25): LUNCH})
    moment = at(f"2026-11-24 {clock}")

    opening = next_opening(once, moment, TAIPEI)

    assert (opening is not None) is found
    assert at("2026-12-25 11:00") - at("2026-11-24 11:00") == HORIZON


def test_a_span_that_ends_where_it_begins_is_a_whole_day() -> None:
    always = OpeningHours(week=((Span(time(0), time(0)),),) * 7)

    assert all(is_open(always, at("2026-11-24 00:00") + n * timedelta(hours=1), TAIPEI)
               for n in range(48))  # fmt: skip


@pytest.mark.parametrize(
    ("span", "utc", "expected"),
    [
        # 2026-03-29: 02:00 becomes 03:00 at 01:00 UTC
        (Span(time(1), time(3)), "2026-03-29 00:59", True),
        (Span(time(1), time(3)), "2026-03-29 01:00", False),
        (Span(time(2, 30), time(4)), "2026-03-29 01:29", False),
        (Span(time(2, 30), time(4)), "2026-03-29 01:30", True),
        (Span(time(2, 10), time(2, 40)), "2026-03-29 00:45", False),
        (Span(time(2, 10), time(2, 40)), "2026-03-29 01:15", False),
        # 2026-10-25: 03:00 becomes 02:00 at 01:00 UTC, so 02:30 comes twice
        (Span(time(1), time(2, 30)), "2026-10-25 00:45", True),
        (Span(time(1), time(2, 30)), "2026-10-25 01:29", True),
        (Span(time(1), time(2, 30)), "2026-10-25 01:30", False),
        (Span(time(2, 30), time(4)), "2026-10-25 00:29", False),
        (Span(time(2, 30), time(4)), "2026-10-25 00:30", True),
        (Span(time(2, 30), time(4)), "2026-10-25 01:10", True),  # 02:10 again: not shut anew
    ],
)
def test_a_night_with_a_clock_change_opens_once_and_closes_once(
    span: Span, utc: str, expected: bool
) -> None:
    hours = OpeningHours(week=((span,),) * 7)

    assert is_open(hours, datetime.fromisoformat(utc).replace(tzinfo=UTC), BERLIN) is expected


@pytest.mark.parametrize(
    ("opens", "zh", "en"),
    [
        ("2026-11-24 15:00", "今天 15:00", "15:00 today"),
        ("2026-11-25 11:00", "明天 11:00", "11:00 tomorrow"),
        ("2026-11-29 10:30", "11/29（日）10:30", "10:30 on Sun 29 Nov"),
    ],
)
def test_an_opening_is_said_as_a_shopper_hears_it(opens: str, zh: str, en: str) -> None:
    # In Taipei it is already the 24th.
    now = datetime(2026, 11, 23, 16, 5, tzinfo=UTC)

    assert opening_words(at(opens), now, "zh-TW") == zh
    assert opening_words(at(opens), now, "en") == en


quarters = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
days = st.lists(st.builds(Span, quarters, quarters), max_size=3).map(tuple)
dates = st.dates(date(2026, 3, 20), date(2026, 4, 10))
shops = st.builds(
    OpeningHours,
    week=st.tuples(*[days] * 7),
    special=st.dictionaries(dates, days, max_size=4),
)
moments = st.integers(0, 31 * 24 * 60).map(
    lambda minutes: datetime(2026, 3, 15, tzinfo=UTC) + timedelta(minutes=minutes)
)
zones = st.sampled_from([TAIPEI, BERLIN, ZoneInfo("America/New_York"), UTC])


@given(shops, moments, zones)
def test_the_next_opening_is_open_and_nothing_opens_before_it(
    shop: OpeningHours, moment: datetime, zone: ZoneInfo
) -> None:
    opening = next_opening(shop, moment, zone)
    until = (opening or moment + timedelta(days=8)).astimezone(UTC)

    assert opening is None or is_open(shop, opening, zone)
    # Spans begin on quarters of an hour, so looking at each quarter misses no opening.
    assert not any(is_open(shop, quarter, zone) for quarter in quarters_between(moment, until))


def quarters_between(start: datetime, end: datetime) -> list[datetime]:
    step = timedelta(minutes=15)
    count = min((end - start) // step + 1, 800)
    moments = [start + n * step for n in range(count)]
    return [moment for moment in moments if moment < end]
