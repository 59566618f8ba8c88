"""The rows of pacing in a dict that several workers of one process share."""

from dataclasses import dataclass, field, replace
from threading import Lock

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.domain.errors import StaleState
from towkay.domain.health import AccountKey
from towkay.domain.pacing.lanes import Pace


@dataclass(slots=True)
class MemoryPaceRows:
    """`pacing.PaceRows`; each step is atomic."""

    gate: Gate = open_gate
    rows: dict[tuple[AccountKey, str], Pace] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def load(self, account: AccountKey, bucket: str) -> Pace:
        with self._gate(CallSite.PACE_READ):
            return self.rows.get((account, bucket), Pace())

    def store(self, account: AccountKey, bucket: str, pace: Pace) -> Pace:
        after = replace(pace, revision=pace.revision + 1)
        with self._gate(CallSite.PACE_WRITE), self.lock:
            if self.rows.get((account, bucket), Pace()).revision != pace.revision:
                raise StaleState("the pace changed")
            self.rows[account, bucket] = after
        return after

    @property
    def _gate(self) -> Gate:
        return self.gate
