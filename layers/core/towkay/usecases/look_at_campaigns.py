"""Where does each campaign stand: as published, as approved, as it speaks next and has spoken?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from towkay.domain.calendar.occurrences import occurrences
from towkay.domain.campaigns import Campaign, CampaignRecord, CampaignState, Occurrence
from towkay.domain.runs import Run
from towkay.ports.campaigns import CampaignBook, CampaignRecords, CronCalendar, Runs

_AHEAD = timedelta(days=400)  # a birthday comes once a year
_NEXT = 5
_RUNS = (CampaignState.APPROVED, CampaignState.PAUSED)


@dataclass(frozen=True, slots=True)
class Campaigns:
    """What is read: the files, what people decided, and how far the firings are."""

    book: CampaignBook
    records: CampaignRecords
    runs: Runs
    cron: CronCalendar


@dataclass(frozen=True, slots=True)
class Sight:
    """One campaign: None where the active pack has none of that name, or nothing was approved."""

    record: CampaignRecord
    published: Campaign | None
    approved: Campaign | None = None
    upcoming: tuple[Occurrence, ...] = ()
    runs: tuple[Run, ...] = ()


def look_at_all(brand: str, campaigns: Campaigns) -> list[Sight]:
    """Every campaign that is published or that anybody decided on. Raises `PackMissing`."""
    published = campaigns.book.campaigns(brand)
    records = {record.campaign: record for record in campaigns.records.records(brand)}
    return [
        Sight(records.get(name, CampaignRecord(brand, name)), published.get(name))
        for name in sorted({*published, *records})
    ]


def look_at(brand: str, name: str, now: datetime, campaigns: Campaigns) -> Sight | None:
    """One campaign in full; None where there is none of that name. Raises `PackMissing`."""
    published = campaigns.book.campaigns(brand).get(name)
    record = campaigns.records.record(brand, name)
    if published is None and not record.approvals:
        return None
    newest = record.approved()
    approved = campaigns.book.campaigns(brand, newest.pack).get(name) if newest else None
    upcoming = _upcoming(approved, brand, now, campaigns) if record.state in _RUNS else ()
    return Sight(record, published, approved, upcoming, tuple(campaigns.runs.runs(brand, name)))


def _upcoming(
    campaign: Campaign | None, brand: str, now: datetime, campaigns: Campaigns
) -> tuple[Occurrence, ...]:
    """The next few; looked for in ever longer spans, as most come soon."""
    if campaign is None:
        return ()
    days, span = campaigns.book.days(brand), timedelta(days=1)
    found: list[Occurrence] = []
    while len(found) < _NEXT:
        found = occurrences(campaign, now, now + span, cron=campaigns.cron.times, days=days)
        if span >= _AHEAD:
            break
        span = min(span * 3, _AHEAD)
    return tuple(found[:_NEXT])
