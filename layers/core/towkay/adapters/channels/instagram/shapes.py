"""Which members of an Instagram webhook are used, and in what form do they come?

Source: Instagram messaging, "Webhooks"; Instagram Platform, "Webhooks: comments".
"""

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field

from towkay.adapters.channels.graph.handovers import ThreadControl
from towkay.adapters.channels.graph.messaging import (
    MessageEdit,
    Party,
    Postback,
    QuickReplyTap,
    Reaction,
)
from towkay.adapters.channels.graph.optins import OptIn
from towkay.adapters.channels.graph.referrals import EntryReferral
from towkay.adapters.channels.graph.times import NumberText, time_or_none
from towkay.adapters.channels.shapes import (
    OBJECT_OR_NONE,
    ONLY_OBJECTS,
    Flag,
    Identifier,
    Shape,
    UserIdentifier,
    Words,
)


class AttachmentPayload(Shape):
    """What an attachment points at; links expire, so only its name is used."""

    title: Words = ""


class MessageAttachment(Shape):
    """One attachment; media to be seen once come without any payload."""

    type: Words = ""
    payload: Annotated[AttachmentPayload | None, OBJECT_OR_NONE] = None


class Story(Shape):
    """The account's story that was answered; its address is good while the story lives."""

    id: NumberText = ""


class ReplyTo(Shape):
    """What a message answers: another message, or a story."""

    mid: Words = ""
    story: Annotated[Story | None, OBJECT_OR_NONE] = None


class Message(Shape):
    """A message, the echo of one the account sent, or word that one was taken back."""

    mid: Identifier | None = None
    text: Words = ""
    quick_reply: Annotated[QuickReplyTap | None, OBJECT_OR_NONE] = None
    attachments: Annotated[tuple[MessageAttachment, ...], ONLY_OBJECTS] = ()
    reply_to: Annotated[ReplyTo | None, OBJECT_OR_NONE] = None
    referral: Annotated[EntryReferral | None, OBJECT_OR_NONE] = None
    metadata: Words = ""
    app_id: NumberText = ""
    is_echo: Flag = False
    is_deleted: Flag = False
    is_self: Flag = False


class OwnPostback(Postback):
    """The same, where an account may press a button of its own."""

    is_self: Flag = False


class Seen(Shape):
    """The newest message that the person has seen."""

    mid: Identifier


class MessagingEvent(Shape):
    """One element of `messaging` or `standby`; exactly one of the last eight is the event."""

    sender: Party | None = None
    recipient: Party | None = None
    timestamp: Annotated[datetime | None, BeforeValidator(time_or_none)] = None
    is_self: Flag = False
    message: Message | None = None
    postback: OwnPostback | None = None
    message_edit: MessageEdit | None = None
    reaction: Reaction | None = None
    referral: Annotated[EntryReferral | None, OBJECT_OR_NONE] = None
    optin: Annotated[OptIn | None, OBJECT_OR_NONE] = None
    read: Seen | None = None
    pass_thread_control: Annotated[ThreadControl | None, OBJECT_OR_NONE] = None
    take_thread_control: Annotated[ThreadControl | None, OBJECT_OR_NONE] = None


class Commenter(Shape):
    """Who commented; the account's own comments come back with its own scoped id."""

    id: UserIdentifier | None = None
    self_ig_scoped_id: NumberText = ""


class Media(Shape):
    """The post, reel, story or ad that was commented on."""

    id: NumberText = ""
    original_media_id: NumberText = ""


class Comment(Shape):
    """The value of a `comments` or `live_comments` change; its id has two names."""

    id: NumberText = ""
    comment_id: NumberText = ""
    parent_id: NumberText = ""
    text: Words = ""
    commenter: Annotated[Commenter | None, OBJECT_OR_NONE] = Field(default=None, alias="from")
    media: Annotated[Media | None, OBJECT_OR_NONE] = None
