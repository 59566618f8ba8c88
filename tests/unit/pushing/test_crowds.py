"""Whoever is told the same shares one request, and what comes of it comes of each of them once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.pushes import LEASE, PushBench, campaign, on_line, on_messenger
from tests.support.shop import NOW
from towkay.adapters.memory.pushing import MemoryBatches
from towkay.domain.batches import Batch, BatchKey, BatchState
from towkay.domain.consent import Consent
from towkay.domain.errors import SendPostponed, ServiceUnavailable
from towkay.domain.messages import Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState
from towkay.usecases.deliver import deliver

PEOPLE = tuple(on_line(number) for number in range(6))
LOST = Outcome(Verdict.UNKNOWN, code="ReadTimeoutError")
TAKEN = Outcome(Verdict.SENT, request_id="r-1")
SHUT = SendState.SUPPRESSED


def states(bench: PushBench) -> set[SendState]:
    return {bench.send(key).state for key in bench.people}


def later(bench: PushBench) -> None:
    """The sweeper finds everybody whose lease is over, and delivery looks at each."""
    bench.now += LEASE + timedelta(seconds=1)
    for key in bench.people:
        turn = bench.turn(key)
        if turn is not None and turn.open_sends:
            try:
                list(deliver(turn.key, door=bench.door("sweep", seconds=10)))
            except SendPostponed:
                continue


def test_all_on_line_share_one_request_and_others_do_not() -> None:
    bench = PushBench((*PEOPLE, on_messenger(1)), answers_to_many=[TAKEN])

    bench.push()

    (cast,) = bench.casts
    assert set(cast.contacts) == set(PEOPLE)
    assert [call.contact for call in bench.calls] == [on_messenger(1)]
    assert (states(bench), bench.is_done) == ({SendState.SENT}, True)
    send = bench.send(PEOPLE[0])
    assert (send.provider_ids, send.request_id) == ((), "r-1")
    assert send.batch, "nobody confirms it one by one, and the send says so"


def test_each_account_and_each_language_has_its_own_request() -> None:
    other = tuple(replace(key, account="U" + "1" * 32) for key in PEOPLE[:2])
    bench = PushBench((*PEOPLE, *other))
    for key in PEOPLE[:3]:
        bench.change(key, language="en")

    bench.push()

    assert sorted(len(cast.contacts) for cast in bench.casts) == [2, 3, 3]
    assert len({cast.name for cast in bench.casts}) == 3


def test_who_is_told_something_personal_is_told_alone() -> None:
    bench = PushBench(PEOPLE, campaign=campaign(Text("{name|朋友}，新茶到了")))

    bench.push()

    assert (bench.casts, len(bench.calls)) == ([], len(PEOPLE))


def test_one_alone_is_no_crowd() -> None:
    bench = PushBench(PEOPLE[:1])

    bench.push()

    assert (bench.casts, len(bench.calls)) == ([], 1)
    assert bench.send(PEOPLE[0]).batch == ""


def test_whom_policy_forbids_is_not_in_the_request() -> None:
    bench = PushBench(PEOPLE)
    bench.change(PEOPLE[2], consent=Consent(stopped=True))

    bench.push()

    assert set(bench.casts[0].contacts) == set(PEOPLE) - {PEOPLE[2]}
    assert bench.send(PEOPLE[2]).reason == Reason.STOPPED


class _Stopping:
    """A stop of one person is stored while another is being claimed."""

    def __init__(self, bench: PushBench) -> None:
        self._bench, self._real = bench, bench.ledger
        self.begun = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def begin(self, *parts: object, **named: object) -> None:
        self._real.begin(*parts, **named)  # type: ignore[arg-type]
        self.begun += 1
        if self.begun == 1:
            self._bench.change(PEOPLE[4], consent=Consent(stopped=True))


def test_a_stop_while_the_others_are_claimed_wins() -> None:
    bench = PushBench(PEOPLE)
    bench.tools["ledger"] = _Stopping(bench)

    bench.push()

    assert PEOPLE[4] not in bench.casts[0].contacts
    assert len(bench.casts[0].contacts) == len(PEOPLE) - 1
    assert (bench.send(PEOPLE[4]).state, bench.send(PEOPLE[4]).reason) == (SHUT, Reason.STOPPED)


def test_the_row_is_stored_before_the_call_and_closed_after_it() -> None:
    bench = PushBench(PEOPLE)
    seen: list[BatchState] = []
    bench.on_call = lambda: seen.extend(row.state for row in bench.batch_rows.rows.values())

    bench.push()

    assert seen == [BatchState.OPEN]
    (row,) = bench.batch_rows.rows.values()
    assert (row.state, set(row.contacts)) == (BatchState.TAKEN, set(PEOPLE))


def test_an_unclear_answer_is_asked_for_again_with_the_same_people_and_name() -> None:
    bench = PushBench(PEOPLE, answers_to_many=[LOST, TAKEN])

    bench.push()

    assert bench.casts[0] == bench.casts[1]
    assert states(bench) == {SendState.SENT}


def test_what_stays_unclear_is_asked_for_again_whole_and_by_nobody_alone() -> None:
    bench = PushBench(PEOPLE, answers_to_many=[LOST, LOST, LOST])
    bench.push()
    assert states(bench) == {SendState.CLAIMED}

    later(bench)

    assert len(bench.casts) == 4
    assert len(set(bench.casts)) == 1, "the very same people, words and name each time"
    assert (bench.calls, states(bench)) == ([], {SendState.SENT})


def test_after_a_day_nobody_can_ask_any_more_and_everybody_is_parked() -> None:
    bench = PushBench(PEOPLE, answers_to_many=[LOST, LOST, LOST])
    bench.push()
    bench.now += timedelta(hours=23)

    later(bench)

    assert (len(bench.casts), bench.calls) == (3, [])
    assert states(bench) == {SendState.PARKED}


def test_a_no_to_a_repetition_is_no_proof_that_nobody_has_it() -> None:
    refused = Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST, code="http-400")
    bench = PushBench(PEOPLE, answers_to_many=[LOST, refused, refused])

    bench.push()

    assert bench.calls == []
    assert states(bench) == {SendState.CLAIMED}


def test_a_request_that_one_unknown_id_spoils_is_made_for_each_alone() -> None:
    refused = Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST, code="http-400")
    bench = PushBench(PEOPLE, answers_to_many=[refused], answers=[refused])

    bench.push()

    assert len(bench.calls) == len(PEOPLE)
    assert bench.send(PEOPLE[0]).state is SendState.REFUSED
    assert {bench.send(key).state for key in PEOPLE[1:]} == {SendState.SENT}


def test_the_rest_of_a_month_is_for_as_many_as_it_lasts_and_then_nobody_is_called() -> None:
    full = Outcome(Verdict.CAPPED, Refusal.QUOTA, code="http-429")
    bench = PushBench(PEOPLE, answers_to_many=[full], answers=[TAKEN, TAKEN, full])

    bench.push()

    reasons = [bench.send(key).reason for key in PEOPLE]
    assert reasons == ["", ""] + [Reason.CHANNEL_CAP] * 4
    assert len(bench.calls) == 3, "the first no is enough"
    for key in PEOPLE[2:]:
        person = bench.table.contacts[key].person_name
        assert bench.table.history("demo", person).entries == (), "nobody saw it: no cap counts it"


def test_too_fast_is_said_to_nobody_and_goes_on_later_one_by_one() -> None:
    fast = Outcome(Verdict.SLOW_DOWN, Refusal.RATE, code="http-429")
    bench = PushBench(PEOPLE, answers_to_many=[fast])
    bench.push()
    assert states(bench) == {SendState.READY}
    assert {bench.send(key).batch for key in PEOPLE} == {""}

    bench.now += timedelta(seconds=40)
    later(bench)

    assert states(bench) == {SendState.SENT}
    assert len(bench.calls) == len(PEOPLE)


class _Dying(MemoryBatches):
    """A worker that dies at a batch's row: before it is stored, or once it is."""

    def __init__(self, bench: PushBench, *, stored: bool) -> None:
        super().__init__(bench.batch_rows)
        self._stored = stored

    def open(self, batch: Batch) -> bool:
        if self._stored:
            super().open(batch)
        raise KeyboardInterrupt


