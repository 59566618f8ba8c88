"""How does a queue worker treat the records of one invocation?

Written here rather than taken from a library because of three needs at once: a failed record
holds back only its own message group, a whole failed batch is reported and not raised, and no
error text reaches a log.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from towkay.domain.errors import TransientError
from towkay.runtime.observability import count, describe, logger

Record = Mapping[str, Any]


class BackOff(Protocol):
    """Lets a failed message be seen again sooner than the queue's visibility time-out."""

    def shorten(self, receipt_handle: str, receives: int) -> None:
        """Make the message visible again in a few seconds, more for each receive."""
        ...


def work_through(
    event: Mapping[str, Any], handle: Callable[[Record], None], *, queue_arn: str, back_off: BackOff
) -> dict[str, list[dict[str, str]]]:
    """Handle every record of a FIFO batch in order and report the failed ones.

    Records of a group whose earlier record failed are returned untouched, so nothing overtakes.
    Records that do not come from `queue_arn` are not handled, and count as failed: reported done,
    the queue they do come from would delete them, and nobody would hear of the wrong connection.
    """
    failed: list[dict[str, str]] = []
    held_back: set[str] = set()
    for record in event.get("Records") or []:
        group = record.get("attributes", {}).get("MessageGroupId", "")
        if record.get("eventSourceARN") != queue_arn:
            logger.error("record of an unknown source refused")
            count("record_refused")
            failed.append({"itemIdentifier": record["messageId"]})
        elif group in held_back or not _handled(record, handle, back_off):
            held_back.add(group)
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


def _handled(record: Record, handle: Callable[[Record], None], back_off: BackOff) -> bool:
    receives = int(record.get("attributes", {}).get("ApproximateReceiveCount", "1"))
    try:
        handle(record)
    except TransientError as error:
        # Our own transient errors say only constants: what was tried, a service's code.
        details = {**describe(error), "reason": str(error), "receives": receives}
        logger.warning("record put back", extra=details)
        count("record_put_back")
        back_off.shorten(record["receiptHandle"], receives)
        return False
    except Exception as error:  # a bug: dead letters keep the message for people
        logger.error("record failed", extra={**describe(error), "receives": receives})
        count("record_failed")
        return False
    return True
