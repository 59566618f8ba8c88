"""Webhook: a channel's HTTP request in, its events and receipts on their queues."""

from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from towkay.adapters.channels.inbound import INBOUND
from towkay.adapters.sqs import SqsEventQueue, SqsReceiptQueue
from towkay.adapters.ssm import SsmVerifySecrets
from towkay.runtime.aws import aws_client
from towkay.runtime.clock import now
from towkay.runtime.http_event import arrived_at, read_request, text_response
from towkay.runtime.observability import count, describe, logger, metrics, report_unusable
from towkay.runtime.reports import report_webhook
from towkay.runtime.settings import from_env
from towkay.usecases.ingest import Reception, ingest


@dataclass(frozen=True, slots=True)
class Settings:
    stage: str
    conversations_queue_url: str
    receipts_queue_url: str


settings = from_env(Settings)
secrets = SsmVerifySecrets(aws_client("ssm"), settings.stage, now, report=report_unusable)
sqs = aws_client("sqs")
queue = SqsEventQueue(sqs, settings.conversations_queue_url)
receipts = SqsReceiptQueue(sqs, settings.receipts_queue_url)

STATUS = {
    Reception.ACCEPTED: 200,
    Reception.FORGED: 403,
    Reception.TOO_LARGE: 413,
    Reception.MALFORMED: 400,
}


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    try:
        result = ingest(
            read_request(event),
            now=arrived_at(event, now()),
            secrets=secrets,
            channels=INBOUND,
            queue=queue,
            receipts=receipts,
        )
    except Exception as error:
        # Not 200: the channel must deliver again what could not be stored. Not raised, not even a
        # bug: the runtime would log its words, and they might be a shopper's.
        logger.error("webhook not stored", extra=describe(error))
        count("webhook_unstored")
        return text_response(503, "try again later")
    report_webhook(result)
    return text_response(STATUS[result.reception], result.body)
