"""Where do campaigns, their records and their runs lie, of the brand that is meant?"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.dynamodb.campaign_records import DynamoCampaignRecords
from towkay.adapters.dynamodb.forecasts import DynamoForecasts
from towkay.adapters.dynamodb.runs import DynamoRuns
from towkay.adapters.s3_campaigns import S3CampaignBook
from towkay.domain.calendar.approved import Due
from towkay.domain.campaigns import Campaign, CampaignRecord
from towkay.domain.errors import PackMissing
from towkay.usecases.upcoming import upcoming
from workbench.campaigns.words import Said
from workbench.errors import refusal
from workbench.secrets import brands
from workbench.targets import Target


@dataclass(frozen=True)
class Desk:
    """One brand's campaigns on one stack."""

    where: Target
    brand: str

    @cached_property
    def book(self) -> S3CampaignBook:
        shelf = self.where.shelf()
        return S3CampaignBook(*shelf.for_reader(self.where.now))

    @cached_property
    def records(self) -> DynamoCampaignRecords:
        return DynamoCampaignRecords(self.where.dynamodb, self.table)

    @cached_property
    def runs(self) -> DynamoRuns:
        days = self.where.stack().turn_retention_days
        return DynamoRuns(self.where.dynamodb, self.table, days, self.where.now)

    @cached_property
    def forecasts(self) -> DynamoForecasts:
        days = self.where.stack().turn_retention_days
        return DynamoForecasts(self.where.dynamodb, self.table, days, self.where.now)

    @cached_property
    def table(self) -> str:
        return self.where.stack().outputs["TableName"]

    def campaign(self, name: str, language: str) -> Campaign:
        """Raises `WorkbenchError` naming those there are."""
        known = self.book.campaigns(self.brand)
        if name not in known:
            there_are = ", ".join(sorted(known)) or "-"
            told = Said.UNKNOWN.spoken(language, campaign=name, known=there_are)
            raise refusal(told)
        return known[name]

    def running(self, record: CampaignRecord) -> Campaign | None:
        """What was approved last; None where nothing was, or where its pack is gone."""
        newest = record.approved()
        if newest is None:
            return None
        try:
            return self.book.campaigns(self.brand, newest.pack).get(record.campaign)
        except PackMissing:
            return None

    def upcoming(self, record: CampaignRecord, now: datetime, most: int) -> list[Due]:
        """The next firings, in order, as they will be claimed."""
        return upcoming(record, now, most, book=self.book, cron=CronsimCalendar())


def desk_of(where: Target, brand: str, language: str) -> Desk:
    """The desk of a brand; of the only one where none is named. Raises `WorkbenchError`."""
    known = sorted(brands(where.ssm, where.stage))
    if not brand and len(known) == 1:
        return Desk(where, known[0])
    if brand in known:
        return Desk(where, brand)
    sentence = Said.WHICH_BRAND if known else Said.NO_BRAND
    raise refusal(sentence.spoken(language, known=", ".join(known)))
