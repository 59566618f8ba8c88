"""Why is a send held back, and why is a route closed to it?"""

from enum import StrEnum


class Reason(StrEnum):
    """Why a send was suppressed or held; the value is also the metric and log label."""

    EXPIRED = "expired"
    OVERTAKEN = "overtaken"
    OUTDATED = "outdated"  # what it tells of is not so any more
    ERASED = "erased"
    STOPPED = "stopped"
    MARKETING_REFUSED = "marketing_refused"  # by the platform's own switch
    NO_CONSENT = "no_consent"
    UNREACHABLE = "unreachable"
    HUMAN_HOLDS = "human_holds"
    HANDOVER_OVER = "handover_over"  # a person's message, and no person holds the conversation
    WINDOW_CLOSED = "window_closed"
    NO_ROUTE = "no_route"
    DISCLOSURE_MISSING = "disclosure_missing"
    OPT_OUT_MISSING = "opt_out_missing"
    TEMPLATE_UNAPPROVED = "template_unapproved"  # by the platform's newest word of it
    TOO_LONG = "too_long"  # for the only way that is open to it
    ACCOUNT_BARRED = "account_barred"
    NOT_GRANTED = "not_granted"  # only its template could go, and the account has no leave for that
    EARLIER_REFUSED = "earlier_refused"
    SAID_BY_TEMPLATE = "said_by_template"  # an earlier send of its turn said it all as a template
    QUIET_HOURS = "quiet_hours"
    CAP = "cap"
    TOLD_ALREADY = "told_already"  # of the same cause, under another id of theirs
    QUOTA = "quota"
    CHANNEL_CAP = "channel_cap"
    CANCELLED = "cancelled"  # the campaign, by people
    PAUSED = "paused"  # the same, for a while
    HOLDOUT = "holdout"  # left out so that the campaign's effect can be told
    BUDGET = "budget"  # what the campaign may cost is spent, or nobody knows what this would cost


class Obstacle(StrEnum):
    """Why one row of policy is closed to a send."""

    NOT_YET = "not_yet"
    RETIRED = "retired"
    PURPOSE = "purpose"
    SENDER = "sender"
    KNOWN_OTHERWISE = "known_otherwise"  # by a telephone number alone, or not by one
    SETTING_OFF = "setting_off"
    ACCOUNT_REGION = "account_region"
    CONTACT_REGION = "contact_region"
    NEEDS_TEMPLATE = "needs_template"
    NEEDS_FREE_WORDS = "needs_free_words"
    TEMPLATE_UNAPPROVED = "template_unapproved"
    TOO_LONG = "too_long"
    NO_TOKEN = "no_token"  # noqa: S105  # a reason, not a secret
    SAID_BY_TOKEN = "said_by_token"  # noqa: S105
    NO_COMMENT = "no_comment"
    COMMENT_ANSWERED = "comment_answered"
    WINDOW = "window"
    TOO_SOON = "too_soon"
