"""What does it take to bring a chunk of a campaign's people through the door?

Every method may raise `ServiceUnavailable` when the service behind it cannot be reached.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from towkay.domain.batches import Batch, BatchKey
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.facts import CampaignFacts
from towkay.domain.turns import Turn, TurnKey
from towkay.domain.unasked import History, PersonHistory
from towkay.ports.tables import SendLedger

if TYPE_CHECKING:  # or whoever knows a port would load all of policy
    from towkay.domain.permits import Permit

T = TypeVar("T")
R = TypeVar("R")


class PushLedger(SendLedger, Protocol):
    """What the door writes of people whose turn does not exist yet."""

    def begin(
        self, turn: Turn, permit: "Permit", after: PersonHistory | None, *, now: datetime
    ) -> None:
        """Store a turn whose first send is CLAIMED, in one write with all that it rests on.

        Raises `TurnExists` when the cause has a turn, `StaleState` when the contact's version is
        not the permit's or the stored history is not the one before `after`.
        """
        ...

    def plan(self, turn: Turn, *, now: datetime) -> None:
        """Store a turn that leads to no call now. Raises `TurnExists` when the cause has one."""
        ...


@dataclass(frozen=True, slots=True)
class Recipient:
    """What is known of one person of a chunk: the contact, its turn, what it had lately."""

    key: TurnKey
    contact: Contact | None = None
    turn: Turn | None = None
    history: History = field(default_factory=History)


class Recipients(Protocol):
    """Many people read at once."""

    def read(self, keys: Sequence[TurnKey], now: datetime) -> list[Recipient]:
        """In the order asked for, each as it was moments ago.

        Whatever was written meanwhile is found by the claim.
        """
        ...


class Members(Protocol):
    """Who is in a call to many."""

    def contacts(self, keys: Sequence[ContactKey]) -> dict[ContactKey, Contact]:
        """Those of them that are there, as last committed."""
        ...


class Batches(Protocol):
    """The rows of calls to many."""

    def open(self, batch: Batch) -> bool:
        """Store a batch before its call; False when its name was taken, and no call may be made.

        True again for the very same batch while it is open: its first answer may have been lost.
        """
        ...

    def batch(self, key: BatchKey) -> Batch | None:
        """As last committed (a consistent read); one that nobody may call any more has no people.

        What is past its expiry is gone.
        """
        ...

    def hold(self, before: Batch, after: Batch) -> bool:
        """Store that the call is made again, and until when by nobody else.

        False where another one has done so since, or it is known by now what became of the call.
        """
        ...

    def close(self, batch: Batch) -> None:
        """Store what became of the call; what was stored first stays."""
        ...


class Hands(Protocol):
    """How many people of a chunk are looked after at a time."""

    def each(self, work: Callable[[T], R], some: Sequence[T]) -> list[R]:
        """What `work` makes of each, in their order, however many are at it.

        The first failure is raised, once nobody is at work any more.
        """
        ...


class CampaignWatch(Protocol):
    """How the campaign of a turn stands, and what it may still cost."""

    def facts(self, brand: str, cause: str, *, fresh: bool = False) -> CampaignFacts:
        """At most 5 s old, or read just now; `NO_CAMPAIGN` for what is of none."""
        ...

    def set_aside(self, brand: str, cause: str, millionths: int) -> bool:
        """Have at least this much of the budget at hand; False when it is not there any more.

        Raises `MoneyAside` while others may still give back what they do not spend.
        """
        ...

    def spend(self, brand: str, cause: str, cost: str) -> None:
        """Count a price, as its source writes it, as spent of what is at hand."""
        ...

    def unspend(self, brand: str, cause: str, cost: str) -> None:
        """Count it as not spent after all: for certain nobody got the message."""
        ...

    def settle_up(self) -> None:
        """Account for what was set aside: what was not spent goes back. Never raises."""
        ...
