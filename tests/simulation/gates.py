"""Gates that fail the caller at a call site: before the call, or after it, its answer unseen."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from towkay.adapters.callsites import CallSite
from towkay.domain.errors import ServiceUnavailable


class Killed(BaseException):
    """The process is gone; no handler of ours may catch it."""


# What an aimed fault does. A call to a channel never raises, so its failures are the channel's.
KILLS = ("killed_before", "killed_after")
ERRORS = ("error_before", "error_after")
_PASSAGES = 14  # of the longest invocation: it delivers something that nobody asked for


def strike(fault: str, site: CallSite) -> None:
    """Be the fault."""
    if fault.startswith("killed"):
        raise Killed(f"{fault} {site}")
    raise ServiceUnavailable(f"{fault} {site}")


@dataclass(slots=True)
class RandomGate:
    """Kills a `share` of all invocations, each at a random passage, before or after the call.

    A passage that an invocation never comes to kills nobody: `kills` says how many there were.
    """

    rng: random.Random
    share: float
    passed: Counter[CallSite] = field(default_factory=Counter)
    kills: Counter[tuple[CallSite, str]] = field(default_factory=Counter)
    invocations: int = 0
    longest: int = _PASSAGES
    _left: int = -1  # passages until the kill of this invocation; below 0 there is none

    def begin(self) -> None:
        """A new invocation."""
        self.invocations += 1
        self._left = self.rng.randrange(self.longest) if self.rng.random() < self.share else -1

    @contextmanager
    def __call__(self, site: CallSite) -> Iterator[None]:
        self.passed[site] += 1
        when = self.rng.choice(KILLS) if self._left == 0 else ""
        self._left -= 1
        if when == "killed_before":
            self._kill(site, when)
        yield
        if when == "killed_after":
            self._kill(site, when)

    def _kill(self, site: CallSite, when: str) -> None:
        self.kills[site, when] += 1
        strike(when, site)


@dataclass(slots=True)
class AimedGate:
    """Puts the given fault at each given passage, counted from 0 over all sites."""

    targets: Mapping[int, str]
    passages: list[CallSite] = field(default_factory=list)
    struck: int = 0

    def begin(self) -> None:
        """Passages are counted over all invocations."""

    @contextmanager
    def __call__(self, site: CallSite) -> Iterator[None]:
        fault = self.targets.get(len(self.passages), "")
        self.passages.append(site)
        if fault.endswith("before"):
            self._strike(fault, site)
        yield
        if fault.endswith("after"):
            self._strike(fault, site)

    def _strike(self, fault: str, site: CallSite) -> None:
        self.struck += 1
        strike(fault, site)
