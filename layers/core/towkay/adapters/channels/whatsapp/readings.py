"""How is each event about a person read, and by which key is its repetition recognised?

Source: WhatsApp Business Platform, "Webhooks overview": events come again for up to seven days, in
any order. A message repeats by its own id. A copy for a program that does not own the conversation
has keys of its own, because the same message may come as both.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from towkay.adapters.channels.incoming import Reading, cause_of, digest, kind_of
from towkay.adapters.channels.whatsapp.fields import read_error
from towkay.adapters.channels.whatsapp.happenings import meaning_of
from towkay.adapters.channels.whatsapp.people import (
    Person,
    country_of,
    number_beside,
    user_among,
    user_named,
)
from towkay.adapters.channels.whatsapp.preferences import read_preference
from towkay.adapters.channels.whatsapp.shapes import Message, System
from towkay.adapters.channels.whatsapp.statuses import read_status
from towkay.adapters.channels.whatsapp.threads import (
    Handover,
    IdUpdate,
    at_or,
    changed,
    handed_user,
    moved,
    read_echo,
    renamed,
)
from towkay.adapters.channels.whatsapp.value_shapes import Action, Click, Echo, Fault, Status
from towkay.domain.doings import LinkClicked
from towkay.domain.events import Happening, ReceiptArrived

_CHANNEL = "whatsapp"
_CLICK = "marketing_messages_link_click"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the events of one value share: the number, the people named, when Meta sent it.

    `may_answer` is False for copies, which go to programs that do not own the conversation.
    """

    account: str
    contacts: tuple[Person, ...]
    time: datetime | None
    app_id: str
    may_answer: bool = True

    def reading(
        self,
        user: str | None,
        cause: str,
        at: datetime | None,
        happening: Happening,
        number: str = "",
    ) -> Reading:
        """An event of this value. Raises `ValueError` when nothing tells its time."""
        return Reading(
            user,
            cause if self.may_answer else cause_of("standby", cause),
            at_or(at, self.time),
            happening,
            may_answer=self.may_answer,
            country=country_of(user),
            number=number,
        )


def message(raw: Any, around: Surroundings) -> Reading:
    """What a shopper did, or what became of their identity."""
    told = Message.model_validate(raw)
    cause, number = cause_of(told.id), ""
    user = user_among(told.from_user_id, told.number, around.contacts)
    if told.type == "system":
        system = told.system or System()
        names = filter(None, ("system", system.type))
        happening: Happening = kind_of(_CHANNEL, *names)
        user, happening = _identity(told, system) or (None, happening)
    elif user is None:
        happening = kind_of(_CHANNEL, told.type)  # from nobody: nobody could be answered
    else:
        happening = meaning_of(told)
        number = number_beside(user, told.number, around.contacts)
    return around.reading(user, cause, told.timestamp, happening, number)


def _identity(told: Message, system: System) -> tuple[str, Happening] | None:
    """The new id and the old one. Earlier events tell the old one only as the sender."""
    previous = system.previous_user_id or told.from_user_id
    return changed(user_named(system.user_id, system.wa_id), user_named(previous, told.number))


def status(raw: Any, around: Surroundings) -> Reading:
    """What became of a message of ours."""
    told = Status.model_validate(raw)
    user, happening = read_status(told, around.contacts)
    if user is None and isinstance(happening, ReceiptArrived):
        happening = kind_of(_CHANNEL, "status", told.status)  # of nobody's message
    cause = cause_of("status", told.id, told.status.lower())
    return around.reading(user, cause, told.timestamp, happening)


def echo(raw: Any, around: Surroundings) -> Reading:
    """What somebody on the business's side wrote."""
    told = Echo.model_validate(raw)
    user, happening = read_echo(told, around.contacts)
    if user is None:
        happening = kind_of(_CHANNEL, "message_echoes")
    return around.reading(user, cause_of("echo", told.id), told.timestamp, happening)


def preference(raw: Any, around: Surroundings) -> Reading:
    """Whether somebody wants marketing messages."""
    return read_preference(raw, around.contacts)


def id_update(raw: Any, around: Surroundings) -> Reading:
    """An older form of the news that somebody's id changed."""
    told = IdUpdate.model_validate(raw)
    known = renamed(told)
    user, happening = known or (None, kind_of(_CHANNEL, "user_id_update"))
    return around.reading(user, digest(raw), told.timestamp, happening)


def handover(raw: Any, around: Surroundings) -> Reading:
    """Whose conversation it is from now on."""
    told = Handover.model_validate(raw)
    user, thread = handed_user(told), moved(told, around.app_id)
    happening: Happening | None = thread if user else None
    happening = happening or kind_of(_CHANNEL, "messaging_handovers", told.type)
    return around.reading(user, digest(raw), told.timestamp, happening)


def action(raw: Any, around: Surroundings) -> Reading:
    """A tap on a link that the platform watches."""
    told = Action.model_validate(raw)
    user = user_among(told.from_user_id, told.number, around.contacts)
    click = told.data or Click()
    happening: Happening = LinkClicked(click.tracking_token or click.click_id)
    if told.action_type != _CLICK or user is None:
        happening = kind_of(_CHANNEL, "user_actions", told.action_type)
    return around.reading(user, digest(raw), told.timestamp, happening)


def error(raw: Any, around: Surroundings) -> Reading:
    """An error that concerns no message."""
    happening = read_error(Fault.model_validate(raw))
    return around.reading(None, digest([str(around.time), raw]), None, happening)
