"""What can a channel show a shopper that is no message?"""

from enum import StrEnum


class Gesture(StrEnum):
    """Nobody keeps it, nobody counts it; the value is the word in brand.yaml."""

    SEEN = "seen"
    TYPING = "typing"
