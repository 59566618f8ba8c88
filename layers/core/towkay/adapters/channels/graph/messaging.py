"""What do the messaging events of Messenger and Instagram share, and what does it mean?

Source: Messenger Platform and Instagram messaging, "Webhooks". Each channel adds what is its own.
"""

from typing import Annotated

from towkay.adapters.channels.graph.referrals import EntryReferral, entry_point, source_of
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
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import (
    Happening,
    MessageEdited,
    PostbackPressed,
    Reacted,
    Referred,
)
from towkay.domain.send_ids import parse_send_id

_LINK = "shortlink"


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


def pressed(postback: Postback, user: str, at: int) -> tuple[str, PostbackPressed]:
    """Key and meaning of a pressed button."""
    key = cause_of("postback", postback.mid or cause_of(user, at, postback.payload))
    return key, PostbackPressed(postback.payload, postback.title, entry_point(postback.referral))


def referred(referral: EntryReferral, source: str) -> Referred:
    """A way in that is an event of its own, by the channel's word for it.

    A link into an existing conversation opens the window; a tap on an ad does not until the person
    writes.
    """
    opens = source_of(referral) == _LINK
    return Referred(source, referral.ref, opens_window=opens, entry=entry_point(referral))


def echoed_send_id(channel: Channel, user: str, metadata: str) -> str:
    """The send id an echo brings back; empty for another program's own words, nothing to keep."""
    return metadata if parse_send_id(ContactKey(channel, "", user), metadata) else ""
