"""Which messages did the shop mark as read?"""

from dataclasses import dataclass
from datetime import datetime

from workbench.simulators.conversation import Contact
from workbench.simulators.line.refusals import LineRefusal

_UNKNOWN = "Invalid markAsReadToken. Tokens must be used by the bot that received them via Webhook."


@dataclass(frozen=True, slots=True)
class Mark:
    """What a token marks: everything the person wrote until then."""

    contact: Contact
    up_to: datetime


class ReadMarks:
    """The tokens issued; they never end. Not locked: the caller holds the world's lock."""

    def __init__(self) -> None:
        self._marks: dict[str, Mark] = {}
        self.read: dict[tuple[str, str], datetime] = {}  # up to when, by account and user

    def issue(self, token: str, contact: Contact, now: datetime) -> None:
        """A token went out in a webhook."""
        self._marks.setdefault(token, Mark(contact, now))

    def use(self, account: str, token: object) -> None:
        """Mark as read. Raises `LineRefusal` for a token of nobody, or of another bot."""
        found = self._marks.get(token) if isinstance(token, str) else None
        if found is None or found.contact.account.account != account:
            raise LineRefusal(400, _UNKNOWN)
        key = (account, found.contact.user)
        self.read[key] = max(self.read.get(key, found.up_to), found.up_to)
