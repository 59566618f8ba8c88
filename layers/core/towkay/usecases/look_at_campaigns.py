"""Where does each campaign stand: as published, as approved, as it speaks next and has spoken?"""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.campaigns import Campaign, CampaignRecord, Occurrence
from towkay.domain.runs import Run
from towkay.ports.campaigns import CampaignBook, CampaignRecords, CronCalendar, Runs
from towkay.usecases.upcoming import upcoming

_NEXT = 5


@dataclass(frozen=True, slots=True)
class Campaigns:
    """What is read: the files, what people decided, and how far the firings are."""

    book: CampaignBook
    records: CampaignRecords
    runs: Runs
    cron: CronCalendar


@dataclass(frozen=True, slots=True)
class Sight:
    """One campaign: None where the active pack has none of that name, or nothing was approved.

    Of a draft `upcoming` is what would come if it were approved now.
    """

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
    due = upcoming(record, now, _NEXT, book=campaigns.book, cron=campaigns.cron)
    coming = tuple(one.occurrence for one in due)
    return Sight(record, published, approved, coming, tuple(campaigns.runs.runs(brand, name)))
