"""Notifications: every minute, campaigns that are due begin, and their people go into chunks."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.dynamodb.campaign_records import DynamoCampaignRecords
from towkay.adapters.dynamodb.runs import DynamoRuns
from towkay.adapters.dynamodb.subscribers import DynamoSubscribers
from towkay.adapters.s3_campaigns import S3CampaignBook
from towkay.adapters.sqs_campaigns import SqsCampaignQueue
from towkay.runtime.aws import aws_client
from towkay.runtime.clock import ends_at, now
from towkay.runtime.observability import logger, metrics
from towkay.runtime.plan_reports import report_tick
from towkay.runtime.settings import from_env
from towkay.runtime.ticks import scheduled_at
from towkay.usecases.fire import Planning
from towkay.usecases.notify import notify
from towkay.usecases.tend import Shift

_LAST_PAGE = timedelta(seconds=5)  # what a page may take at worst


@dataclass(frozen=True, slots=True)
class Settings:
    table_name: str
    packs_bucket: str
    campaigns_queue_url: str
    turn_retention_days: int


settings = from_env(Settings)
dynamodb, table = aws_client("dynamodb"), settings.table_name
planning = Planning(
    S3CampaignBook(dynamodb, table, aws_client("s3"), settings.packs_bucket, now),
    DynamoCampaignRecords(dynamodb, table),
    DynamoRuns(dynamodb, table, settings.turn_retention_days, now),
    DynamoSubscribers(dynamodb, table),
    SqsCampaignQueue(aws_client("sqs"), settings.campaigns_queue_url),
    CronsimCalendar(),
)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    # The schedule's own instant, not the clock's: a tick that comes twice judges the same moment.
    at, until = scheduled_at(event), ends_at(context)
    shift = Shift(context.aws_request_id, at, until, lambda: now() < until - _LAST_PAGE)
    return report_tick(notify(shift, planning))
