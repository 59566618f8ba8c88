"""Which link tokens were given out, with which a person binds a customer account to the chat?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from workbench.simulators.conversation import Contact, NotThere
from workbench.simulators.world import World

_LIFE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class LinkToken:
    """One token: for whom, and until when."""

    contact: Contact
    ends_at: datetime


class LinkTokens:
    """The tokens not used yet. Not locked: the caller holds the world's lock."""

    def __init__(self) -> None:
        self._tokens: dict[str, LinkToken] = {}

    def issue(self, contact: Contact, world: World) -> str:
        token = world.ids.token()
        self._tokens[token] = LinkToken(contact, world.now() + _LIFE)
        return token

    def take(self, token: str, contact: Contact, now: datetime) -> None:
        """Use a token up. Raises `NotThere`: the person sees an error, and the shop hears nothing.

        `contact` is who follows the link.
        """
        found = self._tokens.pop(token, None)
        if found is None or found.contact is not contact or now >= found.ends_at:
            raise NotThere("the link has expired or was used before")
