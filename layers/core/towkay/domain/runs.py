"""How far has one occurrence of a campaign got, and who is in which part of it?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from towkay.domain.channels import ContactKey

SHARDS = 16  # of the index of a topic's subscribers
MOST_IN_CHUNK = 500  # contacts: one multicast
_MOST_BYTES = 60_000  # of a chunk's row: what may be read for the price of 64 KB
_BESIDE_NAME = 12  # bytes of the row, with every contact's name
CAUSE = "campaign"


class RunState(StrEnum):
    """The life of a run; the last three are ends."""

    PLANNING = "planning"  # its people are being read
    SENDING = "sending"  # everybody is in a chunk
    DONE = "done"
    EXPIRED = "expired"  # found later than its grace allows: nobody was asked
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class RunKey:
    """One occurrence of one campaign of one brand."""

    brand: str
    campaign: str
    occurrence: str

    @property
    def cause(self) -> str:
        """The cause of each recipient's turn: with contact and moment it names the send."""
        return f"{CAUSE}:{self.campaign}:{self.occurrence}"


@lru_cache(maxsize=256)  # every look at one of its people asks for the same run
def run_of(brand: str, cause: str) -> RunKey | None:
    """The run that a turn of this cause is of; None for what is of no campaign."""
    kind, _, named = cause.partition(":")
    campaign, _, occurrence = named.partition(":")
    return RunKey(brand, campaign, occurrence) if kind == CAUSE and occurrence else None


@dataclass(frozen=True, slots=True)
class ShardProgress:
    """How far one shard's subscribers were read: chunks so far, and where the next begins."""

    shard: int
    chunks: int = 0
    planned: int = 0
    cursor: str = ""
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """One firing of a step, under the version and from the pack that it was claimed with.

    `at` is when it was due, `expires_at` the end of its grace; `step`, `entered_from` and
    `entered_to` are as in its occurrence. `owner` plans it until `lease_until`. `asked_under` is
    the campaign's `changed_at` when all its chunks were last asked for. `finished` counts the
    chunks that are done. Money is in millionths of the unit of `currency`: `reserved` was set aside
    for calls, `budget` is None where there is none. Of what is reserved `aside` is with workers who
    have not accounted for it, the last of them by `aside_until`. `revision` counts how often it was
    moved.
    """

    key: RunKey
    step: str
    at: datetime
    expires_at: datetime
    version: str
    pack: str
    started_at: datetime
    state: RunState = RunState.PLANNING
    shards: tuple[ShardProgress, ...] = tuple(ShardProgress(number) for number in range(SHARDS))
    finished: int = 0
    entered_from: datetime | None = None
    entered_to: datetime | None = None
    owner: str = ""
    lease_until: datetime | None = None
    asked_under: datetime | None = None
    budget: int | None = None
    currency: str = ""
    reserved: int = 0
    aside: int = 0
    aside_until: datetime | None = None
    revision: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it has not come to its end."""
        return self.state in (RunState.PLANNING, RunState.SENDING)

    @property
    def left(self) -> int:
        """What of its budget nobody has set aside yet."""
        return (self.budget or 0) - self.reserved

    @property
    def planned(self) -> int:
        """How many people are in its chunks so far."""
        return sum(one.planned for one in self.shards)

    @property
    def chunks(self) -> int:
        return sum(one.chunks for one in self.shards)

    @property
    def is_read(self) -> bool:
        """Whether everybody who will be in it is in a chunk."""
        return all(one.is_read for one in self.shards)

    def with_shard(self, progress: ShardProgress) -> "Run":
        """The run after one shard got further."""
        shards = (progress if one.shard == progress.shard else one for one in self.shards)
        return replace(self, shards=tuple(shards))


@dataclass(frozen=True, slots=True)
class ChunkKey:
    """The `number`-th part, from 0, of the people that a run read from one shard."""

    run: RunKey
    shard: int
    number: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """People of one run, fixed when they were read: whoever reads again finds the same.

    `cursor` is where the next chunk of the shard begins, `is_last` says that there is none.
    `is_done` is set once each of them has a turn.
    """

    key: ChunkKey
    contacts: tuple[ContactKey, ...]
    cursor: str = ""
    is_last: bool = False
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class ChunkAsk:
    """Somebody is to bring a chunk's contacts through the door, from the `cursor`-th on.

    Where `accounts` are named, all that is left talks to one of those, by its channel's id.
    """

    chunk: ChunkKey
    cursor: int = 0
    accounts: tuple[str, ...] = ()

    def is_for(self, place: int, contact: ContactKey) -> bool:
        """Whether somebody at that place of the chunk may be left."""
        return place >= self.cursor and (not self.accounts or contact.account in self.accounts)


@dataclass(frozen=True, slots=True)
class SubscriberPage:
    """Subscribers of a topic in the order of the index, and where the next page begins."""

    contacts: tuple[ContactKey, ...]
    cursor: str = ""
    is_last: bool = False


def is_small_enough(contacts: Sequence[ContactKey]) -> bool:
    """Whether they fit into one chunk's row; accounts are written once."""
    accounts = {one.account for one in contacts}
    names = [*accounts, *(one.user for one in contacts)]
    return sum(len(name.encode("utf-8", "replace")) + _BESIDE_NAME for name in names) <= _MOST_BYTES
