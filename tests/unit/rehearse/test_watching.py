"""Whoever waits for a rehearsal sees how far it is, from its first second to its last."""

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from workbench import cli
from workbench.paths import DEMO_BRAND
from workbench.rehearse.picture import picture
from workbench.rehearse.plan import Ask
from workbench.rehearse.playing import rehearse

THURSDAY = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
PEOPLE = 1_500
ASK = Ask(DEMO_BRAND, "weekly_tea", PEOPLE, 7, THURSDAY)


def test_the_forecast_is_watched_as_well_as_the_sending_and_never_goes_back() -> None:
    told: list[int] = []

    result = rehearse(ASK, told.append)

    assert told == sorted(told)
    assert len({done for done in told if 0 < done <= result.planned}) > 3  # it is foretold first
    assert result.planned < told[-1] <= 2 * PEOPLE


@pytest.mark.parametrize(
    "words", [["weekly_tea", "--at", "2026-11-26 10:00"], ["--calendar", "14d"]]
)
def test_a_line_fills_up_on_a_terminal_and_is_taken_away(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    assert cli.main(["rehearse", *words, "--subscribers", "600", "--language", "en"]) == 0

    drawn = capsys.readouterr().err
    assert drawn.count("\r") > 5
    assert "█" in drawn and drawn.endswith("\r\033[K")


@pytest.mark.parametrize("minutes", [0, 3, 4, 11, 90, 2_000])
def test_no_moment_stands_twice_below_the_picture_of_the_pace(minutes: int) -> None:
    result = rehearse(replace(ASK, subscribers=50))
    result = replace(result, minutes={"line": Counter({0: 3, minutes: 1})})

    labels = re.findall(r'text-anchor="middle">(\d\d:\d\d)<', picture(result, ASK))

    last = ASK.now + timedelta(hours=8)
    assert labels[0] == f"{last:%H:%M}"
    assert len(labels) == len(set(labels)) >= 5
