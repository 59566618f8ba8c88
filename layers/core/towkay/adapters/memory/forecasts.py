"""Forecasts of firings over a dict."""

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.domain.forecast_sums import ForecastSums
from towkay.domain.runs import RunKey


class MemoryForecasts:
    """`ports.Forecasts`."""

    def __init__(self, gate: Gate = open_gate) -> None:
        self._known: dict[RunKey, ForecastSums] = {}
        self._gate = gate

    def put(self, key: RunKey, forecast: ForecastSums) -> None:
        with self._gate(CallSite.FORECAST_PUT):
            self._known[key] = forecast

    def forecast(self, key: RunKey) -> ForecastSums | None:
        with self._gate(CallSite.FORECAST_READ):
            return self._known.get(key)
