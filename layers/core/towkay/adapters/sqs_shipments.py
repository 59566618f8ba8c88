"""The shipments queue: what shops and carriers told, on its way to the orders it is of."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.event_messages import FifoEntry, batches
from towkay.adapters.lanes import lanes, side_by_side
from towkay.adapters.shipment_messages import arrival_entry
from towkay.domain.errors import QueueRefused
from towkay.domain.shipping.arrivals import Arrival

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class SqsShipmentQueue:
    """`ports.ShipmentQueue`. A request with hundreds of parcels goes in several lanes at once."""

    def __init__(self, client: "SQSClient", queue_url: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._queue_url = queue_url
        self._gate = gate

    def put(self, arrivals: Sequence[Arrival]) -> None:
        """Try every batch before refusing: the sender repeats all, and repeats change nothing."""
        entries = [arrival_entry(one) for one in arrivals]
        if refused := sum(side_by_side(self._put, lanes(entries, id))):
            raise QueueRefused(f"{refused} arrivals were not queued")

    def _put(self, entries: Sequence[FifoEntry]) -> int:
        """How many were not stored."""
        return sum(self._send(batch) for batch in batches(entries))

    def _send(self, batch: Sequence[FifoEntry]) -> int:
        """How many entries were not stored."""
        try:
            with self._gate(CallSite.SHIPMENTS_QUEUE):
                answer = self._client.send_message_batch(
                    QueueUrl=self._queue_url,
                    Entries=[
                        {
                            "Id": str(number),
                            "MessageBody": entry.body,
                            "MessageGroupId": entry.group,
                        }
                        for number, entry in enumerate(batch)
                    ],
                )
        except (ClientError, BotoCoreError):
            return len(batch)
        return len(batch) - len(answer.get("Successful", []))
