"""Gates that kill the caller at a call site: before the call, or after it, its answer unseen."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from towkay.adapters.callsites import CallSite


class Killed(BaseException):
    """The process is gone; no handler of ours may catch it."""


@dataclass(slots=True)
class RandomGate:
    """Kills with probability `share` at every passage."""

    rng: random.Random
    share: float
    passed: Counter[CallSite] = field(default_factory=Counter)
    kills: Counter[tuple[CallSite, str]] = field(default_factory=Counter)

    @contextmanager
    def __call__(self, site: CallSite) -> Iterator[None]:
        self.passed[site] += 1
        when = self.rng.choice(("before", "after")) if self.rng.random() < self.share else ""
        if when == "before":
            self._kill(site, when)
        yield
        if when == "after":
            self._kill(site, when)

    def _kill(self, site: CallSite, when: str) -> None:
        self.kills[site, when] += 1
        raise Killed(f"{when} {site}")


@dataclass(slots=True)
class AimedGate:
    """Kills at the given passages, counted from 0 over all sites: each single fault in turn."""

    targets: dict[int, str]
    passages: list[CallSite] = field(default_factory=list)

    @contextmanager
    def __call__(self, site: CallSite) -> Iterator[None]:
        number = len(self.passages)
        self.passages.append(site)
        when = self.targets.get(number, "")
        if when == "before":
            raise Killed(f"before {site}")
        yield
        if when == "after":
            raise Killed(f"after {site}")
