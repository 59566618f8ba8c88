"""Which requests were accepted under which retry key?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workbench.simulators.line.door import Call, retry_key
from workbench.simulators.world import World


@dataclass(frozen=True, slots=True)
class Accepted:
    """A request accepted under a retry key."""

    at: datetime
    request_id: str
    sent_messages: list[dict[str, str]] | None


class AlreadyAccepted(Exception):
    """This retry key was accepted before; nothing is sent again."""

    def __init__(self, first: Accepted) -> None:
        super().__init__("The retry key is already accepted")
        self.first = first

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"message": str(self)}
        if self.first.sent_messages is not None:
            body["sentMessages"] = self.first.sent_messages
        return body


class RetryKeys:
    """The keys of the last 24 hours. Not locked: the caller holds the world's lock."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._accepted: dict[tuple[str, str], Accepted] = {}

    def new(self, call: Call) -> str | None:
        """The call's key, which is not taken yet. Raises `LineRefusal` and `AlreadyAccepted`."""
        key = retry_key(call.request)
        first = self._accepted.get((call.account.account, key or ""))
        if first is not None and self._world.now() - first.at < self._world.rules.retry_key_life:
            raise AlreadyAccepted(first)
        return key

    def accept(self, call: Call, key: str | None, sent: list[dict[str, str]] | None = None) -> None:
        """Keep the key of a request that was accepted."""
        if key is not None:
            accepted = Accepted(self._world.now(), call.request_id, sent)
            self._accepted[call.account.account, key] = accepted
