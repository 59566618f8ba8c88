"""What do the use cases need from what is stored?

Every method may raise `ServiceUnavailable` when the service behind it cannot be reached.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from towkay.domain.brand_rules import BrandRules
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.failures import FailureNote
from towkay.domain.health import AccountHealth, AccountKey
from towkay.domain.moving import Moved
from towkay.domain.receipts import Marks
from towkay.domain.sends import Send
from towkay.domain.turns import Turn, TurnKey
from towkay.domain.unasked import History, PersonHistory
from towkay.ports.settling import Settling

if TYPE_CHECKING:  # or whoever knows a port would load all of policy
    from towkay.domain.permits import Permit


class ContactsAndTurns(Protocol):
    """Contacts and turns by key."""

    def contact(self, key: ContactKey) -> Contact | None:
        """The contact as last committed (a consistent read)."""
        ...

    def turn(self, key: TurnKey, now: datetime) -> Turn | None:
        """The turn of a cause (a consistent read); a row past its expiry at `now` is gone."""
        ...


class KnownConversations(ContactsAndTurns, Protocol):
    """Contacts, turns and histories by key."""

    def history(self, brand: str, person: str) -> History:
        """The person's unasked messages as last committed (a consistent read)."""
        ...


class Conversations(KnownConversations, Protocol):
    """Contacts and their turns, as `faq` writes them."""

    def turns_of_message(self, key: ContactKey, message_id: str, since: datetime) -> list[Turn]:
        """The turns whose inbound message has this id and happened at or after `since`."""
        ...

    def turns_since(self, key: ContactKey, since: datetime) -> list[Turn]:
        """The turns whose cause happened at or after `since`, newest first."""
        ...

    def settle(self, turn: Turn, send: Send) -> Turn:
        """As `Settling.settle`."""
        ...

    def plan(self, turn: Turn, *, now: datetime) -> None:
        """Write a turn alone: of a cause that changes nothing about the contact.

        Raises `TurnExists` when the cause has a turn.
        """
        ...

    def commit(
        self,
        contact: Contact,
        turn: Turn,
        *,
        now: datetime,
        consent: ConsentEntry | None = None,
        redacted: Sequence[TurnKey] = (),
        moved: Moved | None = None,
    ) -> None:
        """Write contact, turn, ledger rows, redactions and who was left in one transaction.

        The contact is stored with `version + 1`. A redaction sets the inbound text of an older
        turn to None and leaves its revision alone, so that it cannot disturb a send under way.
        Raises `TurnExists` when the cause has a turn, `StaleState` when the stored version is not
        `contact.version`, or that of the contact that was left.
        """
        ...


class SendLedger(KnownConversations, Settling, Protocol):
    """Contacts and turns, as the door reads and moves them."""

    def claim(
        self, turn: Turn, send: Send, permit: "Permit", after: PersonHistory | None = None
    ) -> Turn:
        """Store a CLAIMED send if turn and contact are as read; return the turn after it.

        `after` is the person's history with an unasked send in it, stored in the same transaction.
        Raises `StaleState` when the turn's revision is not `turn.revision`, the contact's version
        is not the permit's, or the stored history is not the one before `after`.
        """
        ...

    def forget(self, brand: str, person: str, send_id: str, called_at: datetime) -> None:
        """Take a call that nobody can have seen out of the person's history, if it is there.

        Called for again since, the send stays: that call is not the one nobody saw.
        Raises `StaleState` when somebody else wrote the history meanwhile.
        """
        ...

    def use_token(self, contact: ContactKey, token: str, at: datetime, *, dead: bool) -> None:
        """Note that a contact's token was called on; `dead`: the channel takes it no longer.

        Raises `StaleState` when somebody else wrote the contact meanwhile.
        """
        ...

    def set_aside(self, key: TurnKey) -> None:
        """Take a turn out of the due index without reading it, until one of its sends moves.

        Nothing else changes, and a turn that is gone stays gone.
        """
        ...


class ReceiptLedger(ContactsAndTurns, Settling, Protocol):
    """Turns and marks, as receipts move them."""

    def advance(self, contact: ContactKey, marks: Marks, now: datetime) -> bool:
        """Move the contact's marks forward, each on its own; whether one of them moved."""
        ...

    def marks(self, contact: ContactKey, now: datetime) -> Marks:
        """How far the contact has got, as last stored; a row past its expiry is gone."""
        ...


class AccountHealthStore(Protocol):
    """How each account is doing, told by the workers of the door to each other."""

    def read(self, account: AccountKey) -> AccountHealth:
        """What is known, at most 5 s old; what this worker was told itself counts at once."""
        ...

    def write(self, account: AccountKey, health: AccountHealth) -> AccountHealth:
        """Store what was found if the row is as read; return it with its new revision.

        Raises `StaleState` when the row's revision is not `health.revision`: the next read is of
        the row then.
        """
        ...


@dataclass(frozen=True, slots=True)
class DueTurn:
    """A row of the due index: a turn and the moment somebody must look at it."""

    key: TurnKey
    due_at: datetime


class DueTurns(Protocol):
    """The sparse index of turns with a send that is not final."""

    def due(self, now: datetime, limit: int) -> Iterable[DueTurn]:
        """Turns due at or before `now`, the most overdue of each shard first, at most `limit`."""
        ...


class BrandRulesStore(Protocol):
    """What brands have laid down for delivery."""

    def rules(self, brand: str) -> BrandRules:
        """The rules as published, at most 30 s old; safe ones where a brand published none."""
        ...


class FailureNotes(Protocol):
    """Why queue records could not be done, for whoever looks at the dead letters."""

    def put(self, message_id: str, note: FailureNote) -> None:
        """Keep the note of a queue message; the newest one stays."""
        ...
