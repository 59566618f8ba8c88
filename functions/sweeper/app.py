"""Sweeper: every minute, turns with a send past its time go back on the outbound queue."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from towkay.adapters.dynamodb.due_turns import DynamoDueTurns
from towkay.adapters.sqs import SqsOutbox
from towkay.runtime.aws import aws_client
from towkay.runtime.clock import ends_at, now
from towkay.runtime.observability import count, logger, metrics
from towkay.runtime.settings import from_env
from towkay.runtime.ticks import scheduled_at
from towkay.usecases.sweep import sweep

_MOST_TURNS = 10_000  # all that are held until the same morning, in a shop of some size
_LAST_BATCH = timedelta(seconds=5)  # what a batch may take at worst


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
    until = ends_at(context) - _LAST_BATCH
    queued = sweep(
        now=at,
        limit=_MOST_TURNS,
        due_turns=due_turns,
        outbox=outbox,
        has_time=lambda: now() < until,
    )
    count("turns_swept", queued)
    logger.info("due turns queued", extra={"queued": queued})
    return {"queued": queued}
