"""What is asked of a rehearsal is understood as people write it, and what cannot be is told."""

import shutil
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from towkay.domain.forecasts import Forecast
from towkay.domain.sends import SendState
from workbench import cli
from workbench.cli import _parser
from workbench.cli_parts import moment
from workbench.errors import WorkbenchError
from workbench.paths import DEMO_BRAND
from workbench.rehearse.lines import lines_of
from workbench.rehearse.pace import Pace, paces_of
from workbench.rehearse.picture import picture
from workbench.rehearse.plan import Ask, play_of
from workbench.rehearse.playing import rehearse
from workbench.rehearse.result import Result
from workbench.transcript import width_of

THURSDAY = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)  # 10:00 in Taipei, when weekly_tea is due
ASK = Ask(DEMO_BRAND, "weekly_tea", 2_000, 7, THURSDAY)


@pytest.mark.parametrize("seconds", [0, 59])
def test_the_minute_in_which_it_is_due_plays_that_firing(seconds: int) -> None:
    ask = replace(ASK, now=THURSDAY.replace(second=seconds))

    assert play_of(ask).occurrence.at == THURSDAY


def test_a_minute_later_plays_the_next() -> None:
    assert play_of(replace(ASK, now=THURSDAY.replace(minute=1))).occurrence.at > THURSDAY


@pytest.mark.parametrize(
    "written",
    ["2026-11-26 10:00", "2026-11-26T10:00", "2026-11-26T10:00+08:00", "2026-11-26 02:00Z"],
)
def test_a_moment_is_written_with_a_blank_or_a_t_and_with_or_without_a_zone(written: str) -> None:
    assert play_of(replace(ASK, now=moment(written))).ask.now == THURSDAY


def elsewhere(folder: Path) -> Path:
    """The demo shop, its weekly letter on New York's wall."""
    shutil.copytree(DEMO_BRAND, folder)
    letter = folder / "campaigns" / "weekly_tea.yaml"
    text = letter.read_text().replace("topic:", "zone: America/New_York\ntopic:", 1)
    letter.write_text(text)
    return folder


def test_a_moment_without_a_zone_is_on_the_campaigns_own_wall(tmp_path: Path) -> None:
    ask = replace(ASK, folder=elsewhere(tmp_path / "demo"), now=moment("2026-11-26 10:00"))

    assert play_of(ask).occurrence.at == datetime(2026, 11, 26, 15, 0, tzinfo=UTC)


def test_steps_after_an_entry_are_rehearsed_from_the_first() -> None:
    play = play_of(replace(ASK, campaign="brewing_course"))

    assert play.occurrence.step == play.campaign.steps[0].id
    assert play.people.subscribed_at(0) > play.occurrence.entered_from  # type: ignore[operator]


@pytest.mark.parametrize(
    ("campaign", "told"), [("tea", "no campaign “tea”"), ("", "Which campaign?")]
)
def test_no_such_campaign_is_answered_with_those_there_are(campaign: str, told: str) -> None:
    with pytest.raises(WorkbenchError, match=told) as refused:
        play_of(replace(ASK, campaign=campaign))

    assert "weekly_tea" in str(refused.value)


@pytest.mark.parametrize("words", [["weekly_tea"], ["--calendar", "7d"]])
def test_a_brand_without_campaigns_is_told_where_to_write_one(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = tmp_path / "demo"
    shutil.copytree(DEMO_BRAND, shop)
    shutil.rmtree(shop / "campaigns")

    assert cli.main(["rehearse", *words, "--brand", str(shop)]) != 0
    assert "Write one into campaigns/" in capsys.readouterr().err


def test_a_calendar_ends_after_a_year(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["rehearse", "--calendar", "9999d"])

    assert "9999d is too long, 366d at most" in capsys.readouterr().err


def test_a_quota_that_ends_is_foretold() -> None:
    result = rehearse(replace(ASK, quota=300))

    told = sum(number for way, number in result.forecast.now.items() if way.channel == "line")
    assert told == 300
    assert result.forecast.reached == pytest.approx(result.of(SendState.SENT), rel=0.01)
    assert any(why.reason == "quota" for why in result.forecast.kept_back)


def test_the_picture_counts_what_is_printed() -> None:
    result = rehearse(ASK)
    drawn = picture(result, ASK)

    assert f"送出 {result.of(SendState.SENT):,} sent" in drawn
    shown = sum(sum(counts.values()) for counts in result.minutes.values())
    assert f"{shown:,} 則 messages seen" in drawn


def test_the_firing_that_is_played_its_pace_and_what_nobody_saw_are_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["rehearse", "weekly_tea", "--subscribers", "2000", "--seed", "7", "--language", "en"]

    assert cli.main([*words, "--at", THURSDAY.isoformat()]) == 0

    told = capsys.readouterr().out
    assert told.startswith("weekly_tea · ")
    assert "2026-11-26 10:00 Asia/Taipei · step main" in told.splitlines()[0]
    assert all(width_of(line) <= 100 for line in told.splitlines())
    plain = " ".join(told.split())
    pace = paces_of(played())["line"]
    assert f"line {pace.peak:,} at the peak, {pace.average:,.0f} on average" in plain
    assert f"{played().unseen:,} messages were taken by a channel for people who had" in plain


@cache
def played() -> Result:
    """One rehearsal for several rules."""
    return rehearse(ASK)


def test_the_pace_is_of_the_minutes_in_which_anything_went_out() -> None:
    result = Result(minutes={"line": Counter({0: 30, 1: 10, 600: 20}), "messenger": Counter()})

    assert paces_of(result) == {"line": Pace(30, 20.0)}


def test_sent_and_seen_differ_by_what_is_told_to_be_seen_by_nobody() -> None:
    result = played()
    shown = sum(counts.total() for counts in result.minutes.values())

    assert result.unseen > 0
    assert shown + result.unseen == result.of(SendState.SENT)


def test_a_used_up_quota_has_the_same_words_foretold_or_refused() -> None:
    told = " ".join(lines_of(rehearse(replace(ASK, quota=300)), 1.0, "zh-TW"))

    assert told.count("額度不足") == 1
    assert "channel_cap" not in told and "平台的上限" not in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--faults"], "--faults"),
        (["--picture", "x.svg"], "--picture"),
        (["weekly_tea"], "weekly_tea"),
        (["--workers", "40"], "--workers"),  # although it is what is meant without it
    ],
)
def test_what_a_calendar_has_no_use_for_is_refused(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["rehearse", *words, "--calendar", "7d", "--language", "en"]) != 0
    assert f"it does not go with {told}." in " ".join(capsys.readouterr().err.split())


def test_a_month_that_is_used_up_already_can_be_rehearsed() -> None:
    options = _parser().parse_args(["rehearse", "weekly_tea", "--line-quota", "0"])

    found = foretold_of(replace(ASK, quota=options.line_quota, subscribers=200))
    assert not any(way.channel == "line" for way in found.now)


def foretold_of(ask: Ask) -> Forecast:
    return rehearse(ask).forecast
