"""What do the messaging events of Messenger and Instagram share, and what does it mean?

Source: Messenger Platform and Instagram messaging, "Webhooks". Each channel adds what is its own.
"""

from typing import Annotated

from towkay.adapters.channels.graph.referrals import EntryReferral
from towkay.adapters.channels.graph.times import NumberText
from towkay.adapters.channels.incoming import cause_of
from towkay.adapters.channels.shapes import (
    OBJECT_OR_NONE,
    Identifier,
    OptionalWords,
    Shape,
    UserIdentifier,
    Words,
)
from towkay.domain.events import Happening, MessageEdited, Reacted


class Party(Shape):
    """The person or the account at one end; people may hide behind a `user_ref` without an id."""

    id: UserIdentifier | None = None


class QuickReplyTap(Shape):
    """The payload of the quick reply that was tapped."""

    payload: OptionalWords = None


class Postback(Shape):
    """A pressed button, menu item or ice breaker; `payload` only reaches the app that made it."""

    mid: Identifier | None = None
    payload: Words = ""
    title: Words = ""
    referral: Annotated[EntryReferral | None, OBJECT_OR_NONE] = None


class MessageEdit(Shape):
    """A message's new text."""

    mid: Identifier
    text: Words = ""
    num_edit: NumberText = ""


class Reaction(Shape):
    """A reaction put on a message, or taken back."""

    mid: Identifier
    action: Words = ""


def edited(edit: MessageEdit) -> tuple[str, Happening]:
    """Key and meaning of an edited message."""
    return cause_of("edit", edit.mid, edit.num_edit), MessageEdited(cause_of(edit.mid), edit.text)


def reacted(reaction: Reaction, user: str, at: int) -> tuple[str, Happening]:
    """Key and meaning of a reaction."""
    key = cause_of("reaction", user, reaction.mid, reaction.action, at)
    return key, Reacted(added=reaction.action == "react")
