"""End consent on a shopper's behalf: all that staff may do about it."""

from contextlib import suppress
from datetime import datetime

from towkay.domain.channels import ContactKey
from towkay.domain.consent import (
    ConsentAct,
    ConsentEntry,
    ConsentSource,
    OnBehalf,
    StoppingAct,
    ended_for,
)
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.contacts import Contact
from towkay.domain.errors import StaleState
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey
from towkay.ports.tables import Conversations
from towkay.usecases.whose import known_now

_TRIES = 3  # a shopper may be writing at this very moment
STAFF_STOPPED = "StaffStopped"  # the kind of such a turn's cause


def end_consent(
    key: ContactKey,
    *,
    by: str,
    at: datetime,
    cause: str,
    conversations: Conversations,
    topic: str = "",
    source: OnBehalf = ConsentSource.STAFF,
) -> ConsentEntry:
    """Write that `by` ended one topic or everything, as their act; the ledger's entry.

    Nothing is said to the shopper. As after their own stop, only what they ask later is answered.
    Raises `ContactUnknown` when nobody like that ever wrote, `StaleState` and `ServiceUnavailable`
    when it is worth trying again, `TurnExists` when the cause was written before.
    """
    act: StoppingAct = ConsentAct.STOP_TOPIC if topic else ConsentAct.STOP
    said = ended_for(act, source, at, cause, by=by, topic=topic)
    for _ in range(_TRIES):
        contact, entry = recorded(*acted(known_now(key, conversations), said))
        with suppress(StaleState):  # somebody else wrote: look again
            conversations.commit(contact, _turn(contact, entry), now=at, consent=entry)
            return entry
    raise StaleState("the contact kept changing")


def _turn(contact: Contact, entry: ConsentEntry) -> Turn:
    """The act in the conversation's own history, where whoever asks why looks for it."""
    return Turn(
        key=TurnKey(contact.key, entry.at, entry.cause),
        brand=contact.brand,
        endpoint=contact.endpoint,
        inbound=Inbound(STAFF_STOPPED),
        reasoning=Reasoning(Rule.TOPIC_STOPPED if entry.topic else Rule.STOPPED),
        created_at=entry.at,
        received_at=entry.at,
    )
