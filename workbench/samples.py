"""What has to be true on a bench for the sample events of `events/` to mean something there."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from towkay.adapters.shop_keys import shop_keys_in, shop_keys_name
from towkay.ports.shipping import BrandKey
from workbench.paths import PROJECT
from workbench.secrets import EndpointSecrets
from workbench.secrets_cli import endpoint_from

_ENDPOINTS = PROJECT / "events" / "endpoints.json"
_SHOPS = PROJECT / "events" / "shops.json"  # by the parameter's name below its stage
# Which of the stack's queues a record belongs to, by the end of its queue's name.
_QUEUES = {
    "-conversations.fifo": "ConversationsQueue",
    "-outbound.fifo": "OutboundQueue",
    "-receipts": "ReceiptsQueue",
    "-shipments": "ShipmentsQueue",
}


def endpoints() -> Iterator[EndpointSecrets]:
    """The endpoints whose made-up secrets signed the sample webhooks."""
    channels = json.loads(_ENDPOINTS.read_text(encoding="utf-8"))
    for channel, named in channels.items():
        for endpoint, given in named.items():
            yield endpoint_from(channel, endpoint, given)


def shop_keys(source: str) -> tuple[BrandKey, ...]:
    """The keys that the samples of a source, or of the checkout, are signed with."""
    name = shop_keys_name("", source).removeprefix("/towkay//")
    keys = json.loads(_SHOPS.read_text(encoding="utf-8"))[name]
    return shop_keys_in(json.dumps(keys))


def time_of(event: Any) -> datetime | None:
    """When an event happened by its own account: a function run later would find it stale."""
    if not isinstance(event, dict):
        return None
    if scheduled := event.get("scheduled_at"):
        return datetime.fromisoformat(str(scheduled))
    records = event.get("Records") or [{}]
    sent = records[0].get("attributes", {}).get("SentTimestamp")
    epoch = (event.get("requestContext") or {}).get("timeEpoch") or sent
    return datetime.fromtimestamp(int(epoch) / 1000, tz=UTC) if epoch else None


def at_home(event: Any, arn_of: Callable[[str], str]) -> Any:
    """The event with its records coming from a bench's own queues; `arn_of` knows their ARNs."""
    if not isinstance(event, dict) or not event.get("Records"):
        return event
    return {**event, "Records": [_rehomed(record, arn_of) for record in event["Records"]]}


def _rehomed(record: dict[str, Any], arn_of: Callable[[str], str]) -> dict[str, Any]:
    source = str(record.get("eventSourceARN", ""))
    for ending, queue in _QUEUES.items():
        if source.endswith(ending):
            return {**record, "eventSourceARN": arn_of(queue)}
    return record
