"""Write down what people of the brand know of a contact: tags, fields, tokens of old."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.errors import StaleState
from towkay.domain.tagging import Change, with_change
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey
from towkay.ports.tables import Conversations
from towkay.usecases.whose import known_now

_TRIES = 3  # a shopper may be writing at this very moment
STAFF_NOTED = "StaffNoted"  # the kind of such a turn's cause


def note_known(
    key: ContactKey,
    change: Change,
    *,
    by: str,
    source: str,
    at: datetime,
    cause: str,
    conversations: Conversations,
    stranger: Contact | None = None,
) -> Contact:
    """Change a contact as `by` says, once for each cause; the contact as stored.

    Consent stays as it is, whatever is written. `stranger` is the contact to begin with where there
    is none; one that never wrote was met by nobody and agreed to nothing.
    Raises `ContactUnknown` where there is none to begin with, `StaleState` and `ServiceUnavailable`
    when it is worth trying again, `TurnExists` when the cause was written before.
    """
    for _ in range(_TRIES):
        after = with_change(known_now(key, conversations, stranger), change, at, source)
        with suppress(StaleState):  # somebody else wrote: look again
            conversations.commit(after, _turn(after, by, at, cause), now=at)
            return replace(after, version=after.version + 1)
    raise StaleState("the contact kept changing")


def _turn(contact: Contact, by: str, at: datetime, cause: str) -> Turn:
    """The act in the conversation's own history, where whoever asks why looks for it."""
    return Turn(
        key=TurnKey(contact.key, at, cause),
        brand=contact.brand,
        endpoint=contact.endpoint,
        inbound=Inbound(STAFF_NOTED, by),
        reasoning=Reasoning(Rule.NOTED),
        created_at=at,
        received_at=at,
    )
