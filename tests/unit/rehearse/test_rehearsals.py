"""A rehearsal of thousands: nobody is told twice or lost, every sum holds, the bill is foretold."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.support.thirds import this_third
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.forecasts import bills
from towkay.domain.sends import SendState
from workbench.cli import _parser
from workbench.paths import DEMO_BRAND
from workbench.rehearse import cli
from workbench.rehearse.as_json import costs, plain_result
from workbench.rehearse.channels import Channels
from workbench.rehearse.plan import Ask, play_of
from workbench.rehearse.playing import _part, rehearse
from workbench.rehearse.result import Result
from workbench.rehearse.table import End

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CAMPAIGN = "weekly_tea"
ASK = Ask(DEMO_BRAND, CAMPAIGN, 5_000, 7, NOW)
COUNTS = ("planned", "sent", "refused", "suppressed", "unknown", "parked")
KEYS = (*COUNTS, "doubled", "lost", "minutes", "cost", "forecast_cost", "wall_s", "peak_mb")


@pytest.fixture(scope="module")
def calm() -> Result:
    return rehearse(ASK)


@pytest.mark.parametrize("seed", this_third([1, 7, 20]))
def test_with_every_fault_nobody_is_told_twice_or_lost_and_the_sum_holds(seed: int) -> None:
    result = rehearse(replace(ASK, seed=seed, faults=True))

    assert (result.doubled, result.lost, result.wrong) == (0, 0, 0)
    assert result.planned == result.meant == result.total > 0
    assert {"killed", "aws_unreachable"} <= set(result.faults)
    assert result.holds


def test_the_same_seed_is_the_same_rehearsal(calm: Result) -> None:
    again = rehearse(ASK)

    assert (again.ends, again.bill, again.minutes) == (calm.ends, calm.bill, calm.minutes)


def test_another_seed_is_another_rehearsal(calm: Result) -> None:
    assert rehearse(replace(ASK, seed=8)).ends != calm.ends


def test_the_bill_is_foretold_within_two_percent(calm: Result) -> None:
    foretold = {currency: float(bill.most) for currency, bill in bills(calm.forecast).items()}

    assert costs(calm.bill) == pytest.approx(foretold, rel=0.02)
    assert foretold


def test_the_reach_is_foretold_by_channel(calm: Result) -> None:
    sent = calm.of(SendState.SENT)

    assert calm.forecast.reached == pytest.approx(sent, rel=0.01)
    assert calm.forecast.reached + calm.forecast.kept_back.total() == calm.planned


def test_a_holiday_ten_months_ahead_is_rehearsed() -> None:
    ask = replace(ASK, campaign="mid_autumn", subscribers=10)

    assert play_of(ask).occurrence.at.date() == date(2027, 9, 1)


def test_no_account_is_called_faster_than_its_rate(calm: Result) -> None:
    assert calm.too_fast == 0


def test_programs_are_told_what_the_architecture_promises(calm: Result) -> None:
    told = json.loads(json.dumps(plain_result(calm, 1.0)))

    assert tuple(told)[:6] == COUNTS
    assert set(KEYS) <= set(told)
    assert told["planned"] == sum(told[name] for name in COUNTS[1:])


def test_people_shared_out_over_processes_are_all_there() -> None:
    ask = replace(ASK, subscribers=1_000, parts=2)
    halves = [_part(ask, part, lambda done: None) for part in range(2)]
    both = halves[0].with_all(halves[1])

    assert both.holds
    assert both.forecast.followers == ask.subscribers
    assert all(half.planned for half in halves)


def test_a_message_shown_twice_is_found_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = Channels._show

    def twice(self: Channels, *about: object) -> None:
        shown(self, *about)  # type: ignore[arg-type]
        shown(self, *about)  # type: ignore[arg-type]

    monkeypatch.setattr(Channels, "_show", twice)

    assert command(capsys) == (1, ["doubled"])


def test_a_message_that_nobody_saw_is_found_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Channels, "_show", lambda *about: None)

    assert command(capsys) == (1, ["lost"])


def test_somebody_without_a_turn_is_found_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(MemoryTable, "plan", lambda *about, **when: None)

    assert command(capsys) == (1, ["lost"])


def test_what_is_booked_as_unsent_and_was_seen_is_found_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("workbench.rehearse.table._end_of", lambda turn: _DENIED)

    assert command(capsys)[0] == 1


def test_the_command_ends_well_where_the_books_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert command(capsys) == (0, [])


_DENIED = End("line", SendState.SUPPRESSED)


def command(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """The exit code, and which of the counts that must be zero are not."""
    words = ["rehearse", CAMPAIGN, "--subscribers", "400", "--json", "--at", NOW.isoformat()]
    code = cli.run(_parser().parse_args(words))
    told = json.loads(capsys.readouterr().out)
    return code, [name for name in ("doubled", "lost") if told[name]]
