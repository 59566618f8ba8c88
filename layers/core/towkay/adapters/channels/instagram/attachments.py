"""What did an Instagram message carry besides its text?

Of stories and posts only that they were shared: their pictures are not ours to keep.
"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.adapters.channels.graph.attachments import KINDS, labelled
from towkay.adapters.channels.instagram.shapes import (
    AttachmentPayload,
    Message,
    MessageAttachment,
)
from towkay.domain.attachments import Attachment, AttachmentKind

_KINDS: Mapping[str, AttachmentKind] = MappingProxyType(
    {
        **KINDS,
        "like_heart": AttachmentKind.STICKER,
        "share": AttachmentKind.LINK,
        "story": AttachmentKind.LINK,
        "story_mention": AttachmentKind.LINK,
        "ephemeral": AttachmentKind.OTHER,
    }
)
# Those without a title of their own, by which a person knows what came.
_UNTITLED = frozenset({"story", "story_mention", "ephemeral"})


def attachments_of(message: Message) -> tuple[Attachment, ...]:
    """The attachments in order; a message that holds nothing readable holds one OTHER."""
    shared = {attachment.type for attachment in message.attachments}
    # While one form gives way to the other, a shared post comes in both.
    kept = [one for one in message.attachments if one.type != "share" or "ig_post" not in shared]
    if not kept and not message.text:
        return (Attachment(AttachmentKind.OTHER),)
    return tuple(_attachment(one) for one in kept)


def _attachment(attachment: MessageAttachment) -> Attachment:
    payload = attachment.payload or AttachmentPayload()
    label = attachment.type if attachment.type in _UNTITLED else payload.title
    return labelled(_KINDS.get(attachment.type, AttachmentKind.OTHER), label)
