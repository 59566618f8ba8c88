"""What else than words can a message carry?"""

from dataclasses import dataclass
from enum import StrEnum


class AttachmentKind(StrEnum):
    """What else a message carried."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    FILE = "file"
    STICKER = "sticker"
    PLACE = "place"
    LINK = "link"
    PRODUCT = "product"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment; `label` stands for it in a transcript: keywords, a place's name."""

    kind: AttachmentKind
    label: str = ""
