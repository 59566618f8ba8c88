"""The health of accounts in a dict that several workers of one process share."""

from dataclasses import dataclass, field, replace
from threading import Lock

from towkay.adapters.account_health import RememberedHealth, Report, say_nothing
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.domain.errors import StaleState
from towkay.domain.health import AccountHealth, AccountKey
from towkay.ports.clock import Clock


@dataclass(slots=True)
class HealthRows:
    """The rows; each step is atomic."""

    rows: dict[AccountKey, AccountHealth] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


class MemoryAccountHealth(RememberedHealth):
    """`ports.AccountHealthStore`: one for each worker, over rows they share."""

    def __init__(
        self,
        rows: HealthRows,
        clock: Clock,
        report: Report = say_nothing,
        gate: Gate = open_gate,
    ) -> None:
        super().__init__(clock, report)
        self._shared = rows
        self._gate = gate

    def _load(self, account: AccountKey) -> AccountHealth:
        with self._gate(CallSite.ACCOUNT_READ):
            return self._shared.rows.get(account, AccountHealth())

    def _store(self, account: AccountKey, health: AccountHealth) -> AccountHealth:
        after = replace(health, revision=health.revision + 1)
        with self._gate(CallSite.ACCOUNT_WRITE), self._shared.lock:
            stored = self._shared.rows.get(account, AccountHealth())
            if stored.revision != health.revision:
                raise StaleState("the account's health changed")
            self._shared.rows[account] = after
        return after
