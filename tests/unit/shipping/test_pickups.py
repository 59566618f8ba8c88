"""Until when a parcel can be collected, and the reminder two days before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.support.parcels import (
    DAY,
    DELIVERED,
    NOON,
    OUT,
    PICK_UPS,
    RETURNED,
    STORE,
    TAIPEI,
    after,
    again,
    at,
    news,
)
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.pickups import (
    PickUps,
    Reminder,
    ends_at,
    is_due,
    place,
    reminded,
    reminder_of,
)

END = NOON + 7 * DAY  # Friday at noon
ARRIVED = news(STORE, 0, collect_by=END, place="Fuxing", order="CR1", link="https://a.example/")
WAITS = after(ARRIVED)
SEVEN_DAYS = replace(PICK_UPS, days={"UNIMARTC2C": 7})


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in Taipei."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def test_the_reminder_comes_two_days_before_the_end_at_the_brands_time() -> None:
    assert reminder_of(WAITS, PICK_UPS) == Reminder(
        "ecpay", "7700123", "CR1", at(0), local(25, 10), END, "Fuxing", "https://a.example/"
    )


@pytest.mark.parametrize(
    ("end", "day"),
    [
        (local(27, 0, 1), 25),
        (local(27, 0), 24),  # midnight: the 26th is the last day
        (local(26, 23, 59), 24),
    ],
)
def test_the_last_day_is_the_last_that_has_any_time_left(end: datetime, day: int) -> None:
    found = reminder_of(after(news(STORE, 0, collect_by=end)), PICK_UPS)
    assert found is not None and found.due_at == local(day, 10)


def test_days_are_counted_in_the_brands_zone() -> None:
    pick_ups = PickUps("America/New_York")
    end = datetime(2026, 11, 4, 4, 30, tzinfo=UTC)  # 23:30 on the 3rd; clocks go back on the 1st
    found = reminder_of(
        after(news(STORE, -20 * 24, collect_by=end)), replace(pick_ups, remind_days=3)
    )
    assert found is not None and found.due_at == datetime(2026, 10, 31, 14, 0, tzinfo=UTC)
    found = reminder_of(after(news(STORE, -20 * 24, collect_by=end)), pick_ups)
    assert found is not None and found.due_at == datetime(2026, 11, 1, 15, 0, tzinfo=UTC)


def test_it_is_due_from_its_moment_until_the_end() -> None:
    reminder = reminder_of(WAITS, PICK_UPS)
    assert reminder is not None
    instant = timedelta(microseconds=1)
    moments = reminder.due_at - instant, reminder.due_at, END - instant, END
    assert [is_due(reminder, now) for now in moments] == [False, True, True, False]


@pytest.mark.parametrize("milestone", [DELIVERED, RETURNED, OUT])
def test_what_lies_in_the_store_no_more_reminds_nobody(milestone: Milestone) -> None:
    assert reminder_of(after(news(milestone, 30), parcel=WAITS), PICK_UPS) is None


def test_nobody_is_reminded_twice_of_the_same_end() -> None:
    reminder = reminder_of(WAITS, PICK_UPS)
    assert reminder is not None
    parcel = reminded(WAITS, reminder)
    assert reminder_of(parcel, PICK_UPS) is None
    assert reminder_of(after(ARRIVED, parcel=parcel), PICK_UPS) is None


def test_a_later_end_is_reminded_of_anew() -> None:
    first = reminder_of(WAITS, PICK_UPS)
    assert first is not None
    moved = after(again(STORE, 100, collect_by=END + 4 * DAY), parcel=reminded(WAITS, first))
    second = reminder_of(moved, PICK_UPS)
    assert second is not None and second.due_at == local(29, 10)
    assert second.cause != first.cause


def test_who_hears_of_the_arrival_when_two_days_are_left_needs_no_reminder() -> None:
    assert reminder_of(after(news(STORE, 118, collect_by=END)), PICK_UPS) is None
    assert reminder_of(after(news(STORE, 117, collect_by=END)), PICK_UPS) is not None


def test_a_brand_that_reminds_nobody_is_heeded() -> None:
    assert reminder_of(WAITS, replace(PICK_UPS, remind_at="")) is None


def test_where_no_end_is_told_the_carriers_days_are_counted() -> None:
    arrived = news(STORE, 10, carrier="UNIMARTC2C")  # 22:00 on the 20th
    parcel = after(arrived)
    assert ends_at(parcel, SEVEN_DAYS) == local(28, 0)
    reminder = reminder_of(parcel, SEVEN_DAYS)
    assert reminder is not None and reminder.due_at == local(25, 10)


def test_where_nobody_knows_the_end_nobody_is_reminded() -> None:
    parcel = after(news(STORE, 10, carrier="FAMIC2C"))
    assert ends_at(parcel, SEVEN_DAYS) is None
    assert reminder_of(parcel, SEVEN_DAYS) is None
    assert ends_at(after(news(OUT, 1, carrier="UNIMARTC2C")), SEVEN_DAYS) is None


def test_an_end_that_is_told_counts_before_one_that_is_counted() -> None:
    parcel = after(news(STORE, 0, carrier="UNIMARTC2C", collect_by=at(48)))
    assert ends_at(parcel, SEVEN_DAYS) == at(48)


def test_the_end_and_the_name_of_a_place_hold_for_that_place_alone() -> None:
    parcel = after(again(STORE, 5), parcel=WAITS)
    assert (place(parcel), ends_at(parcel, PICK_UPS)) == ("", None)
    named = after(again(STORE, 5, place="Minquan", collect_by=at(90)), parcel=WAITS)
    assert (place(named), ends_at(named, PICK_UPS)) == ("Minquan", at(90))


def test_an_end_told_with_another_offset_is_the_same_end() -> None:
    elsewhere = replace(ARRIVED, collect_by=END.astimezone(ZoneInfo(TAIPEI)))
    assert after(elsewhere) == WAITS
