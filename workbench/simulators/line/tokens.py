"""May this reply token still be used?"""

from dataclasses import dataclass
from datetime import datetime

from workbench.simulators.conversation import Contact
from workbench.simulators.rules import Rules


@dataclass(slots=True)
class ReplyToken:
    """Usable once, soon after it was delivered, and not long after the event."""

    contact: Contact
    happened_at: datetime
    delivered_at: datetime
    used: bool = False

    def usable(self, now: datetime, rules: Rules) -> bool:
        in_time = now - self.delivered_at <= rules.reply_token_life
        not_stale = now - self.happened_at <= rules.reply_token_end
        return not self.used and in_time and not_stale


class ReplyTokens:
    """The tokens issued so far. Not locked: the caller holds the world's lock."""

    def __init__(self) -> None:
        self._tokens: dict[str, ReplyToken] = {}

    def issue(self, token: str, contact: Contact, happened_at: datetime) -> None:
        self._tokens[token] = ReplyToken(contact, happened_at, happened_at)

    def delivered(self, token: str, now: datetime) -> None:
        """The webhook with this token goes out (again): its minute begins."""
        if token in self._tokens:
            self._tokens[token].delivered_at = now

    def heard(self, token: str, contact: Contact, now: datetime) -> None:
        """A token that came to the shop in somebody else's webhook, for the first time or again."""
        if token in self._tokens:
            self.delivered(token, now)
        else:
            self.issue(token, contact, now)

    def find(self, token: object, account: str) -> ReplyToken | None:
        """The token, if it was issued for this account."""
        found = self._tokens.get(token) if isinstance(token, str) else None
        return found if found and found.contact.account.account == account else None
