"""The queues: events and receipts on their way in, turns on their way out."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.back_off import hidden_for
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.event_messages import (
    Entry,
    FifoEntry,
    batches,
    event_entry,
    receipt_entry,
    turn_entry,
)
from towkay.adapters.lanes import lanes, side_by_side
from towkay.domain.errors import QueueRefused, ServiceUnavailable
from towkay.domain.events import Event
from towkay.domain.turns import TurnKey
from towkay.ports.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef


class SqsEventQueue:
    """`ports.EventQueue` over the conversations queue."""

    def __init__(self, client: "SQSClient", queue_url: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._queue_url = queue_url
        self._gate = gate

    def put(self, events: Sequence[Event]) -> None:
        """Try every batch before refusing, so that one bad moment costs as little as it can.

        Many go side by side, those of one contact one after another.
        """
        entries = [event_entry(event) for event in events]
        by_contact = lanes(entries, lambda entry: entry.group)
        if refused := set[str]().union(*side_by_side(self._put, by_contact)):
            raise QueueRefused(f"events of {len(refused)} contacts were not queued")

    def _put(self, entries: Sequence[FifoEntry]) -> set[str]:
        """The groups that were refused.

        Once a contact's event was refused its later ones wait for the channel's redelivery too:
        stored now, they would overtake it.
        """
        refused_groups: set[str] = set()
        for batch in batches(entries):
            sendable = [entry for entry in batch if entry.group not in refused_groups]
            if sendable:
                refused_groups.update(self._send(sendable))
        return refused_groups

    def _send(self, batch: Sequence[FifoEntry]) -> set[str]:
        """The groups of the entries that were not stored."""
        try:
            with self._gate(CallSite.EVENTS_PUT):
                answer = self._client.send_message_batch(
                    QueueUrl=self._queue_url,
                    Entries=_fifo_entries(batch),
                )
        except (ClientError, BotoCoreError):
            return {entry.group for entry in batch}
        stored = {stored["Id"] for stored in answer.get("Successful", [])}
        return {entry.group for number, entry in enumerate(batch) if str(number) not in stored}


class SqsReceiptQueue:
    """`ports.ReceiptQueue` over the receipts queue, which keeps no order."""

    def __init__(self, client: "SQSClient", queue_url: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._queue_url = queue_url
        self._gate = gate

    def put(self, receipts: Sequence[Event]) -> None:
        """Try every batch before refusing, so that one bad moment costs as little as it can."""
        entries = [receipt_entry(receipt) for receipt in receipts]
        if refused := sum(side_by_side(self._put, lanes(entries, id))):
            raise QueueRefused(f"{refused} receipts were not queued")

    def _put(self, entries: Sequence[Entry]) -> int:
        """How many were not stored."""
        return sum(self._send(batch) for batch in batches(entries))

    def _send(self, batch: Sequence[Entry]) -> int:
        """How many entries were not stored."""
        try:
            with self._gate(CallSite.RECEIPTS_PUT):
                answer = self._client.send_message_batch(
                    QueueUrl=self._queue_url,
                    Entries=[
                        {"Id": str(number), "MessageBody": entry.body}
                        for number, entry in enumerate(batch)
                    ],
                )
        except (ClientError, BotoCoreError):
            return len(batch)
        return len(batch) - len(answer.get("Successful", []))


class SqsOutbox:
    """`ports.Outbox` over the outbound queue; a message is only the turn's key."""

    def __init__(self, client: "SQSClient", queue_url: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._queue_url = queue_url
        self._gate = gate

    def put(self, key: TurnKey, attempt: str) -> None:
        entry = turn_entry(key, attempt)
        with failures_as_unavailable("outbox"), self._gate(CallSite.OUTBOX_PUT):
            self._client.send_message(
                QueueUrl=self._queue_url,
                MessageBody=entry.body,
                MessageGroupId=entry.group,
                MessageDeduplicationId=entry.deduplication,
            )

    def put_all(self, asks: Sequence[tuple[TurnKey, str]]) -> int:
        return sum(self._send(batch) for batch in batches(turn_entry(*ask) for ask in asks))

    def _send(self, batch: Sequence[FifoEntry]) -> int:
        with failures_as_unavailable("outbox"), self._gate(CallSite.OUTBOX_PUT):
            answer = self._client.send_message_batch(
                QueueUrl=self._queue_url, Entries=_fifo_entries(batch)
            )
        return len(answer.get("Successful", []))


class SqsBackOff:
    """Lets a failed message come back after seconds, or at a moment, instead of the time-out."""

    def __init__(
        self,
        client: "SQSClient",
        queue_url: str,
        *,
        quick_tries: int,
        clock: Clock,
        gate: Gate = open_gate,
    ) -> None:
        self._client = client
        self._queue_url = queue_url
        self._quick_tries = quick_tries
        self._clock = clock
        self._gate = gate

    def hide(self, receipt_handle: str, receives: int, until: datetime | None = None) -> None:
        """Hide the message until `until`, else for seconds; its later ones wait behind it.

        A refusal is no failure: the message comes back all the same, at the queue's own pace.
        """
        seconds = hidden_for(receives, self._quick_tries, self._clock(), until)
        if seconds is None:
            return
        with (
            suppress(ServiceUnavailable),
            failures_as_unavailable("back-off"),
            self._gate(CallSite.RECORD_BACK_OFF),
        ):
            self._client.change_message_visibility(
                QueueUrl=self._queue_url,
                ReceiptHandle=receipt_handle,
                VisibilityTimeout=seconds,
            )


def _fifo_entries(batch: Sequence[FifoEntry]) -> "list[SendMessageBatchRequestEntryTypeDef]":
    return [
        {
            "Id": str(number),
            "MessageBody": entry.body,
            "MessageGroupId": entry.group,
            "MessageDeduplicationId": entry.deduplication,
        }
        for number, entry in enumerate(batch)
    ]
