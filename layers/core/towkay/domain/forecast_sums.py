"""What did a forecast say of one firing, kept to be laid beside what became of it?"""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.forecasts import Forecast, bills, by_reason, untold


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


def sums_of(found: Forecast, made_at: datetime) -> ForecastSums:
    """What is kept of a forecast: channels taken together, each reason and currency apart."""
    spans = (Span(name, str(bill.least), str(bill.most)) for name, bill in bills(found).items())
    kept_back = sorted(by_reason(found.kept_back).items())
    reasons = (KeptBack(reason, number) for reason, number in kept_back)
    nobody_told = untold(found).total()
    return ForecastSums(
        made_at, found.planned, found.reached, tuple(reasons), tuple(spans), nobody_told
    )
