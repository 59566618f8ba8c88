"""The deployed handlers, wired as a cold start wires them, over whatever AWS a test hands them."""

import importlib
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tests.attack.ledger import CountingAws
from tests.support.deployed import context_of
from tests.support.template import ROOT, environment_of
from tests.support.webhook_bodies import AT_MS
from towkay.adapters.channels.shapes import moment
from towkay.runtime import aws as runtime_aws
from towkay.runtime import clock
from towkay.runtime.observability import logger

ARRIVED = moment(AT_MS + 400)
NAMES = sorted(app.parent.name for app in (ROOT / "functions").glob("*/app.py"))


class _ColdStarts(dict[str, ModuleType]):
    """Each function, imported afresh when it is first invoked."""

    def __missing__(self, name: str) -> ModuleType:
        sys.modules.pop(f"functions.{name}.app", None)
        self[name] = importlib.import_module(f"functions.{name}.app")
        return self[name]


@dataclass
class Functions:
    """Invoke a function by name; `said` is all that it printed: log lines and metric lines."""

    apps: dict[str, ModuleType]
    time: SimpleNamespace
    _said: io.StringIO = field(default_factory=io.StringIO)

    def invoke(self, function: str, event: Any) -> Any:
        with redirect_stdout(self._said):
            return self.apps[function].handler(event, context_of(function))

    @property
    def now(self) -> datetime:
        now: datetime = self.time.now
        return now

    @now.setter
    def now(self, now: datetime) -> None:
        self.time.now = now

    def said(self) -> str:
        """What was printed since the last time somebody asked."""
        text = self._said.getvalue()
        self._said.seek(0)
        self._said.truncate()
        return text


@contextmanager
def deployed_on(aws: CountingAws) -> Iterator[Functions]:
    """Every function of the template, freshly imported; `now` moves their clock."""
    time = SimpleNamespace(now=ARRIVED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: time.now)
        patch.setattr(runtime_aws, "aws_client", aws.client)
        for name in NAMES:
            for variable, value in environment_of(name).items():
                patch.setenv(variable, value)
        functions = Functions(_ColdStarts(), time)
        with log_lines_to(functions._said):
            yield functions
    for name in NAMES:
        sys.modules.pop(f"functions.{name}.app", None)


@contextmanager
def log_lines_to(sink: io.StringIO) -> Iterator[None]:
    """Powertools keeps the stream it found when it was first imported."""
    streams = [(handler, handler.setStream(sink)) for handler in logger.handlers]  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for handler, before in streams:
            handler.setStream(before)  # type: ignore[attr-defined]
