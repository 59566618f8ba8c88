"""What does a worker remember of an account's health, and when is a change of it told?"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from towkay.domain.errors import StaleState
from towkay.domain.health import AccountHealth, AccountKey
from towkay.ports.clock import Clock

REMEMBERED = timedelta(seconds=5)  # a healthy account costs each worker one read in this time

Report = Callable[[AccountKey, AccountHealth], None]


def say_nothing(account: AccountKey, health: AccountHealth) -> None:
    """A report for those who do not want to hear."""


class RememberedHealth(ABC):
    """`ports.AccountHealthStore`, but for where the rows are.

    What a call has shown counts for this worker at once, whether or not it can be stored. `report`
    is called for every piece of news, by the one worker whose write was the first.
    """

    def __init__(self, clock: Clock, report: Report) -> None:
        self._clock = clock
        self._report = report
        self._known: dict[AccountKey, tuple[AccountHealth, datetime]] = {}

    def read(self, account: AccountKey) -> AccountHealth:
        known = self._known.get(account)
        if known is not None and self._clock() < known[1] + REMEMBERED:
            return known[0]
        return self._remember(account, self._load(account))

    def write(self, account: AccountKey, health: AccountHealth) -> AccountHealth:
        before, _ = self._known.get(account, (AccountHealth(), None))
        self._remember(account, health)
        try:
            stored = self._store(account, health)
        except StaleState:
            del self._known[account]
            stored = self._load(account)
            own = replace(health, revision=health.revision + 1)
            # Or it was this very write that came first, and only its answer was lost: else nobody
            # would tell of the trouble. That all is well again looks the same whoever writes it.
            if stored != own or own.trouble is None:
                raise
        self._remember(account, stored)
        if stored.is_news_after(before):
            self._report(account, stored)
        return stored

    def _remember(self, account: AccountKey, health: AccountHealth) -> AccountHealth:
        self._known[account] = (health, self._clock())
        return health

    @abstractmethod
    def _load(self, account: AccountKey) -> AccountHealth:
        """The row (a consistent read); a well account when there is none."""

    @abstractmethod
    def _store(self, account: AccountKey, health: AccountHealth) -> AccountHealth:
        """Write the row with its revision raised by one. Raises `StaleState`."""
