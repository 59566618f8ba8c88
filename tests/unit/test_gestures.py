"""Seen and typing are shown before the first answer, if the brand wants it, and change nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.door import Bench
from tests.support.shop import NOW, PAGE_SHOPPER
from towkay.domain.brand_rules import DEFAULT_RULES
from towkay.domain.calls import ChannelCall
from towkay.domain.gestures import Gesture
from towkay.domain.health import AccountHealth, Trouble, account_of
from towkay.domain.messages import Purpose
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.routes import SenderKind
from towkay.domain.sends import SendState

BOTH = (Gesture.SEEN, Gesture.TYPING)


@pytest.fixture
def bench() -> Bench:
    bench = Bench(PAGE_SHOPPER)
    bench.rules.publish("demo", replace(DEFAULT_RULES, gestures=BOTH))
    return bench


def shown(bench: Bench) -> list[Gesture]:
    return [gesture for _, gesture in bench.gestures]


def test_a_brand_that_says_nothing_shows_nothing() -> None:
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn("一")
    bench.deliver()
    assert (bench.states, bench.gestures) == ([SendState.SENT], [])


def test_gestures_come_before_the_first_answer_in_the_brands_order(bench: Bench) -> None:
    bench.store_turn("一", "二")
    bench.on_call = lambda: bench.gestures.append(("called", Gesture.SEEN))
    bench.deliver()
    kinds = [(name == "called", gesture) for name, gesture in bench.gestures]
    assert kinds[:3] == [(False, Gesture.SEEN), (False, Gesture.TYPING), (True, Gesture.SEEN)]
    assert len(kinds) == 4, "and none before the second"


def test_a_second_try_of_the_same_send_shows_nothing_again(bench: Bench) -> None:
    bench.store_turn("一")
    bench.answers = [Outcome(Verdict.NOT_SENT)]
    with pytest.raises(Exception, match="not_sent"):
        bench.deliver()
    bench.now += timedelta(seconds=30)
    bench.deliver()
    assert (bench.states, shown(bench)) == ([SendState.SENT], list(BOTH))


def test_what_nobody_asked_for_and_what_a_person_writes_is_shown_no_gesture(bench: Bench) -> None:
    turn = bench.store_turn("一", "二")
    turn = bench.table.settle(turn, replace(turn.sends[0], purpose=Purpose.SERVICE))
    bench.table.settle(turn, replace(turn.sends[1], sender=SenderKind.HUMAN))
    bench.deliver()
    assert bench.gestures == []


def test_a_suppressed_answer_is_announced_by_nothing(bench: Bench) -> None:
    bench.store_turn("一")
    bench.now += timedelta(minutes=16)
    bench.deliver()
    assert (bench.states, bench.gestures) == ([SendState.SUPPRESSED], [])


def test_no_time_is_taken_from_the_call_itself(bench: Bench) -> None:
    bench.store_turn("一")
    bench.deliver(time_left=7.5)
    assert (bench.states, bench.gestures) == ([SendState.SENT], [])


def test_an_account_in_trouble_is_asked_by_one_call_alone(bench: Bench) -> None:
    bench.store_turn("一")
    ill = AccountHealth(Trouble.RATE, until=NOW - timedelta(seconds=1), strikes=1)
    bench.accounts.write(account_of(PAGE_SHOPPER), ill)
    bench.now += timedelta(seconds=10)
    bench.deliver()
    assert (bench.states, bench.gestures) == ([SendState.SENT], [])


class FullPace:
    """The account may make one call and no more."""

    waits = 0

    def admit(self, call: ChannelCall) -> datetime | None:
        return None

    def wait(self, call: ChannelCall) -> bool:
        self.waits += 1
        return self.waits != 1

    def note(self, call: ChannelCall, outcome: Outcome) -> None:
        """Nothing to be learnt from it."""


def test_a_gesture_that_the_pace_leaves_no_room_for_is_left_out(bench: Bench) -> None:
    bench.tools = {"pacer": FullPace()}
    bench.store_turn("一")
    bench.deliver()
    assert (bench.states, bench.gestures) == ([SendState.SENT], [])
