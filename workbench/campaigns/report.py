"""`towkay campaigns report`: what became of everybody, in sum and by person."""

import argparse
import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from towkay.adapters.campaign_reports_json import (
    PEOPLE,
    holds,
    person_row,
    plain_counts,
    plain_run,
)
from towkay.adapters.dynamodb.consent_ledger import DynamoConsentLedger
from towkay.adapters.dynamodb.recipients import DynamoRecipients
from towkay.domain.errors import PackMissing
from towkay.domain.forecast_sums import ForecastSums
from towkay.domain.reconciling import Ending, Reckoning
from towkay.domain.runs import Run, RunKey
from towkay.usecases.reconcile import Books, endings
from workbench.campaigns.desk import Desk, desk_of
from workbench.campaigns.lines import CampaignTeller, was_for_nobody
from workbench.campaigns.report_lines import ReportTeller
from workbench.campaigns.report_words import Line
from workbench.campaigns.words import Said
from workbench.cli_parts import same_place
from workbench.errors import refusal
from workbench.languages import spoken_here
from workbench.targets import Target
from workbench.transcript import block

_UNBALANCED = 1
_SHOWN = 8  # a sequence fires every quarter of an hour

_Write = Callable[[Run, Ending], None]
_Counted = tuple[Run, Reckoning, ForecastSums | None]


def report(where: Target, options: argparse.Namespace) -> int:
    """Print the books of a campaign's firings; the exit code is 1 when they do not balance."""
    language = spoken_here(options.language)
    desk = desk_of(where, options.brand, language)
    runs = _runs(desk, options, language)
    with _people(options.people) as write:
        counted = [_counted(desk, run, write) for run in runs]
    if options.json:
        print(json.dumps(_plain(counted), ensure_ascii=False))
    else:
        print("\n".join(_lines(desk, options, counted, language)))
    return 0 if all(holds(run, counts) for run, counts, _ in counted) else _UNBALANCED


def _runs(desk: Desk, options: argparse.Namespace, language: str) -> list[Run]:
    campaign, occurrence = options.campaign, options.occurrence
    if occurrence:
        run = desk.runs.run(RunKey(desk.brand, campaign, occurrence))
        if run is None:
            which = {"campaign": campaign, "place": same_place(options)}
            raise refusal(Line.NO_RUN.spoken(language, name=occurrence, **which))
        return [run]
    runs = desk.runs.runs(desk.brand, campaign)
    if not runs and not desk.records.record(desk.brand, campaign).approvals:
        desk.campaign(campaign, language)  # says which there are where there is none of that name
    return runs


def _counted(desk: Desk, run: Run, write: _Write) -> _Counted:
    client, table, now = desk.where.dynamodb, desk.table, desk.where.now()
    books = Books(desk.runs, DynamoRecipients(client, table), DynamoConsentLedger(client, table))
    counts = Reckoning()
    for _, people in endings(run, _topic(desk, run), books=books, now=now):
        for one in people:
            counts.add(one)
            write(run, one)
    return run, counts, desk.forecasts.forecast(run.key)


def _topic(desk: Desk, run: Run) -> str:
    """That of the campaign as the run has it; none where its pack is gone."""
    try:
        campaign = desk.book.campaigns(desk.brand, run.pack).get(run.key.campaign)
    except PackMissing:
        return ""
    return campaign.topic if campaign else ""


@contextmanager
def _people(path: Path | None) -> Iterator[_Write]:
    """Where each person's row goes; only the owner may read it."""
    if path is None:
        yield lambda run, one: None
        return
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # as spreadsheets know it
        rows = csv.writer(file)
        rows.writerow(("occurrence", *PEOPLE))
        yield partial(_row, rows.writerow)


def _row(write: Callable[[list[str]], object], run: Run, one: Ending) -> None:
    write([run.key.occurrence, *person_row(one)])


def _plain(counted: list[_Counted]) -> dict[str, object]:
    return {"runs": [plain_run(*one) for one in counted], "sum": plain_counts(_sum(counted))}


def _sum(counted: list[_Counted]) -> Reckoning:
    total = Reckoning()
    for _, counts, _ in counted:
        total.add_all(counts)
    return total


def _lines(
    desk: Desk, options: argparse.Namespace, counted: list[_Counted], language: str
) -> Iterator[str]:
    zone = _zone(desk, options.campaign)
    teller = ReportTeller(language, zone, desk.where.now())
    if not counted:
        yield Said.NO_RUNS.spoken(language)
    asked_for = bool(options.occurrence)
    shown = [one for one in counted if asked_for or not _was_for_nobody(one)]
    for run, counts, forecast in shown[:_SHOWN]:
        yield from teller.run(run, counts, forecast)
    if len(shown) > _SHOWN:
        yield block("", Line.MORE.spoken(language, number=str(len(shown) - _SHOWN)))
    nobody = [one[0] for one in counted if not asked_for and _was_for_nobody(one)]
    yield from CampaignTeller(language, zone).nobody(nobody, "")
    if len(counted) > 1:
        yield from teller.together(_sum(counted), len(counted))
    if options.people:
        yield Line.WRITTEN.spoken(language, path=str(options.people))


def _was_for_nobody(one: _Counted) -> bool:
    run, counts, _ = one
    return was_for_nobody(run) and not counts.counted


def _zone(desk: Desk, campaign: str) -> str:
    record = desk.records.record(desk.brand, campaign)
    try:
        known = desk.running(record) or desk.book.campaigns(desk.brand).get(campaign)
    except PackMissing:
        known = None
    return known.zone if known else "UTC"
