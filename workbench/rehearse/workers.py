"""Who is at work in a rehearsal? Each has its own time; whoever is furthest behind goes next."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from towkay.adapters.event_messages import chunk_ask_from_json, turn_key_from_json
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue, Received
from towkay.adapters.memory.queues import MemoryBackOff
from towkay.domain.errors import SendPostponed, TransientError
from towkay.domain.sends import Send
from towkay.ports.accounts import AccountFactsReader
from towkay.ports.channels import ChannelGateway, Pacer
from towkay.ports.tables import AccountHealthStore
from towkay.usecases.deliver import deliver
from towkay.usecases.door import CampaignSide
from towkay.usecases.push import push
from towkay.usecases.sweep import sweep
from towkay.usecases.tend import Shift
from workbench.rehearse.faults import NO_END, Fate, Killed

if TYPE_CHECKING:
    from workbench.rehearse.world import World

MINUTE = 60.0
_POLLS = 2.0  # s between two looks at what has become visible again
_CHUNK_TIME, _TURN_TIME, _TICK_TIME = 120.0, 10.0, 55.0  # s until a function is cut off
_A_STEP = 1.0  # s of a worker's own time before others have their turn
_STARTS_AGAIN = 1.0
_MOST_TURNS = 2_000  # that one sweep puts back


class Actor(Protocol):
    """Somebody at work."""

    def step(self, world: "World") -> float | None:
        """Go on for a little while; when to go on, None when only somebody else's news helps."""
        ...


@dataclass
class Planner:
    """The tick of every minute. It hands over after each few pages, as if cut off there."""

    began: float = 0.0

    def step(self, world: "World") -> float | None:
        clock = world.clock
        began = self.began
        world.gate.fate = world.gate.begin()
        until = min(clock.seconds + _A_STEP, began + _TICK_TIME)
        tick = clock.start + timedelta(seconds=began)
        shift = Shift(
            f"tick-{began:.0f}",
            tick,
            tick + timedelta(seconds=_TICK_TIME),
            lambda: clock.seconds < until,
        )
        try:
            told = world.notify(shift)
        except Killed:
            told = None
        is_busy = told is not None and told.planned and clock.seconds < began + _TICK_TIME
        if is_busy:
            return clock.seconds
        if world.is_planned_out:
            return None
        self.began = _next_minute(max(clock.seconds, began))
        return self.began


@dataclass
class Sweeper:
    """Every minute what is past its moment goes back on the way."""

    def step(self, world: "World") -> float | None:
        world.gate.fate = NO_END
        clock = world.clock
        rows = world.rows
        with suppress(TransientError):
            queued = sweep(
                now=clock.now(), limit=_MOST_TURNS, due_turns=rows.due_turns, outbox=rows.outbox
            )
            if queued:
                world.wake()
        due_at = rows.table.next_due()
        soon = _next_minute(clock.seconds)
        if due_at is None:
            return None if world.is_planned_out and not world.is_busy else soon
        return max(soon, _next_minute(clock.at(due_at) - 1))


@dataclass(frozen=True, slots=True)
class Remembered:
    """What an execution environment keeps from one run to the next."""

    accounts: AccountHealthStore
    facts: AccountFactsReader
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
        until = world.clock.seconds + _A_STEP
        try:
            while world.clock.seconds < until:
                next(self.work)  # type: ignore[arg-type]  # taken just now
        except StopIteration:
            self._done(delete=True)
        except Killed:
            self._die()
            return world.clock.seconds + _STARTS_AGAIN
        except TransientError as error:
            self._hide(error)
        return world.clock.seconds

    def _take(self, world: "World") -> bool:
        self.received = self.queue.receive()
        if self.received is None:
            return False
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


class Poller:
    """Has idle workers look whether something is visible again; ends with the rehearsal."""

    def step(self, world: "World") -> float | None:
        rows = world.rows
        if world.is_planned_out and not world.is_busy:
            return None
        world.wake()
        hidden = [
            rows.chunks.next_visible_at(),
            rows.turns.next_visible_at(),
            rows.table.next_due(),
        ]
        nearest = min((world.clock.at(one) for one in hidden if one), default=0.0)
        return max(world.clock.seconds + _POLLS, nearest)


@dataclass
class Later:
    """Something that happens once."""

    act: Callable[[], None]

    def step(self, world: "World") -> float | None:
        world.gate.fate = NO_END
        self.act()
        return None


def _next_minute(seconds: float) -> float:
    return (seconds // MINUTE + 1) * MINUTE
