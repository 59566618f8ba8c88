"""Stops that arrive in the middle of somebody else's work, and the order in which things count."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.simulation.world import World
from towkay.adapters.callsites import CallSite
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.turns import TurnKey


class Point(NamedTuple):
    """A moment in the life of a notice: before or after one call of the planner or of the door.

    `run` counts the door's invocations for the notice: one that was held has two.
    """

    stage: str
    run: int
    site: CallSite
    when: str


@dataclass(slots=True)
class StoppingGate:
    """Calls `stop` for whoever is to stop at a point, while the caller waits at its call site.

    `points` are all that any notice came to, by channel and cause, and how many came there: what is
    cached is read now and then. Whoever comes to a `rare` one first stops there.
    `stopped` and `claimed` number
    the commits of stops and the claims of notices in the one order in which they were stored.
    """

    stop: Callable[[ContactKey], None] = lambda contact: None
    targets: dict[ContactKey, Point] = field(default_factory=dict)
    rare: set[Point] = field(default_factory=set)
    points: dict[tuple[Channel, str], Counter[Point]] = field(default_factory=dict)
    stopped: dict[ContactKey, int] = field(default_factory=dict)
    claimed: dict[TurnKey, int] = field(default_factory=dict)
    hit: Counter[Point] = field(default_factory=Counter)
    _world: World | None = None
    _stored: int = 0
    _is_new: bool = True
    _runs: Counter[tuple[str, TurnKey]] = field(default_factory=Counter)
    _nested: bool = False

    def stand_in(self, world: World) -> None:
        """Stand at every call site of the world."""
        self._world = world
        world.use_gate(self)

    def begin(self) -> None:
        """A new invocation."""
        if not self._nested:
            self._is_new = True

    @contextmanager
    def __call__(self, site: CallSite) -> Iterator[None]:
        assert self._world is not None
        key, stage = self._world.working_on, self._world.stage
        if key is None or (stage == "answer" and site is not CallSite.TURN_COMMIT):
            yield
            return
        if not self._nested:
            self._runs[stage, key] += self._is_new
            self._is_new = False
        self._come_to(key, stage, site, "before")
        yield
        self._note(key, stage, site)
        self._come_to(key, stage, site, "after")

    def _note(self, key: TurnKey, stage: str, site: CallSite) -> None:
        self._stored += 1
        if stage == "answer" and key.cause.startswith("stop"):
            self.stopped.setdefault(key.contact, self._stored)
        if stage == "deliver" and site is CallSite.SEND_CLAIM:
            self.claimed[key] = self._stored

    def _come_to(self, key: TurnKey, stage: str, site: CallSite, when: str) -> None:
        if self._nested or stage == "answer":
            return
        point = Point(stage, self._runs[stage, key], site, when)
        self.points.setdefault((key.contact.channel, key.cause), Counter())[point] += 1
        is_free = point in self.rare and key.contact not in self.stopped
        if is_free or self.targets.get(key.contact) == point:
            self.targets.pop(key.contact, None)
            self.rare.discard(point)
            self.hit[point] += 1
            self._nested = True
            self.stop(key.contact)
            self._nested = False
