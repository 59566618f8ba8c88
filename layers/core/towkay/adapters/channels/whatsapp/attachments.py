"""What did a WhatsApp message carry besides its text?

What was sent stays with WhatsApp for a week and behind a token: a label stands for it here. Other
people's names and numbers, which a contact card holds, are not taken along.
"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.adapters.channels.whatsapp.shapes import Media, Message
from towkay.domain.attachments import Attachment, AttachmentKind

_KINDS: Mapping[str, AttachmentKind] = MappingProxyType(
    {
        "image": AttachmentKind.IMAGE,
        "video": AttachmentKind.VIDEO,
        "audio": AttachmentKind.AUDIO,
        "document": AttachmentKind.FILE,
        "sticker": AttachmentKind.STICKER,
        "location": AttachmentKind.PLACE,
    }
)


def attachment_of(message: Message) -> Attachment:
    """What the message holds; OTHER, named by the channel's word, for what has no name here."""
    kind = _KINDS.get(message.type, AttachmentKind.OTHER)
    return Attachment(kind, _label(message))


def words_under(message: Message) -> str:
    """What the shopper wrote under it."""
    return _media(message).caption


def _label(message: Message) -> str:
    if message.location:
        return message.location.name or message.location.address
    if message.type == "unsupported":
        return message.unsupported.type if message.unsupported else ""
    return "contacts" if message.type == "contacts" else _media(message).filename


def _media(message: Message) -> Media:
    held = (message.image, message.video, message.audio, message.document, message.sticker)
    return next((one for one in held if one), Media())
