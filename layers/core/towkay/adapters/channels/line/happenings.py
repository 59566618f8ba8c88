"""What does each kind of LINE event mean, that a person caused?

Source: LINE Messaging API reference, "Webhook event objects".
"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.adapters.channels.incoming import cause_of
from towkay.adapters.channels.line.shapes import (
    Follow,
    LineEvent,
    Link,
    Message,
    Postback,
    PostbackParams,
    Unsend,
)
from towkay.domain.attachments import Attachment, AttachmentKind
from towkay.domain.doings import AccountLinked, LinkClicked, ThreadMoved
from towkay.domain.events import (
    Followed,
    Happening,
    MessageEdited,
    MessageReceived,
    MessageUnsent,
    OptedOut,
    PostbackPressed,
)

_MAX_LABEL = 200  # a label only stands for the attachment in a transcript

_KINDS: Mapping[str, AttachmentKind] = MappingProxyType(
    {
        "image": AttachmentKind.IMAGE,
        "video": AttachmentKind.VIDEO,
        "audio": AttachmentKind.AUDIO,
        "file": AttachmentKind.FILE,
        "sticker": AttachmentKind.STICKER,
        "location": AttachmentKind.PLACE,
    }
)


def read_happening(event: LineEvent) -> Happening | None:
    """The meaning of an event of a one-to-one conversation; None for any other kind."""
    match event:
        case LineEvent(type="message", message=Message() as message):
            return _message(message)
        case LineEvent(type="messageEdited", message=Message() as message):
            return MessageEdited(cause_of(message.id), message.text)
        case LineEvent(type="unsend", unsend=Unsend() as unsend):
            return MessageUnsent(cause_of(unsend.message_id))
        case LineEvent(type="postback", postback=Postback() as postback):
            return _postback(postback, postback.params or PostbackParams())
        case LineEvent(type="accountLink", link=Link() as link):
            return AccountLinked(link.result == "ok", link.nonce)
        case _:
            return _about_the_chat(event)


def _about_the_chat(event: LineEvent) -> Happening | None:
    """Who became or ceased to be a friend, and who holds the conversation."""
    match event.type:
        case "follow":
            return Followed(returning=(event.follow or Follow()).is_unblocked)
        case "unfollow":
            return OptedOut()
        case "activated":
            return ThreadMoved(to_us=True)
        case "deactivated":
            return ThreadMoved(to_us=False)
        case _:
            return None


def _message(message: Message) -> MessageReceived:
    message_id, quoted = cause_of(message.id), message.quoted_message_id
    seen = message.mark_as_read_token
    if message.type == "text":
        return MessageReceived(message_id, message.text, quoted=quoted, seen_token=seen)
    kind = _KINDS.get(message.type, AttachmentKind.OTHER)
    attachment = Attachment(kind, _label(message, kind)[:_MAX_LABEL])
    return MessageReceived(message_id, attachments=(attachment,), quoted=quoted, seen_token=seen)


def _postback(postback: Postback, params: PostbackParams) -> Happening:
    """A pressed button, with the moment that was picked where it opens a calendar.

    Going from one rich menu to another asks for nothing: it is a link between the two.
    """
    if params.status:
        return LinkClicked(f"richmenu:{params.new_rich_menu_alias_id or params.status}")
    return PostbackPressed(postback.data, params.datetime or params.date or params.time)


def _label(message: Message, kind: AttachmentKind) -> str:
    match kind:
        case AttachmentKind.STICKER:
            return message.text or "、".join(message.keywords)
        case AttachmentKind.PLACE:
            return message.title or message.address
        case AttachmentKind.IMAGE if message.image_set and message.image_set.total > 1:
            return f"{message.image_set.index}/{message.image_set.total}"
        case _:
            return message.file_name
