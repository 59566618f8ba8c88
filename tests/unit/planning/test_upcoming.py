"""What people are shown as coming next is what is claimed when its time has come."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.builders import NOW
from tests.support.planning import AT, MINUTE, Bureau, a_campaign, a_step
from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.memory.campaigns import MemoryCampaignRecords, MemoryRuns
from towkay.domain.calendar.approved import Due
from towkay.domain.campaigns import CampaignRecord, CampaignState
from towkay.domain.schedules import AfterEntry, Once, Repeated, StepTime
from towkay.usecases.look_at_campaigns import Campaigns, look_at
from towkay.usecases.upcoming import if_approved, upcoming

COURSE = (a_step("hello", StepTime(0)), a_step("gift", StepTime(3_600)))
NIGHTLY = (a_step("first", StepTime(0, "20:00")), a_step("later", StepTime(86_400, "20:00")))


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


def ahead(bureau: Bureau, record: CampaignRecord, now: datetime, most: int = 8) -> list[Due]:
    return upcoming(record, now, most, book=bureau.book, cron=CronsimCalendar())


def names(found: list[Due]) -> list[str]:
    return [due.occurrence.name for due in found]


@pytest.mark.parametrize("steps", [COURSE, NIGHTLY], ids=["slots", "evenings"])
def test_what_is_shown_is_what_is_claimed_also_after_a_second_approval(
    bureau: Bureau, steps: tuple[object, ...]
) -> None:
    course = a_campaign(schedule=AfterEntry(), steps=steps)
    bureau.approve(course, at=NOW - timedelta(days=2))
    bureau.approve(replace(course, version="v2"), at=NOW, pack="p2")
    bureau.rows.records["demo", "spring"] = replace(bureau.record(), planned_until=NOW)
    shown = ahead(bureau, bureau.record(), NOW)

    at = NOW
    while at < shown[-1].occurrence.at:
        at += 5 * MINUTE
        bureau.tick(at)

    runs = {run.key.occurrence: run for run in bureau.runs()}
    assert any("~1" in name for name in names(shown)) and any(
        "~" not in one for one in names(shown)
    )
    assert set(names(shown)) <= set(runs)
    for due in shown:
        run = runs[due.occurrence.name]
        assert (run.at, run.pack) == (due.occurrence.at, due.approval.pack)
        span = (due.occurrence.entered_from, due.occurrence.entered_to)
        assert (run.entered_from, run.entered_to) == span


def test_whoever_looks_from_outside_is_shown_the_same(bureau: Bureau) -> None:
    course = a_campaign(schedule=AfterEntry(), steps=COURSE)
    bureau.approve(course, at=NOW - timedelta(days=2))
    bureau.approve(replace(course, version="v2"), at=NOW, pack="p2")
    records, runs = MemoryCampaignRecords(bureau.rows), MemoryRuns(bureau.rows)

    sight = look_at("demo", "spring", NOW, Campaigns(bureau.book, records, runs, CronsimCalendar()))

    assert sight is not None
    shown = [due.occurrence for due in ahead(bureau, bureau.record(), NOW)]
    assert list(sight.upcoming) == shown[: len(sight.upcoming)] != []


def test_a_draft_is_told_as_if_it_was_approved_now(bureau: Bureau) -> None:
    bureau.book.publish("demo", "p1", [a_campaign(schedule=Repeated("0 12 * * *"))])
    draft = CampaignRecord("demo", "spring")

    assert names(ahead(bureau, draft, NOW, 2)) == [
        "only@2026-11-22T12:00",
        "only@2026-11-23T12:00",
    ]


def test_a_sequence_that_is_a_draft_has_nobody_who_entered_before(bureau: Bureau) -> None:
    bureau.book.publish("demo", "p1", [a_campaign(schedule=AfterEntry(), steps=COURSE)])

    found = ahead(bureau, CampaignRecord("demo", "spring"), NOW)

    assert all(due.occurrence.entered_from >= NOW for due in found if due.occurrence.entered_from)
    assert names(found)[0].startswith("hello@")


def test_a_past_moment_and_a_cancelled_campaign_have_nothing_to_come(bureau: Bureau) -> None:
    bureau.book.publish("demo", "p1", [a_campaign(schedule=Once("2026-11-22T10:00"))])
    assert ahead(bureau, CampaignRecord("demo", "spring"), NOW) == []

    bureau.approve(a_campaign(schedule=Repeated("0 12 * * *")))
    cancelled = replace(bureau.record(), state=CampaignState.CANCELLED, cancelled_at=NOW)
    assert ahead(bureau, cancelled, NOW) == []


def test_a_paused_campaign_is_told_as_if_it_went_on(bureau: Bureau) -> None:
    bureau.approve(a_campaign())
    paused = replace(bureau.record(), state=CampaignState.PAUSED)

    assert names(ahead(bureau, paused, NOW)) == ["only@2026-11-22T12:00"]
    assert if_approved(paused, NOW, bureau.book) == paused


def test_an_edit_that_waits_for_approval_is_looked_at_as_if_it_had_it(bureau: Bureau) -> None:
    bureau.approve(a_campaign())
    later = a_campaign(version="v2", schedule=Once("2026-11-22T15:00"))
    bureau.book.publish("demo", "p2", [later])

    (due,) = ahead(bureau, if_approved(bureau.record(), NOW, bureau.book), NOW)

    assert (due.occurrence.at, due.approval.pack) == (AT + timedelta(hours=3), "p2")
