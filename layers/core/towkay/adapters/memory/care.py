"""The endpoints of a deployment, and what channels tell of accounts, as a test lays them down."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.domain.checkup import Told
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey


@dataclass(slots=True)
class MemoryEndpoints:
    """`ports.EndpointBook`."""

    stored: Sequence[Endpoint] = ()
    _gate: Gate = open_gate

    def endpoints(self) -> Sequence[Endpoint]:
        with self._gate(CallSite.ENDPOINTS_READ):
            return tuple(self.stored)


@dataclass(slots=True)
class MemoryEnquiry:
    """`ports.AccountEnquiry`: `told` is what each account's channel tells."""

    told: dict[AccountKey, Told] = field(default_factory=dict)
    _gate: Gate = open_gate

    def ask(self, endpoint: Endpoint, account: AccountKey) -> Told:
        with self._gate(CallSite.CHANNEL_ASK):
            return self.told.get(account, Told())
