"""What does the door work with, and how does it store what cannot be learnt again?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from towkay.domain.aftermath import No
from towkay.domain.errors import ServiceUnavailable, StaleState
from towkay.domain.permits import Permit
from towkay.domain.policy.rules import PolicyBook
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Turn
from towkay.domain.unasked import PersonHistory
from towkay.ports.accounts import AccountFactsLearner
from towkay.ports.channels import ChannelGateway, Pacer
from towkay.ports.clock import Clock
from towkay.ports.masses import ManyGateway
from towkay.ports.orders import KnownOrders
from towkay.ports.pushing import Batches, CampaignWatch, Members
from towkay.ports.tables import AccountHealthStore, BrandRulesStore, SendLedger
from towkay.usecases.learning import lesson_of

LEASE = timedelta(seconds=12)  # longer than the function's time-out: nobody running is robbed
_WRITE_NEEDS = timedelta(seconds=1)
_SETTLING_TRIES = 4


@dataclass(frozen=True, slots=True)
class CampaignSide:
    """What the door knows of campaigns: how they stand, their calls to many, who is in those."""

    watch: CampaignWatch
    batches: Batches
    masses: ManyGateway
    members: Members


@dataclass(frozen=True, slots=True)
class Door:
    """The door's tools. `owner` names this run in claims, `deadline` is when it is cut off.

    `book` holds the dated rows of policy, `rules` what each brand has laid down, `facts` what
    channels told of accounts and templates, `orders` what is known of parcels. `lease` is how long
    a claim is its worker's.
    """

    owner: str
    deadline: datetime
    clock: Clock
    ledger: SendLedger
    gateway: ChannelGateway
    accounts: AccountHealthStore
    book: PolicyBook
    rules: BrandRulesStore
    pacer: Pacer
    facts: AccountFactsLearner
    campaigns: CampaignSide
    orders: KnownOrders
    lease: timedelta = LEASE


def read_again(turn: Turn, door: Door) -> Turn:
    """The turn as stored now. Raises `StaleState` when it is gone."""
    fresh = door.ledger.turn(turn.key, door.clock())
    if fresh is None:
        raise StaleState("the turn was erased while its sends were on their way")
    return fresh


def store_claim(
    turn: Turn, send: Send, permit: Permit, door: Door, after: PersonHistory | None = None
) -> Turn:
    """Claim, or find that an unanswered claim of this very run was stored: no call was made yet."""
    # What was ambiguous before was paid for with its first try.
    cost = "" if turn.sends[send.index].ambiguous else permit.decision.cost
    watch = door.campaigns.watch
    # What may have been stored is paid for: whoever finds it repeats its call for nothing.
    watch.spend(turn.brand, turn.key.cause, cost)
    try:
        return door.ledger.claim(turn, send, permit, after)
    except StaleState:
        watch.unspend(turn.brand, turn.key.cause, cost)
        raise
    except ServiceUnavailable:
        moved = read_again(turn, door)
        if moved.sends[send.index] != send:
            raise
        return moved


def store_outcome(turn: Turn, settled: Send, no: No, door: Door) -> Turn:
    """Store what is known now: it cannot be learnt again, so a lost race or answer is tried again.

    With it what a no tells of the shopper; in the end the outcome counts more than that.
    Raises the last error when the send is no longer this run's, or time runs out.
    """
    for tries_left in reversed(range(_SETTLING_TRIES)):
        try:
            lesson = lesson_of(no, door.ledger) if tries_left else None
            return door.ledger.settle(turn, settled, lesson)
        except (StaleState, ServiceUnavailable):
            if door.clock() + _WRITE_NEEDS > door.deadline:
                raise
            turn = read_again(turn, door)
            stored = turn.sends[settled.index]
            if stored == settled or stored.state is SendState.SENT:
                return turn  # the second: the channel's own echo was here first
            if stored.state is not SendState.CLAIMED or stored.owner != door.owner:
                raise
    raise StaleState("the outcome could not be stored")
