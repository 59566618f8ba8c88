"""Can a campaign be paid for out of its budget, and stored as it is said?"""

import json
from datetime import date

from towkay.domain.campaigns import Campaign
from towkay.domain.channels import Channel
from towkay.domain.policy.rules import PolicyBook, in_force
from towkay.packs.campaign_audience import reached
from towkay.packs.campaign_context import Known
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_plain import plain
from towkay.packs.campaigns_file import Written
from towkay.packs.findings import Findings

SAID_LIMIT = 24_000  # bytes: a turn keeps what it said, and must stay within 64 KB


def check_bounds(written: Written, known: Known, findings: Findings) -> None:
    """What is said in one language at once, and each channel's prices beside the budget."""
    _check_sizes(written, findings)
    _check_budget(written, known, findings)


def _check_sizes(written: Written, findings: Findings) -> None:
    for step in written.campaign.steps:
        sizes = [
            len(json.dumps(plain(said.messages), ensure_ascii=False).encode())
            for variant in step.variants
            for said in variant.said
        ]
        if (most := max(sizes, default=0)) > SAID_LIMIT:
            place = written.steps[step.id]
            findings.add(CampaignKind.SAID_TOO_BIG, place, size=most, limit=SAID_LIMIT)


def _check_budget(written: Written, known: Known, findings: Findings) -> None:
    """What has no price in the budget's money is never sent, lest it cost more than was meant."""
    campaign = written.campaign
    if campaign.budget is None:
        return
    for channel in map(Channel, reached(campaign.audience, known)):
        told = _currencies(campaign, channel, known.book, known.calendar.today)
        if told is not None and campaign.budget.currency not in told:
            said = {"channel": channel.display_name, "currency": campaign.budget.currency}
            told_en, told_zh = ", ".join(sorted(told)) or "none", "、".join(sorted(told)) or "沒有"
            findings.add(
                CampaignKind.BUDGET_ELSEWHERE,
                written.whole,
                **said,
                told_zh=told_zh,
                told_en=told_en,
            )


def _currencies(
    campaign: Campaign, channel: Channel, book: PolicyBook, today: date | None
) -> set[str] | None:
    """In which money what may be paid for is priced; None where nothing is."""
    priced = {
        row.price
        for row in book.by_channel.get(channel, ())
        if row.price and campaign.purpose in row.purposes and _holds(row.since, row.until, today)
    }
    if not priced:
        return None
    return {
        price.currency
        for price in book.prices
        if price.channel is channel
        and price.category in priced
        and _holds(price.since, price.until, today)
    }


def _holds(since: date, until: date | None, today: date | None) -> bool:
    return until is None if today is None else in_force(since, until, today)
