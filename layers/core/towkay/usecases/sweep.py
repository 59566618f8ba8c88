"""Put turns back on the way whose sends are past their lease, their wait or their deadline."""

from datetime import datetime

from towkay.ports.queues import Outbox
from towkay.ports.tables import DueTurns


def sweep(*, now: datetime, limit: int, due_turns: DueTurns, outbox: Outbox) -> int:
    """Queue every due turn again; return how many.

    Nothing is written: the due moment is part of the queue's deduplication, so a turn is asked for
    once in five minutes until the door has moved it.
    """
    queued = 0
    for due in due_turns.due(now, limit):
        outbox.put(due.key, due.due_at.isoformat())
        queued += 1
    return queued
