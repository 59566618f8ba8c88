"""Delivery: a turn's key from the outbound queue in, its sends called, their outcomes stored."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.channels.line.mass_gateway import HttpMassGateway
from towkay.adapters.dynamodb.doors import DynamoDoors, Ways
from towkay.adapters.dynamodb.failure_notes import DynamoFailureNotes
from towkay.adapters.event_messages import turn_key_from_json
from towkay.adapters.sqs import SqsBackOff
from towkay.adapters.ssm import SsmSendSecrets
from towkay.runtime.aws import aws_client
from towkay.runtime.clock import base_url, ends_at, now
from towkay.runtime.observability import count, logger, metrics, report_unusable
from towkay.runtime.records import LastReceive, Record, Source, work_through
from towkay.runtime.reports import report_account, report_send
from towkay.runtime.settings import from_env
from towkay.usecases.deliver import deliver


@dataclass(frozen=True, slots=True)
class Settings:
    stage: str
    table_name: str
    outbound_queue_url: str
    outbound_queue_arn: str
    outbound_most_receives: int
    pseudonym_key: str


settings = from_env(Settings)
dynamodb, hasty = aws_client("dynamodb", decides=True), aws_client("dynamodb", hasty=True)
doors = DynamoDoors(dynamodb, hasty, settings.table_name, now, report_account)
secrets = SsmSendSecrets(aws_client("ssm"), settings.stage, now, report=report_unusable)
gateway = HttpChannelGateway(secrets, base_url)
ways = Ways(gateway, HttpMassGateway(secrets, base_url))
back_off = SqsBackOff(aws_client("sqs"), settings.outbound_queue_url, quick_tries=3, clock=now)
notes = DynamoFailureNotes(partial(aws_client, "dynamodb", hasty=True), settings.table_name)
last = LastReceive(settings.outbound_most_receives, turn_key_from_json, doors.ledger.set_aside)
source = Source("delivery", settings.outbound_queue_arn, back_off, notes, now, last)


def deliver_record(record: Record, *, context: LambdaContext) -> None:
    key = turn_key_from_json(record["body"])
    owner = f"{context.aws_request_id}/{record['messageId']}"
    door = doors.open(owner, ends_at(context), ways)
    for send in deliver(key, door=door):
        report_send(key.contact, send, settings.pseudonym_key)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    count("batch_received")
    return work_through(event, partial(deliver_record, context=context), source)
