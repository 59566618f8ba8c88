"""What does a channel tell of an account that is asked how it is doing?"""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.account_news import TemplateReviewed


@dataclass(frozen=True, slots=True)
class TokenTold:
    """A token, as its platform judges it; `ends_at` is None for one without an end."""

    is_valid: bool
    ends_at: datetime | None = None
    missing: tuple[str, ...] = ()  # permissions that we need and it does not have
    code: str = ""  # the platform's own, of a token it refuses
    is_renewable: bool = False  # by a call with the token itself, before it ends


@dataclass(frozen=True, slots=True)
class WebhookTold:
    """Whether the platform tells us what happens.

    `address` is where it sends, empty where it does not say; `failure` is what its own test of the
    address found, empty for nothing.
    """

    is_subscribed: bool
    missing: tuple[str, ...] = ()  # kinds of events that we need and are not sent
    address: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True)
class MonthTold:
    """A month's quota; `limit` is None where there is none."""

    used: int
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """All that was answered; what is None was not asked, or not answered.

    `usage` is in percent of the limit of calls that is closest. `tier` and `quality` are the
    platform's own words, `status` too where it is not the usual one. `unanswered` names what was
    asked in vain, each with the reason. With `all_templates` there is no other
    template than those in `templates`.
    """

    token: TokenTold | None = None
    webhook: WebhookTold | None = None
    month: MonthTold | None = None
    usage: float | None = None
    name: str = ""
    tier: str = ""
    quality: str = ""
    status: str = ""
    templates: tuple[TemplateReviewed, ...] = ()
    all_templates: bool = False
    unanswered: tuple[str, ...] = ()
