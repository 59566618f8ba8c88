"""Every table claims an occurrence once, and lets its planner and its counters not disturb them."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW
from tests.support.campaign_rows import CampaignOffice, a_chunk, a_run, a_run_key
from tests.support.engines import RETENTION_DAYS, TableEngine, lost_answers
from towkay.domain.errors import StaleState
from towkay.domain.runs import Run, RunState, ShardProgress

LATER = NOW + timedelta(minutes=15)


@pytest.fixture
def office(table: TableEngine) -> CampaignOffice:
    return CampaignOffice(table)


def a_full_run() -> Run:
    return a_run(
        entered_from=NOW - timedelta(days=1),
        entered_to=NOW,
        owner="w-1",
        lease_until=LATER,
        budget=5_000_000,
    ).with_shard(ShardProgress(3, 2, 700, "c#3", is_read=True))


def test_an_occurrence_is_claimed_once(office: CampaignOffice) -> None:
    run = a_full_run()

    claims = [office.runs.start(one) for one in (run, replace(run, owner="w-2"), run)]

    assert claims == [True, False, False]
    assert office.runs.run(run.key) == replace(run, revision=1)


def test_an_occurrence_that_ended_is_not_claimed_again(office: CampaignOffice) -> None:
    run = a_run(state=RunState.EXPIRED)

    assert office.runs.start(run)
    assert not office.runs.start(replace(run, state=RunState.PLANNING))
    assert office.runs.open_runs("demo") == []


def test_of_an_occurrence_that_nobody_claimed_nothing_is_known(office: CampaignOffice) -> None:
    assert office.runs.run(a_run_key()) is None
    assert office.runs.runs("demo") == []
    assert office.runs.chunk(a_chunk(a_run_key()).key) is None


def test_a_run_is_moved_only_by_whoever_read_it_as_it_is(office: CampaignOffice) -> None:
    office.runs.start(a_full_run())
    run = office.runs.open_runs("demo")[0]

    moved = office.runs.move(run.with_shard(ShardProgress(0, 1, 500, "c")))

    assert moved.revision == run.revision + 1 and moved.planned == 1200
    assert office.runs.run(run.key) == moved
    with pytest.raises(StaleState):
        office.runs.move(run)
    with pytest.raises(StaleState):
        office.runs.move(a_run())


def test_what_is_counted_meanwhile_stays_counted(office: CampaignOffice) -> None:
    run = a_full_run()
    office.runs.start(run)
    read = office.runs.run(run.key)
    assert read is not None
    chunk = office.runs.put_chunk(a_chunk(run.key))

    office.runs.finish_chunk(chunk.key)
    office.runs.reserve(run.key, 1_000_000, until=LATER)
    moved = office.runs.move(replace(read, state=RunState.SENDING))

    assert (moved.finished, moved.reserved, moved.budget) == (1, 1_000_000, 5_000_000)
    assert office.runs.run(run.key) == moved


def test_open_runs_are_those_that_have_not_ended_the_oldest_first(office: CampaignOffice) -> None:
    new, old, ended = a_run(at=LATER), a_run(), a_run()
    other = a_run(a_run_key(brand="other"))
    for run in (new, old, ended, other):
        office.runs.start(run)

    office.runs.move(replace(ended, state=RunState.DONE, revision=1))

    assert [run.key for run in office.runs.open_runs("demo")] == [old.key, new.key]


def test_runs_are_listed_by_campaign_the_newest_first(office: CampaignOffice) -> None:
    moments = [NOW + timedelta(hours=number) for number in range(3)]
    runs = [a_run(at=at) for at in moments]
    another = a_run(a_run_key(campaign="tea-week-2"), at=LATER)
    for run in (*runs, another):
        office.runs.start(run)

    listed = office.runs.runs("demo", "tea-week")

    assert [run.at for run in listed] == moments[::-1]
    assert len(office.runs.runs("demo")) == 4


def test_money_is_set_aside_while_there_is_some(office: CampaignOffice) -> None:
    run = a_run(budget=5)
    office.runs.start(run)

    answers = [office.runs.reserve(run.key, sum_, until=LATER) for sum_ in (3, 3, 2, 1)]

    assert answers == [True, False, True, False]
    stored = office.runs.run(run.key)
    assert stored is not None and stored.reserved == 5


def test_what_was_set_aside_is_told_until_somebody_accounts_for_it(office: CampaignOffice) -> None:
    run = a_run(budget=10)
    office.runs.start(run)
    later = LATER + timedelta(minutes=1)
    office.runs.reserve(run.key, 6, until=LATER)
    office.runs.reserve(run.key, 3, until=later)
    held = office.runs.run(run.key)
    assert held is not None and (held.left, held.aside, held.aside_until) == (1, 9, later)

    office.runs.account_for(run.key, 6, unspent=4)

    stored = office.runs.run(run.key)
    assert stored is not None and (stored.left, stored.aside) == (5, 3)


def test_a_sum_is_set_aside_once_though_its_answer_is_lost(threaded_table: TableEngine) -> None:
    """moto knows a repeated transaction by nothing, and counts it twice."""
    office = CampaignOffice(threaded_table)
    run = a_run(budget=10)
    office.runs.start(run)

    with lost_answers(threaded_table, "TransactWriteItems") as tries:
        assert office.runs.reserve(run.key, 3, until=LATER)
        office.runs.account_for(run.key, 3, unspent=1)

    stored = office.runs.run(run.key)
    assert stored is not None and (stored.left, stored.aside) == (8, 0)
    assert threaded_table.client is None or tries == ["TransactWriteItems"] * 4


def test_a_move_whose_answer_is_lost_is_still_ones_own(table: TableEngine) -> None:
    office = CampaignOffice(table)
    run = a_full_run()
    office.runs.start(run)

    with lost_answers(table, "UpdateItem"):
        moved = office.runs.move(replace(run, owner="w-7", revision=1))

    assert (moved.owner, moved.revision) == ("w-7", 2)
    assert office.runs.run(run.key) == moved


def test_where_there_is_no_budget_there_is_nothing_to_account_for(office: CampaignOffice) -> None:
    run = a_run()
    office.runs.start(run)

    for key in (run.key, a_run_key()):
        office.runs.account_for(key, 1, unspent=1)

    assert office.runs.run(run.key) == replace(run, revision=1)
    assert office.runs.run(a_run_key()) is None


def test_a_budget_of_nothing_allows_nothing_and_none_at_all_everything(
    office: CampaignOffice,
) -> None:
    poor, free = a_run(budget=0), a_run()
    for run in (poor, free):
        office.runs.start(run)

    assert not office.runs.reserve(poor.key, 1, until=LATER)
    assert office.runs.reserve(free.key, 10**15, until=LATER)
    assert not office.runs.reserve(a_run_key(), 1, until=LATER)


def test_a_chunk_once_stored_stays_as_it_was(office: CampaignOffice) -> None:
    run = a_run_key(occurrence="a#b")
    first = a_chunk(run, 15, 3, is_last=True)

    stored = [office.runs.put_chunk(one) for one in (first, a_chunk(run, 15, 3))]

    assert stored == [first, first]
    assert office.runs.chunk(first.key) == first


def test_the_chunks_of_a_run_are_told_in_order_and_no_others(office: CampaignOffice) -> None:
    run, other = a_run_key(), a_run_key()
    places = [(0, 0), (0, 2), (0, 10), (2, 0), (11, 1)]
    for shard, number in reversed(places):
        office.runs.put_chunk(a_chunk(run, shard, number))
    office.runs.put_chunk(a_chunk(other))

    told = [(chunk.key.shard, chunk.key.number) for chunk in office.runs.chunks(run)]

    assert told == places


KEPT = timedelta(days=RETENTION_DAYS)


def test_a_run_past_its_expiry_is_gone_though_its_row_is_there(office: CampaignOffice) -> None:
    run = a_run()
    office.runs.start(run)

    office.clock.now = run.started_at + KEPT

    assert office.runs.run(run.key) is None
    assert (office.runs.runs("demo"), office.runs.open_runs("demo")) == ([], [])
    again = replace(run, started_at=office.clock.now)
    assert office.runs.start(again)
    assert office.runs.run(run.key) == replace(again, revision=1)


def test_a_chunk_past_its_expiry_is_gone_though_its_row_is_there(office: CampaignOffice) -> None:
    run = a_run_key()
    first, second = (a_chunk(run, is_last=is_last) for is_last in (False, True))
    office.runs.put_chunk(first)

    office.clock.now += KEPT

    assert office.runs.chunk(first.key) is None
    assert list(office.runs.chunks(run)) == []
    assert office.runs.put_chunk(second) == second == office.runs.chunk(first.key)


def test_a_chunk_is_done_once_and_counted_once(office: CampaignOffice) -> None:
    run = a_run()
    office.runs.start(run)
    one, two = (office.runs.put_chunk(a_chunk(run.key, number=n)).key for n in range(2))

    answers = [office.runs.finish_chunk(key) for key in (one, one, two, one)]

    stored, chunk = office.runs.run(run.key), office.runs.chunk(one)
    assert answers == [True, False, True, False]
    assert stored is not None and stored.finished == 2
    assert chunk is not None and chunk.is_done
    assert not office.runs.finish_chunk(a_chunk(run.key, number=7).key)


def test_of_planners_at_the_same_moment_one_claims(threaded_table: TableEngine) -> None:
    office = CampaignOffice(threaded_table)
    run, claims = a_run(), []

    def claim(number: int) -> None:
        claims.append(office.runs.start(replace(run, owner=f"w-{number}")))

    threads = [threading.Thread(target=claim, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(claims) == [False] * 7 + [True]
