"""The brands' packs over a dict, for whoever writes them."""

import threading
from datetime import datetime

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.domain.errors import PackMissing, StaleState
from towkay.ports.pack_desk import ActivePack


class MemoryPackDesk:
    """`ports.PackDesk`."""

    def __init__(self, gate: Gate = open_gate) -> None:
        self._active: dict[str, ActivePack] = {}
        self._bodies: dict[tuple[str, str], bytes] = {}
        self._lock = threading.Lock()
        self._gate = gate

    def begin(self, brand: str, name: str, body: bytes) -> None:
        """Publish a first pack, as from a folder."""
        self._active[brand] = ActivePack(name, body)

    def active(self, brand: str) -> ActivePack:
        with self._gate(CallSite.PACK_POINTER_READ):
            found = self._active.get(brand)
        if found is None:
            raise PackMissing("no pack was published for the brand")
        return found

    def publish(
        self, brand: str, name: str, body: bytes, *, before: ActivePack, now: datetime
    ) -> None:
        with self._gate(CallSite.PACK_PUT):
            self._bodies[brand, name] = body
        with self._gate(CallSite.PACK_POINTER_MOVE), self._lock:
            if self._active[brand].name != before.name:
                raise StaleState("the pointer was moved")
            self._active[brand] = ActivePack(name, body)
