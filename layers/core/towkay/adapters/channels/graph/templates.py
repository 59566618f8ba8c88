"""What became of a message template, in the words that Meta's channels share?

Source: WhatsApp Business Platform, "message_template_status_update"; Messenger publishes no form of
its own for it and is expected to follow that one.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from towkay.adapters.channels.shapes import OBJECT_OR_NONE, Shape, Words
from towkay.domain.account_news import TemplateReviewed, TemplateState

_STATES: Mapping[str, TemplateState] = MappingProxyType(
    {
        "APPROVED": TemplateState.APPROVED,
        "REINSTATED": TemplateState.APPROVED,
        "UNPAUSED": TemplateState.APPROVED,
        "UNARCHIVED": TemplateState.APPROVED,
        "FLAGGED": TemplateState.APPROVED,  # a warning: it may still be sent
        "PENDING": TemplateState.PENDING,
        "IN_APPEAL": TemplateState.PENDING,
        "REJECTED": TemplateState.REJECTED,
        "PAUSED": TemplateState.PAUSED,
        "LOCKED": TemplateState.PAUSED,
        "DISABLED": TemplateState.DISABLED,
        "LIMIT_EXCEEDED": TemplateState.DISABLED,
        "ARCHIVED": TemplateState.GONE,
        "DELETED": TemplateState.GONE,
        "PENDING_DELETION": TemplateState.GONE,
    }
)
_NO_REASON = "NONE"


class Rejected(Shape):
    """Why it was rejected, in longer words."""

    reason: Words = ""


class Interrupted(Shape):
    """Which pause or lock it is."""

    title: Words = ""


class TemplateStatus(Shape):
    """The part of the notice that is used; ids and numbers are not."""

    event: Words = ""
    message_template_name: Words = ""
    message_template_language: Words = ""
    message_template_category: Words = ""
    reason: Words = ""
    rejection_info: Annotated[Rejected | None, OBJECT_OR_NONE] = None
    other_info: Annotated[Interrupted | None, OBJECT_OR_NONE] = None


def template_state(word: str) -> TemplateState:
    """What a status means, in a notice or in a list; a word of next year is OTHER."""
    return _STATES.get(word.strip().upper(), TemplateState.OTHER)


def reviewed(value: object) -> TemplateReviewed | None:
    """The notice as news; None when it names no template. Raises pydantic's `ValidationError`."""
    status = TemplateStatus.model_validate(value)
    if not status.message_template_name:
        return None
    return TemplateReviewed(
        name=status.message_template_name,
        language=status.message_template_language,
        state=template_state(status.event),
        category=status.message_template_category.lower(),
        reason=_reason(status),
    )


def _reason(status: TemplateStatus) -> str:
    """The platform's own word; of a warning that is the event's name."""
    if status.reason and status.reason.upper() != _NO_REASON:
        return status.reason
    pause = status.other_info.title if status.other_info else ""
    rejection = status.rejection_info.reason if status.rejection_info else ""
    return pause or rejection or ("FLAGGED" if status.event.upper() == "FLAGGED" else "")
