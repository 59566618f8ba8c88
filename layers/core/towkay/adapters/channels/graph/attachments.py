"""Which attachments can come on Messenger and on Instagram alike?"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.domain.attachments import Attachment, AttachmentKind

_MAX_LABEL = 200  # a label only stands for the attachment in a transcript

KINDS: Mapping[str, AttachmentKind] = MappingProxyType(
    {
        "image": AttachmentKind.IMAGE,
        "video": AttachmentKind.VIDEO,
        "reel": AttachmentKind.VIDEO,
        "ig_reel": AttachmentKind.VIDEO,
        "audio": AttachmentKind.AUDIO,
        "file": AttachmentKind.FILE,
        "post": AttachmentKind.LINK,
        "ig_post": AttachmentKind.LINK,
    }
)


def labelled(kind: AttachmentKind, label: str) -> Attachment:
    """An attachment under as much of its name as a transcript needs."""
    return Attachment(kind, label[:_MAX_LABEL])
