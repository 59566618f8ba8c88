"""What is known of an account as a whole, and how long does each piece of it count?"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from towkay.domain.account_news import AccountReported, Standing, TemplateReviewed, TemplateState

# LINE keeps its months in Japan's time; a quota of last month says nothing about this one.
_MONTHS = timezone(timedelta(hours=9))
# Read once a day: what is older than that and some hours may have been bought or used up since.
_QUOTA_COUNTS = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class QuotaRead:
    """A month's quota as a channel told it at `at`; `limit` is None where it sets none."""

    used: int
    at: datetime
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What an account may do, as its channel last told; `until` ends a bar that has an end."""

    standing: Standing | None = None
    standing_at: datetime | None = None
    until: datetime | None = None
    about: str = ""
    detail: str = ""
    quota: QuotaRead | None = None

    def is_barred(self, now: datetime) -> bool:
        """Whether the channel forbids the account to write first, or at all."""
        return self.standing is Standing.BARRED and (self.until is None or now < self.until)

    def quota_left(self, now: datetime) -> int | None:
        """How many messages are left; None while nobody knows, and where there is no limit."""
        if self.quota is None or self.quota.limit is None:
            return None
        same_month = _month(self.quota.at) == _month(now)
        if not same_month or now > self.quota.at + _QUOTA_COUNTS:
            return None
        return max(self.quota.limit - self.quota.used, 0)

    def after_report(self, report: AccountReported, at: datetime) -> "AccountFacts":
        """The facts with the report in them; the same when it is older or says nothing of them."""
        is_old = self.standing_at is not None and at < self.standing_at
        if report.standing is None or is_old:
            return self
        return replace(
            self,
            standing=report.standing,
            standing_at=at,
            until=report.until,
            about=report.about,
            detail=report.detail,
        )


NOTHING_KNOWN = AccountFacts()


@dataclass(frozen=True, slots=True)
class TemplateKnown:
    """A template's state, and when its channel said so."""

    review: TemplateReviewed
    at: datetime

    @property
    def state(self) -> TemplateState:
        """Whether it may be sent."""
        return self.review.state


@dataclass(frozen=True, slots=True)
class NewsKept:
    """One piece of news for people: when it came, what it was about, what it said."""

    at: datetime
    about: str
    detail: str = ""


def kept(news: TemplateReviewed | AccountReported, at: datetime) -> NewsKept:
    """The news as it is kept for people."""
    if isinstance(news, AccountReported):
        return NewsKept(at, news.about, news.detail)
    said = " ".join(filter(None, (news.state.value, news.reason)))
    return NewsKept(at, f"template {news.name} {news.language}".strip(), said)


def quota_month_ends(now: datetime) -> datetime:
    """When the month of a quota is over."""
    first = now.astimezone(_MONTHS).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)


def quota_ends_at(quota: QuotaRead) -> datetime | None:
    """When the quota is used up at the pace of this month so far; None when it lasts.

    A month that has hardly begun tells no pace: a day of it is the least.
    """
    if quota.limit is None or quota.used <= 0:
        return None
    ends = quota_month_ends(quota.at)
    begins = (ends - timedelta(days=1)).replace(day=1)
    gone = max(quota.at - begins, timedelta(days=1))
    at = begins + gone * (quota.limit / quota.used)
    return max(at, quota.at) if at < ends else None


def _month(moment: datetime) -> tuple[int, int]:
    local = moment.astimezone(_MONTHS)
    return local.year, local.month
