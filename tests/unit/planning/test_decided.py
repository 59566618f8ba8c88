"""What people decide of a campaign reaches its runs, whether or not a tick saw it happen."""

from datetime import timedelta

import pytest

from tests.support.planning import AT, MINUTE, Bureau, a_campaign
from towkay.adapters.memory.campaigns import MemoryRuns
from towkay.domain.campaigns import CampaignState
from towkay.domain.channels import ContactKey
from towkay.domain.runs import RunState


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


def paused_run(bureau: Bureau) -> list[ContactKey]:
    bureau.approve(a_campaign())
    people = bureau.follow(4_000)
    steps = iter(range(1_000))
    bureau.tick(AT, has_time=lambda: next(steps) < 9)
    bureau.decide(CampaignState.PAUSED, AT + timedelta(seconds=30))
    bureau.asks()  # the workers drop them
    return people


def test_what_is_paused_is_neither_read_on_nor_asked_for(bureau: Bureau) -> None:
    paused_run(bureau)
    before = bureau.run()

    told = bureau.tick(AT + MINUTE)

    assert (told.planned, bureau.asks(), bureau.run()) == (0, [], before)


def test_what_is_resumed_is_asked_for_again_as_far_as_it_is_not_done(bureau: Bureau) -> None:
    people = paused_run(bureau)
    first, *rest = bureau.rows.chunks[bureau.run().key]
    MemoryRuns(bureau.rows).finish_chunk(first)
    bureau.decide(CampaignState.APPROVED, AT + timedelta(seconds=50))

    bureau.tick(AT + MINUTE)

    asked = {ask.chunk for ask in bureau.asks()}
    assert first not in asked and set(rest) <= asked
    assert asked | {first} == set(bureau.rows.chunks[bureau.run().key])
    assert set(bureau.chunked()) == set(people)


def test_a_pause_that_no_tick_saw_is_made_up_for_all_the_same(bureau: Bureau) -> None:
    bureau.approve(a_campaign())
    bureau.follow(100)
    bureau.tick(AT)
    bureau.asks()  # dropped while it was paused, between two ticks
    bureau.decide(CampaignState.PAUSED, AT + timedelta(seconds=10))
    bureau.decide(CampaignState.APPROVED, AT + timedelta(seconds=40))

    bureau.tick(AT + MINUTE)
    bureau.work()

    assert bureau.tick(AT + 2 * MINUTE).ended != []


def test_what_is_cancelled_reads_nobody_else_and_brings_the_rest_before_the_door(
    bureau: Bureau,
) -> None:
    paused_run(bureau)
    planned = len(bureau.chunked())
    bureau.decide(CampaignState.CANCELLED, AT + timedelta(seconds=50))

    bureau.tick(AT + MINUTE)
    asked = bureau.asks()
    for ask in asked:
        MemoryRuns(bureau.rows).finish_chunk(ask.chunk)
    ended = bureau.tick(AT + 2 * MINUTE).ended

    assert {ask.chunk for ask in asked} == set(bureau.rows.chunks[ended[0].key])
    assert [(run.state, run.planned) for run in ended] == [(RunState.CANCELLED, planned)]
