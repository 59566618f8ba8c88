"""A campaign stands in a pack as it was compiled, under the name of its content."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given

from tests.support.campaigns import a_campaign, a_step
from tests.support.pack_engines import a_pack
from tests.unit.campaigns.test_membership import RULES
from tests.unit.campaigns.test_personal import EVERY_KIND
from towkay.adapters.campaigns_json import PackedCampaigns, load_campaigns
from towkay.domain.audiences import AudienceRule
from towkay.domain.campaigns import Budget, Campaign, Said, Step, Variant
from towkay.domain.messages import CouponOffer, Purpose
from towkay.domain.offers import Coupon
from towkay.domain.schedules import (
    AfterEntry,
    AfterSilence,
    Countdown,
    DayRule,
    LeapDay,
    Once,
    OnDate,
    OnHoliday,
    Repeated,
    Schedule,
    StepTime,
)
from towkay.packs.campaign_plain import versioned

ENDS = CouponOffer(Coupon("a", "b", ends_at=datetime(2026, 12, 31, 15, 59, tzinfo=UTC)))
SCHEDULES: list[Schedule] = [
    Once("2026-12-01T10:00"),
    Repeated("0 10 * * 1", DayRule.WORKDAYS),
    OnDate("born", "10:00", 3, LeapDay.AFTER),
    OnHoliday("mid_autumn", "10:00", 14),
    AfterEntry(),
    AfterSilence((30, 60), "19:30"),
    Countdown("2026-12-31T23:59"),
]


def back(campaign: Campaign) -> Campaign:
    return load_campaigns(a_pack(campaigns=[campaign])).campaigns[campaign.id]


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda one: type(one).__name__)
def test_every_schedule_comes_back(schedule: Schedule) -> None:
    campaign = a_campaign(schedule, a_step(time=StepTime(259_200, "19:30")))

    assert back(campaign) == campaign


@given(RULES)
def test_every_audience_comes_back(rule: AudienceRule) -> None:
    campaign = replace(a_campaign(SCHEDULES[0]), audience=rule)

    assert back(campaign) == campaign


def test_all_that_is_said_and_every_number_comes_back() -> None:
    said = (Said("zh-TW", (*EVERY_KIND, ENDS)), Said("en", EVERY_KIND[:1], "line"))
    campaign = replace(
        a_campaign(SCHEDULES[0], Step("one", (Variant("a", 30, said), Variant("b", 70, said)))),
        purpose=Purpose.SERVICE,
        grace_s=0,
        holdout=0,
        budget=Budget("1200.50", "TWD"),
        priority=-3,
        skips_quiet=True,
    )

    assert back(campaign) == campaign


def test_a_version_names_the_content_and_nothing_else() -> None:
    plain = versioned(a_campaign(SCHEDULES[0]))
    renamed = versioned(replace(plain, name="別的名字"))

    assert versioned(replace(plain, version="another")) == plain
    assert len(plain.version) == 12 and renamed.version != plain.version


def test_a_pack_from_before_there_were_campaigns_has_none() -> None:
    pack = json.loads(a_pack())
    del pack["campaigns"], pack["days"]

    assert load_campaigns(json.dumps(pack).encode()) == PackedCampaigns({})
