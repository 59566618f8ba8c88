"""What do the use cases need from the world, one capability each?

Every method may raise `ServiceUnavailable` when the service behind it cannot be reached.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from towkay.domain.brands import Brand
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.events import Event, Incoming
from towkay.domain.failures import FailureNote
from towkay.domain.faq.index import FaqIndex
from towkay.domain.health import AccountHealth, AccountKey
from towkay.domain.outcomes import Outcome
from towkay.domain.permits import Permit
from towkay.domain.receipts import Marks
from towkay.domain.secrets import VerifySecrets
from towkay.domain.turns import Send, Turn, TurnKey

Clock = Callable[[], datetime]


class VerifySecretStore(Protocol):
    """The secrets webhooks of an endpoint are checked with."""

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> VerifySecrets | None:
        """The endpoint's secrets, None when there is no such endpoint.

        `fresh` asks past the cache, which a store grants at most once every 30 s per endpoint.
        """
        ...


class ChannelInbound(Protocol):
    """One channel's side of a webhook."""

    def is_signed(self, headers: Mapping[str, str]) -> bool:
        """Whether a signature of this channel's form is there at all; names are lower-case."""
        ...

    def is_genuine(self, raw: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
        """Whether one of `secrets` signed exactly these bytes; header names are lower-case."""
        ...

    def asks_handshake(self, query: Mapping[str, str]) -> bool:
        """Whether this is a whole test of the address, with a token that may be the right one."""
        ...

    def handshake(self, query: Mapping[str, str], verify_token: str) -> str | None:
        """What to answer to the channel's test of the address; None to whoever may not ask."""
        ...

    def parse(self, body: object, *, app_id: str) -> list[Incoming]:
        """Every event of a decoded body, in order. Raises `MalformedBody`; unknown kinds do not."""
        ...


class EventQueue(Protocol):
    """The conversations queue: in order within a contact, once per cause within five minutes."""

    def put(self, events: Sequence[Event]) -> None:
        """Store every event, or raise `QueueRefused`; some may be stored all the same."""
        ...


class ReceiptQueue(Protocol):
    """The receipts queue: in any order, and more than once now and then."""

    def put(self, receipts: Sequence[Event]) -> None:
        """Store every receipt, or raise `QueueRefused`; some may be stored all the same."""
        ...


class ReceiptLedger(Protocol):
    """Turns and marks, as receipts move them."""

    def turn(self, key: TurnKey, now: datetime) -> Turn | None:
        """The turn of a cause (a consistent read); a row past its expiry at `now` is gone."""
        ...

    def settle(self, turn: Turn, send: Send) -> Turn:
        """Store a send's new state if the turn is as read; return the turn after it.

        Raises `StaleState` when the turn's revision is not `turn.revision`.
        """
        ...

    def advance(self, contact: ContactKey, marks: Marks, now: datetime) -> bool:
        """Move the contact's marks forward, each on its own; whether one of them moved."""
        ...

    def marks(self, contact: ContactKey, now: datetime) -> Marks:
        """How far the contact has got, as last stored; a row past its expiry is gone."""
        ...


class Conversations(Protocol):
    """Contacts and their turns, as `faq` writes them."""

    def contact(self, key: ContactKey) -> Contact | None:
        """The contact as last committed (a consistent read)."""
        ...

    def turn(self, key: TurnKey, now: datetime) -> Turn | None:
        """The turn of a cause (a consistent read); a row past its expiry at `now` is gone."""
        ...

    def turns_of_message(self, key: ContactKey, message_id: str, since: datetime) -> list[Turn]:
        """The turns whose inbound message has this id and happened at or after `since`."""
        ...

    def commit(
        self,
        contact: Contact,
        turn: Turn,
        *,
        now: datetime,
        consent: ConsentEntry | None = None,
        redacted: Sequence[TurnKey] = (),
    ) -> None:
        """Write contact, turn, ledger row and redactions in one transaction.

        The contact is stored with `version + 1`. A redaction sets the inbound text of an older
        turn to None and leaves its revision alone, so that it cannot disturb a send under way.
        Raises `TurnExists` when the cause has a turn, `StaleState` when the stored version is not
        `contact.version`.
        """
        ...


class Outbox(Protocol):
    """The outbound queue: in order within a contact."""

    def put(self, key: TurnKey, attempt: str) -> None:
        """Ask delivery to look at a turn; the same turn and attempt within 5 minutes is one ask."""
        ...


class SendLedger(Protocol):
    """Contacts and turns, as the door reads and moves them."""

    def contact(self, key: ContactKey) -> Contact | None:
        """The contact as last committed (a consistent read)."""
        ...

    def turn(self, key: TurnKey, now: datetime) -> Turn | None:
        """The turn of a cause (a consistent read); a row past its expiry at `now` is gone."""
        ...

    def claim(self, turn: Turn, send: Send, permit: Permit) -> Turn:
        """Store a CLAIMED send if turn and contact are as read; return the turn after it.

        Raises `StaleState` when the turn's revision is not `turn.revision`, or the contact's
        version is not the permit's.
        """
        ...

    def settle(self, turn: Turn, send: Send) -> Turn:
        """Store a send's new state if the turn is as read; return the turn after it.

        Raises `StaleState` when the turn's revision is not `turn.revision`.
        """
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


class FailureNotes(Protocol):
    """Why queue records could not be done, for whoever looks at the dead letters."""

    def put(self, message_id: str, note: FailureNote) -> None:
        """Keep the note of a queue message; the newest one stays."""
        ...


@dataclass(frozen=True, slots=True)
class BrandKnowledge:
    """A brand's active pack and the FAQ index built from it."""

    brand: Brand
    faq: FaqIndex


class Packs(Protocol):
    """The active pack of each brand."""

    def active(self, brand: str) -> BrandKnowledge:
        """Raises `PackMissing`. The pointer may be up to 30 s old, a pack never changes."""
        ...


class ChannelGateway(Protocol):
    """The channels' own HTTP APIs; the only way out, and only with a permit."""

    def fingerprint(self, call: ChannelCall, *, fresh: bool = False) -> str:
        """SHA-256 of the body the call renders to: a retry key is good only for the same bytes.

        Reads the credentials as well, so that nothing slow is left to do between claim and call;
        `fresh` past the cache, since those in it may be the reason why an account is stopped.
        """
        ...

    def call(self, call: ChannelCall, permit: Permit) -> Outcome:
        """Make the call once. Never raises: what happened, or is not known, is the outcome."""
        ...
