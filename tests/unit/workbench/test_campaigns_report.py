"""`towkay campaigns report` keeps the books of each firing, and its exit code tells of a hole."""

import csv
import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.campaign_bench import NOW, Bench, a_campaign_bench
from tests.support.campaigns import a_campaign
from tests.support.engines import RETENTION_DAYS
from towkay.adapters.dynamodb.forecasts import DynamoForecasts
from towkay.adapters.dynamodb.push_ledger import DynamoPushLedger
from towkay.adapters.dynamodb.runs import DynamoRuns
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.forecast_sums import ForecastSums, KeptBack, Span
from towkay.domain.messages import Purpose, Text
from towkay.domain.runs import Chunk, ChunkKey, Run, RunKey, RunState
from towkay.domain.schedules import Once
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey
from towkay.packs.campaign_plain import versioned
from workbench import cli
from workbench.transcript import width_of

TEA = versioned(a_campaign(Once("2026-11-10T08:30")))
AT = NOW - timedelta(minutes=30)
RUN = RunKey("demo", "tea", "2026-11-10T0830.say")
HERE = ("--endpoint-url", "local", "--language", "en")
STATES = (
    (SendState.SENT, ""),
    (SendState.SENT, ""),
    (SendState.REFUSED, "contact_gone:551"),
    (SendState.SUPPRESSED, "holdout"),
    (SendState.UNKNOWN, ""),
    (SendState.PARKED, "no_evidence"),
)


def person(number: int) -> ContactKey:
    return ContactKey(Channel.LINE, "U" + "0" * 32, f"U{number:032x}")


def turn(number: int, state: SendState, reason: str) -> Turn:
    words = (Text("新茶到了"),)
    send = Send(0, Purpose.MARKETING, words, state, reason=reason, called_at=AT, settled_at=AT)
    why = Reasoning(Rule.PLANNED, entries=("ab"[number % 2],))
    key = TurnKey(person(number), AT, RUN.cause)
    return Turn(key, "demo", "demo", Inbound("campaign"), why, AT, AT, (send,))


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """Six people had their turn, one is on the way."""
    with a_campaign_bench(monkeypatch) as there:
        there.publish(TEA)
        client = there.shelf_there.dynamodb
        run = Run(RUN, "say", AT, AT + timedelta(hours=2), TEA.version, "p", AT, RunState.SENDING)
        shards = tuple(replace(one, is_read=True) for one in run.shards)
        run = replace(run, shards=(replace(shards[0], planned=7, chunks=1), *shards[1:]))
        runs = DynamoRuns(client, "table", RETENTION_DAYS, there.now)
        runs.start(run)
        people = tuple(person(number) for number in range(7))
        runs.put_chunk(Chunk(ChunkKey(RUN, 0, 0), people, is_last=True))
        ledger = DynamoPushLedger(client, "table", RETENTION_DAYS)
        for number, (state, reason) in enumerate(STATES):
            ledger.plan(turn(number, state, reason), now=AT)
        yield there


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = cli.main(["campaigns", "report", "tea", *arguments, *HERE])
    told = capsys.readouterr()
    return code, told.out + told.err


def test_the_books_of_a_firing_are_told_in_sum_and_by_reason(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = said(capsys)

    assert code == 0
    assert "7 planned = sent 2 + refused 1 + suppressed 1 + unknown 1 + parked 1 + open 1" in told
    assert "(contact_gone:551)" in told
    assert "1 left out, so that the effect can be told" in told
    assert "variant b: sent 1, suppressed 1, parked 1" in told
    assert all(width_of(line) <= 100 for line in told.splitlines())


def test_json_has_the_sum_and_each_firing(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = said(capsys, "--json", "--occurrence", RUN.occurrence)

    (run,) = json.loads(told)["runs"]
    assert code == 0
    assert (run["planned"], run["sent"], run["open"], run["holds"]) == (7, 2, 1, True)
    assert run["cost"]["messages"][0]["messages"] == 2
    assert json.loads(told)["sum"]["counted"] == 7


def test_each_person_has_a_row_that_only_the_owner_may_read(
    bench: Bench, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"

    said(capsys, "--people", str(file))

    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["state"] for row in rows] == [state.value for state, _ in STATES] + ["open"]
    assert rows[2]["user"] == person(2).user
    assert "新茶" not in file.read_text(encoding="utf-8-sig")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_person_who_is_in_no_chunk_is_a_hole_in_the_books(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = DynamoRuns(bench.shelf_there.dynamodb, "table", RETENTION_DAYS, bench.now)
    run = runs.run(RUN)
    assert run is not None
    runs.move(run.with_shard(replace(run.shards[0], planned=8)))

    code, told = said(capsys)

    assert code == 1
    assert "! The books do not balance: 8 planned, 7 counted" in told


def test_a_forecast_that_was_made_stands_beside(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    forecasts = DynamoForecasts(bench.shelf_there.dynamodb, "table", RETENTION_DAYS, bench.now)
    cost = (Span("TWD", "1", "1.2"),)
    forecasts.put(RUN, ForecastSums(AT, 7, 6, (KeptBack("holdout", 1),), cost, 2))

    _, told = said(capsys)

    assert "forecast of 2026-11-10 08:30: 6 of 7 get it, cost 1.00–1.20 TWD" in told
    assert "2 at a price nobody told us" in told


def test_a_firing_that_never_was_is_said_to_be_none(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = said(capsys, "--occurrence", "2030-01-01T0000.say")

    assert code != 0
    assert "There is no such firing" in told
