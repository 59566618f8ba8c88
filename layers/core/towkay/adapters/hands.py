"""How do several threads wait for AWS and channels at the same time, and think one at a time?

A push mostly waits: for a claim, a call, an outcome. Only those are waited for side by side. All
else (caches, pace, what is counted) is touched by whoever is inside, and there is room for one; so
none of it need know of threads.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock, get_ident
from typing import TypeVar

from towkay.domain.calls import ChannelCall
from towkay.domain.gestures import Gesture
from towkay.domain.outcomes import Outcome
from towkay.domain.permits import Permit
from towkay.ports.channels import ChannelGateway

MOST = 8  # fewer than the connections that a client of AWS keeps, which are ten

T = TypeVar("T")
R = TypeVar("R")


class Turnstile:
    """Lets one thread think at a time; whoever waits for an answer stands outside meanwhile."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside: int | None = None

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Think; the others wait until this one waits."""
        self._enter()
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Wait for an answer; whoever never came in has nothing to leave."""
        was_inside = self._inside == get_ident()
        if was_inside:
            self._leave()
        try:
            yield
        finally:
            if was_inside:
                self._enter()

    def _enter(self) -> None:
        self._lock.acquire()
        self._inside = get_ident()

    def _leave(self) -> None:
        self._inside = None
        self._lock.release()


class ManyHands:
    """`ports.Hands` of several threads."""

    def __init__(self, turnstile: Turnstile, most: int = MOST) -> None:
        self._turnstile = turnstile
        self._most = most

    def each(self, work: Callable[[T], R], some: Sequence[T]) -> list[R]:
        if len(some) < 2:
            return [work(one) for one in some]

        def inside(one: T) -> R:
            with self._turnstile.inside():
                return work(one)

        with self._turnstile.outside(), ThreadPoolExecutor(min(self._most, len(some))) as pool:
            return list(pool.map(inside, some))


class WaitingGateway:
    """`ports.ChannelGateway` whose calls are waited for outside."""

    def __init__(self, gateway: ChannelGateway, turnstile: Turnstile) -> None:
        self._gateway = gateway
        self._turnstile = turnstile

    def fingerprint(self, call: ChannelCall, *, fresh: bool = False) -> str:
        return self._gateway.fingerprint(call, fresh=fresh)

    def call(self, call: ChannelCall, permit: Permit) -> Outcome:
        with self._turnstile.outside():
            return self._gateway.call(call, permit)

    def gesture(self, call: ChannelCall, gesture: Gesture, permit: Permit) -> None:
        self._gateway.gesture(call, gesture, permit)
