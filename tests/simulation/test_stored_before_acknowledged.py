"""A webhook is acknowledged only when every event of it is stored, whichever request fails."""

import json
import random
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from typing import Any

import pytest

from tests.simulation.platforms import signed, verify_parameters
from tests.support.shop import NOW
from tests.support.webhook_bodies import line_body, line_event
from towkay.adapters.channels.inbound import INBOUND
from towkay.adapters.lanes import MOST_LANES
from towkay.adapters.memory.secrets import MemoryVerifySecrets
from towkay.adapters.sqs import SqsEventQueue, SqsReceiptQueue
from towkay.domain.channels import Channel
from towkay.domain.errors import TransientError
from towkay.usecases.ingest import Ingested, ingest

BOT = "U" + "0" * 32
ENTRIES_A_REQUEST = 10  # SendMessageBatch accepts at most 10 entries


@dataclass
class CountingSqs:
    """A FIFO queue of distinct deduplication ids; the entry of number `refused` fails once."""

    refused: int | None = None
    lost_answer: bool = False
    stored: list[str] = field(default_factory=list)
    requests: int = 0
    offered: int = 0
    lock: Lock = field(default_factory=Lock)  # many are queued side by side

    def send_message_batch(self, QueueUrl: str, Entries: list[dict[str, str]]) -> Any:
        with self.lock:
            return self._take(Entries)

    def _take(self, entries: list[dict[str, str]]) -> Any:
        self.requests += 1
        taken = []
        for entry in entries:
            is_refused = self.offered == self.refused
            self.offered += 1
            if is_refused and not self.lost_answer:
                continue
            if entry["MessageDeduplicationId"] not in self.stored:
                self.stored.append(entry["MessageDeduplicationId"])
            if not is_refused:
                taken.append({"Id": entry["Id"]})
        return {"Successful": taken}


def a_body(events: int, people: int) -> bytes:
    at = round(NOW.timestamp() * 1000)
    members = [
        line_event(
            "message",
            at + number,
            f"event-{number:06d}",
            source={"type": "user", "userId": f"U{number % people:032x}"},
            replyToken=f"token-{number}",
            message={"type": "text", "id": str(number), "text": "運費"},
        )
        for number in range(events)
    ]
    return json.dumps(line_body(*members, bot=BOT)).encode()


def receive(raw: bytes, sqs: Any) -> Ingested:
    return ingest(
        signed(Channel.LINE, raw),
        now=NOW + timedelta(seconds=1),
        secrets=MemoryVerifySecrets(verify_parameters()),
        channels=INBOUND,
        queue=SqsEventQueue(sqs, "events"),
        receipts=SqsReceiptQueue(sqs, "receipts"),
    )


@pytest.mark.parametrize("lost_answer", [False, True], ids=["not stored", "stored, answer lost"])
def test_whichever_entry_fails_nothing_is_acknowledged_and_nothing_is_lost(
    lost_answer: bool,
) -> None:
    for events in range(1, 26):
        raw = a_body(events, people=events)
        for refused in range(events):
            sqs = CountingSqs(refused, lost_answer)
            with pytest.raises(TransientError):
                receive(raw, sqs)
            receive(raw, sqs)  # the channel delivers again what was not answered 200
            assert len(sqs.stored) == events, (events, refused)


@pytest.mark.parametrize("events", [1, 10, 11, 28, 1000])
def test_requests_grow_with_the_events_and_no_faster(events: int) -> None:
    sqs = CountingSqs()
    receive(a_body(events, people=random.Random(events).randint(1, events)), sqs)
    full = -(-events // ENTRIES_A_REQUEST)
    assert full <= sqs.requests < full + MOST_LANES  # the last request of each lane may be short
    assert len(sqs.stored) == events
