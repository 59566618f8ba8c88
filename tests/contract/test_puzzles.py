"""Every table keeps what nobody could read, for people, until it is read again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW
from tests.support.engines import TableEngine
from tests.support.order_rows import OrderOffice, some_news
from towkay.domain.shipping.arrivals import Puzzle
from towkay.domain.shipping.readings import Oddity
from towkay.ports.orders import MOST_PUZZLES, Puzzles

MINUTE = timedelta(minutes=1)
MONTH = timedelta(days=30)
BARE = Puzzle("easypost", Oddity.UNKNOWN_TOPIC, "batch.created", NOW, "evt-1")
WITH_NEWS = Puzzle(
    "ecpay", Oddity.UNKNOWN_STATUS, "3999", NOW + MINUTE, "d-1", some_news("d-1", place="門市")
)


@pytest.fixture
def puzzles(table: TableEngine) -> Puzzles:
    return OrderOffice(table).puzzles


def test_what_was_parked_is_seen_in_full_the_newest_first(puzzles: Puzzles) -> None:
    for one in (WITH_NEWS, BARE):
        puzzles.park("demo", one)

    assert puzzles.parked("demo", NOW) == [WITH_NEWS, BARE]
    assert puzzles.parked("other", NOW) == []


def test_a_repeat_is_one_and_of_the_first_moment(puzzles: Puzzles) -> None:
    for minutes in (0, 3, 9):
        puzzles.park("demo", replace(BARE, at=NOW + minutes * MINUTE))

    assert puzzles.parked("demo", NOW) == [BARE]


def test_what_differs_in_anything_is_another_one(puzzles: Puzzles) -> None:
    differing = [
        BARE,
        replace(BARE, source="shippo"),
        replace(BARE, why=Oddity.UNKNOWN_DETAIL),
        replace(BARE, word="batch.updated"),
        replace(BARE, dedupe="evt-2"),
        replace(BARE, news=some_news("evt-1", parcel="a")),
        replace(BARE, news=some_news("evt-1", parcel="b")),
    ]
    for one in differing:
        puzzles.park("demo", one)

    found = puzzles.parked("demo", NOW)
    assert len(found) == len(differing)
    assert all(one in found for one in differing)


def test_after_thirty_days_it_is_kept_no_more(puzzles: Puzzles) -> None:
    puzzles.park("demo", BARE)

    assert puzzles.parked("demo", NOW + MONTH - MINUTE) == [BARE]
    assert puzzles.parked("demo", NOW + MONTH) == []
    again = replace(BARE, at=NOW + MONTH)
    puzzles.park("demo", again)
    assert puzzles.parked("demo", NOW + MONTH) == [again]


def test_what_was_solved_is_seen_no_more(puzzles: Puzzles) -> None:
    for one in (BARE, WITH_NEWS):
        puzzles.park("demo", one)

    for _ in range(2):
        puzzles.solve("demo", WITH_NEWS)
    puzzles.solve("other", BARE)

    assert puzzles.parked("demo", NOW) == [BARE]


def test_of_a_flood_the_newest_are_seen(table: TableEngine) -> None:
    puzzles = OrderOffice(table).puzzles
    for number in range(MOST_PUZZLES + 20):
        at = NOW + number * timedelta(seconds=1)
        puzzles.park("demo", replace(BARE, dedupe=f"{number:04}", at=at))

    seen = [int(one.dedupe) for one in puzzles.parked("demo", NOW)]
    assert seen == list(reversed(range(20, MOST_PUZZLES + 20)))
