"""What does each kind of LINE event mean?"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.adapters.channels.incoming import cause_of
from towkay.adapters.channels.line.shapes import Follow, LineEvent, Message, Postback, Unsend
from towkay.domain.attachments import Attachment, AttachmentKind
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
        case LineEvent(type="follow"):
            return Followed(returning=(event.follow or Follow()).is_unblocked)
        case LineEvent(type="unfollow"):
            return OptedOut()
        case LineEvent(type="postback", postback=Postback() as postback):
            return PostbackPressed(postback.data)
        case _:
            return None


def _message(message: Message) -> MessageReceived:
    message_id = cause_of(message.id)
    if message.type == "text":
        return MessageReceived(message_id, message.text)
    kind = _KINDS.get(message.type, AttachmentKind.OTHER)
    attachment = Attachment(kind, _label(message, kind)[:_MAX_LABEL])
    return MessageReceived(message_id, attachments=(attachment,))


def _label(message: Message, kind: AttachmentKind) -> str:
    match kind:
        case AttachmentKind.STICKER:
            return message.text or "、".join(message.keywords)
        case AttachmentKind.PLACE:
            return message.title or message.address
        case _:
            return message.file_name
