"""Shipping: what shops and carriers told in, kept with its order; whoever agreed is told of it.

Every few minutes the schedule asks for what is due though nothing was heard: a pick-up that ends.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from towkay.adapters.order_desk import OrderDesk
from towkay.adapters.shipment_messages import arrival_from_json
from towkay.domain.errors import ServiceUnavailable
from towkay.runtime.aws import aws_client
from towkay.runtime.clock import ends_at, now
from towkay.runtime.observability import count, logger, metrics
from towkay.runtime.records import Record, Source, work_through
from towkay.runtime.settings import from_env
from towkay.runtime.ship_reports import report_arrival, report_looked
from towkay.runtime.ticks import scheduled_at
from towkay.usecases.ship import look_again, take

_ONE_NEEDS = timedelta(seconds=4)  # an arrival or an order on a slow day


@dataclass(frozen=True, slots=True)
class Settings:
    table_name: str
    packs_bucket: str
    outbound_queue_url: str
    shipments_queue_url: str
    shipments_queue_arn: str
    turn_retention_days: int


settings = from_env(Settings)
desk = OrderDesk(settings, aws_client, now)
source = Source("shipping", settings.shipments_queue_arn, desk.back_off, desk.notes, now)


def take_record(record: Record, *, context: LambdaContext) -> None:
    if now() + _ONE_NEEDS > ends_at(context):
        raise ServiceUnavailable("too little time left")  # cut off, those done would come back
    arrival = arrival_from_json(record["body"])
    report_arrival(arrival, take(arrival, now=now(), tools=desk.tools, puzzles=desk.puzzles))


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    if "Records" in event:
        count("batch_received")
        return work_through(event, partial(take_record, context=context), source)
    # The schedule's own instant, not the clock's: a tick that comes twice judges the same moment.
    at, until = scheduled_at(event), ends_at(context) - _ONE_NEEDS
    tools, puzzles = desk.tools, desk.puzzles
    looked = look_again(now=at, tools=tools, puzzles=puzzles, has_time=lambda: now() < until)
    return report_looked(looked)