@pytest.mark.parametrize(("stored", "calls", "casts"), [(False, len(PEOPLE), 0), (True, 0, 1)])
def test_a_worker_that_dies_among_its_claims_leaves_nobody_untold_and_nobody_told_twice(
    stored: bool, calls: int, casts: int
) -> None:
    bench = PushBench(PEOPLE)
    bench.tools["batches"] = _Dying(bench, stored=stored)
    with pytest.raises(KeyboardInterrupt):
        bench.push()
    del bench.tools["batches"]

    later(bench)
    later(bench)

    assert states(bench) == {SendState.SENT}
    assert (len(bench.calls), len(bench.casts)) == (calls, casts)


def test_a_batch_whose_name_was_taken_is_never_called() -> None:
    bench = PushBench(PEOPLE)

    class Late(MemoryBatches):
        def open(self, batch: Batch) -> bool:
            void = Batch(batch.key, (), "", (), bench.now, BatchState.VOID)
            assert super().open(void)
            return super().open(batch)

    bench.tools["batches"] = Late(bench.batch_rows)
    bench.push()

    assert bench.casts == []
    del bench.tools["batches"]
    later(bench)
    assert (states(bench), len(bench.calls)) == ({SendState.SENT}, len(PEOPLE))


def test_the_answer_is_kept_where_the_sends_could_not_be_settled() -> None:
    bench = PushBench(PEOPLE)
    real = bench.ledger

    class Mute:
        def __getattr__(self, name: str) -> object:
            return getattr(real, name)

        def settle(self, *_: object) -> object:
            bench.now += timedelta(seconds=200)
            raise ServiceUnavailable("the table is out of reach")

    bench.tools["ledger"] = Mute()
    with pytest.raises(ServiceUnavailable):
        bench.push()
    del bench.tools["ledger"]
    later(bench)

    assert (states(bench), len(bench.casts)) == ({SendState.SENT}, 1)


def test_the_name_of_a_batch_is_of_one_worker_alone() -> None:
    names = set()
    for owner in ("run-1", "run-2"):
        bench = PushBench(PEOPLE)
        bench.push(owner=owner)
        names |= {key.name for key in bench.batch_rows.rows}
        assert all(isinstance(key, BatchKey) for key in bench.batch_rows.rows)
    assert len(names) == 2
    assert next(iter(bench.batch_rows.rows.values())).first_called_at >= NOW
