"""How do the facts, the templates and the news of an account look as items of the table?"""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_item
from towkay.domain.account_facts import (
    AccountFacts,
    NewsKept,
    QuotaRead,
    Said,
    TemplateKnown,
    milliseconds,
)
from towkay.domain.account_news import AccountReported, Ground, Standing, TemplateReviewed
from towkay.domain.health import AccountKey

NEWS_LIFE = timedelta(days=180)
_UNREADABLE = (AttributeError, KeyError, OSError, OverflowError, TypeError, ValueError)


def row_key(account: AccountKey, sk: str) -> Item:
    return to_item({"pk": keys.account_pk(account), "sk": sk})


def standing_name(ground: Ground, standing: Standing) -> str:
    """The field that holds the newest report of a standing on a ground."""
    return f"said_{ground or 'unnamed'}_{standing}"


def standing_fields(said: Said, name: str) -> dict[str, Any]:
    """What is written of a report; conditions compare the rank."""
    return {
        name: to_plain(said.report),
        f"{name}_at": milliseconds(said.at),
        f"{name}_rank": said.rank,
    }


def moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def facts_from(item: Mapping[str, Any]) -> AccountFacts:
    """What the row says; a part that cannot be read is of a later version, and as good as none."""
    plain = from_item(item)
    facts = AccountFacts()
    for name in ("standing", *_STANDING_NAMES):  # the first is of rows that knew one at a time
        try:
            report = from_plain(AccountReported, plain[name])
            facts = facts.after_report(report, moment(plain[f"{name}_at"]))
        except _UNREADABLE:
            continue
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
    return replace(facts, quota=quota)


_STANDING_NAMES = tuple(
    standing_name(ground, standing) for ground in Ground for standing in Standing
)
