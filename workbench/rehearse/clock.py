"""What time is it for whoever is at work in the rehearsal just now?"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(slots=True)
class VirtualClock:
    """Seconds since `start`. Every worker has a time of its own, and sets the clock to it."""

    start: datetime
    seconds: float = 0.0

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.seconds)

    def ticks(self) -> float:
        return self.seconds

    def pass_time(self, seconds: float) -> None:
        self.seconds += seconds

    def at(self, moment: datetime) -> float:
        """A moment as seconds since the start."""
        return (moment - self.start).total_seconds()
