"""How does a forecast look on a terminal?"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from towkay.domain.campaigns import Campaign
from towkay.domain.forecasts import Bill, Forecast, QuotaLeft, Why, bills, untold
from towkay.domain.health import AccountKey
from workbench.languages import CHINESE
from workbench.rehearse.words import Said, why
from workbench.transcript import block


def lines_of(
    found: Forecast,
    campaign: Campaign,
    at: datetime,
    minutes: float,
    quotas: Mapping[AccountKey, QuotaLeft],
    language: str,
) -> Iterator[str]:
    """Who gets it by which way, who does not and why, what it costs, how long it takes."""
    moment = f"{at.astimezone(ZoneInfo(campaign.zone)):%Y-%m-%d %H:%M} {campaign.zone}"
    yield block("", f"{campaign.id} · {campaign.name} · {moment}")
    planned, followers = f"{found.planned:,}", f"{found.followers:,}"
    yield block("  ", Said.PLANNED.said(language, planned=planned, followers=followers))
    yield block("  ", _reached(found, language))
    yield from _kept(found, language)
    price = Said.PRICE_AT_MOST if bills(found) else Said.PRICE
    yield block("  ", price.said(language, cost=_range(bills(found))))
    if unknown := untold(found).total():
        yield block("  ", Said.UNTOLD.said(language, number=f"{unknown:,}"))
    for account, quota in quotas.items():
        yield block("  ", _quota(account, quota, language))
    yield block("  ", Said.PACE.said(language, minutes=f"{minutes:,.1f}"))


def _reached(found: Forecast, language: str) -> str:
    if not found.reached:
        return Said.NOBODY.said(language)
    reached = Counter({Why(*way[:2]): 0 for way in (*found.now, *found.later)})
    for way, number in (*found.now.items(), *found.later.items()):
        reached[Why(*way[:2])] += number
    ways = (f"{one.channel} {one.reason} {number:,}" for one, number in reached.most_common())
    return Said.REACHED.said(language, number=f"{found.reached:,}", ways=" · ".join(ways))


def _kept(found: Forecast, language: str) -> Iterator[str]:
    for sentence, counts in ((Said.KEPT_BACK, found.kept_back), (Said.WAIT, found.waits)):
        sums: Counter[str] = Counter()
        for one, number in counts.items():
            sums[one.reason] += number
        if sums:
            told = (f"{why(reason, language)} {number:,}" for reason, number in sums.most_common())
            yield block(
                "  ", sentence.said(language, number=f"{sums.total():,}", why=" · ".join(told))
            )


def _range(found: Mapping[str, Bill]) -> str:
    return (
        " + ".join(
            f"{bill.most:,.2f} {currency}"
            if bill.least == bill.most
            else f"{bill.least:,.2f}–{bill.most:,.2f} {currency}"
            for currency, bill in found.items()
        )
        or "0"
    )


def _quota(account: AccountKey, quota: QuotaLeft, language: str) -> str:
    left = "∞" if quota.left is None else f"{quota.left:,}"
    told = Said.QUOTA.said(language, channel=account.channel, left=left, needs=f"{quota.needs:,}")
    if quota.ends_at is None:
        return told
    comma = "，" if language == CHINESE else ", "
    return told + comma + Said.QUOTA_ENDS.said(language, day=f"{quota.ends_at:%Y-%m-%d}")
