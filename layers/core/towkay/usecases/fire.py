"""Claim what campaigns have due: one run for each occurrence, however often somebody looks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from towkay.domain.calendar.approved import Due, due_under_approvals
from towkay.domain.campaigns import CampaignRecord, CampaignState
from towkay.domain.errors import StaleState
from towkay.domain.firing import firing_of
from towkay.domain.runs import SHARDS, Run, RunState
from towkay.ports.campaigns import (
    CampaignBook,
    CampaignQueue,
    CampaignRecords,
    CronCalendar,
    Runs,
    Subscribers,
)
from towkay.usecases.upcoming import campaign_of, fires_of

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
    asked; a slot of a sequence that nobody is in makes no run then. Raises `PackMissing`,
    `ValueError` or `KeyError` for a campaign that cannot be planned.
    """
    if record.state is not CampaignState.APPROVED:
        return
    fires = fires_of(record, planning.book, planning.cron)
    found = due_under_approvals(record, now, fires)
    until = found[_MOST_CLAIMS - 1].occurrence.at if len(found) > _MOST_CLAIMS else now
    claims = [_run(due, record, now, planning.book) for due in found if due.occurrence.at <= until]
    for run in _with_people(claims, record, planning):
        if planning.runs.start(run):
            yield run
    _note(record, until, planning.records, had_any=bool(found))


def _with_people(claims: list[Run], record: CampaignRecord, planning: Planning) -> list[Run]:
    """Without the slots of a sequence that came too late for nobody."""
    late: dict[tuple[str, str], list[Run]] = {}
    for run in claims:
        if run.state is RunState.EXPIRED and run.entered_from is not None:
            late.setdefault((run.step, run.pack), []).append(run)
    kept = {one.key for slots in late.values() for one in _occupied(slots, record, planning)}
    empty = {run.key for slots in late.values() for run in slots} - kept
    return [run for run in claims if run.key not in empty]


def _occupied(
    slots: list[Run], record: CampaignRecord, planning: Planning, *, is_sure: bool = False
) -> list[Run]:
    """The slots with somebody in them, found by halves, as most are empty.

    `is_sure` says that one of them is known to have somebody.
    """
    if not is_sure and not _is_anybody_in(slots, record, planning):
        return []
    if len(slots) == 1:
        return slots
    half = len(slots) // 2
    first = _occupied(slots[:half], record, planning)
    return first + _occupied(slots[half:], record, planning, is_sure=not first)


def _is_anybody_in(slots: list[Run], record: CampaignRecord, planning: Planning) -> bool:
    """Whether anybody entered between the first and the last of a step's slots."""
    topic = campaign_of(record, slots[0].pack, planning.book).topic
    since = min((run.entered_from for run in slots if run.entered_from), default=None)
    until = max((run.entered_to for run in slots if run.entered_to), default=None)
    pages = (
        planning.subscribers.page(
            record.brand, topic, shard, cursor="", limit=1, entered_from=since, entered_to=until
        )
        for shard in range(SHARDS)
    )
    return any(page.contacts for page in pages)


def _run(due: Due, record: CampaignRecord, now: datetime, book: CampaignBook) -> Run:
    campaign = campaign_of(record, due.approval.pack, book)
    run = firing_of(due.occurrence, campaign, record.brand, pack=due.approval.pack, now=now)
    state = RunState.PLANNING if now <= run.expires_at else RunState.EXPIRED
    return replace(run, state=state, asked_under=record.changed_at)


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
