"""`towkay rehearse`: play a campaign before it is sent, and say what came of it."""

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from workbench.languages import spoken_here
from workbench.rehearse.as_json import plain_result
from workbench.rehearse.lines import lines_of
from workbench.rehearse.picture import picture
from workbench.rehearse.plan import Ask
from workbench.rehearse.playing import Watch, rehearse
from workbench.rehearse.quarter import quarter
from workbench.rehearse.quarter_lines import lines_of as quarter_lines
from workbench.rehearse.quarter_lines import plain_quarter

_FINE, _WRONG = 0, 1
_WIDTH = 30


def run(options: argparse.Namespace) -> int:
    """Print what came of it; 1 when somebody was told twice, or lost, or a sum does not hold."""
    ask = Ask(
        options.brand,
        options.campaign,
        options.subscribers,
        options.seed,
        options.at or datetime.now(UTC),
        options.faults,
        options.workers,
        options.line_quota,
    )
    if options.calendar:
        return _calendar(ask, options)
    began = time.monotonic()
    result = rehearse(ask, _bar(options.subscribers))
    wall_s = time.monotonic() - began
    _clear()
    if options.picture:
        Path(options.picture).write_text(picture(result, ask), encoding="utf-8")
    if options.json:
        print(json.dumps(plain_result(result, wall_s), ensure_ascii=False))
    else:
        print("\n".join(lines_of(result, wall_s, spoken_here(options.language))))
    return _FINE if result.holds else _WRONG


def _calendar(ask: Ask, options: argparse.Namespace) -> int:
    found = quarter(ask, options.calendar, _bar(max(1, options.calendar.days)))
    _clear()
    if options.json:
        print(json.dumps(plain_quarter(found), ensure_ascii=False))
    else:
        print("\n".join(quarter_lines(found, spoken_here(options.language))))
    return _FINE


def _bar(whole: int) -> Watch:
    """A line that fills up, where somebody looks at it."""
    if not sys.stderr.isatty():
        return lambda done: None

    def draw(done: int) -> None:
        filled = "█" * round(min(1.0, done / whole) * _WIDTH)
        print(f"\r{filled:░<{_WIDTH}} {done:>11,} / {whole:,}", end="", file=sys.stderr, flush=True)

    return draw


def _clear() -> None:
    """Take the line away again: not everybody who follows a topic is planned."""
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
