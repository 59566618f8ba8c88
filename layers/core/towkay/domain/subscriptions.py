"""To which topics has a contact agreed, and with which tokens may it be reached?"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Subscription:
    """A contact's standing consent to one topic, as its newest act left it.

    `cause` is the shopper's own event, `wording` the version of the words that were shown, `place`
    where they were shown. `by_stop_word` is True when a bare stop ended it: a resume word brings
    back exactly those. `granted_at` is when the shopper last subscribed: whatever ends the topic
    for good after that ends it, however often stop and resume words came in between. `followed_as`
    is the id under which they did, where they have another since.
    """

    topic: str
    active: bool
    changed_at: datetime
    cause: str
    wording: str = ""
    place: str = ""
    by_stop_word: bool = False
    granted_at: datetime | None = None
    followed_as: str = ""

    @property
    def agreed_at(self) -> datetime:
        """When the shopper subscribed; rows from before that was kept tell the newest act."""
        return self.granted_at or self.changed_at


@dataclass(frozen=True, slots=True)
class ChannelToken:
    """A channel's own leave to write: of a recurring or one-time notification, or to market.

    `kind` is the word that policy rows use.
    """

    kind: str
    token: str
    got_at: datetime
    topic: str = ""
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    spent: bool = False
