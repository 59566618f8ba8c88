"""Several people are waited for at the same time, and nothing that they share notices."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from tests.support.pushes import SENT, PushBench, on_line, on_messenger
from towkay.adapters.hands import ManyHands, Turnstile, WaitingGateway
from towkay.adapters.memory.gateway import MemoryGateway
from towkay.adapters.memory.no_pace import NoPace
from towkay.domain.calls import ChannelCall
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.outcomes import Outcome
from towkay.domain.permits import Permit
from towkay.domain.sends import SendState


@dataclass
class Watched:
    """Counts how many are in a call at once, and how many think at once."""

    turnstile: Turnstile = field(default_factory=Turnstile)
    calling: int = 0
    most_calling: int = 0
    thinking: int = 0
    most_thinking: int = 0
    lock: Any = field(default_factory=threading.Lock)

    def respond(self, call: ChannelCall, permit: Permit) -> Outcome:
        with self.lock:
            self.calling += 1
            self.most_calling = max(self.most_calling, self.calling)
        time.sleep(0.005)
        with self.lock:
            self.calling -= 1
        return SENT


class ThoughtfulPacer(NoPace):
    """Notices whoever else thinks while it does."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched

    def admit(self, call: ChannelCall) -> None:
        watched = self._watched
        watched.thinking += 1
        watched.most_thinking = max(watched.most_thinking, watched.thinking)
        time.sleep(0.001)
        watched.thinking -= 1


def bench_of(watched: Watched, *people: Any, most: int = 8) -> PushBench:
    bench = PushBench(people, hands=ManyHands(watched.turnstile, most))
    gateway = MemoryGateway(watched.respond)
    bench.tools["gateway"] = WaitingGateway(gateway, watched.turnstile)
    bench.tools["pacer"] = ThoughtfulPacer(watched)
    return bench


def test_calls_are_waited_for_side_by_side_and_everybody_is_told_once() -> None:
    watched = Watched()
    people = [on_messenger(number) for number in range(120)]
    bench = bench_of(watched, *people)

    moved = bench.push()

    assert Counter(send.state for send in moved) == {SendState.SENT: 120}
    assert 4 <= watched.most_calling <= 8
    assert watched.most_thinking == 1
    assert bench.is_done


def test_who_must_wait_is_left_by_whoever_finds_it() -> None:
    watched = Watched()
    people = [on_messenger(number) for number in range(100)]
    bench = bench_of(watched, *people)
    started = bench.now

    def tick() -> None:
        bench.now = started + timedelta(seconds=len(told) * 3)

    told: list[str] = []
    real = watched.respond

    def respond(call: ChannelCall, permit: Permit) -> Outcome:
        told.append(call.send_id)
        tick()
        return real(call, permit)

    bench.tools["gateway"] = WaitingGateway(MemoryGateway(respond), watched.turnstile)
    bench.push()

    without = [place for place, key in enumerate(people) if bench.turn(key) is None]
    ((ask, _),) = bench.queue.asked
    assert without and ask.cursor <= without[0]
    assert not bench.is_done


def test_a_failure_of_one_is_raised_when_nobody_is_at_work_any_more() -> None:
    watched = Watched()
    bench = bench_of(watched, *(on_messenger(number) for number in range(20)))
    real = bench.ledger
    failed = threading.Event()

    class Broken:
        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

        def settle(self, *parts: Any) -> Any:
            if not failed.is_set():
                failed.set()
                bench.now += timedelta(seconds=200)
                raise ServiceUnavailable("the table is out of reach")
            return real.settle(*parts)

    bench.tools["ledger"] = Broken()
    with pytest.raises(ServiceUnavailable):
        bench.push()

    assert (watched.calling, watched.thinking) == (0, 0)
    with watched.turnstile.inside():
        pass  # nobody was left inside


def test_a_crowd_is_claimed_side_by_side_and_called_once() -> None:
    watched = Watched()
    bench = bench_of(watched, *(on_line(number) for number in range(90)))

    bench.push()

    assert [len(cast.contacts) for cast in bench.casts] == [90]
    assert {bench.send(key).state for key in bench.people} == {SendState.SENT}


def test_a_budget_is_spent_by_one_at_a_time() -> None:
    watched = Watched()
    bench = PushBench(
        tuple(on_messenger(number) for number in range(30)),
        budget=0,
        hands=ManyHands(watched.turnstile),
    )
    bench.tools["gateway"] = WaitingGateway(MemoryGateway(watched.respond), watched.turnstile)

    bench.push()

    assert watched.most_calling == 1


def test_who_never_came_in_has_nothing_to_leave() -> None:
    turnstile = Turnstile()
    with turnstile.outside(), turnstile.inside():
        pass
    with turnstile.inside(), turnstile.outside(), turnstile.inside():
        pass
