"""The bench's time goes forward only, and what falls due on the way is sent."""

import importlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, EndpointConnectionError, ReadTimeoutError

from workbench.aws import while_it_stands
from workbench.cfn import load
from workbench.clock import BenchClock
from workbench.errors import WorkbenchError
from workbench.invoke import Invocation
from workbench.schedules import Schedule, schedules
from workbench.travel import TimeTravel

START = datetime(2026, 11, 22, 9, 0, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SWEEP = Schedule(
    "EveryMinute", "SweeperFunction", MINUTE, '{"at": "<aws.scheduler.scheduled-time>"}'
)


def clock(folder: Path) -> BenchClock:
    return BenchClock(folder / "clock.json", real=lambda: START)


class Bench:
    """Records what the sweeper was sent, and at which bench time."""

    def __init__(
        self,
        folder: Path,
        *,
        rests: bool = True,
        waits: tuple[timedelta, ...] = (),
        due: tuple[timedelta, ...] = (),
        fails: int = 0,
    ) -> None:
        self.ticks: list[tuple[str, str]] = []
        self.woken: list[datetime] = []
        self.rests, self.fails = rests, fails
        self.waits = [START + wait for wait in waits]
        self.due = [START + wait for wait in due]
        self.travel = TimeTravel(
            clock(folder),
            [SWEEP],
            invoke=self.invoke,
            settle=self.settle,
            next_wait=self.next_wait,
            next_due=self.next_due,
        )

    def settle(self) -> dict[str, bool | int]:
        now = self.travel.now()
        self.woken += [now for moment in self.waits if moment <= now]
        self.waits = [moment for moment in self.waits if moment > now]
        if self.waits and self.rests:
            return {"idle": False, "waiting": len(self.waits)}
        return {"idle": self.rests}

    def next_wait(self) -> float | None:
        left = ((moment - self.travel.now()).total_seconds() for moment in self.waits)
        return min(left, default=None)

    def next_due(self, after: datetime, until: datetime) -> datetime | None:
        return min((moment for moment in self.due if after < moment < until), default=None)

    def invoke(self, function: str, event: Any) -> Invocation:
        assert function == "SweeperFunction"
        self.ticks.append((event["at"], f"{self.travel.now():%H:%M:%S}"))
        self.fails -= 1
        return Invocation(None, "Unhandled" if self.fails >= 0 else "", "")


def test_time_moves_by_what_is_asked(tmp_path: Path) -> None:
    bench = clock(tmp_path)

    assert bench.now() == START
    assert bench.advance(90) == START + timedelta(seconds=90) == bench.now()


def test_time_never_goes_back(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="forward"):
        clock(tmp_path).advance(-1)
    with pytest.raises(ValueError, match="forward"):
        Bench(tmp_path).travel.advance(-0.1)


def test_on_a_short_way_every_tick_is_sent_at_its_own_time(tmp_path: Path) -> None:
    bench = Bench(tmp_path)

    arrival = bench.travel.advance(150)

    assert arrival == START + timedelta(seconds=150)
    assert bench.ticks == [
        ("2026-11-22T09:01:00Z", "09:01:00"),
        ("2026-11-22T09:02:00Z", "09:02:00"),
        ("2026-11-22T09:03:00Z", "09:03:00"),
    ]


def test_on_a_long_way_the_last_tick_is_sent_on_arrival(tmp_path: Path) -> None:
    bench = Bench(tmp_path)

    arrival = bench.travel.advance(86_400)

    assert arrival == START + timedelta(days=1)
    assert bench.ticks == [("2026-11-23T09:00:00Z", "09:00:30")]


def test_a_long_way_halts_at_each_tick_that_finds_something_due(tmp_path: Path) -> None:
    half_a_minute = timedelta(seconds=30)  # START is between two ticks
    bench = Bench(tmp_path, due=(timedelta(hours=3) + half_a_minute, timedelta(days=2)))

    bench.travel.advance(86_400)

    assert bench.ticks == [
        ("2026-11-22T12:01:00Z", "12:01:00"),
        ("2026-11-23T09:00:00Z", "09:00:30"),
    ]


def test_whoever_waits_is_told_of_each_halt(tmp_path: Path) -> None:
    day = timedelta(days=1)
    bench = Bench(tmp_path, due=(day,))
    told: list[tuple[datetime, datetime]] = []
    bench.travel.watch = lambda now, arrival: told.append((now, arrival))

    bench.travel.advance((2 * day).total_seconds())

    assert told == [(START + day, START + 2 * day), (START + 2 * day, START + 2 * day)]


def test_no_tick_is_sent_twice(tmp_path: Path) -> None:
    bench = Bench(tmp_path)

    for _ in range(8):
        bench.travel.advance(15)

    assert [at for at, _ in bench.ticks] == ["2026-11-22T09:01:00Z", "2026-11-22T09:02:00Z"]


def test_time_does_not_move_while_something_keeps_failing(tmp_path: Path) -> None:
    bench = Bench(tmp_path, rests=False)

    with pytest.raises(WorkbenchError, match="rest"):
        bench.travel.advance(60)

    assert bench.travel.now() == START
    assert bench.ticks == []


def test_what_waits_for_a_moment_does_not_hold_time_back(tmp_path: Path) -> None:
    bench = Bench(tmp_path, waits=(timedelta(hours=1),))

    assert bench.travel.advance(20) == START + timedelta(seconds=20)
    assert bench.woken == []


@pytest.mark.parametrize("way", [timedelta(minutes=2), timedelta(days=2)])
def test_travel_halts_where_a_wait_ends(tmp_path: Path, way: timedelta) -> None:
    waits = (timedelta(seconds=45), timedelta(seconds=70))
    bench = Bench(tmp_path, waits=waits)

    assert bench.travel.advance(way.total_seconds()) == START + way
    assert bench.woken == [START + wait for wait in waits]


def test_a_wait_and_a_tick_at_the_same_moment_are_one_halt(tmp_path: Path) -> None:
    bench = Bench(tmp_path, waits=(timedelta(seconds=30),))

    bench.travel.advance(60)

    assert bench.woken == [START + timedelta(seconds=30)]
    assert bench.ticks == [("2026-11-22T09:01:00Z", "09:01:00")]


def test_the_template_ticks_every_minute_and_looks_after_accounts_every_day() -> None:
    assert {(one.function, one.every) for one in schedules(load())} == {
        ("SweeperFunction", MINUTE),
        ("NotificationsFunction", MINUTE),
        ("ShippingFunction", 5 * MINUTE),
        ("CareFunction", timedelta(days=1)),
    }


def test_a_schedules_input_gets_its_instant() -> None:
    assert SWEEP.event(START) == {"at": "2026-11-22T09:00:30Z"}


def test_without_an_input_the_event_is_schedulers_own() -> None:
    event = Schedule("Tick", "F", MINUTE, None).event(START)

    assert (event["source"], event["detail-type"]) == ("aws.scheduler", "Scheduled Event")
    assert (event["time"], event["detail"]) == ("2026-11-22T09:00:30Z", "{}")
    assert event["resources"] == ["arn:aws:scheduler:us-east-1:000000000000:schedule/default/Tick"]


def test_a_schedule_the_bench_cannot_keep_is_refused() -> None:
    template = {
        "Resources": {
            "F": {
                "Type": "AWS::Serverless::Function",
                "Properties": {
                    "Events": {
                        "S": {
                            "Type": "ScheduleV2",
                            "Properties": {"ScheduleExpression": "cron(0 1 * * ? *)"},
                        }
                    }
                },
            }
        }
    }

    with pytest.raises(WorkbenchError, match="cron"):
        schedules(template)


@pytest.fixture
def bench_layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The layer's module as a function finds it: beside its JSON file."""
    module = importlib.import_module("workbench.bench_layer.python.towkay_bench")
    monkeypatch.setattr(module, "__file__", str(tmp_path / "towkay_bench.py"))
    monkeypatch.setattr(module, "_FRESH_FOR_S", 0)
    (tmp_path / "towkay_bench.json").write_text(
        json.dumps(
            {
                "clock_file": str(tmp_path / "clock.json"),
                "base_urls": {"line": "http://127.0.0.1:9/line"},
            }
        )
    )
    module._known.cache_clear()
    yield module
    module._known.cache_clear()


def test_functions_follow_the_benchs_clock(bench_layer: ModuleType, tmp_path: Path) -> None:
    bench = BenchClock(tmp_path / "clock.json")
    assert abs(bench_layer.now() - bench.now()) < timedelta(seconds=1)

    bench.advance(86_400)

    assert abs(bench_layer.now() - bench.now()) < timedelta(seconds=1)
    assert bench_layer.now() - datetime.now(UTC) > timedelta(hours=23)


def test_functions_find_the_channels_on_the_bench(bench_layer: ModuleType, tmp_path: Path) -> None:
    assert bench_layer.base_url("line") == "http://127.0.0.1:9/line"


@pytest.mark.parametrize("gone", [EndpointConnectionError, ReadTimeoutError])
def test_on_a_bench_that_goes_down_time_does_not_move_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: type[BotoCoreError]
) -> None:
    bench = Bench(tmp_path)

    def refuse(function: str, event: Any) -> None:
        raise gone(endpoint_url="http://127.0.0.1:1", error="refused")

    monkeypatch.setattr(bench.travel, "invoke", refuse)
    with pytest.raises(WorkbenchError, match="going down"):
        bench.travel.advance(60)


def test_a_mistake_of_ours_is_no_bench_that_goes_down() -> None:
    with pytest.raises(KeyError), while_it_stands():
        raise KeyError("a bug")


def test_a_tick_that_failed_on_a_long_way_is_made_up_for_by_the_next_one(tmp_path: Path) -> None:
    bench = Bench(tmp_path, due=(timedelta(hours=1, seconds=-30),), fails=1)

    bench.travel.advance(9 * 3600)

    assert [seen for _, seen in bench.ticks] == ["10:00:00", "10:01:00", "18:00:30"]


def test_what_fails_at_every_tick_does_not_make_a_long_way_endless(tmp_path: Path) -> None:
    bench = Bench(tmp_path, due=(timedelta(hours=1, seconds=-30),), fails=1_000)

    bench.travel.advance(9 * 3600)

    assert len(bench.ticks) == 5
