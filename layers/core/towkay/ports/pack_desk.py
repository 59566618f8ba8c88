"""What does it take to change a brand's active pack while others may change it, too?

Every method may raise `ServiceUnavailable` when the service behind it cannot be reached.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ActivePack:
    """The pack that the pointer names; its name is its content's."""

    name: str
    body: bytes


class PackDesk(Protocol):
    """The packs of the brands, for whoever writes them."""

    def active(self, brand: str) -> ActivePack:
        """As last committed (a consistent read). Raises `PackMissing`."""
        ...

    def publish(
        self, brand: str, name: str, body: bytes, *, before: ActivePack, now: datetime
    ) -> None:
        """Store the pack and point to it. Raises `StaleState` when it points to another now."""
        ...
