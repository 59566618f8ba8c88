"""One process's share of a rehearsal, played to its end."""

import heapq
import random
from collections.abc import Callable
from datetime import timedelta
from itertools import count

from towkay.adapters.account_health import say_nothing
from towkay.adapters.campaign_watch import RememberingWatch
from towkay.adapters.memory.account_health import MemoryAccountHealth
from towkay.adapters.memory.accounts import MemoryAccountFacts
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.gateway import MemoryGateway, MemoryManyGateway
from towkay.adapters.memory.pushing import MemoryBatches
from towkay.adapters.memory.queues import MemoryBackOff
from towkay.adapters.no_orders import NoOrders
from towkay.adapters.outlet import CHUNK_LEASE
from towkay.adapters.pacing import LeasedPacer
from towkay.adapters.pacing import Worker as Pacing
from towkay.domain.pacing.buckets import BUCKETS, rate_of
from towkay.usecases.door import LEASE, CampaignSide, Door
from towkay.usecases.notify import Told, notify
from towkay.usecases.tend import Shift
from workbench.rehearse.channels import Channels
from workbench.rehearse.clock import VirtualClock
from workbench.rehearse.echoes import Echoes
from workbench.rehearse.faults import CHANNEL_FAULTS, FaultyGate, Gate
from workbench.rehearse.plan import Play
from workbench.rehearse.rows import Rows
from workbench.rehearse.tariff import Tariff
from workbench.rehearse.ticks import Planner, Poller, Sweeper
from workbench.rehearse.workers import Actor, Remembered, Worker, opens_chunk, opens_turn

_DELIVERERS = 4  # of single turns, beside those of chunks
_WATCHED = 200  # steps between two looks of whoever watches


class World:
    """The actors, and the order in which they act."""

    def __init__(self, play: Play, watch: Callable[[int], None] = lambda done: None) -> None:
        ask = play.ask
        self.play, self._watch = play, watch
        self.rng = random.Random(f"{ask.seed}/{play.part}")  # noqa: S311  # no secret
        self.clock = VirtualClock(play.occurrence.at)
        self.gate = FaultyGate(self.clock, self.rng) if ask.faults else Gate(self.clock)
        self.rows = Rows(play, self.clock, self.gate)
        self.book = play.book
        self.channels = self._channels()
        self._order = count()
        self._heap: list[tuple[float, int, Actor]] = []
        self._idle: dict[MemoryFifoQueue, list[Worker]] = {}
        self.ended, self.last_end_at = 0, 0.0
        self.rows.table.on_end = self._count_end
        self._workers = [
            *self._chunk_workers(max(1, ask.workers // ask.parts)),
            *self._turn_workers(),
        ]

    def run(self) -> None:
        """Until everybody has an end, or nothing is left that could bring one."""
        actors: list[Actor] = [Planner(), Sweeper(), Poller(), *self._workers]
        for actor in actors:
            self.at(0.0, actor)
        for step in count():
            if not self._heap:
                return
            seconds, _, actor = heapq.heappop(self._heap)
            self.clock.seconds = seconds
            again = actor.step(self)
            if again is not None:
                self.at(again, actor)
            elif isinstance(actor, Worker):
                self._idle.setdefault(actor.queue, []).append(actor)
            if step % _WATCHED == 0:
                self._watch(self.ended)

    def wake(self) -> None:
        """Of those who wait for messages as many look again as there are messages."""
        for queue, idle in self._idle.items():
            for _ in range(min(len(idle), queue.visible() if idle else 0)):
                self.at(self.clock.seconds, idle.pop())

    def notify(self, shift: Shift) -> Told:
        told = notify(shift, self.rows.planning)
        if told.planned:
            self.wake()
        return told

    def door(self, worker: Worker, seconds: float, *, chunk: bool) -> Door:
        """The door for one thing taken up; what a worker remembers it keeps while it lives."""
        rows, kept = self.rows, worker.memory or self._fresh(worker)
        worker.memory = kept
        return Door(
            owner=f"{worker.owner}/{next(self._order)}",
            deadline=self.clock.now() + timedelta(seconds=seconds),
            clock=self.clock.now,
            ledger=rows.ledger,
            gateway=kept.gateway,
            accounts=kept.accounts,
            book=self.book,
            rules=rows.rules,
            pacer=kept.pacer,
            facts=kept.facts,
            campaigns=kept.side,
            orders=NoOrders(),
            lease=CHUNK_LEASE if chunk else LEASE,
        )

    def _fresh(self, worker: Worker) -> Remembered:
        clock, rows, gate = self.clock, self.rows, self.gate
        pacing = Pacing(worker.owner, clock.now, clock.ticks, clock.pass_time)
        watch = RememberingWatch(rows.records, rows.runs, clock.now)
        many = MemoryManyGateway(self.channels.respond_to_many, gate)
        return Remembered(
            MemoryAccountHealth(rows.health, clock.now, say_nothing, gate),
            MemoryAccountFacts(rows.accounts, clock.now, gate),
            LeasedPacer(rows.pace, self.book, pacing),
            MemoryGateway(self.channels.respond, gate),
            CampaignSide(watch, MemoryBatches(rows.batches, gate), many, rows.index),
        )

    @property
    def is_planned_out(self) -> bool:
        """Whether the run has come to its end, and with it what the planner does."""
        run = self.rows.run
        return run is not None and not run.is_open

    @property
    def is_busy(self) -> bool:
        """Whether anything is queued or under way."""
        rows = self.rows
        return not (rows.chunks.is_empty and rows.turns.is_empty) or bool(rows.table.turns)

    def at(self, seconds: float, actor: Actor) -> None:
        heapq.heappush(self._heap, (seconds, next(self._order), actor))

    def _count_end(self, number: int, end: object) -> None:
        self.ended += 1
        self.last_end_at = max(self.last_end_at, self.clock.seconds)

    def _chunk_workers(self, number: int) -> list[Worker]:
        back_off = MemoryBackOff(
            self.rows.chunks, quick_tries=2, clock=self.clock.now, gate=self.gate
        )
        return [
            Worker(f"chunks-{one}", self.rows.chunks, back_off, opens_chunk)
            for one in range(number)
        ]

    def _turn_workers(self) -> list[Worker]:
        back_off = MemoryBackOff(
            self.rows.turns, quick_tries=3, clock=self.clock.now, gate=self.gate
        )
        return [
            Worker(f"turns-{one}", self.rows.turns, back_off, opens_turn)
            for one in range(_DELIVERERS)
        ]

    def _channels(self) -> Channels:
        play, day = self.play, self.clock.start.date()
        rates = {
            (channel, bucket): rate_of(self.book, channel, bucket, day)
            for channel, _ in set(play.people.wheel)
            for bucket in BUCKETS
        }
        return Channels(
            play.people,
            self.clock,
            Tariff(self.book.prices, day),
            rates,
            self.rng,
            CHANNEL_FAULTS if play.ask.faults else {},
            play.quota,
            Echoes(self).expect,
        )
