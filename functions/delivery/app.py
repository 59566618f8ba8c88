"""Delivery: a turn's key from the outbound queue in, its sends called, their outcomes stored."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.dynamodb.account_health import DynamoAccountHealth
from towkay.adapters.dynamodb.brand_rules import DynamoBrandRules
from towkay.adapters.dynamodb.failure_notes import DynamoFailureNotes
from towkay.adapters.dynamodb.pace import shared_pacer
from towkay.adapters.dynamodb.send_ledger import DynamoSendLedger
from towkay.adapters.event_messages import turn_key_from_json
from towkay.adapters.policy_book import policy_book
from towkay.adapters.sqs import SqsBackOff
from towkay.adapters.ssm import SsmSendSecrets
from towkay.runtime.aws import aws_client
from towkay.runtime.clock import base_url, ends_at, now
from towkay.runtime.observability import count, logger, metrics, report_unusable
from towkay.runtime.records import LastReceive, Record, Source, work_through
from towkay.runtime.reports import report_account, report_send
from towkay.runtime.settings import from_env
from towkay.usecases.deliver import deliver
from towkay.usecases.door import Door


@dataclass(frozen=True, slots=True)
class Settings:
    stage: str
    table_name: str
    outbound_queue_url: str
    outbound_queue_arn: str
    outbound_most_receives: int
    pseudonym_key: str


settings = from_env(Settings)
dynamodb = aws_client("dynamodb", decides=True)
ledger = DynamoSendLedger(dynamodb, settings.table_name)
accounts = DynamoAccountHealth(dynamodb, settings.table_name, now, report_account)
book = policy_book()
rules = DynamoBrandRules(dynamodb, settings.table_name, now)
pacer = shared_pacer(aws_client("dynamodb", hasty=True), settings.table_name, book, now)
secrets = SsmSendSecrets(aws_client("ssm"), settings.stage, now, report=report_unusable)
gateway = HttpChannelGateway(secrets, base_url)
back_off = SqsBackOff(aws_client("sqs"), settings.outbound_queue_url, quick_tries=3, clock=now)
notes = DynamoFailureNotes(partial(aws_client, "dynamodb", hasty=True), settings.table_name)
last = LastReceive(settings.outbound_most_receives, turn_key_from_json, ledger.set_aside)
source = Source("delivery", settings.outbound_queue_arn, back_off, notes, now, last)


def deliver_record(record: Record, *, context: LambdaContext) -> None:
    key = turn_key_from_json(record["body"])
    owner = f"{context.aws_request_id}/{record['messageId']}"
    door = Door(owner, ends_at(context), now, ledger, gateway, accounts, book, rules, pacer)
    for send in deliver(key, door=door):
        report_send(key.contact, send, settings.pseudonym_key)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    count("batch_received")
    return work_through(event, partial(deliver_record, context=context), source)
