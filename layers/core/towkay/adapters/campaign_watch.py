"""What does a worker remember of the campaigns it pushes, and how much of their money has it?"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from towkay.domain.campaigns import CampaignRecord, CampaignState
from towkay.domain.errors import MoneyAside, ServiceUnavailable, StaleState
from towkay.domain.facts import NO_CAMPAIGN, CampaignFacts
from towkay.domain.policy.costs import cost_millionths
from towkay.domain.runs import RunKey, run_of
from towkay.ports.campaigns import CampaignRecords, Runs
from towkay.ports.clock import Clock

_REMEMBERED = timedelta(seconds=5)
_BLOCKS = (100, 10, 1)  # messages whose money is set aside at once
_OF_WHAT_IS_LEFT = 10  # a block is a tenth of it at most: as many workers find as much
_TRIES = 4  # against others who take of the same budget at the same moment
# What a worker has not given back by then never comes: it is cut off after 120 s.
_GIVEN_BACK_WITHIN = timedelta(seconds=130)


@dataclass(frozen=True, slots=True)
class _Found:
    """What of a budget nobody had taken at a moment, and when others' part of it may be back."""

    left: int
    at: datetime
    back_at: datetime | None = None


@dataclass(slots=True)
class _Purse:
    """What of a run's budget this worker may spend; `taken` is what it has to account for."""

    has_budget: bool
    currency: str
    began_at: datetime | None = None  # None where the run is gone
    left: int = 0
    taken: int = 0
    found: _Found | None = None


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
        is_cancelled = record.is_cancelled(purse.began_at)
        stands = CampaignFacts(is_cancelled, record.state is CampaignState.PAUSED)
        if not purse.has_budget:
            return stands
        return replace(stands, budget_left=purse.left, currency=purse.currency)

    def set_aside(self, brand: str, cause: str, millionths: int) -> bool:
        run = run_of(brand, cause)
        if run is None:
            return True
        purse = self._purse(run)
        for _ in range(_TRIES):
            if purse.left >= millionths or not purse.has_budget:
                return True
            found = self._found(run, purse, millionths)
            if purse.left + found.left < millionths:
                self._wait_for_others(found)
                return False
            self._take(run, purse, _block(millionths, found.left) - purse.left)
        raise MoneyAside(self._clock() + _REMEMBERED)

    def spend(self, brand: str, cause: str, cost: str) -> None:
        self._count(brand, cause, cost, -1)

    def unspend(self, brand: str, cause: str, cost: str) -> None:
        self._count(brand, cause, cost, 1)

    def settle_up(self) -> None:
        for run, purse in self._purses.items():
            if purse.left > 0 or purse.taken > 0:
                # What cannot be given back stays unspent: never the other way.
                with suppress(ServiceUnavailable, StaleState):
                    self._runs.account_for(run, purse.taken, unspent=purse.left)
            purse.left, purse.taken, purse.found = 0, 0, None

    def _found(self, run: RunKey, purse: _Purse, millionths: int) -> _Found:
        """What is left of the budget, not read again where it was too little a moment ago."""
        found, now = purse.found, self._clock()
        if found is not None and purse.left + found.left < millionths:
            known_until = found.at + _REMEMBERED
            if now < min(known_until, found.back_at or known_until):
                return found
        stored = self._runs.run(run)
        others = stored is not None and stored.aside > purse.taken
        back_at = stored.aside_until if stored and others else None
        purse.found = _Found(stored.left if stored else 0, now, back_at)
        return purse.found

    def _wait_for_others(self, found: _Found) -> None:
        """Raises `MoneyAside` while another worker has some of the money, and may give it back."""
        if found.back_at is not None and self._clock() < found.back_at:
            raise MoneyAside(found.back_at)

    def _take(self, run: RunKey, purse: _Purse, millionths: int) -> None:
        until = self._clock() + _GIVEN_BACK_WITHIN
        with suppress(StaleState):
            if self._runs.reserve(run, millionths, until=until):
                purse.left += millionths
                purse.taken += millionths

    def _count(self, brand: str, cause: str, cost: str, sign: int) -> None:
        run = run_of(brand, cause)
        purse = self._purse(run) if run else None
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


def _block(millionths: int, left: int) -> int:
    """The money of as many such messages as may be set aside at once."""
    sums = (millionths * block for block in _BLOCKS)
    return next((one for one in sums if one * _OF_WHAT_IS_LEFT <= left), millionths)
