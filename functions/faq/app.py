"""FAQ: an event of the conversations queue in, one turn stored, its sends on the outbound queue."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from towkay.adapters.dynamodb.rare_notes import rare_notes
from towkay.adapters.dynamodb.stores import talk_stores
from towkay.adapters.event_messages import event_from_json
from towkay.adapters.ref_keys import SsmRefKeys
from towkay.adapters.s3_packs import S3Packs
from towkay.adapters.sqs import SqsBackOff, SqsOutbox
from towkay.domain.health import account_of
from towkay.runtime.aws import aws_client
from towkay.runtime.clock import now
from towkay.runtime.observability import count, logger, metrics
from towkay.runtime.records import Record, Source, work_through
from towkay.runtime.reports import report_turn
from towkay.runtime.settings import from_env
from towkay.usecases.answer import answer


@dataclass(frozen=True, slots=True)
class Settings:
    table_name: str
    packs_bucket: str
    outbound_queue_url: str
    conversations_queue_url: str
    conversations_queue_arn: str
    turn_retention_days: int
    pseudonym_key: str
    stage: str


settings = from_env(Settings)
dynamodb, sqs, table = aws_client("dynamodb", decides=True), aws_client("sqs"), settings.table_name
conversations, orders = talk_stores(dynamodb, table, settings.turn_retention_days)
packs = S3Packs(dynamodb, table, aws_client("s3"), settings.packs_bucket, now)
outbox = SqsOutbox(sqs, settings.outbound_queue_url)
kept = partial(answer, conversations=conversations, packs=packs, orders=orders, outbox=outbox)
answers = partial(kept, ref_keys=SsmRefKeys(aws_client, settings.stage, now))
# One quick try of three: the others stretch over a minute, as long as a reply token lives.
back_off = SqsBackOff(sqs, settings.conversations_queue_url, quick_tries=1, clock=now)
notes, heard = rare_notes(partial(aws_client, "dynamodb", hasty=True), table)
source = Source("faq", settings.conversations_queue_arn, back_off, notes, now)


def answer_record(record: Record) -> None:
    event = event_from_json(record["body"])
    report_turn(event, answers(event, now=now()), settings.pseudonym_key)
    heard.note(account_of(event.contact), event.received_at)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    count("batch_received")
    return work_through(event, answer_record, source)
