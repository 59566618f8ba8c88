"""What goes wrong in a rehearsal with faults, how often, and what does that do to a worker?"""

import random
from collections import Counter
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType

from towkay.adapters.callsites import CallSite
from towkay.domain.errors import ServiceUnavailable
from workbench.rehearse.clock import VirtualClock

# Of all calls to a channel.
CHANNEL_FAULTS: Mapping[str, float] = {
    "rate_limit": 0.004,
    "timeout_before": 0.002,
    "timeout_after": 0.002,
    "server_error": 0.002,
    "unreachable": 0.002,
}
KILLS = 0.08  # of all times that a worker takes something up
_WITHIN = 1_500  # passages: somewhere in the work on a chunk
_FIRST = 20
_HALF = 0.5
_UNREACHABLE = 0.000_2  # of all passages

# Seconds that a request takes, as the emulator and AWS's own figures for one Region have it.
_TAKES: Mapping[CallSite, float] = {
    CallSite.SEND_BEGIN: 0.012,
    CallSite.SEND_CLAIM: 0.012,
    CallSite.RECIPIENTS_READ: 0.015,
    CallSite.CONTACTS_READ: 0.015,
    CallSite.CHANNEL_CALL: 0.0,  # the channel says how long
}
_USUALLY = 0.006


class Killed(BaseException):
    """The process is gone; no handler of ours may catch it."""


@dataclass(slots=True)
class Fate:
    """When one worker's end comes: so many passages from now, before the request or after it."""

    left: int = -1  # below 0: never
    after: bool = False
    is_dead: bool = False


NO_END = Fate()


class Gate:
    """Stands at every call site: time passes there."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self.fate = NO_END
        self._passages = {
            site: _Passage(self, site, _TAKES.get(site, _USUALLY)) for site in CallSite
        }

    @property
    def counted(self) -> Counter[str]:
        """What went wrong here, by kind."""
        return Counter()

    def begin(self) -> Fate:
        """What becomes of a worker that takes something up now."""
        return NO_END

    def __call__(self, site: CallSite) -> AbstractContextManager[None]:
        return self._passages[site]

    def entered(self, site: CallSite, takes: float) -> None:
        self._clock.pass_time(takes)

    def left(self, site: CallSite) -> None:
        """Its answer is there."""


class _Passage(AbstractContextManager[None]):
    """One call site; the same object every time, for there are millions of passages."""

    __slots__ = ("_gate", "_site", "_takes")

    def __init__(self, gate: Gate, site: CallSite, takes: float) -> None:
        self._gate, self._site, self._takes = gate, site, takes

    def __enter__(self) -> None:
        self._gate.entered(self._site, self._takes)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._gate.left(self._site)


class FaultyGate(Gate):
    """Ends some workers before or after a request, and some requests without an answer.

    `fate` is that of whoever is at work just now.
    """

    def __init__(self, clock: VirtualClock, rng: random.Random) -> None:
        super().__init__(clock)
        self._rng = rng
        self.kills: Counter[str] = Counter()
        self.unreachable: Counter[str] = Counter()

    @property
    def counted(self) -> Counter[str]:
        return Counter(killed=self.kills.total(), aws_unreachable=self.unreachable.total())

    def begin(self) -> Fate:
        if self._rng.random() >= KILLS:
            return Fate()
        # Half of them early: most kinds of request come up in the first few passages.
        within = _WITHIN if self._rng.random() < _HALF else _FIRST
        return Fate(self._rng.randrange(within), self._rng.random() < _HALF)

    def entered(self, site: CallSite, takes: float) -> None:
        super().entered(site, takes)
        fate = self.fate
        if fate.is_dead:
            raise Killed("it is gone already")
        if fate.left == 0 and not fate.after:
            self._kill(site)
        self._maybe_unreachable(site, "before")

    def left(self, site: CallSite) -> None:
        fate = self.fate
        fate.left -= 1
        if fate.left == -1 and fate.after:
            self._kill(site)
        self._maybe_unreachable(site, "after")

    def _maybe_unreachable(self, site: CallSite, when: str) -> None:
        if self._rng.random() < _UNREACHABLE and site is not CallSite.CHANNEL_CALL:
            self.unreachable[site.value] += 1
            raise ServiceUnavailable(f"rehearsed, {when}: {site}")

    def _kill(self, site: CallSite) -> None:
        self.fate.is_dead, self.fate.left = True, -1
        self.kills[site.value] += 1
        raise Killed(f"rehearsed: {site}")
