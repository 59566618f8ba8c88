"""All campaigns of a brand for weeks: caps hold over all of them, quotas end, days are told."""

import itertools
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from towkay.domain.campaigns import Campaign, Occurrence
from towkay.domain.messages import Purpose
from workbench import cli
from workbench.paths import DEMO_BRAND
from workbench.rehearse.plan import Ask
from workbench.rehearse.quarter import Quarter, _Played, quarter
from workbench.rehearse.quarter_lines import lines_of, plain_quarter

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PEOPLE, DAYS = 300, 21
ASK = Ask(DEMO_BRAND, "", PEOPLE, 3, NOW)
SPAN = timedelta(days=DAYS)


@pytest.fixture(scope="module")
def three_weeks() -> Quarter:
    return quarter(ASK, SPAN)


def test_everybody_is_in_the_histogram_once(three_weeks: Quarter) -> None:
    assert sum(three_weeks.histogram.values()) == PEOPLE
    assert sum(n * people for n, people in three_weeks.histogram.items()) == sum(
        found.reached for found in three_weeks.campaigns.values()
    )


def test_caps_hold_over_all_campaigns_together(monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[_Played] = []
    fire = _Played.fire

    def noted(self: _Played, campaign: Campaign, occurrence: Occurrence) -> None:
        played.append(self)
        fire(self, campaign, occurrence)

    monkeypatch.setattr(_Played, "fire", noted)
    quarter(ASK, SPAN)

    for history in played[0].histories.values():
        told = sorted(one.at for one in history.entries if one.purpose is Purpose.MARKETING)
        assert all(later - one >= timedelta(days=1) for one, later in itertools.pairwise(told))
        assert all(
            later - one >= timedelta(days=7) for one, later in zip(told, told[2:], strict=False)
        )


def test_each_firing_is_told_on_its_day(three_weeks: Quarter) -> None:
    days = {date.fromisoformat(day) for day, found in three_weeks.days.items() if found.planned}

    assert min(days) >= date(2026, 11, 22)
    assert max(days) <= date(2026, 11, 22) + SPAN
    weekly = three_weeks.firings["weekly_tea"]
    assert weekly == sum(day.strftime("%a") == "Thu" for day in days) == 3


def test_whoever_waits_is_told_how_much_is_judged_of_all_there_is() -> None:
    told: list[tuple[int, int]] = []

    quarter(replace(ASK, subscribers=20), SPAN, lambda *done: told.append(done))

    done = [one for one, _ in told]
    assert done == sorted(set(done)) and len(done) > DAYS / 7
    assert {whole for _, whole in told} == {done[-1]}


def test_a_quota_ends_on_a_day_and_is_not_overdrawn() -> None:
    found = quarter(replace(ASK, quota=50), SPAN)
    ((account, moments),) = found.over_on.items()
    days = (one.now + one.later for one in found.days.values())
    line = [n for day in days for way, n in day.items() if way.channel == "line"]

    assert account.channel == "line"
    assert [at.month for at in moments] == [11, 12]  # each month has its day
    assert all(NOW < at < NOW + SPAN for at in moments)
    told = " ".join("\n".join(lines_of(found, "en")).split())
    dates = [f"{at.astimezone(ZoneInfo('Asia/Taipei')):%Y-%m-%d}" for at in moments]
    assert f"line: each month's quota is used up on {', '.join(dates)}" in told
    assert 50 <= sum(line) < 2 * (50 + 10)  # of two months, each read anew every ten people


def test_the_command_prints_it_for_people_and_for_programs(
    capsys: pytest.CaptureFixture[str], three_weeks: Quarter
) -> None:
    words = ["rehearse", "--calendar", f"{DAYS}d", "--subscribers", str(PEOPLE), "--seed", "3"]
    words += ["--at", NOW.isoformat(), "--language", "en"]

    assert cli.main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(plain_quarter(three_weeks)))
    assert cli.main(words) == 0
    told = capsys.readouterr().out
    assert "messages for each person:" in told
    assert "each day (how many get it / how many it is planned for):" in told
    assert "judged by the very code of `towkay forecast`" in told


def test_people_read_what_each_campaign_costs_as_programs_do(three_weeks: Quarter) -> None:
    told = list(lines_of(three_weeks, "en"))
    found = plain_quarter(three_weeks)["campaigns"]["weekly_tea"]["cost"]

    below = told[next(at for at, line in enumerate(told) if line.startswith("weekly_tea ×")) :]
    (cost,) = [line for line in below[:3] if "cost" in line]
    for currency, bill in found.items():
        assert f"{float(bill['most']):,.2f} {currency}" in cost
