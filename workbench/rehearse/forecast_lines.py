"""How does a forecast look on a terminal?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from towkay.domain.campaigns import Campaign
from towkay.domain.forecasts import (
    Bill,
    Forecast,
    QuotaLeft,
    Why,
    bills,
    by_reason,
    by_route,
    untold,
)
from towkay.domain.health import AccountKey
from towkay.domain.schedules import AfterEntry
from workbench.money import money_between
from workbench.rehearse.charges import charges
from workbench.rehearse.words import Said, why
from workbench.transcript import block


def lines_of(
    found: Forecast,
    campaign: Campaign,
    at: datetime,
    minutes: float,
    quotas: Mapping[AccountKey, QuotaLeft | None],
    language: str,
    place: str = "",
) -> Iterator[str]:
    """Who gets it by which way, who does not and why, what it costs, how long it takes.

    `place` are the options that lead another command to the same deployment.
    """
    moment = f"{at.astimezone(ZoneInfo(campaign.zone)):%Y-%m-%d %H:%M} {campaign.zone}"
    yield block("", f"{campaign.id} · {campaign.name} · {moment}")
    planned, followers = f"{found.planned:,}", f"{found.followers:,}"
    yield block("  ", Said.PLANNED.spoken(language, planned=planned, followers=followers))
    yield block("  ", _reached(found, campaign, language))
    yield from _kept(found, language)
    if not found.reached:
        return  # what nobody gets costs nothing and takes no time
    yield from priced(found, language, _charged(found, language))
    for account, quota in quotas.items():
        yield block("  ", _quota(account, quota, language, place))
    yield block("  ", Said.PACE.spoken(language, minutes=f"{minutes:,.1f}"))


def priced(found: Forecast, language: str, ways: Iterable[str] = ()) -> Iterator[str]:
    """What it costs, what that is made of, and of how much nobody has told the price."""
    price = Said.PRICE_AT_MOST if bills(found) else Said.PRICE
    yield block("  ", price.spoken(language, cost=_range(bills(found))))
    yield from ways
    if unknown := untold(found).total():
        yield block("  ", Said.UNTOLD.spoken(language, number=f"{unknown:,}"))


def _reached(found: Forecast, campaign: Campaign, language: str) -> str:
    if not found.reached:
        return _nobody(found, campaign).spoken(language, topic=campaign.topic)
    reached = by_route(found.now + found.later).most_common()
    ways = (f"{way.channel} {way.route} {number:,}" for way, number in reached)
    return Said.REACHED.spoken(language, number=f"{found.reached:,}", ways=" · ".join(ways))


def _nobody(found: Forecast, campaign: Campaign) -> Said:
    """What is in the way of all of them; of those who are planned each one's reason is told."""
    if found.planned:
        return Said.NOBODY
    if found.followers:
        return Said.NOBODY_FITS
    is_sequence = isinstance(campaign.schedule, AfterEntry)
    return Said.NOBODY_ENTERED if is_sequence else Said.NO_FOLLOWERS


def _kept(found: Forecast, language: str) -> Iterator[str]:
    for sentence, counts in ((Said.KEPT_BACK, found.kept_back), (Said.WAIT, found.waits)):
        if counts.total():
            told = " · ".join(_by_reason(counts, language))
            yield block("  ", sentence.spoken(language, number=f"{counts.total():,}", why=told))


def _by_reason(counts: Counter[Why], language: str) -> Iterator[str]:
    """Each reason with how many; with its channels where there are several of them."""
    are_several = len({one.channel for one, number in counts.items() if number}) > 1
    for reason, number in by_reason(counts).most_common():
        rows = [(one.channel, n) for one, n in counts.most_common() if one.reason == reason and n]
        parts = ", ".join(f"{channel} {n:,}" if len(rows) > 1 else channel for channel, n in rows)
        behind = f" ({parts})" if are_several else ""
        yield f"{why(reason, language)} {number:,}{behind}"


def _charged(found: Forecast, language: str) -> Iterator[str]:
    """What makes up the cost: a line for each channel and route that takes something."""
    for one in charges(found):
        told = Said.WAY_PRICE.spoken(
            language,
            channel=one.channel,
            route=one.route,
            number=f"{one.number:,}",
            cost=_range({one.currency: one.bill}),
        )
        yield block("    ", told)


def _range(found: Mapping[str, Bill]) -> str:
    """From the least to the most, in each currency."""
    return (
        " + ".join(
            money_between(bill.least, bill.most, currency) for currency, bill in found.items()
        )
        or "0"
    )


def _quota(account: AccountKey, quota: QuotaLeft | None, language: str, place: str) -> str:
    if quota is None:
        return Said.QUOTA_UNKNOWN.spoken(language, channel=account.channel, place=place)
    left = "∞" if quota.left is None else f"{quota.left:,}"
    told = Said.QUOTA.spoken(language, channel=account.channel, left=left, needs=f"{quota.needs:,}")
    if quota.ends_at is None:
        return told
    return told + Said.QUOTA_ENDS.spoken(language, day=f"{quota.ends_at:%Y-%m-%d}")
