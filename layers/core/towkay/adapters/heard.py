"""How often does a worker note that an account's shoppers were heard?"""

from abc import ABC, abstractmethod
from datetime import datetime, timedelta

from towkay.domain.errors import ServiceUnavailable
from towkay.domain.health import AccountKey

# Silence is measured in hours: a row that lags behind by this much tells the same.
EVERY = timedelta(minutes=15)


class SparseHeardNotes(ABC):
    """`ports.HeardNotes`, but for where the rows are: one write for many messages."""

    def __init__(self) -> None:
        self._noted: dict[AccountKey, datetime] = {}

    def note(self, account: AccountKey, at: datetime) -> None:
        """A shopper was heard at `at`. Never raises: nobody waits longer because of it."""
        noted = self._noted.get(account)
        if noted is not None and at < noted + EVERY:
            return
        try:
            self._store(account, at)
        except ServiceUnavailable:
            return  # the next message notes it
        self._noted[account] = at

    @abstractmethod
    def _store(self, account: AccountKey, at: datetime) -> None:
        """Write the moment, and its hour beside the others. May raise `ServiceUnavailable`."""
