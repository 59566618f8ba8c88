"""How does a queue worker treat the records of one invocation?

Written here rather than taken from a library because of four needs at once: a failed record
holds back only its own message group, a whole failed batch is reported and not raised, no error
text reaches a log, and whoever finds the message among the dead letters finds the reason too.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from towkay.domain.errors import AccountPaced, SendPostponed, TransientError
from towkay.domain.failures import FailureNote
from towkay.ports.clock import Clock
from towkay.ports.tables import FailureNotes
from towkay.runtime.observability import count, describe, logger

Record = Mapping[str, Any]
T = TypeVar("T")

_COUNT = re.compile(r"[0-9]{1,9}")


class BackOff(Protocol):
    """Decides for how long a message that was put back stays hidden."""

    def hide(self, receipt_handle: str, receives: int, until: datetime | None = None) -> None:
        """Hide the message until `until`, else for a few seconds, more for each receive.

        After a few receives without a moment the queue's own time-out counts.
        """
        ...


@dataclass(frozen=True, slots=True)
class LastReceive(Generic[T]):
    """What is given up when a record fails for good at its last receive, the `number`th.

    Not when it fails in a way that may pass: that is worth asking for again.
    """

    number: int
    read: Callable[[str], T]
    give_up: Callable[[T], None]


@dataclass(frozen=True, slots=True)
class Source:
    """The queue that `function` works through, and what is done about records that fail."""

    function: str
    queue_arn: str
    back_off: BackOff
    notes: FailureNotes
    clock: Clock
    last: LastReceive[Any] | None = None

    @property
    def is_ordered(self) -> bool:
        """Whether later messages of a group wait; in a standard queue it is for fairness only."""
        return self.queue_arn.endswith(".fifo")


def work_through(
    event: Mapping[str, Any], handle: Callable[[Record], None], source: Source
) -> dict[str, list[dict[str, str]]]:
    """Handle every record of a batch in order and report the failed ones.

    In a FIFO queue, records of a group whose earlier record failed are returned untouched, so
    nothing overtakes. Records that do not come from the source's queue, or are none, are not
    handled, and count as failed: reported done, the queue they do come from would delete them, and
    nobody would hear of the wrong connection.
    """
    failed: list[str] = []
    held_back: set[str] = set()
    notes: dict[str, FailureNote] = {}
    for record in _records(event):
        group = _group(record) if source.is_ordered else None
        if not _is_from(source.queue_arn, record):
            logger.error("record of an unknown source refused")
            count("record_refused")
        elif group not in held_back and _handled(record, handle, source, notes):
            continue
        elif group is not None:
            held_back.add(group)
        failed.append(_message_id(record))
    _leave(notes, source.notes)
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}


def first_arn(event: object) -> str:
    """The queue that a batch says it is from; empty where it says nothing."""
    record = next(iter(_records(event)), None)
    arn = record.get("eventSourceARN") if isinstance(record, Mapping) else None
    return arn if isinstance(arn, str) else ""


def _records(event: object) -> list[Any]:
    records = event.get("Records") if isinstance(event, Mapping) else None
    return records if isinstance(records, list) else []


def _is_from(queue_arn: str, record: Any) -> bool:
    """Whether this is a record at all, and one of the queue."""
    if not isinstance(record, Mapping) or record.get("eventSourceARN") != queue_arn:
        return False
    texts = [record.get(name) for name in ("messageId", "receiptHandle", "body")]
    return all(isinstance(text, str) and text for text in texts) and _receives(record) > 0


def _message_id(record: Any) -> str:
    """Empty where there is none: Lambda then takes the whole batch as failed."""
    message_id = record.get("messageId") if isinstance(record, Mapping) else None
    return message_id if isinstance(message_id, str) else ""


def _attributes(record: Any) -> Mapping[str, Any]:
    attributes = record.get("attributes") if isinstance(record, Mapping) else None
    return attributes if isinstance(attributes, Mapping) else {}


def _group(record: Any) -> str | None:
    group = _attributes(record).get("MessageGroupId")
    return group if isinstance(group, str) else None


def _receives(record: Any) -> int:
    """How often the record was received, this time included; 0 where it does not say."""
    receives = _attributes(record).get("ApproximateReceiveCount")
    return int(receives) if isinstance(receives, str) and _COUNT.fullmatch(receives) else 0


def _handled(
    record: Record, handle: Callable[[Record], None], source: Source, notes: dict[str, FailureNote]
) -> bool:
    """Whether the record is done; if it failed, what to note of it is in `notes`."""
    receives = _receives(record)
    try:
        handle(record)
    except TransientError as error:
        # Our own transient errors say only constants: what was tried, a service's code.
        details = {**describe(error), "reason": str(error), "receives": receives}
        logger.warning("record put back", extra=details)
        count("record_put_back")
        if isinstance(error, AccountPaced):
            count("send_paced")
        until = error.until if isinstance(error, SendPostponed) else None
        source.back_off.hide(record["receiptHandle"], receives, until)
        if until is None:  # what only waits for its moment has not failed, and its turn says why
            notes[record["messageId"]] = _note(error, receives, source)
        return False
    except Exception as error:  # a bug: dead letters keep the message for people
        logger.error("record failed", extra={**describe(error), "receives": receives})
        count("record_failed")
        notes[record["messageId"]] = _note(error, receives, source)
        _give_up(record["body"], receives, source.last)
        return False
    return True


def _give_up(body: str, receives: int, last: LastReceive[Any] | None) -> None:
    """Never a reason to fail as well: what was not given up now is so after its next receives."""
    if last is None or receives < last.number:
        return
    try:
        last.give_up(last.read(body))
    except Exception as error:
        logger.warning("record not given up", extra=describe(error))


def _note(error: Exception, receives: int, source: Source) -> FailureNote:
    told = describe(error)
    return FailureNote(source.function, told["error"], told["where"], receives, source.clock())


def _leave(notes: Mapping[str, FailureNote], store: FailureNotes) -> None:
    """Last of all, and never a reason to fail: the records' own fate is settled by then.

    The first note that cannot be written is the last that is tried: what keeps it back keeps the
    others back as well, and the function's time is short.
    """
    for message_id, note in notes.items():
        try:
            store.put(message_id, note)
        except Exception as error:
            logger.warning("failure note not written", extra=describe(error))
            return
