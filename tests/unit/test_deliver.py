"""The door: what is called, when, by which route, and what is remembered of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.door import SENT, Bench
from tests.support.shop import NOW, PAGE_SHOPPER
from towkay.domain.aftermath import Learnt
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.errors import SendBusy, SendPostponed, ServiceUnavailable, StaleState
from towkay.domain.messages import Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.policy.reasons import Reason
from towkay.domain.routes import Route
from towkay.domain.sends import Send, SendState
from towkay.domain.settlement import after_lease
from towkay.domain.turns import Turn

UNKNOWN = Outcome(Verdict.UNKNOWN)
TOKEN_REFUSED = Outcome(Verdict.REFUSED, Refusal.REPLY_TOKEN)


def test_a_fresh_line_turn_goes_by_its_reply_token() -> None:
    bench = Bench()
    bench.store_turn()
    bench.deliver()
    assert bench.states == [SendState.SENT]
    assert bench.calls[0].route is Route.REPLY_TOKEN and bench.calls[0].reply_token == "token-1"


def test_an_old_reply_token_is_not_tried() -> None:
    bench = Bench()
    bench.store_turn()
    bench.now += timedelta(seconds=51)
    bench.deliver()
    assert [call.route for call in bench.calls] == [Route.PUSH]
    assert bench.states == [SendState.SENT]


def test_a_refused_reply_token_is_followed_by_a_push() -> None:
    bench = Bench(answers=[TOKEN_REFUSED, SENT])
    bench.store_turn()
    bench.deliver()
    assert [call.route for call in bench.calls] == [Route.REPLY_TOKEN, Route.PUSH]
    assert bench.states == [SendState.SENT]


def test_the_tail_of_a_long_line_answer_goes_by_push() -> None:
    bench = Bench()
    bench.store_turn("一", "二")
    bench.deliver()
    assert [call.route for call in bench.calls] == [Route.REPLY_TOKEN, Route.PUSH]
    assert bench.states == [SendState.SENT, SendState.SENT]


def test_a_lost_reply_answer_is_settled_by_the_token_itself() -> None:
    bench = Bench(answers=[UNKNOWN, TOKEN_REFUSED])
    bench.store_turn()
    bench.deliver()
    assert bench.states == [SendState.SENT]
    assert [call.route for call in bench.calls] == [Route.REPLY_TOKEN] * 2


def test_a_reply_that_may_have_arrived_is_never_pushed() -> None:
    bench = Bench(answers=[UNKNOWN, UNKNOWN])
    bench.store_turn()
    with pytest.raises(SendPostponed):
        bench.deliver()
    bench.now += timedelta(seconds=70)
    bench.deliver()
    assert bench.states == [SendState.PARKED]
    assert Route.PUSH not in [call.route for call in bench.calls]


def test_an_unclear_push_is_repeated_with_the_same_id() -> None:
    bench = Bench(answers=[UNKNOWN, SENT])
    bench.store_turn(reply_token=None)
    with pytest.raises(SendPostponed):
        bench.deliver()
    bench.now += timedelta(seconds=3)
    bench.deliver()
    assert bench.states == [SendState.SENT]
    assert bench.calls[0].send_id == bench.calls[1].send_id


def test_an_unclear_push_is_not_repeated_with_other_words() -> None:
    bench = Bench(answers=[UNKNOWN])
    bench.store_turn(reply_token=None)
    with pytest.raises(SendPostponed):
        bench.deliver()
    stored = bench.table.turn(bench.turn_key, bench.now)
    assert stored is not None
    reworded = replace(stored.sends[0], messages=(Text("改了"),))
    bench.ledger.settle(stored, reworded)
    bench.now += timedelta(seconds=3)
    bench.deliver()
    assert bench.states == [SendState.PARKED] and len(bench.calls) == 1


def test_an_unclear_page_message_is_never_repeated() -> None:
    bench = Bench(PAGE_SHOPPER, answers=[UNKNOWN])
    bench.store_turn()
    bench.deliver()
    assert bench.states == [SendState.UNKNOWN]
    bench.now += timedelta(minutes=3)
    bench.deliver()
    assert bench.states == [SendState.PARKED] and len(bench.calls) == 1


def test_after_an_unclear_send_the_next_one_goes_on() -> None:
    bench = Bench(PAGE_SHOPPER, answers=[UNKNOWN, SENT])
    bench.store_turn("一", "二")
    bench.deliver()
    assert bench.states == [SendState.UNKNOWN, SendState.SENT]


def test_after_a_refused_send_the_rest_is_suppressed() -> None:
    bench = Bench(PAGE_SHOPPER, answers=[Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST, code="100")])
    bench.store_turn("一", "二")
    bench.deliver()
    assert bench.states == [SendState.REFUSED, SendState.SUPPRESSED]
    assert bench.sends[0].reason == "bad_request:100"
    assert bench.sends[1].reason == Reason.EARLIER_REFUSED


@pytest.mark.parametrize("verdict", [Verdict.SLOW_DOWN, Verdict.NOT_SENT])
def test_what_certainly_was_not_sent_is_tried_again_later(verdict: Verdict) -> None:
    bench = Bench(PAGE_SHOPPER, answers=[Outcome(verdict), SENT])
    bench.store_turn()
    with pytest.raises(SendPostponed):
        bench.deliver()
    with pytest.raises(SendPostponed):
        bench.deliver()
    assert len(bench.calls) == 1, "not before the wait is over"
    bench.now += timedelta(seconds=3)
    bench.deliver()
    assert bench.states == [SendState.SENT]


def test_no_call_is_begun_whose_outcome_could_not_be_stored_any_more() -> None:
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn()
    read = bench.ledger.contact

    def read_slowly(key: ContactKey) -> Contact | None:
        bench.now += timedelta(seconds=4)
        return read(key)

    bench.ledger.contact = read_slowly  # type: ignore[method-assign]  # the table has a bad day
    with pytest.raises(SendPostponed):
        bench.deliver(time_left=10)
    assert bench.states == [SendState.READY] and bench.calls == []


def test_the_channels_own_cap_is_a_suppression() -> None:
    bench = Bench(answers=[Outcome(Verdict.CAPPED, Refusal.QUOTA)])
    bench.store_turn(reply_token=None)
    bench.deliver()
    assert bench.states == [SendState.SUPPRESSED]
    assert bench.sends[0].reason == Reason.CHANNEL_CAP


def test_a_worker_that_vanished_leaves_a_page_message_unknown() -> None:
    bench = Bench(PAGE_SHOPPER)
    turn = bench.store_turn()
    _claim_and_vanish(bench, turn)
    with pytest.raises(SendBusy):
        bench.deliver(owner="run-2")
    bench.now += timedelta(seconds=25)
    bench.deliver(owner="run-2")
    assert bench.states == [SendState.UNKNOWN] and bench.calls == []


def test_a_worker_that_vanished_in_a_push_is_followed_with_the_same_key() -> None:
    bench = Bench()
    turn = bench.store_turn(reply_token=None)
    _claim_and_vanish(bench, turn)
    bench.now += timedelta(seconds=25)
    with pytest.raises(SendPostponed):
        bench.deliver(owner="run-2")
    bench.now += timedelta(seconds=5)
    bench.deliver(owner="run-2")
    assert bench.states == [SendState.SENT]


def _claim_and_vanish(bench: Bench, turn: Turn) -> None:
    class Vanished(BaseException):
        pass

    def vanish() -> None:
        raise Vanished

    bench.on_call = vanish
    with pytest.raises(Vanished):
        bench.deliver()
    bench.on_call = lambda: None
    bench.calls.clear()


def test_what_came_of_a_send_is_told_although_a_later_one_must_wait() -> None:
    bench = Bench(PAGE_SHOPPER, answers=[SENT, Outcome(Verdict.SLOW_DOWN)])
    bench.store_turn("一", "二")
    told = bench.deliveries()
    assert next(told).state is SendState.SENT
    with pytest.raises(SendPostponed):
        next(told)


@pytest.mark.parametrize(
    "no",
    [
        Outcome(Verdict.REFUSED, Refusal.CREDENTIALS, code="401"),
        Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST),
        Outcome(Verdict.CAPPED, Refusal.QUOTA),
    ],
)
def test_after_a_try_that_may_have_arrived_a_no_is_no_proof(no: Outcome) -> None:
    bench = Bench(answers=[UNKNOWN, no])
    bench.store_turn("一", reply_token=None)
    with pytest.raises(SendPostponed):
        bench.deliver()
    bench.now += timedelta(seconds=3)
    bench.deliver()
    assert bench.states == [SendState.PARKED]


def test_a_token_refused_after_its_life_proves_nothing() -> None:
    bench = Bench(answers=[UNKNOWN, TOKEN_REFUSED])
    bench.store_turn()

    def time_passes() -> None:
        bench.now += timedelta(seconds=26)

    bench.on_call = time_passes
    bench.deliver(time_left=60)
    assert bench.states == [SendState.UNKNOWN]


def test_a_retry_key_is_not_trusted_after_23_hours() -> None:
    bench = Bench()
    turn = bench.store_turn(reply_token=None)
    claimed = replace(turn.sends[0], state=SendState.CLAIMED, route=Route.PUSH)
    late = NOW + timedelta(hours=23)
    assert after_lease(turn, claimed, late).state is SendState.UNKNOWN
    assert after_lease(turn, claimed, late - timedelta(seconds=1)).state is SendState.READY


@pytest.mark.parametrize("error", [StaleState("a race"), ServiceUnavailable("no answer")])
@pytest.mark.parametrize("stored", [True, False])
def test_an_outcome_that_could_not_be_stored_at_once_is_stored_again(
    error: Exception, stored: bool
) -> None:
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn()
    settle = bench.ledger.settle
    failed: list[Send] = []

    def settle_badly(turn: Turn, send: Send, learnt: Learnt | None = None) -> Turn:
        if failed:
            return settle(turn, send, learnt)
        failed.append(send)
        if stored:
            settle(turn, send)
        raise error

    bench.ledger.settle = settle_badly  # type: ignore[method-assign]  # the first answer is lost
    bench.deliver()
    assert bench.states == [SendState.SENT] and len(bench.calls) == 1


@pytest.mark.parametrize("stored", [True, False])
def test_a_claim_whose_answer_was_lost_is_found_and_used_once(stored: bool) -> None:
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn()
    claim = bench.ledger.claim

    def claim_badly(turn: Turn, send: Send, *leave: Any) -> Turn:
        if stored:
            claim(turn, send, *leave)
        raise ServiceUnavailable("no answer")

    bench.ledger.claim = claim_badly  # type: ignore[method-assign, assignment]  # its answer is lost
    if stored:
        bench.deliver()
        assert bench.states == [SendState.SENT]
        return
    with pytest.raises(ServiceUnavailable):
        bench.deliver()
    assert bench.states == [SendState.READY] and bench.calls == []
