"""Receipts: what a channel tells of our messages, or of an account, in; what is known moves on."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from towkay.adapters.dynamodb.account_records import DynamoAccountRecords
from towkay.adapters.dynamodb.failure_notes import DynamoFailureNotes
from towkay.adapters.dynamodb.receipt_ledger import DynamoReceiptLedger
from towkay.adapters.event_messages import event_from_json
from towkay.adapters.sqs import SqsBackOff
from towkay.domain.account_news import AccountNews
from towkay.domain.errors import ServiceUnavailable
from towkay.runtime.aws import aws_client
from towkay.runtime.clock import now
from towkay.runtime.observability import count, logger, metrics
from towkay.runtime.records import Record, Source, work_through
from towkay.runtime.reports import report_news, report_receipt
from towkay.runtime.settings import from_env
from towkay.usecases.account_news import note_news
from towkay.usecases.settle import settle

_ONE_NEEDS_MS = 3_000  # a receipt on a slow day, and time to say which of the batch are left


@dataclass(frozen=True, slots=True)
class Settings:
    table_name: str
    receipts_queue_url: str
    receipts_queue_arn: str
    turn_retention_days: int
    pseudonym_key: str


settings = from_env(Settings)
dynamodb = aws_client("dynamodb", decides=True)
ledger = DynamoReceiptLedger(dynamodb, settings.table_name, settings.turn_retention_days)
accounts = DynamoAccountRecords(dynamodb, settings.table_name)
back_off = SqsBackOff(aws_client("sqs"), settings.receipts_queue_url, quick_tries=0, clock=now)
notes = DynamoFailureNotes(partial(aws_client, "dynamodb", hasty=True), settings.table_name)
source = Source("receipts", settings.receipts_queue_arn, back_off, notes, now)


def settle_record(record: Record, *, context: LambdaContext) -> None:
    if context.get_remaining_time_in_millis() < _ONE_NEEDS_MS:
        raise ServiceUnavailable("too little time left")  # cut off, those done would come back
    event = event_from_json(record["body"])
    if isinstance(event.happening, AccountNews):
        return report_news(event, note_news(event, ledger=accounts))
    result = settle(event, now=now(), ledger=ledger)
    return report_receipt(event, result, settings.pseudonym_key)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    count("batch_received")
    return work_through(event, partial(settle_record, context=context), source)
