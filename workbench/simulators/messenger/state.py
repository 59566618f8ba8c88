"""What does Messenger know of each Page besides who wrote what?"""

import hashlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from workbench.simulators.accounts import MESSENGER, SimulatedAccount
from workbench.simulators.messenger.rules import MessengerRules
from workbench.simulators.world import World

Json = dict[str, Any]


class Leave(StrEnum):
    """What a token gives leave for."""

    NOTIFICATION = "notification_messages"  # recurring notifications and paid marketing alike
    ONE_TIME = "one_time_notif_req"


@dataclass(slots=True)
class Grant:
    """A person's leave to be written to; `told_at` is the last send by it."""

    token: str
    psid: str
    leave: Leave
    title: str
    payload: str
    granted_at: datetime
    expires_at: datetime
    stopped: bool = False
    used: bool = False
    told_at: datetime | None = None
    told: int = 0  # how many came in a row since `told_at`
    marketed_at: datetime | None = None


@dataclass(slots=True)
class Comment:
    """Something written under a post; the Page's own have no `psid`."""

    id: str
    psid: str
    at: datetime
    text: str
    post: str
    parent: str
    answered: bool = False
    removed: bool = False


@dataclass(slots=True)
class Ownership:
    """Which app has a thread, and until when it keeps it without a word from the person."""

    app_id: str
    until: datetime


@dataclass(slots=True)
class Upload:
    """Media kept by the platform, private to the Page."""

    kind: str
    at: datetime


@dataclass(slots=True)
class Template:
    """A utility template in one language."""

    id: str
    name: str
    language: str
    components: list[Json]
    parameter_format: str
    status: str
    reason: str
    created_at: datetime
    review_at: datetime | None = None  # while it waits for one


@dataclass(slots=True)
class Campaign:
    """A campaign of an ad account that pays for marketing messages."""

    id: str
    name: str
    page: str
    created_at: datetime
    starts_at: datetime
    active: bool = True


@dataclass(slots=True)
class Page:
    """One Page as the platform sees it. Hold the world's lock while it is read and changed."""

    account: SimulatedAccount
    rules: MessengerRules
    subscribed: frozenset[str] | None = None  # None: not subscribed, nothing is told
    grants: dict[str, Grant] = field(default_factory=dict)
    asked: list[tuple[str, str, datetime]] = field(default_factory=list)
    comments: dict[str, Comment] = field(default_factory=dict)
    owners: dict[str, Ownership] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    templates: dict[tuple[str, str], Template] = field(default_factory=dict)
    campaigns: dict[str, Campaign] = field(default_factory=dict)
    personas: dict[str, Json] = field(default_factory=dict)
    profile: Json = field(default_factory=dict)
    user_refs: set[str] = field(default_factory=set)
    media_faults: dict[str, str] = field(default_factory=dict)
    paid: dict[str, Json] = field(default_factory=dict)  # the newest marketing message, by PSID
    calls: deque[datetime] = field(default_factory=deque)

    @property
    def id(self) -> str:
        return self.account.account

    def owner(self, psid: str, now: datetime) -> str:
        """The app that has the thread; the default app while it is idle, empty without routing."""
        owned = self.owners.get(psid)
        if not self.rules.default_app:
            return ""
        return owned.app_id if owned and now < owned.until else self.rules.default_app

    def calls_within(self, span: timedelta, now: datetime) -> int:
        """How many calls were made of late; older ones are forgotten."""
        while self.calls and self.calls[0] <= now - span:
            self.calls.popleft()
        return len(self.calls)


class Pages:
    """Every Page of the world, made when first asked for."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._pages: dict[str, Page] = {}

    def of(self, account: SimulatedAccount) -> Page:
        with self._world.lock:
            return self._pages.setdefault(account.account, self._new(account))

    def all(self) -> Iterator[Page]:
        return (self.of(one) for one in self._world.accounts if one.channel == MESSENGER)

    def named(self, page_id: str) -> Page | None:
        return next((page for page in self.all() if page.id == page_id), None)

    def _new(self, account: SimulatedAccount) -> Page:
        """As the bench's rules say, subscribed to everything, with one campaign that runs."""
        page = Page(account, self._world.rules.messenger, subscribed=EVERY_FIELD)
        long_ago = self._world.now() - timedelta(days=1)
        standing = Campaign(
            standing_campaign(account), "bench", account.account, long_ago, long_ago
        )
        page.campaigns[standing.id] = standing
        return page


def standing_campaign(account: SimulatedAccount) -> str:
    """The id of the campaign that every Page has from the start."""
    digest = hashlib.sha256(account.account.encode()).digest()
    return f"120{int.from_bytes(digest[:6]) % 10**15:015d}"


# Messenger Platform, "Webhooks"; the fields that this simulator tells something of.
EVERY_FIELD = frozenset(
    {
        *("messages", "message_echoes", "message_deliveries", "message_reads", "message_edits"),
        *("message_reactions", "messaging_postbacks", "messaging_optins", "messaging_referrals"),
        *("messaging_handovers", "messaging_policy_enforcement", "messaging_feedback"),
        *("messaging_account_linking", "message_template_status_update", "standby", "feed"),
        *("marketing_message_echoes", "marketing_message_deliveries"),
        *("marketing_message_reads", "marketing_message_clicks"),
        "marketing_message_delivery_failed",
    }
)
