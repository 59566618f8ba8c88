"""Shipments: what shops and carriers tell, and consents of the checkout, in; on to their queue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from towkay.adapters.shipping.sources import answered, checkout_status
from towkay.adapters.shop_doors import ShopDoors
from towkay.domain.shipping.deliveries import Delivery
from towkay.runtime.aws import aws_client
from towkay.runtime.clock import now
from towkay.runtime.http_event import arrived_at, response
from towkay.runtime.observability import count, describe, logger, metrics, report_unusable
from towkay.runtime.settings import from_env
from towkay.runtime.shop_http import Door, closed, consent_told, door_of, read_delivery, told
from towkay.runtime.shop_reports import report_consent, report_shipments


@dataclass(frozen=True, slots=True)
class Settings:
    stage: str
    shipments_queue_url: str


settings = from_env(Settings)
url = settings.shipments_queue_url
doors = ShopDoors(aws_client, settings.stage, url, now, report_unusable)


def take(door: Door, delivery: Delivery, at: datetime) -> dict[str, Any]:
    if door is Door.CONSENTS:
        consented = doors.consents(delivery, at)
        report_consent(consented)
        return told(checkout_status(consented.answer), consent_told(consented))
    taken = doors.shipments(delivery, at)
    report_shipments(delivery.source, taken)
    status, manners = answered(delivery.source, taken)
    return response(status, manners.content_type, manners.success.decode())


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    try:
        door = door_of(event)
        if isinstance(door, int):
            count("shop_call_refused")
            return closed(door)
        return take(door, read_delivery(event), arrived_at(event, now()))
    except Exception as error:
        # The sender must repeat what could not be queued. Not raised, not even a bug: the runtime
        # would log its words, and they might be a shopper's.
        logger.error("shop call not queued", extra=describe(error))
        count("shipments_unstored")
        return closed(503)
