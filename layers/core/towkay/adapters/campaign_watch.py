"""What does a worker remember of the campaigns it pushes, and how much of their money has it?"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from towkay.domain.campaigns import CampaignRecord, CampaignState
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.facts import NO_CAMPAIGN, CampaignFacts
from towkay.domain.policy.costs import cost_millionths
from towkay.domain.runs import RunKey, run_of
from towkay.ports.campaigns import CampaignRecords, Runs
from towkay.ports.clock import Clock

_REMEMBERED = timedelta(seconds=5)
_BLOCKS = (100, 10, 1)  # messages whose money is set aside at once, as far as there is as much


@dataclass(slots=True)
class _Purse:
    """What of a run's budget this worker may spend."""

    has_budget: bool
    currency: str
    began_at: datetime | None = None  # None where the run is gone
    left: int = 0


class RememberingWatch:
    """`ports.CampaignWatch` over the rows of campaigns and runs."""

    def __init__(self, records: CampaignRecords, runs: Runs, clock: Clock) -> None:
        self._records = records
        self._runs = runs
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[CampaignRecord, datetime]] = {}
        self._purses: dict[RunKey, _Purse] = {}

    def facts(self, brand: str, cause: str, *, fresh: bool = False) -> CampaignFacts:
        run = run_of(brand, cause)
        if run is None:
            return NO_CAMPAIGN
        purse = self._purse(run)
        record = self._record(run, fresh)
        is_ended = purse.began_at is not None and record.ended(purse.began_at)
        is_cancelled = is_ended or record.state is CampaignState.CANCELLED
        stands = CampaignFacts(is_cancelled, record.state is CampaignState.PAUSED)
        if not purse.has_budget:
            return stands
        return replace(stands, budget_left=purse.left, currency=purse.currency)

    def set_aside(self, brand: str, cause: str, millionths: int) -> bool:
        run = run_of(brand, cause)
        if run is None:
            return True
        purse = self._purse(run)
        for block in _BLOCKS:
            needs = millionths * block - purse.left
            if needs <= 0 or self._runs.reserve(run, needs):
                purse.left += max(0, needs)
                return True
        return False

    def spend(self, brand: str, cause: str, cost: str) -> None:
        self._count(brand, cause, cost, -1)

    def unspend(self, brand: str, cause: str, cost: str) -> None:
        self._count(brand, cause, cost, 1)

    def settle_up(self) -> None:
        for run, purse in self._purses.items():
            if purse.left > 0:
                with suppress(ServiceUnavailable):  # then it stays unspent: never the other way
                    self._runs.reserve(run, -purse.left)
            purse.left = 0

    def _count(self, brand: str, cause: str, cost: str, sign: int) -> None:
        run = run_of(brand, cause)
        purse = self._purses.get(run) if run else None
        if purse is not None and purse.has_budget:
            purse.left += sign * (cost_millionths(cost, purse.currency) or 0)

    def _record(self, run: RunKey, fresh: bool) -> CampaignRecord:
        place, now = (run.brand, run.campaign), self._clock()
        known = self._known.get(place)
        if known is not None and not fresh and now < known[1] + _REMEMBERED:
            return known[0]
        record = self._records.record(*place)
        self._known[place] = (record, now)
        return record

    def _purse(self, run: RunKey) -> _Purse:
        """Whether a run has a budget, and when it began, never changes."""
        purse = self._purses.get(run)
        if purse is None:
            found = self._runs.run(run)
            has_budget = found is not None and found.budget is not None
            currency, began_at = (found.currency, found.started_at) if found else ("", None)
            purse = _Purse(has_budget, currency, began_at)
            self._purses[run] = purse
        return purse
