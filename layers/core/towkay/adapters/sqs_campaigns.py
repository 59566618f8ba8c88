"""The campaigns queue: chunks on their way to whoever brings their people through the door."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.digests import digest
from towkay.adapters.event_messages import FifoEntry, batches, chunk_entry
from towkay.domain.errors import QueueRefused
from towkay.domain.runs import ChunkAsk

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class SqsCampaignQueue:
    """`ports.CampaignQueue`. The group is the brand: a standard queue serves groups fairly."""

    def __init__(self, client: "SQSClient", queue_url: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._queue_url = queue_url
        self._gate = gate

    def put(self, asks: Sequence[ChunkAsk], *, delay_s: int = 0) -> None:
        entries = [
            FifoEntry(chunk_entry(ask).body, digest(ask.chunk.run.brand).hex(), "") for ask in asks
        ]
        if refused := sum(self._send(batch, delay_s) for batch in batches(entries)):
            raise QueueRefused(f"{refused} chunks were not queued")

    def _send(self, batch: Sequence[FifoEntry], delay_s: int) -> int:
        """How many entries were not stored."""
        try:
            with self._gate(CallSite.CHUNKS_QUEUE):
                answer = self._client.send_message_batch(
                    QueueUrl=self._queue_url,
                    Entries=[
                        {
                            "Id": str(number),
                            "MessageBody": entry.body,
                            "MessageGroupId": entry.group,
                            "DelaySeconds": delay_s,
                        }
                        for number, entry in enumerate(batch)
                    ],
                )
        except (ClientError, BotoCoreError):
            return len(batch)
        return len(batch) - len(answer.get("Successful", []))
