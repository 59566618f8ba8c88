"""`towkay forecast`: what would the next firing of a campaign come to, on this very stack?"""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from towkay.adapters.dynamodb.account_facts import DynamoAccountFacts
from towkay.adapters.dynamodb.brand_rules import DynamoBrandRules
from towkay.adapters.dynamodb.recipients import DynamoRecipients
from towkay.adapters.dynamodb.subscribers import DynamoSubscribers
from towkay.adapters.policy_book import policy_book
from towkay.adapters.push_tools import S3Brands
from towkay.domain.calendar.entries import of_entries
from towkay.domain.calendar.walls import moment_of, wall_of
from towkay.domain.campaigns import Campaign, CampaignRecord, Occurrence
from towkay.domain.channels import CAPABILITIES
from towkay.domain.firing import firing_of
from towkay.domain.forecast_sums import sums_of
from towkay.domain.forecasts import Forecast, QuotaLeft, minutes_of, quota_of
from towkay.domain.health import AccountKey
from towkay.domain.pitching import Pitch
from towkay.domain.schedules import AfterEntry
from towkay.ports.pushing import Recipient
from towkay.usecases.forecast import Sight, forecast
from towkay.usecases.upcoming import campaign_of, if_approved
from workbench.campaigns.desk import Desk, desk_of
from workbench.campaigns.lines import short
from workbench.cli_parts import same_place
from workbench.errors import refusal
from workbench.languages import spoken_here
from workbench.rehearse.as_json import plain_foretold
from workbench.rehearse.forecast_lines import lines_of
from workbench.rehearse.pages import pages_of
from workbench.rehearse.words import Said
from workbench.targets import Target
from workbench.transcript import block

_SOMEBODY, _NOBODY = 0, 1
_GONE_BY = (
    "{at} 已經過了：--at 要是之後的時刻；發過的看 towkay campaigns report\n"
    "{at} has gone by: --at is a moment to come; of what was sent, towkay campaigns report tells"
)
_STEPS_COME_WITHIN = timedelta(days=2)  # at the latest: some of them once a day


def run(where: Target, options: argparse.Namespace) -> int:
    """Print the forecast of the next firing, or of what would fire at that moment.

    The exit code is 1 when nobody would get it.
    """
    language = spoken_here(options.language)
    desk = desk_of(where, options.brand, language)
    record = desk.records.record(desk.brand, options.campaign)
    campaign, occurrence = _meant(desk, record, _known(desk, record, language), options.at)
    sight = _sight(desk, campaign, occurrence)
    found = forecast(_chunks(desk, sight.pitch), occurrence.at, sight)
    if options.at is None:  # the report of that very firing lays it beside what became
        desk.forecasts.put(sight.pitch.run.key, sums_of(found, where.now()))
    quotas = _quotas(found, sight, occurrence.at)
    minutes = minutes_of(
        found.calls.items(), campaign.purpose, sight.pitch.book, occurrence.at.date()
    )
    longest = max(minutes.values(), default=0.0)
    if options.json:
        told = {**plain_foretold(found), "at": occurrence.at.isoformat(), "minutes": longest}
        told |= {"version": campaign.version, "is_approved": _is_approved(record, campaign)}
        print(json.dumps({**told, "quota": _plain(quotas)}, ensure_ascii=False))
    else:
        place = same_place(options)
        lines = lines_of(found, campaign, occurrence.at, longest, quotas, language, place)
        print("\n".join((next(lines), _version(record, campaign, language), *lines)))
    return _SOMEBODY if found.reached else _NOBODY


def _version(record: CampaignRecord, campaign: Campaign, language: str) -> str:
    said = Said.APPROVED if _is_approved(record, campaign) else Said.UNAPPROVED
    return block("  ", said.spoken(language, version=short(campaign.version)))


def _known(desk: Desk, record: CampaignRecord, language: str) -> Campaign:
    """As the published files have it; what was approved runs on without its file."""
    if record.campaign in desk.book.campaigns(desk.brand):
        return desk.campaign(record.campaign, language)
    return desk.running(record) or desk.campaign(record.campaign, language)


