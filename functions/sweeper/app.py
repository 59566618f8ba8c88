"""Sweeper: every minute, turns with a send past its time go back on the outbound queue."""

from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from towkay.adapters.dynamodb.due_turns import DynamoDueTurns
from towkay.adapters.sqs import SqsOutbox
from towkay.runtime.aws import aws_client
from towkay.runtime.observability import count, logger, metrics
from towkay.runtime.settings import from_env
from towkay.runtime.ticks import scheduled_at
from towkay.usecases.sweep import sweep

_MOST_TURNS = 500  # one run's share; what is left is still due a minute later


@dataclass(frozen=True, slots=True)
class Settings:
    table_name: str
    outbound_queue_url: str


settings = from_env(Settings)
due_turns = DynamoDueTurns(aws_client("dynamodb"), settings.table_name)
outbox = SqsOutbox(aws_client("sqs"), settings.outbound_queue_url)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    # The schedule's own instant, not the clock's: a tick that comes twice judges the same moment.
    at = scheduled_at(event)
    queued = sweep(now=at, limit=_MOST_TURNS, due_turns=due_turns, outbox=outbox)
    count("turns_swept", queued)
    logger.info("due turns queued", extra={"queued": queued})
    return {"queued": queued}
