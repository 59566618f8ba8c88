"""Plan one message that answers no event: store its turn once, hand its sends on."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from towkay.domain.contacts import Contact
from towkay.domain.disclosing import notice_discloses
from towkay.domain.errors import ContactUnknown, StaleState, TurnExists
from towkay.domain.facts import Facts
from towkay.domain.notices import Duties, Notice, held_by, opt_out_is_due, turn_of
from towkay.domain.permits import Permit, Suppression, decide
from towkay.domain.routes import SenderKind
from towkay.domain.settlement import suppressed
from towkay.domain.turns import Turn
from towkay.ports.packs import BrandKnowledge, Packs
from towkay.ports.queues import Outbox
from towkay.ports.tables import Conversations

_TRIES = 3  # writers of one contact are few
FIRST_ATTEMPT = "0"


class Planning(StrEnum):
    """What became of a notice."""

    PLANNED = "planned"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Planned:
    """The result of one notice: its turn as stored, and whether this run stored it."""

    planning: Planning
    turn: Turn

    @property
    def sends(self) -> int:
        """How many sends are on their way."""
        return len(self.turn.open_sends)


def plan(
    notice: Notice,
    *,
    now: datetime,
    conversations: Conversations,
    packs: Packs,
    outbox: Outbox,
) -> Planned:
    """Plan a notice once, however often it is asked for.

    Whether it may go out is asked at the call: between the two lie stops and nights. Of a person's
    message it is asked here too, because it puts them in charge of the conversation.
    Raises `ContactUnknown` when nobody like that ever wrote to the brand, `PackMissing`,
    `StaleState`, `ServiceUnavailable` when it is worth trying again.
    """
    for _ in range(_TRIES):
        known = conversations.turn(notice.key, now)
        if known is not None:
            return _hand_on(known, Planning.DUPLICATE, outbox)
        try:
            turn = _stored(notice, now, conversations, packs)
        except (TurnExists, StaleState):
            continue  # somebody else wrote: look again
        return _hand_on(turn, Planning.PLANNED, outbox)
    raise StaleState("the contact kept changing")


def _stored(
    notice: Notice,
    now: datetime,
    conversations: Conversations,
    packs: Packs,
) -> Turn:
    contact = conversations.contact(notice.contact)
    if contact is None:
        raise ContactUnknown("nobody like that ever wrote to the brand")
    knowledge = packs.active(contact.brand)
    brand = knowledge.brand
    history = conversations.history(contact.brand, contact.person_name)
    duties = Duties(
        opt_out_is_due(notice, history),
        notice_discloses(notice, contact, brand.rules, knowledge.book),
    )
    turn = turn_of(notice, contact, brand, duties, now)
    if notice.sender is SenderKind.HUMAN:
        held = held_by(notice, contact, brand.handover_hours)
        return _by_person(turn, held, knowledge, now, conversations)
    conversations.plan(turn, now=now)
    return turn


def _by_person(
    turn: Turn,
    held: Contact,
    knowledge: BrandKnowledge,
    now: datetime,
    conversations: Conversations,
) -> Turn:
    """Store a person's turn, and them in charge of the conversation if anybody may hear them."""
    refused = _refused(turn, decide(turn.sends[0], held, _facts(turn, knowledge), now), now)
    if refused:
        # Nobody will hear the person: the bot must not fall silent for them.
        conversations.plan(refused, now=now)
        return refused
    # In one transaction, so that the bot cannot speak between the person's words.
    conversations.commit(held, turn, now=now)
    return turn


def _facts(turn: Turn, knowledge: BrandKnowledge) -> Facts:
    return Facts(turn, knowledge.book, knowledge.brand.rules)


def _refused(turn: Turn, ruling: Permit | Suppression, now: datetime) -> Turn | None:
    """The turn with nothing left to send, if policy forbids it for good."""
    if not isinstance(ruling, Suppression) or ruling.until is not None:
        return None
    ends = (
        suppressed(replace(send, decision=ruling.decision), ruling.reason, now)
        for send in turn.sends
    )
    return replace(turn, sends=tuple(ends))


def _hand_on(turn: Turn, planning: Planning, outbox: Outbox) -> Planned:
    if turn.open_sends:
        outbox.put(turn.key, FIRST_ATTEMPT)
    return Planned(planning, turn)
