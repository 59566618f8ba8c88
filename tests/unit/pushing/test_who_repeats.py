"""One of those in an unclear call asks for all, ever later; the others wait for the answer."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.support.pushes import RULES, PushBench
from tests.unit.pushing.test_repetitions import PEOPLE, left_open, looked_at, row, states
from towkay.adapters.memory.followers import MemorySubscribers
from towkay.domain.batches import BatchState
from towkay.domain.brand_rules import QuietHours
from towkay.domain.contacts import Handover, HandoverState
from towkay.domain.health import Trouble, account_of
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.sends import SendState

UNKNOWN = Outcome(Verdict.UNKNOWN, code="http-500")
REFUSED = Outcome(Verdict.REFUSED, Refusal.CREDENTIALS, code="http-401")


def minutes_pass(bench: PushBench, minutes: int) -> None:
    for _ in range(minutes):
        looked_at(bench)
        bench.now += timedelta(minutes=1)


def with_staff(bench: PushBench, who: Any, minutes: int) -> None:
    until = bench.now + timedelta(minutes=minutes)
    since = bench.now - timedelta(minutes=1)
    bench.change(who, handover=Handover(HandoverState.HELD, "elsewhere", since, until))


def test_while_nobody_knows_one_of_them_asks_for_all_ever_later(monkeypatch: Any) -> None:
    bench = left_open()
    bench.answers_to_many = [UNKNOWN] * 99
    reads: list[int] = []
    contacts = MemorySubscribers.contacts

    def counted(self: MemorySubscribers, keys: Any) -> Any:
        reads.append(len(keys))
        return contacts(self, keys)

    monkeypatch.setattr(MemorySubscribers, "contacts", counted)
    minutes_pass(bench, 64)

    assert len(bench.casts) == 7, "after 0, 1, 3, 7, 15, 31 and 63 minutes"
    assert reads == [len(PEOPLE)] * 7
    assert states(bench) == {SendState.READY}
    assert {bench.send(key).reason for key in PEOPLE} == {"asked_again"}
    assert all(bench.send(key).ambiguous for key in PEOPLE)


def test_the_longest_wait_is_half_an_hour_and_the_answer_reaches_all() -> None:
    bench = left_open()
    bench.answers_to_many = [UNKNOWN] * 20
    minutes_pass(bench, 10 * 60)
    assert len(bench.casts) < 30

    bench.answers_to_many = []
    minutes_pass(bench, 65)

    assert states(bench) == {SendState.SENT}
    assert {bench.send(key).reason for key in PEOPLE} == {""}


def test_two_who_find_it_at_the_same_moment_make_one_call() -> None:
    bench = left_open()
    bench.answers_to_many = [UNKNOWN] * 9

    def another_comes() -> None:
        bench.on_call = lambda: None
        looked_at(bench)

    bench.on_call = another_comes
    looked_at(bench)

    assert len(bench.casts) == 1


def test_a_stopped_account_is_told_of_and_asked_by_no_repetition_meanwhile() -> None:
    bench = left_open()
    bench.answers_to_many = [REFUSED] * 99

    minutes_pass(bench, 30)

    health = bench.accounts.read(account_of(PEOPLE[0]))
    assert (health.trouble, health.strikes) == (Trouble.CREDENTIALS, len(bench.casts))
    assert len(bench.casts) <= 6
    assert states(bench) == {SendState.READY}


def test_once_the_account_is_well_the_repetition_finds_it_out() -> None:
    bench = left_open()
    bench.answers_to_many = [REFUSED]

    minutes_pass(bench, 5)

    assert bench.accounts.read(account_of(PEOPLE[0])).trouble is None
    assert (len(bench.casts), states(bench)) == (2, {SendState.SENT})


def test_a_slow_look_at_everybody_leaves_no_call_that_nobody_could_store(monkeypatch: Any) -> None:
    bench = left_open()
    contacts = MemorySubscribers.contacts

    def slowly(self: MemorySubscribers, keys: Any) -> Any:
        bench.now += timedelta(seconds=8)
        return contacts(self, keys)

    monkeypatch.setattr(MemorySubscribers, "contacts", slowly)
    looked_at(bench)

    assert bench.casts == []


def test_who_is_with_staff_is_waited_for_as_a_night_is() -> None:
    bench = left_open()
    with_staff(bench, PEOPLE[2], 10)

    looked_at(bench)
    assert (bench.casts, states(bench)) == ([], {SendState.READY})
    assert bench.send(PEOPLE[2]).reason == "human_holds"
    minutes_pass(bench, 12)

    assert (len(bench.casts), states(bench)) == (1, {SendState.SENT})


def test_staff_who_leave_sooner_than_their_hold_says_are_not_waited_for_until_its_end() -> None:
    bench = left_open()
    with_staff(bench, PEOPLE[2], 12 * 60)
    looked_at(bench)
    assert states(bench) == {SendState.READY}

    bench.change(PEOPLE[2], handover=None)
    minutes_pass(bench, 31)

    assert (len(bench.casts), states(bench)) == (1, {SendState.SENT})


def test_staff_who_stay_for_as_long_as_its_key_is_good_are_not_waited_for_any_more() -> None:
    bench = left_open()
    with_staff(bench, PEOPLE[2], 2 * 24 * 60)

    minutes_pass(bench, 22 * 60)
    assert states(bench) == {SendState.READY}
    minutes_pass(bench, 61)

    assert (bench.casts, states(bench)) == ([], {SendState.PARKED})


def test_what_was_held_over_a_night_is_not_parked_because_of_the_night() -> None:
    bench = left_open()
    night = QuietHours("11:01", "11:30")
    bench.brand_rules.publish("demo", replace(RULES, quiet_hours=night))
    looked_at(bench)
    bench.now += timedelta(hours=30)

    looked_at(bench)

    told = {(bench.send(key).state, bench.send(key).reason) for key in PEOPLE}
    assert told == {(SendState.PARKED, "no_evidence")}
    assert row(bench).state is BatchState.UNCLEAR


def test_who_is_told_alone_after_a_wait_waits_no_more() -> None:
    bench = left_open()
    bench.answers_to_many = [UNKNOWN]
    looked_at(bench)
    bench.batch_rows.rows[row(bench).key] = replace(row(bench), state=BatchState.UNSENT)
    bench.now += timedelta(minutes=2)
    looked_at(bench)

    assert (len(bench.calls), states(bench)) == (len(PEOPLE), {SendState.SENT})
