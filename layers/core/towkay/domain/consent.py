"""May this contact be written to at all, and which of two consent changes wins?"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class ConsentAct(StrEnum):
    """A shopper's own act that changes consent; nobody else's act can."""

    STOP = "stop"
    RESUME = "resume"
    BLOCK = "block"
    UNBLOCK = "unblock"


@dataclass(frozen=True, slots=True)
class Consent:
    """Standing consent of one contact.

    `changed_at` is the event time of the last act that counted. `stop_at` is the newest stop's: it
    also holds back every reply decided for an earlier cause. `stop_cause` is the stop whose
    acknowledgement may go out, `acknowledged` says that one was decided: a stop said twice in a
    row is acknowledged once, and one heard too late to answer leaves that to the next.
    `reachable` is False after a block or unfollow. `marketing_refused` is the platform's own switch
    against marketing, which only the platform's own event turns back.
    """

    stopped: bool = False
    changed_at: datetime | None = None
    stop_at: datetime | None = None
    stop_cause: str | None = None
    acknowledged: bool = False
    reachable: bool = True
    marketing_refused: bool = False


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """A row of the consent ledger: the act, the shopper's own event, and what it led to."""

    act: ConsentAct
    at: datetime
    cause: str
    took_effect: bool


def change(consent: Consent, act: ConsentAct, at: datetime, cause: str) -> Consent:
    """Apply an act by its event time; on a tie STOP wins, an older act changes nothing."""
    stops = act in (ConsentAct.STOP, ConsentAct.BLOCK)
    if consent.changed_at and at < consent.changed_at:
        return consent
    tie_lost = consent.changed_at == at and consent.stopped and not stops
    if tie_lost:
        return consent
    changed = replace(consent, changed_at=at, reachable=act is not ConsentAct.BLOCK)
    if stops:
        kept = consent.stopped and consent.acknowledged
        return replace(
            changed,
            stopped=True,
            stop_at=at,
            stop_cause=consent.stop_cause if kept else cause,
            acknowledged=kept,
        )
    # A block ended says only that messages arrive again, not that the news is wanted again.
    return replace(changed, stopped=consent.stopped and act is ConsentAct.UNBLOCK)
