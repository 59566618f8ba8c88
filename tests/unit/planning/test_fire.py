"""An occurrence is claimed once, by whoever comes first and as it was approved, late or never."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW
from tests.support.planning import AT, LONG_AGO, MINUTE, Bureau, a_campaign, a_step
from towkay.adapters.callsites import CallSite
from towkay.domain.campaigns import Budget, CampaignState
from towkay.domain.runs import SHARDS, RunState
from towkay.domain.schedules import AfterEntry, Once, Repeated, StepTime

DAILY = Repeated("0 12 * * *")
SOON = AfterEntry()
DAY = timedelta(days=1)


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


def occurrences(bureau: Bureau) -> list[str]:
    return [run.key.occurrence for run in bureau.runs()]


def test_nothing_begins_before_its_time_and_all_of_it_at_its_time(bureau: Bureau) -> None:
    bureau.approve(a_campaign())

    before, at = bureau.tick(AT - MINUTE), bureau.tick(AT)

    assert before.claimed == []
    assert [run.key.occurrence for run in at.claimed] == ["only@2026-11-22T12:00"]
    assert (at.claimed[0].at, at.claimed[0].expires_at) == (AT, AT + timedelta(hours=2))


def test_an_occurrence_fired_three_times_is_one_run(bureau: Bureau) -> None:
    bureau.approve(a_campaign())
    bureau.follow(3)

    ticks = [bureau.tick(AT) for _ in range(3)]

    assert [len(told.claimed) for told in ticks] == [1, 0, 0]
    assert set(bureau.chunked().values()) == {1}


@pytest.mark.parametrize("lost", ["the record's move", "nothing"])
def test_a_claim_is_not_made_again_although_nobody_noted_it(bureau: Bureau, lost: str) -> None:
    bureau.approve(a_campaign(schedule=DAILY))
    before = bureau.record()
    bureau.tick(AT)
    if lost != "nothing":
        stored = bureau.record()
        place = ("demo", "spring")
        bureau.rows.records[place] = replace(before, revision=stored.revision)

    told = bureau.tick(AT + MINUTE)

    assert told.claimed == [] and len(bureau.runs()) == 1


@pytest.mark.parametrize(
    ("outage", "state"),
    [
        (timedelta(hours=1), RunState.DONE),
        (timedelta(hours=2), RunState.DONE),
        (timedelta(hours=2, minutes=1), RunState.EXPIRED),
        (timedelta(hours=12), RunState.EXPIRED),
        (timedelta(hours=30), RunState.EXPIRED),
    ],
)
def test_late_within_its_grace_it_starts_and_beyond_it_nobody_is_asked(
    bureau: Bureau, outage: timedelta, state: RunState
) -> None:
    bureau.approve(a_campaign())
    bureau.follow(5)
    bureau.tick(AT - MINUTE)

    bureau.tick(AT + outage)
    bureau.work()
    bureau.tick(AT + outage + MINUTE)

    assert bureau.run().state is state
    assert len(bureau.chunked()) == (0 if state is RunState.EXPIRED else 5)


def test_days_that_nobody_looked_at_are_each_accounted_for(bureau: Bureau) -> None:
    bureau.approve(a_campaign(schedule=DAILY))
    bureau.tick(AT)

    bureau.tick(AT + 3 * DAY + MINUTE)

    states = [run.state for run in bureau.runs()]
    assert states == [RunState.DONE, *[RunState.EXPIRED] * 2, RunState.DONE]


def test_what_came_due_in_a_long_outage_is_claimed_bit_by_bit_and_each_once(
    bureau: Bureau,
) -> None:
    bureau.approve(a_campaign(schedule=Repeated("* * * * *")), at=AT)
    after = AT + timedelta(hours=30)

    claimed = [len(bureau.tick(after + number * MINUTE).claimed) for number in range(5)]

    assert max(claimed) <= 500 and sum(claimed) == len(bureau.runs()) == 30 * 60 + 4
    moments = [run.at for run in bureau.runs()]
    assert moments == [AT + (number + 1) * MINUTE for number in range(len(moments))]


@pytest.mark.parametrize(
    "state", [CampaignState.DRAFT, CampaignState.PAUSED, CampaignState.CANCELLED]
)
def test_only_what_is_approved_begins(bureau: Bureau, state: CampaignState) -> None:
    bureau.approve(a_campaign())
    bureau.decide(state, NOW)

    assert bureau.tick(AT).claimed == []


def test_a_past_moment_never_fires(bureau: Bureau) -> None:
    bureau.approve(a_campaign(schedule=Once("2026-11-22T10:00")), at=NOW)

    for minute in range(5):
        assert bureau.tick(NOW + minute * MINUTE).claimed == []


def test_what_was_approved_runs_until_something_else_is_approved(bureau: Bureau) -> None:
    bureau.approve(a_campaign(schedule=DAILY))
    bureau.tick(AT)
    edited = a_campaign(schedule=Repeated("0 15 * * *"), version="v2")
    bureau.approve(edited, at=AT + timedelta(hours=1), pack="p2")

    bureau.tick(AT + timedelta(hours=3))
    bureau.tick(AT + DAY + timedelta(hours=3))

    assert [(run.at.hour, run.version, run.pack) for run in bureau.runs()] == [
        (4, "v1", "p1"),
        (7, "v2", "p2"),
        (7, "v2", "p2"),
    ]


def test_a_pack_published_but_not_approved_changes_nothing(bureau: Bureau) -> None:
    bureau.approve(a_campaign())
    bureau.book.publish("demo", "p2", [a_campaign(version="v2", schedule=Once("2026-11-22T11:30"))])

    assert bureau.tick(AT - 10 * MINUTE).claimed == []
    assert bureau.tick(AT).claimed[0].pack == "p1"


def test_whoever_entered_a_sequence_before_an_edit_goes_on_as_it_was(bureau: Bureau) -> None:
    steps = (a_step("day-1", StepTime(86_400)),)
    bureau.approve(a_campaign(schedule=SOON, steps=steps))
    edited_at = AT + 7 * MINUTE
    early, late = bureau.follow(1, at=AT + 5 * MINUTE), bureau.follow(1, at=AT + 9 * MINUTE)
    bureau.approve(a_campaign(schedule=SOON, steps=steps, version="v2"), at=edited_at, pack="p2")

    for quarter in range(4 * 26):
        bureau.tick(AT + quarter * timedelta(minutes=15))

    held = [
        (contact, run.version)
        for run in bureau.runs()
        for chunk in bureau.rows.chunks.get(run.key, {}).values()
        for contact in chunk.contacts
    ]
    assert sorted(held) == sorted([(early[0], "v1"), (late[0], "v2")])


def test_whoever_agreed_before_a_sequence_was_approved_is_not_in_it(bureau: Bureau) -> None:
    steps = (a_step("day-1", StepTime(86_400)),)
    bureau.follow(1, at=AT - MINUTE)
    inside = bureau.follow(1, at=AT + MINUTE)
    bureau.approve(a_campaign(schedule=SOON, steps=steps), at=AT)

    for quarter in range(4 * 26):
        bureau.tick(AT + quarter * timedelta(minutes=15))

    assert set(bureau.chunked()) == set(inside)


def test_a_budget_is_kept_in_millionths(bureau: Bureau) -> None:
    bureau.approve(a_campaign(budget=Budget("1234.5678", "TWD")))

    (run,) = bureau.tick(AT).claimed

    assert (run.budget, run.currency) == (1_234_567_800, "TWD")


def test_one_campaign_that_cannot_be_planned_holds_up_no_other(bureau: Bureau) -> None:
    unreadable = a_campaign(id="bad", schedule=Repeated("every day"))
    nowhere = a_campaign(id="nowhere", zone="Asia/Atlantis")
    for number, campaign in enumerate((unreadable, nowhere, a_campaign())):
        bureau.approve(campaign, pack=f"p{number}")
    bureau.approve(a_campaign(id="lost"), pack="p9")
    bureau.book.publish("demo", "p9", [])

    told = bureau.tick(AT)

    assert [run.key.campaign for run in told.claimed] == ["spring"]
    assert {trouble.campaign for trouble in told.troubles} == {"bad", "nowhere", "lost"}


def test_a_campaign_with_nothing_due_is_written_once_an_hour(bureau: Bureau) -> None:
    bureau.approve(a_campaign(schedule=Once("2027-01-01T10:00")), at=LONG_AGO)

    for minute in range(121):
        bureau.tick(NOW + minute * MINUTE)

    assert bureau.record().revision == 1 + 3


def test_a_slot_that_came_too_late_for_nobody_makes_no_run(bureau: Bureau) -> None:
    bureau.approve(a_campaign(schedule=SOON, steps=(a_step("hello", StepTime(0)),)), at=AT)
    bureau.follow(1, at=AT + 2 * DAY - 30 * MINUTE)

    told = bureau.tick(AT + 2 * DAY)

    assert {run.state for run in told.claimed} == {RunState.PLANNING}
    assert len(bureau.chunked()) == 1


def test_a_slot_that_came_too_late_for_somebody_is_a_run_that_says_so(bureau: Bureau) -> None:
    bureau.approve(a_campaign(schedule=SOON, steps=(a_step("hello", StepTime(0)),)), at=AT)
    bureau.follow(1, at=AT + MINUTE)

    told = bureau.tick(AT + timedelta(hours=30))

    (late,) = [run for run in told.claimed if run.state is RunState.EXPIRED]
    assert late.entered_from < AT + MINUTE <= late.entered_to  # type: ignore[operator]


def test_of_late_slots_those_with_somebody_are_found_in_few_questions(bureau: Bureau) -> None:
    bureau.approve(a_campaign(schedule=SOON, steps=(a_step("hello", StepTime(0)),)), at=AT)
    entered = [AT + timedelta(hours=hours) for hours in (1, 7, 20)]
    for number, at in enumerate(entered):
        bureau.follow(1, at=at, called=f"late-{number}-")
    asked: list[CallSite] = []

    @contextmanager
    def counting(site: CallSite) -> Iterator[None]:
        asked.append(site)
        yield

    told = bureau.tick(AT + timedelta(hours=30), counting)

    late = [run for run in told.claimed if run.state is RunState.EXPIRED]
    spans = [(run.entered_from, run.entered_to) for run in late]
    assert all(a and b and a < at <= b for at, (a, b) in zip(entered, spans, strict=True))
    # Eight halvings lead from 111 slots to one; each asks all shards of an empty half.
    assert asked.count(CallSite.FOLLOWERS_READ) < 3 * 2 * 8 * SHARDS
