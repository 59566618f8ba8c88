"""What do shoppers say in a channel's own screens about being written to?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TokenKind(StrEnum):
    """What a channel's token gives leave for; the value is the word of policy's rows."""

    NOTIFICATION = "notification_messages"  # again and again, also by paid marketing messages
    ONE_TIME = "one_time_notification"
    IMPORTED = "recurring_notification"  # from an earlier tool's list, never from the shopper here


@dataclass(frozen=True, slots=True)
class PreferenceStated:
    """The platform's own switch for marketing messages was turned."""

    wanted: bool


@dataclass(frozen=True, slots=True)
class OptedIn:
    """A shopper accepted a channel's own offer; `title` is what the offer was headed with.

    `payload` is the one the offer was made with, `zone` where the channel places the shopper.
    """

    kind: TokenKind
    token: str
    title: str = ""
    payload: str = ""
    expires_at: datetime | None = None
    zone: str = ""


Statement = PreferenceStated | OptedIn
