"""What became of everybody whom a run planned, one by one and in sum?

Each person of a chunk is in exactly one state, so the sum holds at every moment: planned = sent +
refused + suppressed + unknown + parked, and open while it is under way. Those whose turn was kept
for its time and is gone are counted apart.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from towkay.domain.channels import ContactKey
from towkay.domain.leaving import Leaving
from towkay.domain.policy.decisions import UNTOLD
from towkay.domain.policy.reasons import Reason
from towkay.domain.runs import Run
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Turn, TurnKey

_COUNTERS = (
    "fates",
    "reasons",
    "variants",
    "channels",
    "paid",
    "perhaps",
    "left",
    "left_of",
)


class Fate(StrEnum):
    """What became of one person."""

    SENT = "sent"
    REFUSED = "refused"
    SUPPRESSED = "suppressed"
    UNKNOWN = "unknown"
    PARKED = "parked"
    OPEN = "open"
    FORGOTTEN = "forgotten"  # the turn was there, and its time is over


class Paid(NamedTuple):
    """What one request cost: by policy's price when it was called, and by the channel's word."""

    channel: str
    route: str
    price: str
    billed: str


@dataclass(frozen=True, slots=True)
class Ending:
    """One person of a run. `at` is when they were called last, or why not was decided.

    `in_part` says that some of it arrived though the whole did not. `paid` was taken by the
    channel, `perhaps` may have been.
    """

    contact: ContactKey
    fate: Fate
    reason: str = ""
    variant: str = ""
    at: datetime | None = None
    in_part: bool = False
    arrived: bool = False
    paid: tuple[Paid, ...] = ()
    perhaps: tuple[Paid, ...] = ()
    left: Leaving | None = None


@dataclass(slots=True)
class Reckoning:
    """The sums over people; money in sums of what the source writes."""

    fates: Counter[Fate] = field(default_factory=Counter)
    reasons: Counter[tuple[Fate, str]] = field(default_factory=Counter)
    variants: Counter[tuple[str, Fate]] = field(default_factory=Counter)
    channels: Counter[tuple[str, Fate]] = field(default_factory=Counter)
    paid: Counter[Paid] = field(default_factory=Counter)
    perhaps: Counter[Paid] = field(default_factory=Counter)
    left: Counter[Leaving] = field(default_factory=Counter)
    left_of: Counter[tuple[str, Leaving]] = field(default_factory=Counter)
    arrived: int = 0
    in_part: int = 0

    def add(self, one: Ending) -> None:
        """Count one person."""
        self.fates[one.fate] += 1
        if one.reason or one.fate is not Fate.SENT:
            self.reasons[one.fate, one.reason] += 1
        self.variants[one.variant, one.fate] += 1
        self.channels[str(one.contact.channel), one.fate] += 1
        self.paid.update(one.paid)
        self.perhaps.update(one.perhaps)
        self.arrived += one.arrived
        self.in_part += one.in_part
        if one.left is not None:
            self.left[one.left] += 1
            self.left_of[one.variant, one.left] += 1

    def add_all(self, other: "Reckoning") -> None:
        """Both together, of two parts of the people or two runs."""
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))
        self.arrived += other.arrived
        self.in_part += other.in_part

    @property
    def counted(self) -> int:
        return self.fates.total()

    @property
    def held_out(self) -> int:
        """How many were left out so that the effect can be told."""
        return self.reasons[Fate.SUPPRESSED, Reason.HOLDOUT.value]

    @property
    def leaving_rate(self) -> float | None:
        """Which part of those who had it left within two days; None where nobody had it."""
        had_it = self.fates[Fate.SENT]
        return self.left.total() / had_it if had_it else None


def turn_key(run: Run, contact: ContactKey) -> TurnKey:
    """Which turn of a contact's is of this run."""
    return TurnKey(contact, run.at, run.key.cause)


def fate_of(turn: Turn | None, *, is_done: bool) -> tuple[Fate, str]:
    """What became of a person, and why; `is_done` tells that everybody of the chunk had a turn.

    A message of several requests is as its first that did not go: the later ones follow from it.
    """
    if turn is None:
        return (Fate.FORGOTTEN if is_done else Fate.OPEN), ""
    stuck = next((send for send in turn.sends if send.state is not SendState.SENT), None)
    if stuck is None:
        return (Fate.SENT if turn.sends else Fate.FORGOTTEN), ""
    if stuck.state in (SendState.READY, SendState.CLAIMED):
        return Fate.OPEN, stuck.reason
    return Fate(stuck.state.value), stuck.reason


def ending_of(turn: Turn | None, contact: ContactKey, *, is_done: bool) -> Ending:
    """The person's line of the books."""
    fate, reason = fate_of(turn, is_done=is_done)
    sends = turn.sends if turn else ()
    taken = [send for send in sends if send.state is SendState.SENT]
    unclear = [send for send in sends if send.state in (SendState.UNKNOWN, SendState.PARKED)]
    return Ending(
        contact,
        fate,
        reason,
        turn.reasoning.entries[0] if turn and turn.reasoning.entries else "",
        _moment(turn),
        bool(taken) and fate is not Fate.SENT,
        any(send.arrived for send in sends),
        tuple(_paid(contact, send) for send in taken),
        tuple(_paid(contact, send) for send in unclear),
    )


def sums(paid: Counter[Paid]) -> tuple[dict[str, Decimal], int]:
    """What is known of the money by currency, and how many have a price that nobody told us."""
    known: dict[str, Decimal] = {}
    untold = 0
    for one, number in paid.items():
        amount, _, currency = one.price.partition(" ")
        if one.price == UNTOLD:
            untold += number
        elif one.price:
            known[currency] = known.get(currency, Decimal(0)) + Decimal(amount) * number
    return known, untold


def _moment(turn: Turn | None) -> datetime | None:
    if turn is None:
        return None
    moments = [send.called_at or send.settled_at for send in turn.sends]
    return max((moment for moment in moments if moment), default=turn.created_at)


def _paid(contact: ContactKey, send: Send) -> Paid:
    price = send.decision.cost if send.decision else ""
    route = send.route.value if send.route else ""
    return Paid(str(contact.channel), route, price, send.billed)
