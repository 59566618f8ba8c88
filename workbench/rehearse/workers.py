"""Who is at work in a rehearsal? Each has its own time; whoever is furthest behind goes next."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from towkay.adapters.event_messages import chunk_ask_from_json, turn_key_from_json
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue, Received
from towkay.adapters.memory.queues import MemoryBackOff
from towkay.domain.errors import SendPostponed, TransientError
from towkay.domain.sends import Send
from towkay.ports.accounts import AccountFactsLearner
from towkay.ports.channels import ChannelGateway, Pacer
from towkay.ports.tables import AccountHealthStore
from towkay.usecases.deliver import deliver
from towkay.usecases.door import CampaignSide
from towkay.usecases.push import push
from workbench.rehearse.faults import NO_END, Fate, Killed

if TYPE_CHECKING:
    from workbench.rehearse.world import World

_CHUNK_TIME, _TURN_TIME = 120.0, 10.0  # s until a function is cut off
A_STEP = 1.0  # s of a worker's own time before others have their turn
_STARTS_AGAIN = 1.0


class Actor(Protocol):
    """Somebody at work."""

    def step(self, world: "World") -> float | None:
        """Go on for a little while; when to go on, None when only somebody else's news helps."""
        ...


@dataclass(frozen=True, slots=True)
class Remembered:
    """What an execution environment keeps from one run to the next."""

    accounts: AccountHealthStore
    facts: AccountFactsLearner
    pacer: Pacer
    gateway: ChannelGateway
    side: CampaignSide


@dataclass
class Worker:
    """One execution environment of a queue's function; what it remembers ends with it."""

    name: str
    queue: MemoryFifoQueue
    back_off: MemoryBackOff
    opens: Callable[["Worker", str, "World"], Iterator[Send]]
    lives: int = 0
    fate: Fate = field(default_factory=Fate)
    received: Received | None = None
    work: Iterator[Send] | None = None
    memory: Remembered | None = None

    def step(self, world: "World") -> float | None:
        world.gate.fate = self.fate
        if self.work is None and not self._take(world):
            return None
        try:
            self._work(world)
        except Killed:
            self._die()
            return world.clock.seconds + _STARTS_AGAIN
        return world.clock.seconds

    def _work(self, world: "World") -> None:
        """Go on with what was taken. Raises `Killed`, also where it would put it back."""
        until = world.clock.seconds + A_STEP
        try:
            while world.clock.seconds < until:
                next(self.work)  # type: ignore[arg-type]  # taken just now
        except StopIteration:
            self._done(delete=True)
        except TransientError as error:
            self._hide(error)

    def _take(self, world: "World") -> bool:
        self.received = self.queue.receive()
        if self.received is None:
            return False
        world.wake()  # there may be more, for others
        self.fate = world.gate.fate = world.gate.begin()
        self.work = self.opens(self, self.received.body, world)
        return True

    def _done(self, *, delete: bool) -> None:
        if delete and self.received:
            self.queue.delete(self.received.receipt)
        self.work, self.received, self.fate = None, None, NO_END

    def _die(self) -> None:
        """Its message comes back after its time-out; what it remembered is gone."""
        self.lives += 1
        self.memory = None
        self._done(delete=False)

    def _hide(self, error: TransientError) -> None:
        until = error.until if isinstance(error, SendPostponed) else None
        if self.received:
            self.back_off.hide(self.received.receipt, self.received.receive_count, until)
        self._done(delete=False)

    @property
    def owner(self) -> str:
        return f"{self.name}.{self.lives}"


def opens_chunk(worker: Worker, body: str, world: "World") -> Iterator[Send]:
    door = world.door(worker, _CHUNK_TIME, chunk=True)
    return push(chunk_ask_from_json(body), door=door, tools=world.rows.tools)


def opens_turn(worker: Worker, body: str, world: "World") -> Iterator[Send]:
    return deliver(turn_key_from_json(body), door=world.door(worker, _TURN_TIME, chunk=False))


@dataclass
class Later:
    """Something that happens once."""

    act: Callable[[], None]

    def step(self, world: "World") -> float | None:
        world.gate.fate = NO_END
        self.act()
        return None
