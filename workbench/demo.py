"""`towkay demo`: play eleven days at the shop on the local stack; the exit code tells."""

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from workbench.demo_day import Day
from workbench.demo_script import SCRIPT
from workbench.paths import DEMO_BRAND
from workbench.stack import LocalStack

_WEDNESDAY = 2  # the day before the weekly letter; the demo shop is open from 11:00
_MORNING = (11, 5)


def run() -> int:
    """Play the script; 0 when every step came out as expected, else 1."""
    began = time.monotonic()
    bench = LocalStack(DEMO_BRAND)
    name = bench.brand.name
    print(f"towkay 頭家 · {name['zh-TW']}的十一天 eleven days at {name['en']}", flush=True)
    print("starting the stack on this machine: table, queues, functions, channels …", flush=True)
    with bench:
        ready = time.monotonic() - began
        until_morning = _until_morning(bench.travel.now(), ZoneInfo(bench.brand.zone))
        bench.advance(until_morning.total_seconds())
        day = Day(bench, began)
        for number, step in enumerate(SCRIPT, start=1):
            day.play(number, step)
        day.expect_nothing_lost()
        return day.close(ready)


def _until_morning(now: datetime, zone: ZoneInfo) -> timedelta:
    """How long until the next Wednesday morning."""
    local = now.astimezone(zone)
    for days in range(8):
        morning = (local + timedelta(days=days)).replace(
            hour=_MORNING[0], minute=_MORNING[1], second=0, microsecond=0
        )
        if morning > local and morning.weekday() == _WEDNESDAY:
            return morning - local
    raise AssertionError("a week has a Wednesday")
