"""How do the facts, the templates and the news of an account look as items of the table?"""

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from towkay.adapters.codec import from_plain
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_item
from towkay.domain.account_facts import AccountFacts, NewsKept, QuotaRead, TemplateKnown
from towkay.domain.account_news import AccountReported, TemplateReviewed
from towkay.domain.health import AccountKey

NEWS_LIFE = timedelta(days=180)
_UNREADABLE = (AttributeError, KeyError, OSError, OverflowError, TypeError, ValueError)


def row_key(account: AccountKey, sk: str) -> Item:
    return to_item({"pk": keys.account_pk(account), "sk": sk})


def instant(moment: datetime) -> int:
    """A moment as conditions compare it: milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def facts_from(item: Mapping[str, Any]) -> AccountFacts:
    """What the row says; a part that cannot be read is of a later version, and as good as none."""
    plain = from_item(item)
    facts = AccountFacts()
    try:
        if "standing" in plain:
            report = from_plain(AccountReported, plain["standing"])
            facts = facts.after_report(report, moment(plain["standing_at"]))
    except _UNREADABLE:
        pass
    return _with_quota(facts, plain)


def template_from(item: Mapping[str, Any]) -> TemplateKnown | None:
    """What the row says of its template; None when it cannot be read."""
    plain = from_item(item)
    try:
        review = from_plain(TemplateReviewed, plain["review"])
        return TemplateKnown(review, moment(plain["told_at"]))
    except _UNREADABLE:
        return None


def news_from(item: Mapping[str, Any]) -> NewsKept | None:
    """The piece of news of a row; None when it cannot be read."""
    try:
        return from_plain(NewsKept, from_item(item)["news"])
    except _UNREADABLE:
        return None


def news_expires(news: NewsKept) -> int:
    return math.ceil((news.at + NEWS_LIFE).timestamp())


def _with_quota(facts: AccountFacts, plain: Mapping[str, Any]) -> AccountFacts:
    try:
        quota = from_plain(QuotaRead, plain["quota"])
    except _UNREADABLE:
        return facts
    return AccountFacts(
        facts.standing, facts.standing_at, facts.until, facts.about, facts.detail, quota
    )
