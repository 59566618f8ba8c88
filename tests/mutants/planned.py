"""Faults in planning: what is due, who is in which chunk, and what people decide meanwhile."""

from tests.mutants.mutant import Mutant

_SPREAD, _TEND = "usecases/spread.py", "usecases/tend.py"
_PLANNING = "simulation/test_planning.py::"
_EVERYBODY = (
    f"{_PLANNING}test_of_a_hundred_thousand_everybody_is_in_one_chunk"
    "_though_each_page_kills_its_planner"
)
_EVERY_FAULT = f"{_PLANNING}test_every_fault_of_every_call_of_a_planner_is_survived"
_UNIT = "unit/planning/"

PLANNED = (
    Mutant(
        "an occurrence is claimed without a condition",
        "adapters/dynamodb/runs.py",
        "                **unless_there(self._clock()),\n",
        "",
        ("contract/test_runs.py::test_an_occurrence_is_claimed_once",),
    ),
    Mutant(
        "a chunk is written over the one that is there",
        "adapters/dynamodb/run_chunks.py",
        "Item=item, **unless_there(self._clock())",
        "Item=item",
        ("contract/test_runs.py::test_a_chunk_once_stored_stays_as_it_was",),
    ),
    Mutant(
        "a run's name forgets the moment",
        "domain/calendar/occurrences.py",
        "    name = f\"{step.id}@{wall.isoformat(timespec='minutes')}\"\n",
        "    name = step.id\n",
        (f"{_UNIT}test_fire.py::test_days_that_nobody_looked_at_are_each_accounted_for",),
    ),
    Mutant(
        "a stored chunk does not win",
        _SPREAD,
        "        return planning.runs.put_chunk(chunk)\n",
        "        planning.runs.put_chunk(chunk)\n        return chunk\n",
        (f"{_PLANNING}test_people_who_come_and_go_while_it_is_read_are_in_at_most_one_chunk",),
    ),
    Mutant(
        "a page on which nobody is left forgets who was stored of it",
        _SPREAD,
        "    return planning.runs.chunk(key) or chunk\n",
        "    return chunk\n",
        (_EVERY_FAULT,),
    ),
    Mutant(
        "a chunk is never asked for",
        _SPREAD,
        "        if chunk.contacts:\n            planning.queue.put([ChunkAsk(chunk.key)])\n",
        "",
        (_EVERYBODY, _EVERY_FAULT),
    ),
    Mutant(
        "whoever agrees while it is read is in the run as well",
        _SPREAD,
        "            entered_to=run.entered_to or run.at,\n",
        "            entered_to=run.entered_to,\n",
        (
            f"{_UNIT}test_spread.py::test_whoever_agrees_after_the_run_was_due_is_not_in_it",
            f"{_UNIT}test_spread.py"
            "::test_whoever_leaves_and_comes_back_while_it_is_read_is_not_in_it_twice",
        ),
    ),
    Mutant(
        "what is resumed is not asked for again",
        _TEND,
        "    if run.asked_under != record.changed_at:\n",
        "    if False:\n",
        (
            _EVERY_FAULT,
            f"{_UNIT}test_decided.py::test_a_pause_that_no_tick_saw_is_made_up_for_all_the_same",
        ),
    ),
    Mutant(
        "a run ends while chunks of it are open",
        _TEND,
        "    if run.finished < run.chunks:\n",
        "    if run.finished > run.chunks:\n",
        (f"{_UNIT}test_spread.py::test_a_run_ends_when_all_its_chunks_are_done",),
    ),
    Mutant(
        "what is beyond its grace starts all the same",
        "usecases/fire.py",
        "now <= run.expires_at",
        "True",
        (f"{_PLANNING}test_what_is_late_starts_within_its_grace_and_nothing_starts_beyond_it",),
    ),
    Mutant(
        "a sequence goes on under the newest approval for everybody",
        "domain/calendar/approved.py",
        "        entered_to = min(occurrence.entered_to, ends_at or occurrence.entered_to)\n",
        "        entered_to = occurrence.entered_to\n",
        (f"{_UNIT}test_fire.py::test_whoever_entered_a_sequence_before_an_edit_goes_on_as_it_was",),
    ),
    Mutant(
        "the planner forgets runs that another one began",
        "usecases/notify.py",
        "    own |= {run.key: run for run in planning.runs.open_runs(brand)}\n",
        "",
        (_EVERYBODY,),
    ),
    Mutant(
        "who finds no money suppresses although others have some of it",
        "adapters/campaign_watch.py",
        "                self._wait_for_others(found)\n",
        "",
        (
            "unit/pushing/test_shared_budgets.py"
            "::test_who_finds_the_rest_of_the_money_with_another_worker_waits_and_is_told",
        ),
    ),
    Mutant(
        "a new id stands among followers as if it had agreed itself",
        "domain/moving.py",
        "    return replace(one, followed_as=theirs.followed_as or former.key.user)\n",
        "    return one\n",
        (
            "unit/planning/test_whose_id_changes.py"
            "::test_between_any_two_pages_a_new_id_is_neither_read_twice_nor_missed",
        ),
    ),
    Mutant(
        "everybody in an unclear call to many asks for all of them",
        "usecases/batching.py",
        "    if not batches.hold(batch, asking):\n",
        "    if False:\n",
        (
            "unit/pushing/test_who_repeats.py"
            "::test_while_nobody_knows_one_of_them_asks_for_all_ever_later",
        ),
    ),
    Mutant(
        "what may have been stored is not paid for",
        "usecases/push_one.py",
        "    except (StaleState, TurnExists):\n        watch.unspend(",
        "    except (StaleState, TurnExists, ServiceUnavailable):\n        watch.unspend(",
        (
            "unit/pushing/test_lost_answers.py"
            "::test_a_claim_of_which_nobody_knows_whether_it_was_stored_is_paid_for",
        ),
    ),
    Mutant(
        "a call to many is made again although another in it has stopped",
        "usecases/repeating.py",
        "for key in batch.contacts)",
        "for key in [turn.key.contact])",
        (
            "unit/pushing/test_repetitions.py"
            "::test_what_somebody_in_it_has_stopped_since_is_not_called_again",
        ),
    ),
)
