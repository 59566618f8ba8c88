"""What does the simulated Instagram know besides who wrote what: posts, comments, owners, keys?"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workbench.simulators.accounts import INSTAGRAM, SimulatedAccount
from workbench.simulators.conversation import Contact
from workbench.simulators.world import World

FACEBOOK_LOGIN = "facebook"
FIELDS = (
    "messages",
    "messaging_postbacks",
    "messaging_seen",
    "messaging_referral",
    "message_reactions",
    "message_edit",
    "messaging_optins",
    "messaging_handover",
    "standby",
    "comments",
    "live_comments",
    "mentions",
)


@dataclass(slots=True)
class Comment:
    """One comment; `contact` is None for the account's own."""

    id: str
    account: SimulatedAccount
    contact: Contact | None
    media: str
    text: str
    at: datetime
    parent: str = ""
    on_live: bool = False
    hidden: bool = False
    answered: bool = False  # in private, which is possible once


@dataclass(slots=True)
class Token:
    """An access token of an Instagram Login; a Page's has no end."""

    value: str
    account: SimulatedAccount
    issued_at: datetime
    ends_at: datetime | None


@dataclass(slots=True)
class Profile:
    """What greets people in an account's chat, and what it has subscribed to."""

    ice_breakers: list[dict[str, Any]] = field(default_factory=list)
    persistent_menu: list[dict[str, Any]] = field(default_factory=list)
    subscribed: list[str] = field(default_factory=lambda: [*FIELDS])


@dataclass(slots=True)
class Desk:
    """Hold the world's lock while anything here is read and then changed."""

    world: World
    comments: dict[str, Comment] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)  # media id to account
    on_air: set[str] = field(default_factory=set)  # media ids of videos that are live
    no_comments: set[str] = field(default_factory=set)  # media ids whose comments are closed
    owners: dict[tuple[str, str], str] = field(default_factory=dict)  # app that holds a thread
    uploads: dict[str, tuple[str, str]] = field(default_factory=dict)  # id to account and type
    sizes: dict[str, int] = field(default_factory=dict)  # bytes behind an address, where told
    gone: set[str] = field(default_factory=set)  # mids that were taken back
    tokens: dict[str, Token] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    moderated: dict[str, set[str]] = field(default_factory=dict)  # account to blocked people
    _numbers: int = 0

    def __post_init__(self) -> None:
        rules, now = self.world.rules.instagram, self.world.now()
        for account in self.world.accounts:
            if account.channel != INSTAGRAM:
                continue
            issued = now - rules.token_age
            ends = None if by_page(account) else issued + rules.token_life
            self.tokens[account.access_token] = Token(account.access_token, account, issued, ends)

    def number(self, prefix: str) -> str:
        """The id of a new object: seventeen digits that begin as its kind does."""
        with self.world.lock:
            self._numbers += 1
            return f"{prefix}{self._numbers:0{17 - len(prefix)}d}"

    def post(self, account: SimulatedAccount) -> str:
        """A new post of the account."""
        media = self.number("180")
        self.posts[media] = account.account
        return media

    def profile(self, account: SimulatedAccount) -> Profile:
        return self.profiles.setdefault(account.account, Profile())

    def owned_by_another(self, account: SimulatedAccount, user: str) -> bool:
        """Whether another app, or a person at the inbox, holds the conversation."""
        owner = self.owners.get((account.account, user), "")
        return bool(owner) and owner != account.app_id

    def blocked(self, account: SimulatedAccount, user: str) -> bool:
        return user in self.moderated.get(account.account, ())


def by_page(account: SimulatedAccount) -> bool:
    """Whether the account is called by its Page, as with Facebook Login."""
    return account.login == FACEBOOK_LOGIN
