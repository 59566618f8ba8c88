"""What was asked of a channel for many at once, and what does that mean for each of them?

Everybody in a batch was judged and claimed one by one. It is stored before its call is made, so
that whoever finds a claim whose worker is gone knows whether there was a call, and can make the
very same one again: to the same people, in the same words, under the same key.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from towkay.domain.channels import ContactKey
from towkay.domain.copying import changed
from towkay.domain.masses import Multicast
from towkay.domain.messages import Message
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.runs import RunKey
from towkay.domain.sends import Send, SendState

# A channel keeps a retry key for 24 h from the first request; the margin is for clocks.
_REPEATABLE = timedelta(hours=23)
_KEPT = timedelta(days=9)  # as long as any turn that names it
# Everybody in it waits for the answer: the channel is asked after 1, 2, 4 … 32, 32 … minutes.
_FIRST_WAIT = timedelta(minutes=1)
_MOST_DOUBLINGS = 5
ASKED_AGAIN = "asked_again"  # why a send waits whose call to many is to be made again


class BatchState(StrEnum):
    """What is known of a batch's call."""

    OPEN = "open"  # it was made, or is about to be
    TAKEN = "taken"  # the channel has accepted it: everybody in it counts as sent
    UNSENT = "unsent"  # for certain: nobody has it, and each is a send of its own again
    UNCLEAR = "unclear"  # nobody will learn what became of it, and nobody makes it again
    VOID = "void"  # its name was taken by who found its worker gone: it is never called


@dataclass(frozen=True, slots=True)
class BatchKey:
    """One batch of a run; `name` is of one worker's one attempt and no other."""

    run: RunKey
    name: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One request for many contacts of one account; `first_called_at` is where its key lives from.

    `request_id` is the channel's id of the call, by which its support finds it. `repeats` counts
    how often somebody has set out to make it again; before `again_at` nobody else does.
    """

    key: BatchKey
    contacts: tuple[ContactKey, ...]
    endpoint: str
    messages: tuple[Message, ...]
    first_called_at: datetime
    state: BatchState = BatchState.OPEN
    request_id: str = ""
    repeats: int = 0
    again_at: datetime | None = None

    @property
    def cast(self) -> Multicast:
        """The call, the same however often it is made."""
        run = self.key.run
        name = f"{run.brand}/{run.cause}/{self.key.name}"
        return Multicast(self.contacts, self.endpoint, name, self.messages)

    @property
    def kept_until(self) -> datetime:
        """From then on it counts as gone."""
        return self.first_called_at + _KEPT

    def is_repeatable(self, now: datetime) -> bool:
        """Whether the channel would still know a repetition as one."""
        return now < self.first_called_at + _REPEATABLE


def after_answer(batch: Batch, outcome: Outcome) -> Batch:
    """The batch once the channel has answered; the same while that says nothing for certain."""
    match outcome.verdict:
        case Verdict.SENT:
            return changed(batch, state=BatchState.TAKEN, request_id=outcome.request_id)
        case Verdict.UNKNOWN:
            return batch
        case _:
            return changed(batch, state=BatchState.UNSENT, request_id=outcome.request_id)


def asked_again(batch: Batch, now: datetime) -> Batch:
    """The batch while one of its people makes the call again, and until the next may."""
    wait = _FIRST_WAIT * (1 << min(batch.repeats, _MOST_DOUBLINGS))
    return changed(batch, repeats=batch.repeats + 1, again_at=now + wait)


def alone_again(send: Send) -> Send:
    """A send that was claimed for a call to many which was never made, or reached nobody."""
    return changed(
        send,
        state=SendState.READY,
        batch="",
        owner="",
        lease_until=None,
        ambiguous=False,
        first_called_at=None,
        reason="",
        not_before=None,
    )


def sent_with(batch: Batch, send: Send, now: datetime) -> Send:
    """A send that was among those of a batch that the channel has accepted."""
    return changed(
        send,
        state=SendState.SENT,
        reason="",
        owner="",
        lease_until=None,
        not_before=None,
        request_id=batch.request_id,
        settled_at=now,
    )
