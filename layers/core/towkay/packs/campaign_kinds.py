"""Which kinds of mistakes and notes can only a campaign's file have?"""

from enum import StrEnum


class CampaignKind(StrEnum):
    """Every kind of mistake and note that only a campaign's file can have."""

    BAD_FILE_NAME = "bad_file_name"
    TOO_MANY_CAMPAIGNS = "too_many_campaigns"
    UNKNOWN_TOPIC = "unknown_topic"
    WHEN_MISSING = "when_missing"
    WHEN_TWICE = "when_twice"
    BAD_MOMENT = "bad_moment"
    BAD_YEAR = "bad_year"
    BAD_SPAN = "bad_span"
    GRACE_ZERO = "grace_zero"
    BAD_CRON = "bad_cron"
    CRON_TOO_OFTEN = "cron_too_often"
    NO_HOLIDAYS = "no_holidays"
    UNKNOWN_HOLIDAY = "unknown_holiday"
    TOO_MANY_TRIES = "too_many_tries"
    PAST = "past"
    LONG_PAST = "long_past"
    STEP_PAST = "step_past"
    SKIPPED_HOUR = "skipped_hour"
    DAYS_END = "days_end"
    SAME_MINUTE = "same_minute"
    RHYTHM = "rhythm"
    CAPPED = "capped"
    NIGHT_TOO_LONG = "night_too_long"
    AUDIENCE_EMPTY = "audience_empty"
    AUDIENCE_CLASH = "audience_clash"
    AUDIENCE_TANGLED = "audience_tangled"
    FIELD_COMPARE = "field_compare"
    UNKNOWN_CHOICE = "unknown_choice"
    ONE_OF = "one_of"
    BAD_BUDGET = "bad_budget"
    BUDGET_ZERO = "budget_zero"
    BUDGET_ELSEWHERE = "budget_elsewhere"
    TOO_MANY_STEPS = "too_many_steps"
    STEPS_MISFIT = "steps_misfit"
    VARIANTS_COUNT = "variants_count"
    SHARES_SUM = "shares_sum"
    SAYS_NOTHING = "says_nothing"
    SAID_TWICE = "said_twice"
    SAID_TOO_BIG = "said_too_big"
    SAID_TOO_LONG = "said_too_long"
    TOO_MANY_MESSAGES = "too_many_messages"
    SEVERAL_POINTS = "several_points"
    MISPLACED = "misplaced"
    REPLIES_NOT_LAST = "replies_not_last"
    REPLY_LINK = "reply_link"
    PRESS_NOTHING = "press_nothing"
    PRESS_TWICE = "press_twice"
    BAD_TAG = "bad_tag"
    PERSONAL_NO_FALLBACK = "personal_no_fallback"
    PERSONAL_UNREADABLE = "personal_unreadable"
    PERSONAL_MISPLACED = "personal_misplaced"
    PERSONAL_EMPTY = "personal_empty"
    GAP_LINES = "gap_lines"
    BAD_TEMPLATE_NAME = "bad_template_name"
    OPT_OUT_UNSAID = "opt_out_unsaid"
    TEMPLATE_FOR_ALL = "template_for_all"
    TEMPLATE_NOT_TAKEN = "template_not_taken"
    TEMPLATE_MISSING = "template_missing"
    LEFT_OUT = "left_out"
    SILENT_CHANNEL = "silent_channel"
    WINDOW_ONLY = "window_only"
    NOT_PAID_FOR = "not_paid_for"


CAMPAIGN_NOTES = frozenset(
    {
        CampaignKind.PAST,
        CampaignKind.STEP_PAST,
        CampaignKind.SKIPPED_HOUR,
        CampaignKind.DAYS_END,
        CampaignKind.SAME_MINUTE,
        CampaignKind.CAPPED,
        CampaignKind.NIGHT_TOO_LONG,
        CampaignKind.AUDIENCE_CLASH,
        CampaignKind.BUDGET_ELSEWHERE,
        CampaignKind.SEVERAL_POINTS,
        CampaignKind.OPT_OUT_UNSAID,
        CampaignKind.LEFT_OUT,
        CampaignKind.SILENT_CHANNEL,
        CampaignKind.WINDOW_ONLY,
        CampaignKind.NOT_PAID_FOR,
    }
)
