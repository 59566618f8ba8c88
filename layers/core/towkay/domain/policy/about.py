"""What can a fact of a situation be about, and what does one fact say?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class About(StrEnum):
    """What a fact is about."""

    CAUSE = "cause"  # since: when it happened
    PLANNED = "planned"  # since: when a message that answers nothing was planned
    EXPIRY = "expiry"
    LAST_EVENT = "last_event"
    WINDOW = "window"  # since: opened, until: closes
    AD_ENTRY = "ad_entry"
    COMMENT = "comment"
    TOPIC = "topic"  # value: agreed, stopped, never
    STOP = "stop"  # value: yes or no
    SWITCH = "switch"
    REACHABLE = "reachable"
    ERASED = "erased"
    HANDOVER = "handover"
    QUIET_HOURS = "quiet_hours"  # value: zone and hours; until: their end
    SKIPS = "skips"
    PASSES_QUIET = "passes_quiet"  # until: quiet hours do not hold it back
    CAP = "cap"  # value: count of most in seconds
    TOLD_ALREADY = "told_already"
    QUOTA = "quota"
    TOKEN = "token"  # noqa: S105  # a kind of fact, not a secret
    SETTINGS = "settings"
    COUNTRY = "country"
    TEMPLATE = "template"
    SENDER = "sender"
    OPT_OUT = "opt_out"
    DISCLOSURE = "disclosure"
    EARLIER = "earlier"
    SAID_BY_TEMPLATE = "said_by_template"
    OUTDATED = "outdated"
    KNOWN_BY = "known_by"  # value: user or number
    BARRED = "barred"
    CAMPAIGN = "campaign"  # value: goes_on, paused, cancelled
    HOLDOUT = "holdout"
    BUDGET = "budget"  # value: what is left, and its currency


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact with its value in short, and its moments where it has some."""

    about: About
    value: str = ""
    since: datetime | None = None
    until: datetime | None = None
