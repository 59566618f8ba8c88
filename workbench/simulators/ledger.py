"""What did each shopper see, and which request made it so?"""

import threading
from dataclasses import asdict, dataclass
from typing import Any

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One message a channel accepted and showed; the order of fields is the order on the wire."""

    at: str
    channel: str
    account: str
    user: str
    kind: str
    text: str
    request: JsonObject
    response: JsonObject


class Ledger:
    """Accepted messages, oldest first."""

    def __init__(self) -> None:
        self._entries: list[LedgerEntry] = []
        self._lock = threading.Lock()

    def add(self, entry: LedgerEntry) -> None:
        with self._lock:
            self._entries.append(entry)

    def read(self, **wanted: str | None) -> list[JsonObject]:
        """Entries whose channel, account and user are as `wanted`; None matches all."""
        with self._lock:
            entries = list(self._entries)
        asked = {name: value for name, value in wanted.items() if value is not None}
        return [
            asdict(entry)
            for entry in entries
            if all(getattr(entry, name) == value for name, value in asked.items())
        ]
