"""What links are signed with, in memory."""

from towkay.adapters.callsites import CallSite, Gate, open_gate


class MemoryRefKeys:
    """`ports.RefKeys`."""

    def __init__(self, *keys: str, gate: Gate = open_gate) -> None:
        self._keys = keys
        self._gate = gate

    def keys(self) -> tuple[str, ...]:
        with self._gate(CallSite.REF_KEYS_READ):
            return self._keys
