"""What people decide about a campaign, in every order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import NOW
from tests.support.campaigns import a_campaign, a_step
from towkay.adapters.campaign_watch import RememberingWatch
from towkay.adapters.memory.campaign_book import MemoryCampaignBook
from towkay.adapters.memory.campaigns import CampaignRows, MemoryCampaignRecords, MemoryRuns
from towkay.domain.calendar.approved import due_under_approvals
from towkay.domain.campaign_decisions import Act, Decided, Undecided, after_act
from towkay.domain.campaigns import Approval, Campaign, CampaignRecord, CampaignState, Occurrence
from towkay.domain.errors import StaleState
from towkay.domain.runs import Run, RunKey
from towkay.domain.schedules import Countdown, Once, Repeated, Schedule, StepTime
from towkay.usecases.decide_campaign import Order, decide_campaign

TEA = a_campaign(Once("2027-11-11T10:00"))
DRAFT = CampaignRecord("tea", "tea")
LATER = NOW + timedelta(hours=1)


def decided(campaign: Campaign | None = TEA) -> Decided:
    return Decided("May", NOW, campaign, "p1")


def after(*acts: Act) -> CampaignRecord:
    record = DRAFT
    for act in acts:
        done = after_act(act, record, decided())
        assert isinstance(done, CampaignRecord)
        record = done
    return record


def test_an_approval_pins_version_and_pack_and_is_signed() -> None:
    record = after(Act.APPROVE)
    assert record.state is CampaignState.APPROVED
    newest = record.approved()
    assert newest is not None
    assert (newest.version, newest.pack, newest.by, newest.at) == ("v1", "p1", "May", NOW)
    assert (record.changed_by, record.changed_at) == ("May", NOW)


@pytest.mark.parametrize("before", [(), (Act.APPROVE, Act.CANCEL)])
def test_nothing_is_made_up_for_that_nobody_had_approved(before: tuple[Act, ...]) -> None:
    assert after(*before, Act.APPROVE).planned_until == NOW


def test_a_new_version_leaves_what_was_planned_as_it_is() -> None:
    running = replace(after(Act.APPROVE), planned_until=LATER)
    done = after_act(Act.APPROVE, running, decided(replace(TEA, version="v2")))
    assert isinstance(done, CampaignRecord)
    assert done.planned_until == LATER
    assert [one.version for one in done.approvals] == ["v1", "v2"]


def test_a_new_version_of_what_is_paused_is_approved_and_stays_paused() -> None:
    paused = replace(after(Act.APPROVE, Act.PAUSE), planned_until=LATER)
    done = after_act(Act.APPROVE, paused, decided(replace(TEA, version="v2")))
    assert isinstance(done, CampaignRecord)
    assert done.state is CampaignState.PAUSED
    assert done.planned_until == LATER
    assert [one.version for one in done.approvals] == ["v1", "v2"]


def test_whoever_entered_before_an_approval_goes_on_under_the_one_before() -> None:
    first = after(Act.APPROVE)
    second = replace(decided(replace(TEA, version="v2")), at=LATER)
    done = after_act(Act.APPROVE, first, second)
    assert isinstance(done, CampaignRecord)
    entered = done.approved(NOW + timedelta(minutes=1))
    assert entered is not None
    assert entered.version == "v1"
    assert done.approved(NOW - timedelta(minutes=1)) is None


@pytest.mark.parametrize(
    ("before", "act", "why"),
    [
        ((), Act.PAUSE, Undecided.NOT_RUNNING),
        ((), Act.RESUME, Undecided.NOT_PAUSED),
        ((), Act.CANCEL, Undecided.NEVER_APPROVED),
        ((Act.APPROVE,), Act.APPROVE, Undecided.APPROVED_ALREADY),
        ((Act.APPROVE,), Act.RESUME, Undecided.NOT_PAUSED),
        ((Act.APPROVE, Act.PAUSE), Act.PAUSE, Undecided.NOT_RUNNING),
        ((Act.APPROVE, Act.CANCEL), Act.PAUSE, Undecided.NOT_RUNNING),
        ((Act.APPROVE, Act.CANCEL), Act.CANCEL, Undecided.CANCELLED_ALREADY),
        ((Act.APPROVE, Act.PAUSE), Act.APPROVE, Undecided.APPROVED_AND_PAUSED),
    ],
)
def test_what_makes_no_sense_is_told_and_changes_nothing(
    before: tuple[Act, ...], act: Act, why: Undecided
) -> None:
    assert after_act(act, after(*before), decided()) is why


def test_a_campaign_that_the_pack_has_not_cannot_be_approved() -> None:
    assert after_act(Act.APPROVE, DRAFT, decided(None)) is Undecided.UNKNOWN_CAMPAIGN


@given(st.lists(st.sampled_from(list(Act)), max_size=12))
def test_only_what_is_approved_is_ever_running_or_paused(acts: list[Act]) -> None:
    record = DRAFT
    for act in acts:
        done = after_act(act, record, decided())
        record = record if isinstance(done, Undecided) else done
    is_live = record.state in (CampaignState.APPROVED, CampaignState.PAUSED)
    assert not is_live or record.approvals


def test_whoever_looked_at_another_version_approves_nothing() -> None:
    book, records = MemoryCampaignBook(), MemoryCampaignRecords(CampaignRows())
    book.publish("tea", "p1", [TEA])
    order = Order(Act.APPROVE, "tea", "tea", "May", seen="v0")
    result = decide_campaign(order, now=NOW, book=book, records=records)
    assert result is Undecided.NOT_AS_SEEN
    assert records.record("tea", "tea").revision == 0


@pytest.mark.parametrize("act", list(Act))
def test_of_what_nobody_ever_published_it_is_said_that_there_is_none(act: Act) -> None:
    book, records = MemoryCampaignBook(), MemoryCampaignRecords(CampaignRows())
    book.publish("tea", "p1", [TEA])
    order = Order(act, "tea", "nosuch", "May")
    result = decide_campaign(order, now=NOW, book=book, records=records)
    assert result is Undecided.UNKNOWN_CAMPAIGN


def test_what_was_taken_out_of_the_files_can_still_be_held_and_ended() -> None:
    book, records = MemoryCampaignBook(), MemoryCampaignRecords(CampaignRows())
    book.publish("tea", "p1", [TEA])
    decide_campaign(Order(Act.APPROVE, "tea", "tea", "May"), now=NOW, book=book, records=records)
    book.publish("tea", "p2", [])
    for act in (Act.PAUSE, Act.RESUME, Act.CANCEL):
        order = Order(act, "tea", "tea", "May")
        done = decide_campaign(order, now=NOW, book=book, records=records)
        assert isinstance(done, CampaignRecord)
    order = Order(Act.CANCEL, "tea", "tea", "May")
    again = decide_campaign(order, now=NOW, book=book, records=records)
    assert again is Undecided.CANCELLED_ALREADY


def test_an_act_is_carried_out_although_the_planner_moves_the_row_meanwhile() -> None:
    rows = CampaignRows()
    book, records = MemoryCampaignBook(), _Overtaken(rows)
    book.publish("tea", "p1", [TEA])
    order = Order(Act.APPROVE, "tea", "tea", "May")
    result = decide_campaign(order, now=NOW, book=book, records=records)
    assert isinstance(result, CampaignRecord)
    assert records.record("tea", "tea").state is CampaignState.APPROVED


class _Overtaken(MemoryCampaignRecords):
    """Somebody else writes first, once."""

    overtaken = False

    def write(self, record: CampaignRecord) -> CampaignRecord:
        if not self.overtaken:
            self.overtaken = True
            raise StaleState("somebody else wrote")
        return super().write(record)


@pytest.mark.parametrize(
    ("schedule", "gone_by"),
    [
        (Once("2026-11-25T11:00"), True),  # this very minute
        (Once("2026-11-25T11:01"), False),
        (Countdown("2026-11-25T12:30"), False),
        (Countdown("2026-11-25T11:30"), True),  # its last step is an hour before
        (Repeated("0 10 1 1 *"), False),
    ],
)
def test_what_has_no_moment_left_is_not_approved(schedule: Schedule, gone_by: bool) -> None:
    steps = (
        a_step("day", time=StepTime(86_400)),
        a_step("hour", time=StepTime(3600)),
    )
    campaign = a_campaign(schedule, *(steps if isinstance(schedule, Countdown) else ()))
    at_eleven = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)

    done = after_act(Act.APPROVE, DRAFT, Decided("May", at_eleven, campaign, "p1"))

    assert (done is Undecided.GONE_BY) is gone_by
    assert gone_by or (isinstance(done, CampaignRecord) and done.approved() is not None)


def cancelled_and_approved_again() -> CampaignRecord:
    record = DRAFT
    for act, days in ((Act.APPROVE, 0), (Act.CANCEL, 2), (Act.APPROVE, 10)):
        done = after_act(act, record, replace(decided(), at=NOW + timedelta(days=days)))
        assert isinstance(done, CampaignRecord)
        record = done
    return record


def test_nobody_goes_on_with_a_sequence_that_was_cancelled() -> None:
    """Although it was approved again since: they began under what has ended."""
    record = cancelled_and_approved_again()
    entered = NOW + timedelta(days=5)

    def fires(approval: Approval, since: datetime, until: datetime) -> list[Occurrence]:
        after = timedelta(minutes=15)
        return [Occurrence("tea", "b", until, "b@then", entered - after, entered)]

    assert due_under_approvals(record, NOW + timedelta(days=11), fires) == []


@pytest.mark.parametrize(("begun", "ended"), [(1, True), (11, False)])
def test_what_was_under_way_when_it_was_cancelled_stays_ended(begun: int, ended: bool) -> None:
    rows = CampaignRows()
    runs, records = MemoryRuns(rows), MemoryCampaignRecords(rows)
    records.write(replace(cancelled_and_approved_again(), revision=0))
    key, at = RunKey("tea", "tea", "say@then"), NOW + timedelta(days=begun)
    assert runs.start(Run(key, "say", at, at + timedelta(hours=2), "v1", "p1", at))
    watch = RememberingWatch(records, runs, lambda: NOW + timedelta(days=12))
    assert watch.facts("tea", key.cause).cancelled is ended
