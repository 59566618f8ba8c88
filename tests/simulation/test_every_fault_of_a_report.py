"""A report that is cut off anywhere says so; it never says a wrong number, and changes nothing."""

from itertools import count
from typing import Any

import pytest

from tests.simulation.gates import ERRORS, KILLS, AimedGate, Killed
from tests.support.pushes import RUN, PushBench, on_messenger
from tests.support.shop import NOW
from towkay.adapters.callsites import CallSite
from towkay.adapters.memory.campaigns import MemoryRuns
from towkay.adapters.memory.conversations import MemoryConsentLedger
from towkay.adapters.memory.forecasts import MemoryForecasts
from towkay.adapters.memory.pushing import MemoryRecipients
from towkay.domain.consent import Consent
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.forecast_sums import ForecastSums
from towkay.domain.reconciling import Reckoning
from towkay.usecases.reconcile import Books, endings

SITES = {CallSite.CHUNKS_READ, CallSite.RECIPIENTS_READ, CallSite.CONSENT_READ}
KEPT = {CallSite.FORECAST_PUT, CallSite.FORECAST_READ}
OLD, NEW = ForecastSums(NOW, 3, 2), ForecastSums(NOW, 3, 3)


def a_finished_push() -> PushBench:
    bench = PushBench(tuple(on_messenger(number) for number in range(3)))
    bench.push()
    bench.change(on_messenger(1), consent=Consent(stopped=True, stop_at=bench.now))
    return bench


def counted(bench: PushBench, gate: AimedGate) -> Reckoning:
    runs, recipients = MemoryRuns(bench.rows, gate), MemoryRecipients(bench.table, gate)
    books = Books(runs, recipients, MemoryConsentLedger(bench.table, gate))
    counts = Reckoning()
    for _, people in endings(bench.run, "news", books=books, now=bench.now):
        for one in people:
            counts.add(one)
    return counts


@pytest.mark.parametrize("fault", [*KILLS, *ERRORS])
def test_a_report_is_whole_or_none(fault: str) -> None:
    bench = a_finished_push()
    whole = counted(bench, AimedGate({}))
    before = (dict(bench.table.turns), dict(bench.table.contacts))
    struck: set[CallSite] = set()

    for place in count():
        gate = AimedGate({place: fault})
        try:
            assert counted(bench, gate) == whole
            break
        except (Killed, ServiceUnavailable):
            struck.add(gate.passages[-1])

    assert struck == SITES
    assert (dict(bench.table.turns), dict(bench.table.contacts)) == before


@pytest.mark.parametrize("fault", [*KILLS, *ERRORS])
def test_a_forecast_is_the_old_one_or_the_new_one(fault: str) -> None:
    struck: set[CallSite] = set()
    for place in range(1, 3):  # the first put is spared
        gate = AimedGate({place: fault})
        forecasts: Any = MemoryForecasts(gate)
        forecasts.put(RUN, OLD)
        with pytest.raises((Killed, ServiceUnavailable)):
            forecasts.put(RUN, NEW)
            forecasts.forecast(RUN)
        struck.add(gate.passages[-1])
        assert forecasts.forecast(RUN) in (OLD, NEW)
    assert struck == KEPT
