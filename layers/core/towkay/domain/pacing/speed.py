"""How fast is an account called after its channel said that it was too much?

Halved by every refusal for being too fast, lowered by what a channel says of its usage before it
refuses anything, and raised again little by little.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

LEAST = 1 / 16
_HALF = 0.5
_RISE = 0.01  # of the whole rate in a second: from half to all of it in fifty
_SAME_NEWS = timedelta(seconds=2)  # several workers meet one refusal
_BUSY = 80.0  # percent of what may be used, from which on channels ask to back off
_ALL = 100.0
_WORTH_TELLING = 0.1


@dataclass(frozen=True, slots=True)
class Speed:
    """The share of the allowed rate that was right at a moment; it has been rising since."""

    share: float = 1.0
    at: datetime | None = None

    def now(self, now: datetime) -> float:
        """The share that is right by now. A clock that is behind does not lower it."""
        if self.at is None:
            return 1.0
        elapsed = max(now - self.at, timedelta())
        return min(1.0, self.share + _RISE * elapsed.total_seconds())


FULL = Speed()


def after_refusal(speed: Speed, now: datetime) -> Speed:
    """The speed after a refusal for being too fast."""
    if speed.at is not None and abs(now - speed.at) < _SAME_NEWS:
        return speed
    return Speed(max(LEAST, speed.now(now) * _HALF), now)


def after_usage(speed: Speed, percent: float, now: datetime) -> Speed:
    """The speed once a channel said how much of what may be used is used."""
    fitting = max(LEAST, min(1.0, (_ALL - percent) / (_ALL - _BUSY)))
    return Speed(fitting, now) if fitting < speed.now(now) - _WORTH_TELLING else speed


def slower(one: Speed, other: Speed, now: datetime) -> Speed:
    """The slower of two; it stays the slower one, since both rise at the same pace."""
    return one if one.now(now) <= other.now(now) else other
