"""A campaign on the deployed functions: entered, told on time and once, ended by a stop."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from tests.e2e.test_bench import account_of, control
from workbench import cli
from workbench.simulators.shopper import Shopper
from workbench.stack import LocalStack

TEN = time(2, 2)  # in UTC: two minutes past ten in Taipei, the quiet hours are over
HALF_PAST_SEVEN = time(11, 30, 30)
FIRST, SECOND = "第一課", "第二課"


@dataclass
class Course:
    """A bench of its own, on which the demo brand's course is approved and some have entered it."""

    bench: LocalStack
    shoppers: list[Shopper]

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(control(self.bench, "GET", "/clock")["now"])

    def in_days(self, days: int, at: time) -> datetime:
        return datetime.combine(self.now.date() + timedelta(days=days), at, UTC)

    def travel_to(self, moment: datetime) -> None:
        self.bench.advance((moment - self.now).total_seconds())
        assert self.bench.wait_idle() == {"idle": True, "dead_letters": 0}

    def seen(self, shopper: Shopper, lesson: str) -> list[dict[str, Any]]:
        ledger = control(self.bench, "GET", f"/ledger?channel=line&user={shopper.user}")
        return [entry for entry in ledger if entry["text"].startswith(lesson)]

    def say(self, shopper: Shopper, *texts: str) -> None:
        for text in texts:
            shopper.say(text)
            self.bench.wait_idle()


@pytest.fixture(scope="module")
def course() -> Iterator[Course]:
    with LocalStack() as bench:
        account = account_of(bench, "line")
        shoppers = [bench.simulators.shopper("line", account, f"course-{n}") for n in range(3)]
        course = Course(bench, shoppers)
        course.travel_to(course.in_days(1, TEN))
        approve = ["campaigns", "approve", "brewing_course", "--by", "mei"]
        assert cli.main([*approve, "--endpoint-url", bench.aws.endpoint]) == 0
        for shopper in shoppers:
            shopper.follow()
            course.say(shopper, "訂閱", "4")
        yield course


def test_whoever_enters_is_told_on_time_and_once_though_ticks_come_twice(course: Course) -> None:
    entered = course.now

    course.travel_to(entered + timedelta(minutes=26))
    again = {"scheduled_at": course.now.isoformat()}
    for _ in range(2):
        assert course.bench.invoke("notifications", again).error == ""
    course.bench.wait_idle()

    for shopper in course.shoppers:
        (lesson,) = course.seen(shopper, FIRST)
        assert datetime.fromisoformat(lesson["at"]) <= entered + timedelta(minutes=27)
        assert "停止" in lesson["text"]


def test_a_stop_between_two_steps_ends_the_rest(course: Course) -> None:
    stopping, *going_on = course.shoppers
    course.say(stopping, "停止")

    course.travel_to(course.in_days(2, HALF_PAST_SEVEN))
    course.travel_to(course.now + timedelta(minutes=2))

    assert course.seen(stopping, SECOND) == []
    assert [len(course.seen(shopper, SECOND)) for shopper in going_on] == [1, 1]


def test_the_books_of_every_step_add_up(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    report = ["campaigns", "report", "brewing_course", "--json"]

    assert cli.main([*report, "--endpoint-url", course.bench.aws.endpoint]) == 0

    runs = [run for run in json.loads(capsys.readouterr().out)["runs"] if run["planned"]]
    assert {run["step"]: (run["planned"], run["sent"]) for run in runs} == {
        "vessel": (3, 3),
        "water": (2, 2),
    }
    assert all(run["holds"] for run in runs)
