"""Verify a webhook, split its body into events, queue every one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from towkay.domain.account_news import AccountNews
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Event, Incoming, ReceiptArrived, Unknown
from towkay.domain.secrets import VerifySecrets, is_endpoint_name
from towkay.domain.webhooks import Webhook
from towkay.ports.channels import ChannelInbound, VerifySecretStore
from towkay.ports.queues import EventQueue, ReceiptQueue
from towkay.usecases.decode import decode
from towkay.usecases.sorting import Fate, Source, sort

_NOT_SAID = (ReceiptArrived, AccountNews)  # what nobody at the other end said


class Reception(StrEnum):
    """What is answered to a webhook."""

    ACCEPTED = "accepted"
    FORGED = "forged"  # bad signature or unknown endpoint: the same answer for both
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Ingested:
    """The answer, and what became of the events; `kinds` names receipts and unknown ones."""

    reception: Reception
    body: str = ""
    fates: Counter[Fate] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)


def ingest(
    webhook: Webhook,
    *,
    now: datetime,
    secrets: VerifySecretStore,
    channels: Mapping[Channel, ChannelInbound],
    queue: EventQueue,
    receipts: ReceiptQueue,
) -> Ingested:
    """Answer a handshake, or queue every event and receipt of a genuine webhook.

    Raises `QueueRefused` or `ServiceUnavailable` when that cannot be promised: the channel must
    not hear 200 then. What the body says never leads to an error.
    """
    channel = next((known for known in channels if known == webhook.channel), None)
    if channel is None or not is_endpoint_name(webhook.endpoint):
        return Ingested(Reception.FORGED)
    if webhook.method == "GET":
        return _handshake(webhook, channel, secrets, channels[channel])
    ingested, events = _split(webhook, channel, now, secrets, channels[channel])
    _store(events, queue, receipts)
    return ingested


def _handshake(
    webhook: Webhook, channel: Channel, secrets: VerifySecretStore, inbound: ChannelInbound
) -> Ingested:
    """Echo what the channel asks for to whoever knows the endpoint's verify token."""
    if not inbound.asks_handshake(webhook.query):
        return Ingested(Reception.FORGED)
    known = secrets.read(channel, webhook.endpoint)
    echo = inbound.handshake(webhook.query, known.verify_token) if known else None
    return Ingested(Reception.FORGED) if echo is None else Ingested(Reception.ACCEPTED, echo)


def _split(
    webhook: Webhook,
    channel: Channel,
    now: datetime,
    secrets: VerifySecretStore,
    inbound: ChannelInbound,
) -> tuple[Ingested, list[Event]]:
    """The answer, and the events that must be stored before it may be given."""
    if webhook.raw is None:
        return Ingested(Reception.MALFORMED), []
    if len(webhook.raw) > CAPABILITIES[channel].body_limit:
        return Ingested(Reception.TOO_LARGE), []
    known = _genuine(webhook, channel, now, secrets, inbound)
    if known is None:
        return Ingested(Reception.FORGED), []
    try:
        arrived = inbound.parse(decode(webhook.raw), app_id=known.app_id)
    except MalformedBody:
        return Ingested(Reception.MALFORMED), []
    ingested = Ingested(Reception.ACCEPTED)
    source = Source(channel, webhook.endpoint, known, now)
    return ingested, [event for item in arrived for event in _sorted(item, source, ingested)]


def _sorted(item: Incoming, source: Source, ingested: Ingested) -> list[Event]:
    fate, events = sort(item, source)
    ingested.fates[fate] += 1
    if isinstance(item.happening, Unknown | ReceiptArrived):
        ingested.kinds[item.happening.kind] += 1
    return events


def _store(events: list[Event], queue: EventQueue, receipts: ReceiptQueue) -> None:
    """What shoppers said goes first: should the second call fail, no answer waits for it."""
    told = [event for event in events if isinstance(event.happening, _NOT_SAID)]
    said = [event for event in events if not isinstance(event.happening, _NOT_SAID)]
    if said:
        queue.put(said)
    if told:
        receipts.put(told)


def _genuine(
    webhook: Webhook,
    channel: Channel,
    now: datetime,
    secrets: VerifySecretStore,
    inbound: ChannelInbound,
) -> VerifySecrets | None:
    """The endpoint's secrets if one of them signed the body.

    No secret is read for a request that cannot prove anything: noise must not become a stream of
    reads. A second, fresh read is what lets a secret rotated a moment ago count before the cache
    ends.
    """
    if not inbound.is_signed(webhook.headers):
        return None
    for fresh in (False, True):
        known = secrets.read(channel, webhook.endpoint, fresh=fresh)
        if known is None:
            return None
        if inbound.is_genuine(webhook.raw or b"", webhook.headers, known.signing_at(now)):
            return known
    return None
