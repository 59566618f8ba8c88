"""Which moment does a tick of a schedule stand for?"""

from collections.abc import Mapping
from datetime import UTC, datetime

from towkay.domain.errors import MalformedBody


def scheduled_at(event: object) -> datetime:
    """The moment the template has the schedule say. Raises `MalformedBody`, which quotes nothing.

    To be raised, not dropped: a schedule that says something else is to ring the errors' alarm.
    """
    text = event.get("scheduled_at") if isinstance(event, Mapping) else None
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
        if at is not None and at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise MalformedBody("not a tick of the schedule")
