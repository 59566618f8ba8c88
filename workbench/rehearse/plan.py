"""What is rehearsed: which firing of which campaign, for how many people, and what may go wrong?"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from towkay.adapters.campaigns_json import PackedCampaigns, load_campaigns
from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.memory.campaign_book import MemoryCampaignBook
from towkay.adapters.packs_json import load_pack
from towkay.adapters.policy_book import policy_book
from towkay.domain.brands import Brand
from towkay.domain.calendar.walls import moment_of
from towkay.domain.campaigns import (
    Approval,
    Budget,
    Campaign,
    CampaignRecord,
    CampaignState,
    Occurrence,
)
from towkay.domain.channels import Channel
from towkay.domain.policy.rules import PolicyBook
from towkay.domain.schedules import AfterEntry
from towkay.usecases.upcoming import upcoming
from workbench.errors import WorkbenchError
from workbench.publish import compiled
from workbench.rehearse.draws import wheel_of
from workbench.rehearse.people import People, Shop
from workbench.rehearse.traits import traits_of
from workbench.transcript import behind_name, block

_INSTANT = timedelta(microseconds=1)
_FILES = "files"  # the only pack there is
_FOLLOWED_SINCE = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Ask:
    """As the command is given it. `workers` deliver at the same time, over all processes."""

    folder: Path
    campaign: str
    subscribers: int
    seed: int
    now: datetime
    faults: bool = False
    workers: int = 40
    quota: int | None = None
    parts: int = 1

    @property
    def since(self) -> datetime:
        """After it what fires counts as still to come: all of the minute that is asked for."""
        return self.now.replace(second=0, microsecond=0) - _INSTANT


@dataclass(frozen=True, slots=True)
class Play:
    """A brand as its files have it, and the firing that is played with it."""

    ask: Ask
    brand: Brand
    packed: PackedCampaigns
    campaign: Campaign
    occurrence: Occurrence
    people: People
    part: int = 0

    @property
    def book(self) -> PolicyBook:
        """Policy; of what an account may do in a second each part has its share."""
        whole = policy_book()
        shared = (
            replace(rate, per_second=max(1, rate.per_second // self.ask.parts))
            for rate in whole.rates
        )
        return replace(whole, rates=tuple(shared))

    @property
    def quota(self) -> int | None:
        """This part's share of what is left of LINE's month."""
        return None if self.ask.quota is None else self.ask.quota // self.ask.parts

    @property
    def expires_at(self) -> datetime:
        """The end of its grace."""
        return self.occurrence.at + timedelta(seconds=self.campaign.grace_s)

    @property
    def budgeted(self) -> Campaign:
        """The campaign with this part's share of its budget."""
        budget = self.campaign.budget
        if budget is None or self.ask.parts == 1:
            return self.campaign
        share = Budget(str(float(budget.amount) / self.ask.parts), budget.currency)
        return replace(self.campaign, budget=share)


def play_of(ask: Ask, part: int = 0) -> Play:
    """Raises `WorkbenchError` for a brand with mistakes, or without such a campaign."""
    brand, packed = files_of(ask.folder)
    campaign = packed.campaigns.get(ask.campaign)
    if campaign is None:
        raise WorkbenchError(_no_such(ask.campaign, packed))
    ask = on_wall(ask, campaign.zone)
    occurrence = _next(campaign, brand.brand, packed, ask)
    people = people_of(ask, brand, [campaign], occurrence)
    return Play(ask, brand, packed, campaign, occurrence, people, part)


def _no_such(campaign: str, packed: PackedCampaigns) -> str:
    there_are = ", ".join(sorted(packed.campaigns))
    if campaign:
        chinese = f"沒有「{campaign}」這個活動；有的是：{there_are}"
        english = f"There is no campaign “{campaign}”; there are: {there_are}"
    else:
        chinese = f"要預演哪個活動？有的是：{there_are}；全部一起用 --calendar 90d"
        english = f"Which campaign? There are: {there_are}; all together with --calendar 90d"
    return f"{behind_name(chinese)}\n{block('  ', english)}"


def files_of(folder: Path) -> tuple[Brand, PackedCampaigns]:
    """A brand's. Raises `WorkbenchError` where they have mistakes, or no campaign."""
    body = compiled(folder).body
    packed = load_campaigns(body)
    if not packed.campaigns:
        raise WorkbenchError(
            f"{folder} 還沒有活動：先寫一個到 campaigns/，見 docs/campaigns.md\n"
            "  It has no campaign yet. Write one into campaigns/ first: docs/campaigns.md"
        )
    return load_pack(body), packed


def on_wall(ask: Ask, zone: str) -> Ask:
    """With the moment that is meant, where only what a clock shows in that zone was written."""
    return ask if ask.now.tzinfo else replace(ask, now=moment_of(ask.now, zone))


def people_of(ask: Ask, brand: Brand, campaigns: list[Campaign], occurrence: Occurrence) -> People:
    """Everybody has subscribed before it; of steps after an entry, in the very span it is for."""
    accounts = tuple((Channel(one.channel), one.account) for one in brand.accounts)
    topics = tuple(sorted({campaign.topic for campaign in campaigns}))
    shop = Shop(brand.brand, tuple(brand.languages), topics, traits_of(campaigns))
    until = occurrence.entered_to or occurrence.at
    since = occurrence.entered_from or until - _FOLLOWED_SINCE
    return People(shop, ask.seed, ask.subscribers, occurrence.at, since, until, wheel_of(accounts))


def _next(campaign: Campaign, brand: str, packed: PackedCampaigns, ask: Ask) -> Occurrence:
    """The next firing, as if it was approved long ago; of steps after an entry the first step's."""
    is_sequence = isinstance(campaign.schedule, AfterEntry)
    book = MemoryCampaignBook()
    meant = replace(campaign, steps=campaign.steps[:1]) if is_sequence else campaign
    book.publish(brand, _FILES, [meant], packed.days)
    approval = Approval(campaign.version, _FILES, ask.now - _FOLLOWED_SINCE, "")
    record = CampaignRecord(brand, campaign.id, CampaignState.APPROVED, (approval,))
    for due in upcoming(record, ask.since, 1, book=book, cron=CronsimCalendar()):
        return due.occurrence
    raise WorkbenchError(
        f"「{campaign.id}」以後不會再發，沒有可以預演的：用 --at 給早一點的時刻，或改它的時間。\n"
        f"  {campaign.id} speaks no more: give an earlier --at, or mend its time."
    )
