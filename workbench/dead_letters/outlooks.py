"""What can a dead letter be about, what may be known of it, and what may come of it?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from towkay.domain.contacts import Contact
from towkay.domain.failures import FailureNote
from towkay.domain.runs import Chunk, ChunkKey, Run
from towkay.domain.turns import Turn, TurnKey


class Outlook(StrEnum):
    """What a redrive would lead to."""

    DIES_AGAIN = "dies_again"  # nothing of ours can read it
    REFUSED = "refused"  # too old to be even remembered
    ANSWERED = "answered"  # decided now, and answered if there is something to say
    STATE_ONLY = "state_only"  # what it changes is applied, and nothing is said
    SENDS_GO_ON = "sends_go_on"  # decided before; what was not sent goes out
    SUPPRESSED = "suppressed"  # decided before; policy holds back what was not sent
    NOTHING_LEFT = "nothing_left"  # decided and ended before
    ROW_UNREADABLE = "row_unreadable"  # what is stored of it has to be mended first
    CHUNK_GOES_ON = "chunk_goes_on"  # who has no turn yet is brought before the door
    TURN_GONE = "turn_gone"  # nothing is known any more of what was to be sent
    SETTLES = "settles"  # a receipt: what it proves is written down once
    FOLDS = "folds"  # of an order: what it tells is added to what is known of it


@dataclass(frozen=True, slots=True)
class Matter:
    """What a dead letter is about; nothing of what was said in it."""

    kind: str
    key: TurnKey
    heard_at: datetime  # when it counts as having happened
    brand: str = ""
    may_answer: bool = False


@dataclass(frozen=True, slots=True)
class ChunkMatter:
    """A dead letter that asks for some of a campaign's people."""

    chunk: ChunkKey
    kind: str = "Chunk"

    @property
    def brand(self) -> str:
        return self.chunk.run.brand


@dataclass(frozen=True, slots=True)
class ArrivalMatter:
    """A dead letter that tells of a parcel, an order or a checkout; nothing that names it."""

    brand: str
    kind: str


AnyMatter = Matter | ChunkMatter | ArrivalMatter


@dataclass(frozen=True, slots=True)
class Facts:
    """What the table knows about a dead letter now.

    `is_readable` is False when what it is about is stored in a form that nothing here reads.
    """

    note: FailureNote | None = None
    turn: Turn | None = None
    contact: Contact | None = None
    run: Run | None = None
    chunk: Chunk | None = None
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class Forecast:
    """`until` is the last moment at which a redrive leads to the outlook, None if time is nothing.

    `counts_until` is when it ends to change anything, `reason` why policy holds a send back.
    """

    outlook: Outlook
    until: datetime | None = None
    counts_until: datetime | None = None
    reason: str = ""
