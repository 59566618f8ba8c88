"""Who else speaks in a WhatsApp conversation, and whose is it just now?

Sources: WhatsApp Business Platform, "Webhooks: smb_message_echoes, standby, messaging_handovers",
and "Conversation routing".
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from towkay.adapters.channels.graph.times import GraphTime
from towkay.adapters.channels.shapes import OBJECT_OR_NONE, Shape, Words
from towkay.adapters.channels.whatsapp.people import Name, Person, Sender, user_among, user_named
from towkay.adapters.channels.whatsapp.statuses import our_send
from towkay.adapters.channels.whatsapp.value_shapes import Echo
from towkay.domain.doings import IdentityChanged, ThreadMoved
from towkay.domain.events import Happening, HumanReplied, ReceiptArrived, ReceiptKind

_PEOPLE = "escalation"  # the role of those who take over from programs


def read_echo(echo: Echo, contacts: Sequence[Person]) -> tuple[str | None, Happening]:
    """To whom somebody on the business's side wrote; what carries a send id of ours we wrote."""
    sent = echo.message or echo
    named = user_among(sent.recipient or sent.to_user_id, sent.to, contacts)
    user, send_id = our_send(sent.biz_opaque_callback_data, named)
    if send_id:
        return user, ReceiptArrived(ReceiptKind.ECHOED, send_id, echo.id)
    return named, HumanReplied()


class Owners(Shape):
    """Who had the conversation and who has it, in the newer and the older words."""

    new_owner_role: Words = ""
    new_owner_app_role: Words = ""
    new_owner_app_id: Name = ""
    previous_owner_app_id: Name = ""


class Handover(Shape):
    """A `messaging_handovers` value; it says only what became of the conversation."""

    type: Words = ""
    timestamp: GraphTime | None = None
    sender: Annotated[Sender | None, OBJECT_OR_NONE] = None
    control_passed: Annotated[Owners | None, OBJECT_OR_NONE] = None
    control_taken: Annotated[Owners | None, OBJECT_OR_NONE] = None


def moved(handover: Handover, app_id: str) -> ThreadMoved | None:
    """To whom a conversation went; None when that is not what the event tells."""
    owners = handover.control_passed or handover.control_taken
    if handover.type not in ("control_passed", "control_taken") and owners is None:
        return None
    return ThreadMoved(_is_ours(owners or Owners(), app_id))


def _is_ours(owners: Owners, app_id: str) -> bool:
    """By app ids where both are told. Otherwise by role: only people have that of escalation.

    Where another program has it, the messages come as standby ones and are not answered anyway.
    Without any word, control went to the people: nobody else may take it or gets it unnamed.
    """
    if app_id and owners.new_owner_app_id:
        return owners.new_owner_app_id == app_id
    if app_id and owners.previous_owner_app_id == app_id:
        return False
    role = owners.new_owner_role or owners.new_owner_app_role or _PEOPLE
    return role.lower() != _PEOPLE


def handed_user(handover: Handover) -> str | None:
    """Whose conversation it is."""
    sender = handover.sender or Sender()
    return user_named(sender.user_id, sender.phone_number)


class Names(Shape):
    """An id before and after."""

    previous: Name = ""
    current: Name = ""


class IdUpdate(Shape):
    """One element of `user_id_update`."""

    user_id: Annotated[Names | None, OBJECT_OR_NONE] = None
    timestamp: GraphTime | None = None


def renamed(update: IdUpdate) -> tuple[str, IdentityChanged] | None:
    """The new id and the old one; None when the event lacks either."""
    names = update.user_id or Names()
    return changed(user_named(names.current, ""), user_named(names.previous, ""))


def changed(user: str | None, previous: str | None) -> tuple[str, IdentityChanged] | None:
    """The event that `previous` is called `user` from now on; None when nothing changed."""
    if user is None or previous is None or user == previous:
        return None
    return user, IdentityChanged(previous)


def at_or(told: datetime | None, otherwise: datetime | None) -> datetime:
    """When it happened: as the event says, or else its entry. Raises `ValueError` for neither."""
    moment = told or otherwise
    if moment is None:
        raise ValueError("no time")
    return moment
