"""What time is it on the bench, and how is it written on the wire?"""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Real time plus an offset that only grows."""

    def now(self) -> datetime:
        """The bench's present, aware and in UTC."""
        ...

    def advance(self, seconds: float) -> datetime:
        """Move forward and return the new present. Raises `ValueError` when `seconds` < 0."""
        ...


def epoch_ms(moment: datetime) -> int:
    """Milliseconds since 1970, the unit of both platforms' event times."""
    return int(moment.timestamp() * 1000)


def iso_z(moment: datetime) -> str:
    """`2026-11-22T03:00:00.123Z`."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")
