"""What comes of writing one campaign anew into the brand's pack?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from towkay.domain.brand_rules import BrandRules
from towkay.domain.calendar.days import DayBook
from towkay.domain.calendar.occurrences import CronTimes
from towkay.domain.campaigns import Campaign
from towkay.domain.policy.rules import PolicyBook


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a campaign is compared with: the pack's own others, days and rules, policy, and now."""

    published: Mapping[str, Campaign]
    days: DayBook
    rules: BrandRules
    book: PolicyBook
    cron: CronTimes
    now: datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """A mistake or a note: where, why and what to do, in zh-TW and en."""

    kind: str
    file: str
    line: int
    reason: Mapping[str, str]
    remedy: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EditedPack:
    """The pack with the campaign in it, by its content's name; `before` is the version it had."""

    body: bytes
    name: str
    campaign: Campaign
    before: str
    notes: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class UnfitCampaign:
    """Why it was not written: every mistake at once."""

    mistakes: tuple[Remark, ...]
    notes: tuple[Remark, ...] = ()
