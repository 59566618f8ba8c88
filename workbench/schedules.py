"""Which schedules of the template are due, and what event do they send?"""

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from workbench.aws import REGION
from workbench.cfn import Template, events_of
from workbench.errors import WorkbenchError

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Schedule:
    """One schedule: the function's logical id, how often, and its `Input` if it has one."""

    name: str
    function: str
    every: timedelta
    input: str | None

    def due(self, after: datetime, until: datetime) -> Iterator[datetime]:
        """Its instants later than `after`, up to and including `until`."""
        at = _EPOCH + ((after - _EPOCH) // self.every + 1) * self.every
        while at <= until:
            yield at
            at += self.every

    def event(self, at: datetime) -> Any:
        """What EventBridge Scheduler hands to the function for the instant `at`."""
        if self.input is not None:
            return json.loads(self.input.replace("<aws.scheduler.scheduled-time>", _iso(at)))
        return {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "Scheduled Event",
            "source": "aws.scheduler",
            "account": "000000000000",
            "time": _iso(at),
            "region": REGION,
            "resources": [f"arn:aws:scheduler:{REGION}:000000000000:schedule/default/{self.name}"],
            "detail": "{}",
        }


def schedules(template: Template) -> list[Schedule]:
    """The template's schedules. Raises `WorkbenchError` for one the bench cannot keep."""
    return [
        Schedule(name, function, _period(properties), properties.get("Input"))
        for function, name, properties in events_of(template, "Schedule", "ScheduleV2")
    ]


def _period(properties: dict[str, Any]) -> timedelta:
    expression = properties.get("ScheduleExpression") or properties.get("Schedule")
    found = _RATE.fullmatch(str(expression))
    if not found:
        raise WorkbenchError(
            f"工作台只會跑 rate(...) 的排程，不會 {expression!r}。\n"
            f"  The bench keeps rate(...) schedules only, not {expression!r}."
        )
    return timedelta(**{f"{found[2]}s": int(found[1])})


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
