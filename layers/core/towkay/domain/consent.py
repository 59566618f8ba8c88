"""Who said what about being written to, and where does a contact's consent stand as a whole?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, TypeAlias

from towkay.domain.errors import NotTheirsToGive
from towkay.domain.messages import Purpose


class ConsentAct(StrEnum):
    """Something that changes consent, or is evidence of it."""

    STOP = "stop"  # everything
    RESUME = "resume"  # exactly what a bare stop word ended
    BLOCK = "block"
    UNBLOCK = "unblock"
    SUBSCRIBE = "subscribe"  # to one topic
    STOP_TOPIC = "stop_topic"
    REFUSE_MARKETING = "refuse_marketing"  # the platform's own switch
    ALLOW_MARKETING = "allow_marketing"
    OPT_IN = "opt_in"  # a platform's token of a subject that is none of our topics: evidence only


class ConsentSource(StrEnum):
    """By whom or what we know of an act."""

    WORD = "word"  # the shopper's own, typed
    BUTTON = "button"  # the shopper's own, pressed
    PLATFORM = "platform"  # the channel told of the shopper's act in its own screens
    STAFF = "staff"  # the brand's people, on the shopper's behalf
    IMPORT = "import"  # a list from elsewhere
    CHECKOUT = "checkout"  # the shopper's own, ticked at checkout, as the shop's system tells


# Types keep staff and imports from granting where a program is checked, `ConsentEntry` where it is
# not.
StoppingAct: TypeAlias = Literal[ConsentAct.STOP, ConsentAct.STOP_TOPIC]
OnBehalf: TypeAlias = Literal[ConsentSource.STAFF, ConsentSource.IMPORT]
_ON_BEHALF = frozenset({ConsentSource.STAFF, ConsentSource.IMPORT})
_STOPPING = frozenset({ConsentAct.STOP, ConsentAct.STOP_TOPIC})


@dataclass(frozen=True, slots=True)
class Consent:
    """Standing consent of one contact as a whole; its topics stand beside it.

    `changed_at` is the event time of the last act that counted. `stop_at` is the newest stop's: it
    also holds back every reply decided for an earlier cause. `stop_cause` is the stop whose
    acknowledgement may go out, `acknowledged` says that one was decided: a stop said twice in a
    row is acknowledged once, and one heard too late to answer leaves that to the next.
    `resumed_at` is the newest resume word's: a stop word from before it, heard late, ends no topic.
    `all_ended_at` is the newest moment at which every topic ended: nobody subscribes before it.
    `reachable` is False after a block or unfollow, as of `reach_at`: a block ended says only that
    messages arrive again, not that the news is wanted again. `marketing_refused` is the platform's
    own switch against marketing, which only the platform's own event turns back. `head` is the
    newest link of the ledger's chain, `entries` the number of its links.
    """

    stopped: bool = False
    changed_at: datetime | None = None
    stop_at: datetime | None = None
    stop_cause: str | None = None
    acknowledged: bool = False
    reachable: bool = True
    marketing_refused: bool = False
    marketing_said_at: datetime | None = None
    reach_at: datetime | None = None
    resumed_at: datetime | None = None
    all_ended_at: datetime | None = None
    head: str = ""
    entries: int = 0


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """A row of the consent ledger: an act, what is known of it, and what it led to.

    `at` is the event's time, `cause` the event. `wording` is the version of the words that were
    shown, `words` the words themselves in the language they were shown in (rows from before they
    were kept have the version alone), `place` where, `by` who acted on the shopper's behalf.
    `number` and `chain` are its place in the chain and its link; rows from before there was one
    have neither, nor a source.
    Raises `NotTheirsToGive` when somebody but the shopper would grant.
    """

    act: ConsentAct
    at: datetime
    cause: str
    took_effect: bool
    source: ConsentSource | None = None
    topic: str = ""
    purpose: Purpose | None = None
    wording: str = ""
    words: str = ""
    place: str = ""
    by: str = ""
    number: int = 0
    chain: str = ""

    def __post_init__(self) -> None:
        if self.source in _ON_BEHALF and self.act not in _STOPPING:
            raise NotTheirsToGive(f"{self.source.value} cannot {self.act.value}: only end consent")
        if (self.act in (ConsentAct.SUBSCRIBE, ConsentAct.STOP_TOPIC)) is not bool(self.topic):
            raise ValueError(f"{self.act.value} and a topic belong together")


def ended_for(
    act: StoppingAct, source: OnBehalf, at: datetime, cause: str, *, by: str, topic: str = ""
) -> ConsentEntry:
    """What staff or an import says on a shopper's behalf: that something ends, nothing else."""
    return ConsentEntry(act, at, cause, False, source, topic, by=by)
