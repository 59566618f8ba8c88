"""What does the desk of a brand's people consist of, on a stack?"""

from typing import TYPE_CHECKING

from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.dynamodb.campaign_records import DynamoCampaignRecords
from towkay.adapters.dynamodb.consent_ledger import DynamoConsentLedger
from towkay.adapters.dynamodb.forecasts import DynamoForecasts
from towkay.adapters.dynamodb.recipients import DynamoRecipients
from towkay.adapters.dynamodb.runs import DynamoRuns
from towkay.adapters.s3_campaigns import S3CampaignBook
from towkay.adapters.s3_pack_desk import S3PackDesk
from towkay.adapters.staff.desk import Compile, StaffDesk
from towkay.adapters.staff.reports import Reporter
from towkay.ports.clock import Clock
from towkay.usecases.look_at_campaigns import Campaigns
from towkay.usecases.reconcile import Books

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client


def staff_desk(
    dynamodb: "DynamoDBClient",
    table: str,
    s3: "S3Client",
    bucket: str,
    retention_days: int,
    clock: Clock,
    compiled: Compile,
) -> StaffDesk:
    """Over the table and the packs of one stack."""
    runs = DynamoRuns(dynamodb, table, retention_days, clock)
    campaigns = Campaigns(
        S3CampaignBook(dynamodb, table, s3, bucket, clock, fresh=True),
        DynamoCampaignRecords(dynamodb, table),
        runs,
        CronsimCalendar(),
    )
    books = Books(runs, DynamoRecipients(dynamodb, table), DynamoConsentLedger(dynamodb, table))
    forecasts = DynamoForecasts(dynamodb, table, retention_days, clock)
    reporter = Reporter(campaigns, books, forecasts, clock)
    packs = S3PackDesk(dynamodb, table, s3, bucket, clock)
    return StaffDesk(campaigns, packs, reporter, compiled)
