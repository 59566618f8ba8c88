"""Notes about queue records that failed, in a dict."""

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.domain.failures import FailureNote


class MemoryFailureNotes:
    """`ports.FailureNotes`; `notes` is the note of each message."""

    def __init__(self, gate: Gate = open_gate) -> None:
        self.notes: dict[str, FailureNote] = {}
        self._gate = gate

    def put(self, message_id: str, note: FailureNote) -> None:
        with self._gate(CallSite.FAILURE_NOTE_PUT):
            known = self.notes.get(message_id)
            if known is None or known.at <= note.at:
                self.notes[message_id] = note