def _is_approved(record: CampaignRecord, campaign: Campaign) -> bool:
    """Whether this very version is what goes out."""
    return record.goes_on and any(one.version == campaign.version for one in record.approvals)


def _meant(
    desk: Desk, record: CampaignRecord, published: Campaign, at: datetime | None
) -> tuple[Campaign, Occurrence]:
    """The next firing if what is published is approved, and the campaign as that firing has it.

    At another moment the published one's step that is next, as if it fell due then; after an entry
    for those who entered as long before that moment as the step says.
    """
    now = desk.where.now()
    record = if_approved(record, now, desk.book)
    due = next(iter(desk.upcoming(record, now, 1)), None)
    if at is not None:
        at = at if at.tzinfo else moment_of(at, published.zone)
        if at < now.replace(second=0, microsecond=0):
            raise refusal(_GONE_BY.format(at=f"{wall_of(at, published.zone):%Y-%m-%d %H:%M}"))
        is_same = due is not None and due.approval.version == published.version
        step = due.occurrence.step if due and is_same else published.steps[0].id
        name = f"{step}@{at.isoformat()}"
        return published, Occurrence(published.id, step, at, name, *_entered(published, step, at))
    if due is None:
        name = published.id
        told = f"「{name}」以後不會再發 · {name} speaks no more; give another --at"
        raise refusal(told)
    return campaign_of(record, due.approval.pack, desk.book), due.occurrence


def _entered(
    campaign: Campaign, step: str, at: datetime
) -> tuple[datetime | None, datetime | None]:
    """Whom a step after an entry is for at that moment; everybody who follows, of other kinds."""
    if not isinstance(campaign.schedule, AfterEntry):
        return None, None
    firings = of_entries(campaign, at - _STEPS_COME_WITHIN, at)
    last = [one for one in firings if one.step == step][-1]
    return _later(last.entered_from, at - last.at), _later(last.entered_to, at - last.at)


def _later(moment: datetime | None, by: timedelta) -> datetime | None:
    return moment + by if moment else None


def _sight(desk: Desk, campaign: Campaign, occurrence: Occurrence) -> Sight:
    where, shelf = desk.where, desk.where.shelf()
    run = firing_of(occurrence, campaign, desk.brand)
    brands = S3Brands(*shelf.for_reader(where.now))
    clock = lambda: occurrence.at  # noqa: E731  # what is known counts as known then
    return Sight(
        Pitch(run, campaign, brands.brand(desk.brand), policy_book()),
        DynamoBrandRules(where.dynamodb, shelf.table, clock).rules(desk.brand),
        DynamoAccountFacts(where.dynamodb, shelf.table, clock),
        run.budget,
    )


def _chunks(desk: Desk, pitch: Pitch) -> Iterator[list[Recipient]]:
    """The topic's followers as a run would read them."""
    dynamodb, table = desk.where.dynamodb, desk.where.shelf().table
    recipients = DynamoRecipients(dynamodb, table)
    for contacts in pages_of(pitch, DynamoSubscribers(dynamodb, table)):
        found = recipients.read([pitch.key(key) for key in contacts], pitch.run.at)
        yield [replace(one, turn=None) for one in found]


def _quotas(found: Forecast, sight: Sight, now: datetime) -> dict[AccountKey, QuotaLeft | None]:
    """What is left of each account's quota, where its channel has one; None where nobody asked."""
    return {
        account: quota_of(sight.accounts.facts(account).quota, needs, now)
        for account, needs in found.used.items()
        if CAPABILITIES[account.channel].has_quota
    }


def _plain(quotas: Mapping[AccountKey, QuotaLeft | None]) -> dict[str, Any]:
    """Null for an account whose quota was never read."""
    return {
        f"{account.channel} {account.account}": quota and _plain_quota(quota)
        for account, quota in quotas.items()
    }


def _plain_quota(quota: QuotaLeft) -> dict[str, Any]:
    return {
        "limit": quota.read.limit,
        "used": quota.read.used,
        "left": quota.left,
        "needs": quota.needs,
        "is_short": quota.is_short,
        "ends_at": quota.ends_at.isoformat() if quota.ends_at else None,
    }
