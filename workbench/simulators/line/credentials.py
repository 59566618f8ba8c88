"""Which channel access tokens are there, whose are they, and until when?"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from workbench.simulators.accounts import LINE, SimulatedAccount
from workbench.simulators.world import World

MOST_TOKENS = 30  # of each kind that is counted
STATELESS_LIFE = timedelta(minutes=15)
SHORT_LIFE = timedelta(days=30)
LONGEST_LIFE = timedelta(days=30)
SCOPE = "P CM"


class TokenKind(StrEnum):
    """The generations of channel access tokens."""

    LONG_LIVED = "long-lived"
    V2_1 = "v2.1"
    STATELESS = "stateless"
    SHORT_LIVED = "short-lived"


@dataclass(frozen=True, slots=True)
class Credential:
    """One access token; the long-lived one has no end."""

    token: str
    account: SimulatedAccount
    kind: TokenKind
    expires_at: datetime | None = None
    key_id: str = ""

    def lives(self, now: datetime) -> bool:
        return self.expires_at is None or now < self.expires_at


def channel_id(account: SimulatedAccount) -> str:
    """The channel's id: digits, made up from the account where it has none of its own."""
    if account.app_id:
        return account.app_id
    digest = hashlib.sha256(f"line channel/{account.account}".encode()).digest()
    return str(2_000_000_000 + int.from_bytes(digest[:4]) % 10**9)


class Credentials:
    """The tokens issued so far. Not locked: the caller holds the world's lock."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._issued: dict[str, Credential] = {}

    def find(self, token: str) -> Credential | None:
        """A token that was issued, whether it still lives or not."""
        owner = self._world.by_token(LINE, token) if token else None
        if owner is not None:
            return Credential(token, owner, TokenKind.LONG_LIVED)
        return self._issued.get(token)

    def living(self, token: str) -> Credential | None:
        """A token that calls are taken with."""
        found = self.find(token)
        return found if found is not None and found.lives(self._world.now()) else None

    def channel(self, client_id: str) -> SimulatedAccount | None:
        """The account whose channel has this id."""
        accounts = (one for one in self._world.accounts if one.channel == LINE)
        return next((one for one in accounts if channel_id(one) == client_id), None)

    def of(self, account: SimulatedAccount, kind: TokenKind) -> Iterator[Credential]:
        """The account's living tokens of one kind, oldest first."""
        now = self._world.now()
        mine = [one for one in self._issued.values() if one.account == account]
        return (one for one in mine if one.kind is kind and one.lives(now))

    def issue(
        self, account: SimulatedAccount, kind: TokenKind, life: timedelta, key_id: str = ""
    ) -> Credential:
        """A new token that lives for `life`."""
        token = self._world.ids.token(64)
        made = Credential(token, account, kind, self._world.now() + life, key_id)
        self._issued[token] = made
        return made

    def revoke(self, token: str) -> None:
        """End a token; one that is unknown, or cannot be ended, changes nothing."""
        found = self._issued.get(token)
        if found is not None and found.kind is not TokenKind.STATELESS:
            del self._issued[token]
