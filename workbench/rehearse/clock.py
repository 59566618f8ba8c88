"""What time is it for whoever is at work in the rehearsal just now?"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(slots=True)
class VirtualClock:
    """Seconds since `start`. Every worker has a time of its own, and sets the clock to it."""

    start: datetime
    seconds: float = 0.0
    _told: tuple[float, datetime] | None = None  # it is asked many times before it moves on

    def now(self) -> datetime:
        if self._told is None or self._told[0] != self.seconds:
            self._told = self.seconds, self.start + timedelta(seconds=self.seconds)
        return self._told[1]

    def ticks(self) -> float:
        return self.seconds

    def pass_time(self, seconds: float) -> None:
        self.seconds += seconds

    def at(self, moment: datetime) -> float:
        """A moment as seconds since the start."""
        return (moment - self.start).total_seconds()
