"""What is rehearsed: which firing of which campaign, for how many people, and what may go wrong?"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from towkay.adapters.campaigns_json import PackedCampaigns, load_campaigns
from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.packs_json import load_pack
from towkay.adapters.policy_book import policy_book
from towkay.domain.brands import Brand
from towkay.domain.calendar.occurrences import occurrences
from towkay.domain.campaigns import Budget, Campaign, Occurrence
from towkay.domain.channels import Channel
from towkay.domain.policy.rules import PolicyBook
from towkay.domain.schedules import AfterEntry
from workbench.errors import WorkbenchError
from workbench.publish import compiled
from workbench.rehearse.draws import wheel_of
from workbench.rehearse.people import People, Shop
from workbench.rehearse.traits import traits_of

# Near things first: most campaigns speak soon, and a holiday comes once a year.
_SPANS = tuple(timedelta(days=days) for days in (1, 9, 60, 400))
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
    body = compiled(ask.folder).body
    brand, packed = load_pack(body), load_campaigns(body)
    campaign = packed.campaigns.get(ask.campaign)
    if campaign is None:
        there_are = ", ".join(sorted(packed.campaigns)) or "-"
        raise WorkbenchError(
            f"沒有「{ask.campaign}」這個推播；有的是：{there_are}\n"
            f"  There is no campaign {ask.campaign}; there are: {there_are}"
        )
    occurrence = _next(campaign, packed, ask.now)
    people = people_of(ask, brand, [campaign], occurrence)
    return Play(ask, brand, packed, campaign, occurrence, people, part)


def people_of(ask: Ask, brand: Brand, campaigns: list[Campaign], occurrence: Occurrence) -> People:
    """Everybody has subscribed before it; of steps after an entry, in the very span it is for."""
    accounts = tuple((Channel(one.channel), one.account) for one in brand.accounts)
    topics = tuple(sorted({campaign.topic for campaign in campaigns}))
    shop = Shop(brand.brand, tuple(brand.languages), topics, traits_of(campaigns))
    until = occurrence.entered_to or occurrence.at
    since = occurrence.entered_from or until - _FOLLOWED_SINCE
    return People(shop, ask.seed, ask.subscribers, occurrence.at, since, until, wheel_of(accounts))


def _next(campaign: Campaign, packed: PackedCampaigns, now: datetime) -> Occurrence:
    """The next firing; of steps after an entry the first step's."""
    cron = CronsimCalendar().times
    for span in _SPANS:
        found = occurrences(campaign, now, now + span, cron=cron, days=packed.days)
        if isinstance(campaign.schedule, AfterEntry):
            found = [one for one in found if one.step == campaign.steps[0].id]
        if found:
            return found[0]
    raise WorkbenchError(
        f"「{campaign.id}」以後不會再發，沒有可以預演的。\n"
        f"  {campaign.id} speaks no more: there is nothing to rehearse."
    )
