"""Claim what campaigns have due: one run for each occurrence, however often somebody looks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from towkay.domain.calendar.approved import Due, Fires, due_under_approvals
from towkay.domain.calendar.occurrences import occurrences
from towkay.domain.campaigns import (
    Approval,
    Budget,
    Campaign,
    CampaignRecord,
    CampaignState,
    Occurrence,
)
from towkay.domain.errors import PackMissing, StaleState
from towkay.domain.runs import Run, RunKey, RunState
from towkay.ports.campaigns import (
    CampaignBook,
    CampaignQueue,
    CampaignRecords,
    CronCalendar,
    Runs,
    Subscribers,
)

_MILLIONTHS = 1_000_000
# At once, of one campaign: after a long outage each tick claims so many, and ends in time.
_MOST_CLAIMS = 500
# For how long nothing is written of a campaign that had nothing due.
_REMEMBERED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Planning:
    """What campaigns are planned with."""

    book: CampaignBook
    records: CampaignRecords
    runs: Runs
    subscribers: Subscribers
    queue: CampaignQueue
    cron: CronCalendar


def fire(record: CampaignRecord, now: datetime, planning: Planning) -> Iterator[Run]:
    """Claim what came due since the campaign was last planned; yields the runs begun by it.

    Within its grace a late one starts all the same, beyond it the run is EXPIRED and nobody is
    asked. Raises `PackMissing`, `ValueError` or `KeyError` for a campaign that cannot be planned.
    """
    if record.state is not CampaignState.APPROVED:
        return
    found = due_under_approvals(record, now, _fires(record, planning))
    until = found[_MOST_CLAIMS - 1].occurrence.at if len(found) > _MOST_CLAIMS else now
    for due in found:
        if due.occurrence.at > until:
            break
        run = _run(due, record, now, planning.book)
        if planning.runs.start(run):
            yield run
    _note(record, until, planning.records, had_any=bool(found))


def campaign_of(record: CampaignRecord, pack: str, book: CampaignBook) -> Campaign:
    """The campaign as a pack holds it. Raises `PackMissing` when the pack holds no such one."""
    found = book.campaigns(record.brand, pack).get(record.campaign)
    if found is None:
        raise PackMissing("the campaign is not in the pack that it was approved in")
    return found


def _fires(record: CampaignRecord, planning: Planning) -> Fires:
    def fires(approval: Approval, since: datetime, until: datetime) -> list[Occurrence]:
        campaign = campaign_of(record, approval.pack, planning.book)
        days = planning.book.days(record.brand, approval.pack)
        return occurrences(campaign, since, until, cron=planning.cron.times, days=days)

    return fires


def _run(due: Due, record: CampaignRecord, now: datetime, book: CampaignBook) -> Run:
    occurrence, approval = due.occurrence, due.approval
    campaign = campaign_of(record, approval.pack, book)
    expires_at = occurrence.at + timedelta(seconds=campaign.grace_s)
    return Run(
        RunKey(record.brand, record.campaign, occurrence.name),
        occurrence.step,
        occurrence.at,
        expires_at,
        approval.version,
        approval.pack,
        started_at=now,
        state=RunState.PLANNING if now <= expires_at else RunState.EXPIRED,
        entered_from=occurrence.entered_from,
        entered_to=occurrence.entered_to,
        asked_under=record.changed_at,
        budget=_millionths(campaign.budget),
        currency=campaign.budget.currency if campaign.budget else "",
    )


def _millionths(budget: Budget | None) -> int | None:
    return None if budget is None else int(Decimal(budget.amount) * _MILLIONTHS)


def _note(
    record: CampaignRecord, until: datetime, records: CampaignRecords, *, had_any: bool
) -> None:
    """What was claimed need not be looked at again; a claim repeated does no harm either."""
    is_old = record.planned_until is None or until - record.planned_until >= _REMEMBERED
    if not had_any and not is_old:
        return
    try:
        records.write(replace(record, planned_until=until))
    except StaleState:
        return  # somebody decided something about it meanwhile: the next tick begins from there
