"""`towkay rehearse`: play a campaign before it is sent, and say what came of it."""

import argparse
import json
import time
from datetime import UTC, datetime
from pathlib import Path

from workbench.errors import refusal
from workbench.languages import spoken_here
from workbench.rehearse.as_json import plain_result
from workbench.rehearse.lines import heading, lines_of
from workbench.rehearse.picture import picture
from workbench.rehearse.plan import Ask, play_of
from workbench.rehearse.playing import rehearse
from workbench.rehearse.quarter import Watch, quarter
from workbench.rehearse.quarter_lines import lines_of as quarter_lines
from workbench.rehearse.quarter_lines import plain_quarter
from workbench.rehearse.words import Said
from workbench.watched import show

_FINE, _WRONG = 0, 1
_WORKERS = 40  # chunks at the same time, where nobody says how many
_WIDTH = 30
_STEPS = 1_000  # in which the line fills up


def run(options: argparse.Namespace) -> int:
    """Print what came of it; 1 when somebody was told twice, or lost, or a sum does not hold."""
    ask, language = _asked(options), spoken_here(options.language)
    if options.calendar:
        return _calendar(ask, options, language)
    head = heading(play_of(ask), language)  # also tells mistakes before anybody waits
    began, draw = time.monotonic(), _bar(Said.PEOPLE.spoken(language))
    # Everybody is foretold, and then told: half of a person each.
    result = rehearse(ask, lambda done: draw(done // 2, options.subscribers))
    wall_s = time.monotonic() - began
    show("")
    if options.picture:
        Path(options.picture).write_text(picture(result, ask), encoding="utf-8")
    if options.json:
        print(json.dumps(plain_result(result, wall_s), ensure_ascii=False))
    else:
        print("\n".join((head, *lines_of(result, wall_s, language))))
    return _FINE if result.holds else _WRONG


def _asked(options: argparse.Namespace) -> Ask:
    return Ask(
        options.brand,
        options.campaign,
        options.subscribers,
        options.seed,
        options.at or datetime.now(UTC),
        options.faults,
        options.workers or _WORKERS,
        options.line_quota,
    )


def _calendar(ask: Ask, options: argparse.Namespace, language: str) -> int:
    useless = {options.campaign: options.campaign, "--faults": options.faults}
    useless |= {"--picture": options.picture, "--workers": options.workers}
    if given := ", ".join(name for name, value in useless.items() if value):
        raise refusal(Said.ALONE.spoken(language, given=given))
    found = quarter(ask, options.calendar, _bar(Said.JUDGEMENTS.spoken(language)))
    show("")
    if options.json:
        print(json.dumps(plain_quarter(found), ensure_ascii=False))
    else:
        print("\n".join(quarter_lines(found, language)))
    return _FINE


def _bar(label: str) -> Watch:
    """A line that fills up; not to its end where not everybody who follows a topic is planned."""
    drawn = [-1]

    def draw(done: int, whole: int) -> None:
        part = min(_STEPS, _STEPS * done // max(1, whole))
        if part == drawn[0]:
            return
        drawn[0] = part
        filled = "█" * (_WIDTH * part // _STEPS)
        show(f"{filled:░<{_WIDTH}} {done:>11,} / {whole:,} {label}")

    return draw
