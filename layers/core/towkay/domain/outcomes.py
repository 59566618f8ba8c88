"""What became of one call to a channel?"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Verdict(StrEnum):
    """What is known for certain after a call, or after its failure."""

    SENT = "sent"
    REFUSED = "refused"  # a definite no to this message
    CAPPED = "capped"  # a definite no because of the channel's own quota or cap
    SLOW_DOWN = "slow_down"  # a definite no for now: too fast
    NOT_SENT = "not_sent"  # nothing left this machine
    UNKNOWN = "unknown"  # it may or may not have been delivered


class Refusal(StrEnum):
    """Why the channel said no, as far as anything here acts on it."""

    REPLY_TOKEN = "reply_token"  # noqa: S105  # a reason, not a secret
    WINDOW_CLOSED = "window_closed"
    CONTACT_GONE = "contact_gone"
    ACCOUNT_BLOCKED = "account_blocked"
    CREDENTIALS = "credentials"
    NOT_PERMITTED = "not_permitted"  # a permission, feature or agreement that an operator must get
    SUBSCRIPTION_ENDED = "subscription_ended"  # its leave to write unasked, not the conversation
    BAD_REQUEST = "bad_request"
    THREAD_TAKEN = "thread_taken"
    UNDOCUMENTED = "undocumented"
    NOT_DELIVERED = "not_delivered"  # taken first, and reported as failed afterwards
    QUOTA = "quota"
    RATE = "rate"  # of the whole account
    NOT_YET = "not_yet"  # this message is too early; others are not


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of one call.

    `provider_ids` are the channel's ids of what it accepted, `request_id` its id of the call,
    `code` the channel's own error code, for people who look it up, `retry_after` how long it asks
    to be left alone, if it says, and `usage` how many percent of its limits are used up.
    """

    verdict: Verdict
    refusal: Refusal | None = None
    provider_ids: tuple[str, ...] = ()
    request_id: str = ""
    code: str = ""
    retry_after: timedelta | None = None
    usage: float | None = None
