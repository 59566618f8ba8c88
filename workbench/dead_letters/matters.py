"""What is a dead letter about, and what would come of sending it back now?"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from towkay.adapters.dynamodb import keys
from towkay.adapters.event_messages import chunk_ask_from_json, event_from_json, turn_key_from_json
from towkay.adapters.policy_book import policy_book
from towkay.adapters.shipment_messages import arrival_from_json
from towkay.domain.contacts import Contact
from towkay.domain.conversation.scene import answer_until
from towkay.domain.errors import MalformedBody
from towkay.domain.events import (
    Event,
    HumanReplied,
    MessageUnsent,
    OptedOut,
    Reacted,
    ReceiptArrived,
    Referred,
    Unknown,
    handled_until,
    is_stale,
)
from towkay.domain.facts import Facts as PolicyFacts
from towkay.domain.permits import Suppression, decide
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Turn, TurnKey
from workbench.dead_letters.outlooks import (
    AnyMatter,
    ArrivalMatter,
    ChunkMatter,
    Facts,
    Forecast,
    Matter,
    Outlook,
)

CONVERSATIONS, OUTBOUND, RECEIPTS = "conversations", "outbound", "receipts"
CAMPAIGNS, SHIPMENTS = "campaigns", "shipments"
_LONGEST_PK, _LONGEST_SK = 2048, 1024  # bytes, DynamoDB's limits
_NEVER_ANSWERED = (
    HumanReplied,
    MessageUnsent,
    OptedOut,
    Reacted,
    ReceiptArrived,
    Referred,
    Unknown,
)


def matter_of(queue: str, body: str) -> AnyMatter | None:
    """None when it is nothing of ours: whatever receives it fails again."""
    try:
        if queue == CAMPAIGNS:
            return ChunkMatter(chunk_ask_from_json(body).chunk)
        if queue == SHIPMENTS:
            arrival = arrival_from_json(body)
            return ArrivalMatter(arrival.brand, type(arrival.what).__name__)
        matter = _of_turn_key(body) if queue == OUTBOUND else _of_event(event_from_json(body))
    except MalformedBody:
        return None
    return matter if _fits(matter.key) else None


def forecast(queue: str, matter: AnyMatter | None, facts: Facts, now: datetime) -> Forecast:
    """What the worker of the queue would do with it at `now`, by the worker's own rules."""
    if matter is None:
        return Forecast(Outlook.DIES_AGAIN)
    if not facts.is_readable:
        return Forecast(Outlook.ROW_UNREADABLE)
    if isinstance(matter, ArrivalMatter):
        return Forecast(Outlook.FOLDS)
    if isinstance(matter, ChunkMatter):
        return _of_chunk(facts, now)
    if queue == RECEIPTS:
        return Forecast(Outlook.SETTLES)
    if queue == OUTBOUND:
        return _of_turn(facts, now)
    if is_stale(matter.key.occurred_at, now):
        return Forecast(Outlook.REFUSED)
    return _of_turn(facts, now) if facts.turn else _of_news(matter, facts.contact, now)


def brand_of(matter: AnyMatter, facts: Facts) -> str:
    return matter.brand or (facts.turn.brand if facts.turn else "")


def tally(outlooks: Iterable[Outlook]) -> dict[Outlook, int]:
    """How many of each, in the order of `Outlook`."""
    found = Counter(outlooks)
    return {outlook: found[outlook] for outlook in Outlook if found[outlook]}


def _fits(key: TurnKey) -> bool:
    """Whether the table can hold such a row at all."""
    sizes = len(keys.contact_pk(key.contact).encode()), len(keys.turn_sk(key).encode())
    return sizes[0] <= _LONGEST_PK and sizes[1] <= _LONGEST_SK


def _of_turn_key(body: str) -> Matter:
    key = turn_key_from_json(body)
    return Matter("Turn", key, key.occurred_at)


def _of_event(event: Event) -> Matter:
    return Matter(
        kind=type(event.happening).__name__,
        key=TurnKey(event.contact, event.occurred_at, event.cause),
        heard_at=event.effective_at,
        brand=event.brand,
        may_answer=event.may_answer and not isinstance(event.happening, _NEVER_ANSWERED),
    )


def _of_news(matter: Matter, contact: Contact | None, now: datetime) -> Forecast:
    counts_until = handled_until(matter.key.occurred_at)
    until = answer_until(matter.heard_at, contact.last_event_at if contact else None)
    if matter.may_answer and now <= until:
        return Forecast(Outlook.ANSWERED, until, counts_until)
    return Forecast(Outlook.STATE_ONLY, counts_until, counts_until)


def _of_chunk(facts: Facts, now: datetime) -> Forecast:
    """Whoever has a turn is not told again; the others only within the campaign's grace."""
    if facts.run is None or facts.chunk is None:
        return Forecast(Outlook.TURN_GONE)
    if facts.chunk.is_done:
        return Forecast(Outlook.NOTHING_LEFT)
    if now > facts.run.expires_at:
        return Forecast(Outlook.SUPPRESSED, reason=str(Reason.EXPIRED))
    return Forecast(Outlook.CHUNK_GOES_ON, facts.run.expires_at)


def _of_turn(facts: Facts, now: datetime) -> Forecast:
    turn = facts.turn
    if turn is None:
        return Forecast(Outlook.TURN_GONE)
    if not turn.open_sends:
        return Forecast(Outlook.NOTHING_LEFT)
    reasons = [_objection(send, turn, facts.contact, now) for send in turn.open_sends]
    if None in reasons:
        return Forecast(Outlook.SENDS_GO_ON)
    return Forecast(Outlook.SUPPRESSED, reason=str(reasons[0]))


def _objection(send: Send, turn: Turn, contact: Contact | None, now: datetime) -> Reason | None:
    """Why the door would not send it; None also for one that is past asking."""
    if send.state is not SendState.READY:
        return None  # somebody's claim runs out, or evidence is waited for
    if contact is None:
        return Reason.NO_CONSENT
    permit = decide(send, contact, PolicyFacts(turn, policy_book()), now)
    return permit.reason if isinstance(permit, Suppression) else None
