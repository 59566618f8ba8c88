"""Delivery: a turn's key, or a campaign's chunk, from its queue in; calls out, outcomes stored."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from towkay.adapters.event_messages import chunk_ask_from_json, turn_key_from_json
from towkay.adapters.outlet import Outlet
from towkay.runtime import reports
from towkay.runtime.aws import aws_client
from towkay.runtime.clock import base_url, ends_at, now
from towkay.runtime.observability import count, logger, metrics, report_unusable
from towkay.runtime.records import LastReceive, Record, Source, first_arn, work_through
from towkay.runtime.settings import from_env
from towkay.usecases.deliver import deliver


@dataclass(frozen=True, slots=True)
class Settings:
    stage: str
    table_name: str
    packs_bucket: str
    outbound_queue_url: str
    outbound_queue_arn: str
    outbound_most_receives: int
    campaigns_queue_url: str
    campaigns_queue_arn: str
    turn_retention_days: int
    pseudonym_key: str


settings = from_env(Settings)
outlet = Outlet(settings, aws_client, now, base_url, reports.report_account, report_unusable)
last = LastReceive(settings.outbound_most_receives, turn_key_from_json, outlet.ledger.set_aside)
turns = Source("delivery", settings.outbound_queue_arn, outlet.turns_wait, outlet.notes, now, last)
chunks = Source("delivery", settings.campaigns_queue_arn, outlet.chunks_wait, outlet.notes, now)


def bring(record: Record, *, context: LambdaContext) -> None:
    owner, until = f"{context.aws_request_id}/{record['messageId']}", ends_at(context)
    if record["eventSourceARN"] == chunks.queue_arn:
        ask = chunk_ask_from_json(record["body"])
        reports.report_chunk(ask.chunk, outlet.push(ask, owner, until))
        return
    key = turn_key_from_json(record["body"])
    for send in deliver(key, door=outlet.door(owner, until)):
        reports.report_send(key.contact, send, settings.pseudonym_key)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    count("batch_received")
    source = chunks if first_arn(event) == chunks.queue_arn else turns
    return work_through(event, partial(bring, context=context), source)
