"""Put turns back on the way whose sends are past their lease, their wait or their deadline."""

from collections.abc import Callable
from datetime import datetime
from itertools import islice

from towkay.ports.queues import BulkOutbox
from towkay.ports.tables import DueTurns

_AT_ONCE = 10  # what a queue takes in one request


def sweep(
    *,
    now: datetime,
    limit: int,
    due_turns: DueTurns,
    outbox: BulkOutbox,
    has_time: Callable[[], bool] = lambda: True,
) -> int:
    """Queue every due turn again, while there is time; return how many.

    Nothing is written: the due moment is part of the queue's deduplication, so a turn is asked for
    once in five minutes until the door has moved it. At the end of the quiet hours thousands are
    due in the same minute; what time does not allow is still due a minute later.
    """
    queued = 0
    due = iter(due_turns.due(now, limit))
    while has_time() and (batch := list(islice(due, _AT_ONCE))):
        queued += outbox.put_all([(one.key, one.due_at.isoformat()) for one in batch])
    return queued
