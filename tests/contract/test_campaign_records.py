"""Every table keeps where a campaign stands, and lets nobody write over what they did not read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW
from tests.support.campaign_rows import CampaignOffice
from tests.support.engines import TableEngine
from towkay.domain.campaigns import Approval, CampaignRecord, CampaignState
from towkay.domain.errors import StaleState

DRAFT = CampaignRecord("demo", "tea-week")
FULL = CampaignRecord(
    "demo",
    "tea-week",
    CampaignState.APPROVED,
    (Approval("v1", "p1", NOW, "mei"), Approval("v2", "p2", NOW + timedelta(hours=1), "an")),
    NOW + timedelta(minutes=1),
    NOW,
    "mei",
)


@pytest.fixture
def office(table: TableEngine) -> CampaignOffice:
    return CampaignOffice(table)


def test_a_campaign_of_which_nobody_wrote_is_a_draft(office: CampaignOffice) -> None:
    assert office.records.record("demo", "tea-week") == DRAFT
    assert office.records.records("demo") == []
    assert office.records.brands() == []


def test_what_was_written_is_read_in_full(office: CampaignOffice) -> None:
    written = office.records.write(FULL)

    assert written == replace(FULL, revision=1)
    assert office.records.record("demo", "tea-week") == written


def test_nobody_writes_over_what_they_did_not_read(office: CampaignOffice) -> None:
    first = office.records.write(DRAFT)
    paused = office.records.write(replace(first, state=CampaignState.PAUSED))

    for stale in (DRAFT, first):
        with pytest.raises(StaleState):
            office.records.write(stale)

    assert office.records.record("demo", "tea-week") == paused
    assert paused.revision == 2


def test_each_brand_has_its_own_campaigns_whatever_they_are_called(
    office: CampaignOffice,
) -> None:
    names = [("demo", "a"), ("demo", "a#b"), ("demo", "茶 週"), ("other", "a"), ("a brand", "z")]

    for brand, campaign in names:
        office.records.write(CampaignRecord(brand, campaign))

    assert sorted(office.records.brands()) == ["a brand", "demo", "other"]
    assert {one.campaign for one in office.records.records("demo")} == {"a", "a#b", "茶 週"}
    assert [one.campaign for one in office.records.records("other")] == ["a"]
    assert office.records.records("dem") == []
