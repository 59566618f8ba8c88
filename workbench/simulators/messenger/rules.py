"""Which numbers of Messenger does its simulator enforce, and what may a bench switch?

A switch is a field here: the platform's answer to it is documented, or assumed and so left to the
bench. Every Page has its own, which can be changed while it runs.
"""

from dataclasses import dataclass
from datetime import timedelta

PERMISSIONS = frozenset(
    {
        *("pages_messaging", "pages_manage_metadata", "pages_read_engagement"),
        *("pages_utility_messaging", "paid_marketing_messages", "ads_management"),
    }
)
# Where recurring notifications still are, and where marketing messages may not be received.
NOTIFICATION_REGIONS = frozenset({"AU", "EU", "GB", "JP", "KR"})
MARKETING_COUNTRIES = frozenset(
    {
        *("AU", "BR", "CL", "CO", "HK", "IN", "ID", "IL", "MY", "MX"),
        *("NZ", "PE", "PH", "SA", "SG", "TW", "TH", "AE", "US", "VN"),
    }
)
TOKEN_STATES = {"": 0, "expired": 463, "password": 460, "app_removed": 458, "role_lost": 492}


@dataclass(frozen=True, slots=True)
class MessengerRules:
    """Limits, and the facts about app, Page and people that switch a check on or off."""

    # Messenger Platform, "Send API" and "Rate limits".
    window: timedelta = timedelta(hours=24)
    human_agent_window: timedelta = timedelta(days=7)
    comment_window: timedelta = timedelta(days=7)
    sends_per_s: int = 300
    media_per_s: int = 10
    calls_per_engaged_user: int = 200  # in 24 hours
    engaged_users: int = 10_000  # whom the Page can message besides those on the bench
    private_replies_per_h: int = 750
    history_per_s: int = 2
    profile_calls_per_10_min: int = 10
    token_lists_per_h: int = 1000
    upload_life: timedelta = timedelta(days=90)
    thread_life: timedelta = timedelta(hours=24)
    newest_messages: int = 20  # of a thread can be read one by one
    retry_every: timedelta = timedelta(minutes=5)
    gives_up_after: timedelta = timedelta(hours=1)
    reorders_after_failure: bool = False
    review_takes: timedelta = timedelta(0)  # of a utility template

    # Notifications and marketing messages.
    one_time_life: timedelta = timedelta(days=365)
    notification_life: timedelta = timedelta(days=365)
    notification_gap: timedelta = timedelta(hours=48)
    topic_gap: timedelta = timedelta(days=7)
    marketing_gap: timedelta = timedelta(hours=12)
    campaign_warm_up: timedelta = timedelta(hours=1)

    # What the app was granted, and how its token and the Page stand.
    permissions: frozenset[str] = PERMISSIONS
    capable: bool = True  # the app may make calls of this kind at all
    live: bool = True  # reviewed; without it only people with a role are reached
    roles: frozenset[str] = frozenset()  # PSIDs of people with a role
    token_state: str = ""  # one of TOKEN_STATES
    app_limited: bool = False
    barred: int = 0  # 368 or 1893063
    human_agent_approved: bool = False
    news_page: bool = False
    one_time_notifications: bool = True
    recurring_notifications: bool = False  # integrated before 1 September 2025
    opt_in_requests_barred: bool = False
    opt_in_requests_most: int = 10  # to one person in a week
    asks_itself: bool = False  # Messenger's own automated questions run in every thread
    default_app: str = ""  # set in the Page's settings: conversation routing is on

    # Where Page and people are, and how paid messages stand.
    country: str = "TW"
    region: str = ""  # of every person; "" is any other place
    terms_signed: bool = True
    audience_terms_signed: bool = True
    frequency_cap: int = 0  # 2300042 to 2300044
    budget_spent: int = 0  # 2300053 of a lifetime, 2300054 of a day
