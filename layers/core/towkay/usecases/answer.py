"""Take one turn: decide about an event, store it, hand its sends on."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from towkay.domain.brands import Brand
from towkay.domain.channels import CAPABILITIES, ContactKey
from towkay.domain.contacts import met
from towkay.domain.conversation.scene import Decision
from towkay.domain.doings import Commented
from towkay.domain.errors import StaleState, TurnExists
from towkay.domain.events import Event, MessageReceived, is_stale
from towkay.domain.inbounds import inbound_of
from towkay.domain.messages import Purpose
from towkay.domain.packing import Packed, pack
from towkay.domain.refs import read_by_us
from towkay.domain.sends import Send, plan_sends
from towkay.domain.turns import Rule, Turn, TurnKey
from towkay.ports.orders import Orders
from towkay.ports.packs import BrandKnowledge, Packs
from towkay.ports.queues import Outbox
from towkay.ports.refs import RefKeys
from towkay.ports.tables import Conversations
from towkay.usecases.came_by import brought_by
from towkay.usecases.deciding import decided, kept
from towkay.usecases.echoes import is_ours
from towkay.usecases.order_desk import OrderDesk
from towkay.usecases.whose import former, meant, numbered

_TRIES = 3  # writers of one contact are few: the door never writes it, people seldom do
_UNSEND_REACH = timedelta(days=2)  # LINE lets a message be taken back for 24 hours
FIRST_ATTEMPT = "0"


class Handling(StrEnum):
    """What became of an event."""

    HANDLED = "handled"
    DUPLICATE = "duplicate"
    OWN_ECHO = "own_echo"  # a message of ours, shown as somebody's
    REFUSED_STALE = "refused_stale"


@dataclass(frozen=True, slots=True)
class Answered:
    """The result of one event: the rule that decided and the number of sends on their way."""

    handling: Handling
    rule: Rule | None = None
    band: str = ""
    sends: int = 0
    losses: int = 0

    @property
    def label(self) -> str:
        """One word for the count: the rule of a new turn, else why there is none."""
        is_new = self.handling is Handling.HANDLED and self.rule
        return str(self.rule if is_new else self.handling)


def answer(
    event: Event,
    *,
    now: datetime,
    conversations: Conversations,
    packs: Packs,
    outbox: Outbox,
    ref_keys: RefKeys | None = None,
    orders: Orders | None = None,
) -> Answered:
    """Handle one event once, however often it comes.

    The turn is found or made in one transaction; its sends are handed on after it. Whoever finds
    the turn hands on what is still open, so a crash in between is healed by the redelivery.

    Raises `PackMissing`, `StaleState`, `QueueRefused`, `ServiceUnavailable`: try again later.
    """
    if is_stale(event.occurred_at, now):
        return Answered(Handling.REFUSED_STALE)
    # The clock that stamped it may have been ahead: a reply would count as fresh for hours.
    event = replace(event, received_at=min(event.received_at, now))
    if is_ours(event, conversations, now):
        return Answered(Handling.OWN_ECHO)
    desk = OrderDesk(orders, brought_by(event, now, ref_keys))
    turn, handling = _found_or_made(read_by_us(event), desk, now, conversations, packs)
    return _hand_on(turn, handling, outbox)


def _found_or_made(
    event: Event, desk: OrderDesk, now: datetime, conversations: Conversations, packs: Packs
) -> tuple[Turn, Handling]:
    for _ in range(_TRIES):
        known = conversations.turn(_key_of(event), now)
        if known is not None:
            return known, Handling.DUPLICATE
        try:
            taken = _take_turn(event, now, conversations, packs.active(event.brand), desk)
        except (TurnExists, StaleState):
            continue  # somebody else wrote: look again
        if isinstance(taken, Turn):
            return taken, Handling.HANDLED
        event = replace(event, contact=taken, number="")  # it told the number of who was named
    raise StaleState("the contact kept changing")


def _take_turn(
    event: Event,
    now: datetime,
    conversations: Conversations,
    knowledge: BrandKnowledge,
    desk: OrderDesk,
) -> Turn | ContactKey:
    """The turn as stored; or whom the event is about, when the shopper is known by another id."""
    known = conversations.contact(event.contact) or met(event)
    if whose := meant(event, known, conversations):
        return whose
    contact, moved = numbered(event, known, conversations)
    brand, before = knowledge.brand, former(event, conversations)
    decision = decided(event, contact, before, knowledge, desk, now)
    turn = _turn_of(kept(event, contact, brand, now), decision, brand, now)
    conversations.commit(
        decision.contact,
        turn,
        now=now,
        consent=decision.consent,
        redacted=_redacted(event, decision, conversations),
        moved=decision.moved or moved,
    )
    return turn


def _key_of(event: Event) -> TurnKey:
    return TurnKey(event.contact, event.occurred_at, event.cause)


def _turn_of(event: Event, decision: Decision, brand: Brand, now: datetime) -> Turn:
    language = decision.contact.language or brand.default_language
    packed = pack(decision.messages, CAPABILITIES[event.contact.channel], language)
    return Turn(
        key=_key_of(event),
        brand=event.brand,
        endpoint=event.endpoint,
        inbound=inbound_of(event),
        reasoning=decision.reasoning,
        created_at=now,
        received_at=event.received_at,
        sends=_sends(packed, decision),
        losses=packed.losses,
        reply_token=event.reply_token,
        comment=_comment(event),
        seen_token=_seen_token(event),
    )


def _comment(event: Event) -> str:
    """The comment that the turn's first send may answer in private."""
    return event.happening.comment_id if isinstance(event.happening, Commented) else ""


def _seen_token(event: Event) -> str:
    """What marks the shopper's message as read."""
    return event.happening.seen_token if isinstance(event.happening, MessageReceived) else ""


def _sends(packed: Packed, decision: Decision) -> tuple[Send, ...]:
    sends = plan_sends(Purpose.REPLY, packed.requests)
    if not sends or not decision.discloses:
        return sends
    return (replace(sends[0], carries_disclosure=True), *sends[1:])


def _redacted(event: Event, decision: Decision, conversations: Conversations) -> list[TurnKey]:
    """The turns that hold the text of a message taken back."""
    if not decision.redacts:
        return []
    since = event.occurred_at - _UNSEND_REACH
    turns = conversations.turns_of_message(event.contact, decision.redacts, since)
    return [turn.key for turn in turns]


def _hand_on(turn: Turn, handling: Handling, outbox: Outbox) -> Answered:
    open_sends = turn.open_sends
    if open_sends:
        outbox.put(turn.key, FIRST_ATTEMPT)
    reasoning = turn.reasoning
    return Answered(handling, reasoning.rule, reasoning.band, len(open_sends), len(turn.losses))
