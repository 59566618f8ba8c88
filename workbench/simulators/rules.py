"""Which numbers of the platforms do the simulators enforce?"""

from dataclasses import dataclass, field
from datetime import timedelta

from workbench.simulators.instagram.rules import InstagramRules
from workbench.simulators.messenger.rules import MessengerRules
from workbench.simulators.whatsapp.rules import WhatsAppRules


@dataclass(frozen=True, slots=True)
class Rules:
    """The platforms' limits, and the account settings that switch a check on or off."""

    # Messenger Platform, "Send API" and "Rate limits".
    require_proof: bool = True  # the app's setting "Require App Secret"
    graph_retries: int = 3  # of a webhook of Messenger or Instagram
    echo_delay: timedelta = timedelta(minutes=5)  # of an echo that was ordered to be late

    # LINE Messaging API, "Rate limits", "Sending messages" and "Webhooks".
    line_monthly_quota: int | None = 6000  # Taiwan's high-usage plan; None: no ceiling is set
    line_calls_per_s: int = 2000
    line_multicasts_per_s: int = 200
    line_loadings_per_s: int = 100
    line_coupon_calls_per_s: int = 200
    line_menu_lists_per_s: int = 10
    line_webhook_calls_per_min: int = 1000
    line_audience_calls_per_min: int = 60
    line_hourly_calls: int = 60  # narrowcast, broadcast, insight, webhook test: of each so many
    line_menu_changes_per_h: int = 100  # create, delete, delete alias, progress: of each
    line_menu_batches_per_h: int = 3
    line_verified: bool = True  # a verified or premium account: it may list its followers
    line_notifications: bool = True  # LINE granted the account notification messages
    line_target_reach: int | None = None  # None: as many as there are friends
    line_use_webhook: bool = True  # the console's switch "Use webhook"
    line_redelivery: bool = True  # the console's switch "Webhook redelivery"
    line_redeliveries: int = 2
    reply_token_life: timedelta = timedelta(seconds=60)
    reply_token_end: timedelta = timedelta(minutes=20)
    retry_key_life: timedelta = timedelta(hours=24)
    stranger_reach: timedelta = timedelta(days=7)

    messenger: MessengerRules = field(default_factory=MessengerRules)
    instagram: InstagramRules = field(default_factory=InstagramRules)
    whatsapp: WhatsAppRules = field(default_factory=WhatsAppRules)

    # How long an unanswered call is held open before the connection is cut.
    silence_s: float = 8.0
