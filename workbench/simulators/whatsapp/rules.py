"""Which numbers of the Cloud API does the simulator enforce, and what may a bench switch?"""

from dataclasses import dataclass
from datetime import timedelta

PERMISSIONS = frozenset({"whatsapp_business_messaging", "whatsapp_business_management"})


@dataclass(frozen=True, slots=True)
class WhatsAppRules:
    """Limits, and the facts about app, business and number that switch a check on or off."""

    # WhatsApp Business Platform, "Pricing" and "Messaging limits".
    window: timedelta = timedelta(hours=24)
    free_entry: timedelta = timedelta(hours=72)
    free_service_messages: int = 1000  # per number and calendar month
    has_payment_method: bool = True
    reach: int | None = 10_000  # people written to outside their window in 24 h; None: no limit
    sends_per_s: int = 80
    pair_every: timedelta = timedelta(seconds=6)
    pair_burst: int = 45
    marketing_cap: int | None = None  # marketing messages to one person in 24 h; None: no cap
    calls_per_hour: int = 5000  # of management, for an active business account
    phone_memory: timedelta = timedelta(days=30)  # so long a number stays known beside a username
    quotable: timedelta = timedelta(days=30)

    # Templates.
    max_templates: int = 6000
    creations_per_hour: int = 100
    review_takes: timedelta = timedelta(0)
    paced_after: int | None = None  # of a new marketing template so many go out, the rest is held
    name_locked_for: timedelta = timedelta(days=30)

    # Media.
    upload_life: timedelta = timedelta(days=30)
    inbound_life: timedelta = timedelta(days=7)
    url_life: timedelta = timedelta(minutes=5)

    # What the app, the business and the number were granted.
    permissions: frozenset[str] = PERMISSIONS
    strict_fields: bool = True  # refuse a member of the body that the API does not name
    window_refused_at_once: bool = False  # 131047 as the answer rather than as a later status
    test_recipients: frozenset[str] | None = None  # a test number writes to these phones only
    direct_send: bool = True
    marketing_terms: bool = True  # of the Marketing Messages API
    marketing_on_cloud_api: bool = True
    marketing_sync: timedelta = timedelta(0)  # from approval until that API knows a template
    signups: bool = True
    role: str = "customer_service"  # ours, where several apps share a number
    not_owner_code: int = 138038

    # How untidily the platform tells: duplicates, order, kinds nobody knows yet.
    untidiness: float = 0.1
    surprises: float = 0.02
    slow_statuses: bool = False  # 1 to 30 s between the steps, on the bench's clock
