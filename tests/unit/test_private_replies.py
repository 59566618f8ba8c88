"""A comment's turn: its first send may answer in private, and nothing else of it may."""

from datetime import timedelta

import pytest

from tests.support.door import SENT, Bench
from tests.support.shop import NOW, PAGE_SHOPPER
from towkay.domain.errors import SendPostponed
from towkay.domain.health import account_of
from towkay.domain.messages import Purpose
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.policy.reasons import Reason
from towkay.domain.routes import Route
from towkay.domain.sends import SendState

S = SendState
TOO_FAST = Outcome(Verdict.SLOW_DOWN, Refusal.RATE, code="613")


@pytest.fixture
def bench() -> Bench:
    """Somebody who commented and never wrote: no window is open."""
    bench = Bench(PAGE_SHOPPER)
    bench.contact = type(bench.contact)(PAGE_SHOPPER, "demo", "demo")
    return bench


def test_the_first_send_answers_the_comment(bench: Bench) -> None:
    bench.store_turn("350 元", comment="c1")
    bench.deliver()
    (call,) = bench.calls
    assert (call.route, call.comment) == (Route.PRIVATE_REPLY, "c1")
    assert bench.states == [S.SENT]


def test_a_second_message_to_the_same_comment_is_not_even_tried(bench: Bench) -> None:
    bench.store_turn("350 元", "還有這個", comment="c1")
    bench.deliver()
    assert bench.states == [S.SENT, S.SUPPRESSED]
    assert len(bench.calls) == 1
    assert bench.sends[1].reason == Reason.WINDOW_CLOSED


def test_inside_an_open_window_the_ordinary_way_is_taken(bench: Bench) -> None:
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn("350 元", "還有這個", comment="c1")
    bench.deliver()
    assert [(call.route, call.comment) for call in bench.calls] == [(Route.OPEN_WINDOW, "")] * 2


def test_without_a_comment_nobody_is_written_to_in_private(bench: Bench) -> None:
    bench.store_turn("350 元")
    bench.deliver()
    assert bench.states == [S.SUPPRESSED]


def test_no_news_and_no_sale_goes_out_as_a_private_reply(bench: Bench) -> None:
    bench.store_turn("買一送一", comment="c1", purpose=Purpose.MARKETING)
    bench.deliver()
    assert bench.calls == []


def test_an_unclear_private_reply_is_never_tried_again(bench: Bench) -> None:
    bench.answers = [Outcome(Verdict.UNKNOWN), SENT]
    bench.store_turn("350 元", comment="c1")
    bench.deliver()
    bench.now += timedelta(minutes=1)
    bench.deliver()
    assert (bench.states, len(bench.calls)) == ([S.UNKNOWN], 1)


def test_a_storm_of_comments_holds_back_nobody_who_writes(bench: Bench) -> None:
    bench.answers = [TOO_FAST, SENT]
    bench.store_turn("350 元", comment="c1")
    with pytest.raises(SendPostponed):
        bench.deliver()
    assert bench.accounts.read(account_of(PAGE_SHOPPER)).trouble is None
    bench.now = NOW + timedelta(minutes=1)
    bench.deliver()
    assert bench.states == [S.SENT]


def test_an_ordinary_message_that_was_too_fast_slows_its_account_down() -> None:
    bench = Bench(PAGE_SHOPPER)
    bench.answers = [TOO_FAST]
    bench.store_turn("一")
    with pytest.raises(SendPostponed):
        bench.deliver()
    assert bench.accounts.read(account_of(PAGE_SHOPPER)).trouble is not None
