"""What did a Messenger message carry besides its text?"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.adapters.channels.graph.attachments import KINDS, labelled
from towkay.adapters.channels.messenger.shapes import AttachmentPayload, Message, MessageAttachment
from towkay.domain.attachments import Attachment, AttachmentKind

_LIKE = "369239263222822"  # the thumb beside the input field is a sticker of this id

_KINDS: Mapping[str, AttachmentKind] = MappingProxyType(
    {
        **KINDS,
        "sticker": AttachmentKind.STICKER,
        "location": AttachmentKind.PLACE,
        "fallback": AttachmentKind.LINK,
    }
)


def attachments_of(message: Message) -> tuple[Attachment, ...]:
    """The attachments in order; a message that holds nothing readable holds one OTHER."""
    found = [_attachment(attachment) for attachment in message.attachments]
    stickers = [attachment for attachment in found if attachment.kind is AttachmentKind.STICKER]
    if stickers:
        # Before 30 Aug 2026 a sticker came with an image of itself; it never has other company.
        return (stickers[0],)
    if not found and not message.text:
        return (Attachment(AttachmentKind.OTHER),)
    return tuple(found)


def _attachment(attachment: MessageAttachment) -> Attachment:
    payload = attachment.payload or AttachmentPayload()
    if payload.sticker_id:
        label = "👍" if payload.sticker_id == _LIKE else ""
        return Attachment(AttachmentKind.STICKER, label)
    if payload.product:
        titles = "、".join(product.title for product in payload.product.elements if product.title)
        return labelled(AttachmentKind.PRODUCT, titles)
    kind = _KINDS.get(attachment.type, AttachmentKind.OTHER)
    return labelled(kind, payload.title or attachment.title or payload.status)
