"""What did a forecast say of one firing, kept to be laid beside what became of it?"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class KeptBack:
    """How many would not get it for one reason of policy."""

    reason: str
    number: int


@dataclass(frozen=True, slots=True)
class Span:
    """What it costs in one currency, at least and at most, as decimals."""

    currency: str
    least: str
    most: str


@dataclass(frozen=True, slots=True)
class ForecastSums:
    """The sums of a forecast made at one moment.

    Of the `planned`, `reached` get it; `kept_back` counts the others. `untold` are the messages
    whose price nobody has told us.
    """

    made_at: datetime
    planned: int
    reached: int
    kept_back: tuple[KeptBack, ...] = ()
    cost: tuple[Span, ...] = ()
    untold: int = 0
