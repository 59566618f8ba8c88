"""What is known of an account as a whole, and how long does each piece of it count?"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from towkay.domain.account_news import (
    AccountReported,
    Ground,
    Standing,
    TemplateReviewed,
    TemplateState,
)

# LINE keeps its months in Japan's time; a quota of last month says nothing about this one.
_MONTHS = timezone(timedelta(hours=9))
# Read once a day: what is older than that and some hours may have been bought or used up since.
_QUOTA_COUNTS = timedelta(hours=26)
_FOR_EVER = 10**15 - 1
_NEVER_ENDS = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class QuotaRead:
    """A month's quota as a channel told it at `at`; `limit` is None where it sets none."""

    used: int
    at: datetime
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """The newest report of one standing on one ground, and when it was told."""

    report: AccountReported
    at: datetime

    @property
    def place(self) -> tuple[Ground, Standing | None]:
        """What only a newer report replaces."""
        return self.report.ground, self.report.standing

    @property
    def rank(self) -> str:
        """Which of two reports of a place stays: as text, so that every table compares it alike.

        Of two of the same moment the one that lasts longer, then whichever: always the same.
        """
        until = milliseconds(self.report.until) if self.report.until else _FOR_EVER
        moments = f"{milliseconds(self.at):015d}/{until:015d}"
        return f"{moments}/{self.report.about}/{self.report.detail}"


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What an account may do, as its channel told.

    Of each ground the newest bar, the newest warning and the newest all-clear stand side by side:
    whatever comes first, comes twice or is about something else, they lead to the same.
    """

    said: tuple[Said, ...] = ()
    quota: QuotaRead | None = None

    def bars(self, now: datetime) -> tuple[Said, ...]:
        """What forbids the account to write first, or at all: what lasts longest comes first."""
        bars = [one for one in self._standing(Standing.BARRED) if _lasts(one, now)]
        return tuple(sorted(bars, key=lambda one: one.report.until or _NEVER_ENDS, reverse=True))

    def warnings(self) -> tuple[Said, ...]:
        """What the channel warned of, the newest first."""
        warnings = self._standing(Standing.WARNED)
        return tuple(sorted(warnings, key=lambda one: one.at, reverse=True))

    def is_barred(self, now: datetime) -> bool:
        """Whether the channel forbids the account to write first, or at all."""
        return bool(self.bars(now))

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
        new = Said(report, at)
        known = next((one for one in self.said if one.place == new.place), None)
        if report.standing is None or (known and new.rank <= known.rank):
            return self
        others = (one for one in self.said if one.place != new.place)
        return replace(self, said=tuple(sorted((*others, new), key=lambda one: one.place)))

    def _standing(self, standing: Standing) -> list[Said]:
        return [
            one for one in self.said if one.report.standing is standing and not self._is_lifted(one)
        ]

    def _is_lifted(self, one: Said) -> bool:
        """By a later all-clear on its ground, or any where it has none; on a tie it stands."""
        ground = one.report.ground
        return any(
            clear.report.standing is Standing.WELL
            and ground in (clear.report.ground, Ground.UNNAMED)
            and milliseconds(clear.at) > milliseconds(one.at)
            for clear in self.said
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


def milliseconds(moment: datetime) -> int:
    """A moment as tables keep it: milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def _lasts(bar: Said, now: datetime) -> bool:
    return bar.report.until is None or now < bar.report.until


def _month(moment: datetime) -> tuple[int, int]:
    local = moment.astimezone(_MONTHS)
    return local.year, local.month
