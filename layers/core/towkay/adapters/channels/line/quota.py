"""How is LINE asked how much of the month's messages is left, and what does it say?

Source: Messaging API reference, "Message quota".
"""

from towkay.adapters.channels.asking import Answers, Ask, content_of, get
from towkay.domain.checkup import MonthTold

_QUOTA, _USED = "quota", "consumption"


def quota_asks(token: str) -> tuple[Ask, Ask]:
    """The month's limit, and what is used up of it."""
    return (
        get(_QUOTA, "/v2/bot/message/quota", token),
        get(_USED, "/v2/bot/message/quota/consumption", token),
    )


def month_told(answers: Answers) -> MonthTold | None:
    """What both answers say together; None where one of them says nothing.

    A limit that cannot be read is no missing limit: nothing is known then.
    """
    quota, used = content_of(answers, _QUOTA) or {}, content_of(answers, _USED) or {}
    total, limit = used.get("totalUsage"), quota.get("value")
    is_limited = quota.get("type") == "limited"
    if not isinstance(total, int) or "type" not in quota:
        return None
    if is_limited and not isinstance(limit, int):
        return None
    return MonthTold(total, limit if is_limited else None)
