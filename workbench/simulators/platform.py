"""What must a channel's simulator offer, so that the bench can host it beside the others?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from werkzeug.routing import Rule
from werkzeug.wrappers import Response

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.conversation import Contact
from workbench.simulators.faults import Fault
from workbench.simulators.sender import Background, Post, Sent
from workbench.simulators.shopper import Shopper
from workbench.simulators.world import World

JsonObject = dict[str, Any]
View = Callable[..., Response]


class Platform(Protocol):
    """One channel, simulated: its API, the people on it, and what it tells the shop."""

    # The faults that this channel has an answer or a silence for.
    faults: frozenset[Fault]

    def routes(self) -> Sequence[Rule]:
        """The paths of the channel's hosts, below the prefix that is the channel's base URL."""
        ...

    def user_id(self, account: SimulatedAccount, name: str) -> str:
        """`name` itself when the channel could have issued it, else the id of who is called so."""
        ...

    def shopper(self, contact: Contact) -> Shopper:
        """The person behind a contact, able to act."""
        ...

    def together(self, words: Sequence[tuple[Shopper, str]], account: SimulatedAccount) -> Sent:
        """Several people's messages to one account, in one webhook body."""
        ...

    def hear(self, endpoint: str, headers: Mapping[str, str], raw: bytes, body: JsonObject) -> None:
        """A webhook somebody else posted to the shop: if well signed, it is the truth."""
        ...

    def release(self) -> None:
        """Post what was held back until now."""
        ...


# `post` replaces HTTP for outgoing webhooks; None: as long as the channel waits, over HTTP.
Founder = Callable[[World, Post | None, Background], Platform]


def route(method: str, path: str, view: View) -> Rule:
    """A path and who answers it; no method is any."""
    return Rule(path, methods=[method] if method else None, endpoint=view)
