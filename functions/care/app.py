"""Care: once a day every account is asked how it is doing, and people are told what to do."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from towkay.adapters.active_brands import ActiveBrands
from towkay.adapters.channels.enquiry import ChannelRequests, HttpAccountEnquiry
from towkay.adapters.dynamodb.account_health import DynamoAccountHealth
from towkay.adapters.dynamodb.account_records import DynamoAccountRecords
from towkay.adapters.s3_packs import S3Packs
from towkay.adapters.ssm_endpoints import SsmEndpoints
from towkay.runtime.aws import aws_client
from towkay.runtime.clock import base_url, ends_at, now
from towkay.runtime.observability import count, logger, metrics, report_unusable
from towkay.runtime.reports import report_checkup
from towkay.runtime.settings import from_env
from towkay.runtime.ticks import scheduled_at
from towkay.usecases.care import Practice, look_after

_ONE_NEEDS = timedelta(
    seconds=60
)  # an account whose channel answers ten questions as late as it may


@dataclass(frozen=True, slots=True)
class Settings:
    stage: str
    table_name: str
    packs_bucket: str


settings = from_env(Settings)
dynamodb, table = aws_client("dynamodb"), settings.table_name
endpoints = SsmEndpoints(aws_client("ssm"), settings.stage, report=report_unusable)
packs = S3Packs(dynamodb, table, aws_client("s3"), settings.packs_bucket, now)
practice = Practice(
    DynamoAccountRecords(dynamodb, table),
    DynamoAccountHealth(dynamodb, table, now),
    HttpAccountEnquiry(ChannelRequests(base_url), now),
    ActiveBrands(packs),
)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    found, checked = endpoints.endpoints(), 0
    until = ends_at(context) - _ONE_NEEDS
    for checkup in look_after(found, now=scheduled_at(event), practice=practice):
        report_checkup(checkup)
        checked += 1
        if now() >= until:
            break
    if left := sum(len(one.accounts()) for one in found) - checked:
        logger.error("accounts left unchecked", extra={"accounts": left})
        count("care_unfinished")
    return {"checked": checked, "left": left}
