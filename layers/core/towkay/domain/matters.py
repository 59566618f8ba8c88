"""What can be the matter with an account?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class Concern(StrEnum):
    """What a finding is about; the value is also the metric's name."""

    SECRETS = "secrets"
    TOKEN = "token"  # noqa: S105 - a name, not a secret
    WEBHOOK = "webhook"
    QUOTA = "quota"
    STANDING = "standing"
    TEMPLATE = "template"
    SILENCE = "silence"
    ENQUIRY = "enquiry"


class Matter(StrEnum):
    """Every finding there can be; the value is its stable name in machine-read output."""

    NO_VERIFY_SECRETS = "no_verify_secrets"
    NO_TOKEN = "no_token"  # noqa: S105
    TOKEN_REFUSED = "token_refused"  # noqa: S105
    TOKEN_ENDING = "token_ending"  # noqa: S105
    PERMISSION_MISSING = "permission_missing"
    NOT_SUBSCRIBED = "not_subscribed"
    FIELD_MISSING = "field_missing"
    WEBHOOK_ELSEWHERE = "webhook_elsewhere"
    WEBHOOK_FAILS = "webhook_fails"
    QUOTA_GONE = "quota_gone"
    QUOTA_LOW = "quota_low"
    CALLS_NEARLY_USED = "calls_nearly_used"
    BARRED = "barred"
    WARNED = "warned"
    QUALITY_POOR = "quality_poor"
    STATUS_ODD = "status_odd"
    STOPPED = "stopped"
    TEMPLATE_OUT = "template_out"
    TEMPLATES_MISSING = "templates_missing"
    TEMPLATES_DEARER = "templates_dearer"
    SILENT = "silent"
    UNANSWERED = "unanswered"


CONCERNS: Mapping[Matter, Concern] = MappingProxyType(
    {
        Matter.NO_VERIFY_SECRETS: Concern.SECRETS,
        Matter.NO_TOKEN: Concern.SECRETS,
        Matter.TOKEN_REFUSED: Concern.TOKEN,
        Matter.TOKEN_ENDING: Concern.TOKEN,
        Matter.PERMISSION_MISSING: Concern.TOKEN,
        Matter.NOT_SUBSCRIBED: Concern.WEBHOOK,
        Matter.FIELD_MISSING: Concern.WEBHOOK,
        Matter.WEBHOOK_ELSEWHERE: Concern.WEBHOOK,
        Matter.WEBHOOK_FAILS: Concern.WEBHOOK,
        Matter.QUOTA_GONE: Concern.QUOTA,
        Matter.QUOTA_LOW: Concern.QUOTA,
        Matter.CALLS_NEARLY_USED: Concern.QUOTA,
        Matter.BARRED: Concern.STANDING,
        Matter.WARNED: Concern.STANDING,
        Matter.QUALITY_POOR: Concern.STANDING,
        Matter.STATUS_ODD: Concern.STANDING,
        Matter.STOPPED: Concern.STANDING,
        Matter.TEMPLATE_OUT: Concern.TEMPLATE,
        Matter.TEMPLATES_MISSING: Concern.TEMPLATE,
        Matter.TEMPLATES_DEARER: Concern.TEMPLATE,
        Matter.SILENT: Concern.SILENCE,
        Matter.UNANSWERED: Concern.ENQUIRY,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to do; `detail` is the platform's own word or number, `at` when it was or ends."""

    matter: Matter
    detail: str = ""
    at: datetime | None = None

    @property
    def concern(self) -> Concern:
        """What it is about."""
        return CONCERNS[self.matter]
