"""What do campaigns need from what is stored, queued and computed?

Every method that stores, reads or queues may raise `ServiceUnavailable`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from towkay.domain.calendar.days import DayBook
from towkay.domain.campaigns import Campaign, CampaignRecord
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.runs import Chunk, ChunkAsk, ChunkKey, Run, RunKey, SubscriberPage


class CampaignBook(Protocol):
    """Campaigns as packs hold them."""

    def campaigns(self, brand: str, pack: str = "") -> Mapping[str, Campaign]:
        """Those of one pack by id, of the active one where it is not named.

        Raises `PackMissing`. A pack never changes; the pointer may be up to 30 s old.
        """
        ...

    def days(self, brand: str, pack: str = "") -> DayBook:
        """The holidays of one pack, of the active one where it is not named.

        Raises `PackMissing`.
        """
        ...

    def active_pack(self, brand: str) -> str:
        """The name of the active pack. Raises `PackMissing`."""
        ...


class CampaignRecords(Protocol):
    """Where campaigns stand, as people and the planner write it."""

    def brands(self) -> list[str]:
        """Those of which anybody has written about a campaign."""
        ...

    def record(self, brand: str, campaign: str) -> CampaignRecord:
        """As last committed (a consistent read); a draft's where nobody has written."""
        ...

    def records(self, brand: str) -> list[CampaignRecord]:
        """Every campaign of a brand that anybody has written about."""
        ...

    def write(self, record: CampaignRecord) -> CampaignRecord:
        """Store it if the row is as read; return it with its new revision.

        Raises `StaleState` when the row's revision is not `record.revision`.
        """
        ...


class Runs(Protocol):
    """Occurrences under way, and their chunks."""

    def start(self, run: Run) -> bool:
        """Claim an occurrence: False when it was claimed before, however it ended.

        Its revision is 1 then. After a lost answer it may be False for the very claim that counted:
        whoever looks after open runs finds it.
        """
        ...

    def run(self, key: RunKey) -> Run | None:
        """As last committed (a consistent read); past its expiry it is gone, here and below."""
        ...

    def runs(self, brand: str, campaign: str = "") -> list[Run]:
        """All that are kept, newest first."""
        ...

    def open_runs(self, brand: str) -> list[Run]:
        """Those that have not come to their end; one begun just now may be missing."""
        ...

    def move(self, run: Run) -> Run:
        """Store it if nobody moved it since it was read. Raises `StaleState`.

        `finished` and what is told of money are counted by others meanwhile, and stay as they count
        them.
        """
        ...

    def reserve(self, key: RunKey, millionths: int, *, until: datetime) -> bool:
        """Set money aside for a worker who accounts for it by `until`, if the budget still has it.

        A run without a budget has it always, one that is gone never. Raises `StaleState` when too
        many write the run at the same moment.
        """
        ...

    def account_for(self, key: RunKey, millionths: int, *, unspent: int) -> None:
        """Nothing more comes back of so much that was set aside; what was not spent goes back.

        Raises `StaleState` as `reserve` does.
        """
        ...

    def put_chunk(self, chunk: Chunk) -> Chunk:
        """Store a chunk; the one that is there already stays, and is returned."""
        ...

    def chunk(self, key: ChunkKey) -> Chunk | None:
        """As last committed (a consistent read)."""
        ...

    def chunks(self, run: RunKey) -> Iterable[Chunk]:
        """Every chunk of a run."""
        ...

    def finish_chunk(self, key: ChunkKey) -> bool:
        """Mark a chunk as done and count it in its run, once: False when it was done before.

        False, too, for one that is gone. Raises `StaleState` when others count at the same moment.
        """
        ...


class Subscribers(Protocol):
    """The index of who follows a topic; it may be a moment behind."""

    def page(
        self,
        brand: str,
        topic: str,
        shard: int,
        *,
        cursor: str,
        limit: int,
        entered_from: datetime | None = None,
        entered_to: datetime | None = None,
    ) -> SubscriberPage:
        """Who follows it in this shard, by when they agreed: after the first, up to the second."""
        ...

    def contacts(self, keys: Sequence[ContactKey]) -> dict[ContactKey, Contact]:
        """Those of them that are there, as last committed."""
        ...


class CampaignQueue(Protocol):
    """The campaigns queue: in any order, and more than once now and then."""

    def put(self, asks: Sequence[ChunkAsk], *, delay_s: int = 0) -> None:
        """Ask for chunks to be sent; all or `QueueRefused`."""
        ...


class CronCalendar(Protocol):
    """A maintained library's reading of cron expressions, on walls without a zone."""

    def times(self, cron: str, after: datetime, until: datetime) -> list[datetime]:
        """Naive wall times after the first and up to the second, in order.

        Raises `ValueError` when nobody can read the expression.
        """
        ...
