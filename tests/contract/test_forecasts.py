"""The newest forecast of a firing is kept, apart from every other firing's."""

from datetime import timedelta

import pytest

from tests.support.builders import NOW
from tests.support.engines import RETENTION_DAYS, TableEngine, VirtualClock
from towkay.adapters.dynamodb.forecasts import DynamoForecasts
from towkay.adapters.memory.forecasts import MemoryForecasts
from towkay.domain.forecast_sums import ForecastSums, KeptBack, Span
from towkay.domain.runs import RunKey
from towkay.ports.forecasts import Forecasts

KEY = RunKey("demo", "tea", "2026-11-11T1000.say")
SUMS = ForecastSums(NOW, 10, 8, (KeptBack("cap", 2),), (Span("TWD", "1.6", "2"),), 3)


@pytest.fixture
def forecasts(table: TableEngine) -> Forecasts:
    if table.client is None:
        return MemoryForecasts()
    return DynamoForecasts(table.client, table.table_name, RETENTION_DAYS, VirtualClock())


def test_what_was_forecast_is_read_in_full(forecasts: Forecasts) -> None:
    assert forecasts.forecast(KEY) is None

    forecasts.put(KEY, SUMS)

    assert forecasts.forecast(KEY) == SUMS
    assert forecasts.forecast(RunKey("demo", "tea", "2026-11-18T1000.say")) is None


def test_a_newer_forecast_takes_the_place_of_the_one_before(forecasts: Forecasts) -> None:
    forecasts.put(KEY, SUMS)
    newer = ForecastSums(NOW + timedelta(hours=1), 12, 12)

    forecasts.put(KEY, newer)

    assert forecasts.forecast(KEY) == newer
