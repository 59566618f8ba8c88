"""`towkay forecast`: what would the next firing of a campaign come to, on this very stack?"""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from towkay.adapters.dynamodb.account_facts import DynamoAccountFacts
from towkay.adapters.dynamodb.brand_rules import DynamoBrandRules
from towkay.adapters.dynamodb.recipients import DynamoRecipients
from towkay.adapters.dynamodb.subscribers import DynamoSubscribers
from towkay.adapters.policy_book import policy_book
from towkay.adapters.push_tools import S3Brands
from towkay.domain.campaigns import Campaign, Occurrence
from towkay.domain.channels import CAPABILITIES
from towkay.domain.forecast_sums import sums_of
from towkay.domain.forecasts import Forecast, QuotaLeft, minutes_of, quota_of
from towkay.domain.health import AccountKey
from towkay.domain.pitching import Pitch
from towkay.domain.runs import MOST_IN_CHUNK, SHARDS, Run, RunKey
from towkay.ports.pushing import Recipient
from towkay.usecases.forecast import Sight, forecast
from workbench.campaigns.desk import Desk, desk_of
from workbench.errors import WorkbenchError
from workbench.languages import spoken_here
from workbench.rehearse.as_json import plain_forecast
from workbench.rehearse.forecast_lines import lines_of
from workbench.targets import Target

_MILLION = 1_000_000


def run(where: Target, options: argparse.Namespace) -> int:
    """Print the forecast of the next firing, or of what would fire at that moment."""
    language = spoken_here(options.language)
    desk = desk_of(where, options.brand, language)
    campaign = desk.campaign(options.campaign, language)
    occurrence = _occurrence(desk, campaign, options.at)
    sight = _sight(desk, campaign, occurrence)
    found = forecast(_chunks(desk, sight.pitch, occurrence), occurrence.at, sight)
    if options.at is None:  # the report of that very firing lays it beside what became
        desk.forecasts.put(sight.pitch.run.key, sums_of(found, where.now()))
    quotas = _quotas(found, sight, occurrence.at)
    minutes = minutes_of(
        found.calls.items(), campaign.purpose, sight.pitch.book, occurrence.at.date()
    )
    longest = max(minutes.values(), default=0.0)
    if options.json:
        told = {**plain_forecast(found), "at": occurrence.at.isoformat(), "minutes": longest}
        print(json.dumps({**told, "quota": _plain(quotas)}, ensure_ascii=False))
    else:
        print("\n".join(lines_of(found, campaign, occurrence.at, longest, quotas, language)))
    return 0


def _occurrence(desk: Desk, campaign: Campaign, at: datetime | None) -> Occurrence:
    """The next one; at another moment the same step's, as if it fell due then."""
    upcoming = desk.upcoming(campaign, desk.where.now(), 1)
    if at is not None:
        step = upcoming[0].step if upcoming else campaign.steps[0].id
        return Occurrence(campaign.id, step, at, f"{step}@{at.isoformat()}")
    if not upcoming:
        raise WorkbenchError(
            f"「{campaign.id}」以後不會再發 · {campaign.id} speaks no more; give another --at"
        )
    return upcoming[0]


def _sight(desk: Desk, campaign: Campaign, occurrence: Occurrence) -> Sight:
    where, shelf = desk.where, desk.where.shelf()
    budget = campaign.budget
    run = Run(
        RunKey(desk.brand, campaign.id, occurrence.name),
        occurrence.step,
        occurrence.at,
        occurrence.at + timedelta(seconds=campaign.grace_s),
        campaign.version,
        "",
        occurrence.at,
        currency=budget.currency if budget else "",
    )
    brands = S3Brands(where.dynamodb, shelf.table, shelf.s3, shelf.bucket, where.now)
    clock = lambda: occurrence.at  # noqa: E731  # what is known counts as known then
    return Sight(
        Pitch(run, campaign, brands.brand(desk.brand), policy_book()),
        DynamoBrandRules(where.dynamodb, shelf.table, clock).rules(desk.brand),
        DynamoAccountFacts(where.dynamodb, shelf.table, clock),
        int(Decimal(budget.amount) * _MILLION) if budget else None,
    )


def _chunks(desk: Desk, pitch: Pitch, occurrence: Occurrence) -> Iterator[list[Recipient]]:
    """The topic's followers as a run would read them."""
    dynamodb, table = desk.where.dynamodb, desk.where.shelf().table
    subscribers = DynamoSubscribers(dynamodb, table)
    recipients = DynamoRecipients(dynamodb, table)
    for shard in range(SHARDS):
        cursor, is_last = "", False
        while not is_last:
            page = subscribers.page(
                desk.brand,
                pitch.campaign.topic,
                shard,
                cursor=cursor,
                limit=MOST_IN_CHUNK,
                entered_from=occurrence.entered_from,
                entered_to=occurrence.entered_to or occurrence.at,
            )
            cursor, is_last = page.cursor, page.is_last
            found = recipients.read([pitch.key(key) for key in page.contacts], occurrence.at)
            yield [replace(one, turn=None) for one in found]


def _quotas(found: Forecast, sight: Sight, now: datetime) -> dict[AccountKey, QuotaLeft]:
    """What is left of each account's quota, where its channel has one and told it."""
    told = {
        account: quota_of(sight.accounts.facts(account).quota, needs, now)
        for account, needs in found.used.items()
        if CAPABILITIES[account.channel].has_quota
    }
    return {account: quota for account, quota in told.items() if quota is not None}


def _plain(quotas: Mapping[AccountKey, QuotaLeft]) -> dict[str, Any]:
    return {
        f"{account.channel} {account.account}": {
            "limit": quota.read.limit,
            "used": quota.read.used,
            "left": quota.left,
            "needs": quota.needs,
            "is_short": quota.is_short,
            "ends_at": quota.ends_at.isoformat() if quota.ends_at else None,
        }
        for account, quota in quotas.items()
    }
