"""What was forecast of a firing, for whoever compares it with what became of it?

Every method may raise `ServiceUnavailable` when the service behind it cannot be reached.
"""

from typing import Protocol

from towkay.domain.forecast_sums import ForecastSums
from towkay.domain.runs import RunKey


class Forecasts(Protocol):
    """The newest forecast of each firing, kept as long as the run itself."""

    def put(self, key: RunKey, forecast: ForecastSums) -> None:
        """Keep it instead of the one before."""
        ...

    def forecast(self, key: RunKey) -> ForecastSums | None:
        """The one made last; None where nobody made any, or its time is over."""
        ...
