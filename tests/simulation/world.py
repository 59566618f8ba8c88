"""The whole stack in one thread and virtual time: platforms, queues, workers, sweeper, channel."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol

from tests.simulation.channel import FaultyChannel
from tests.simulation.gates import AimedGate, Killed
from tests.simulation.platforms import (
    Echoes,
    Platforms,
    reply_tokens,
    send_parameters,
    signed,
    verify_parameters,
)
from tests.support.permits import a_door
from tests.support.queue_work import work_on
from tests.support.shop import BRAND, FAQ, NOW
from towkay.adapters.callsites import Gate
from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.channels.inbound import INBOUND
from towkay.adapters.event_messages import FifoEntry, event_from_json, turn_key_from_json
from towkay.adapters.memory.account_health import HealthRows, MemoryAccountHealth
from towkay.adapters.memory.conversations import (
    MemoryConversations,
    MemoryDueTurns,
    MemoryReceiptLedger,
    MemorySendLedger,
)
from towkay.adapters.memory.failure_notes import MemoryFailureNotes
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.queues import (
    MemoryBackOff,
    MemoryEventQueue,
    MemoryOutbox,
    MemoryReceiptQueue,
)
from towkay.adapters.memory.secrets import MemorySendSecrets, MemoryVerifySecrets
from towkay.adapters.memory.standard_queue import MemoryStandardQueue
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.channels import Channel
from towkay.domain.errors import ServiceUnavailable, TransientError
from towkay.ports.packs import BrandKnowledge
from towkay.runtime.records import LastReceive, Record, Source
from towkay.usecases.answer import answer
from towkay.usecases.deliver import deliver
from towkay.usecases.ingest import Reception, ingest
from towkay.usecases.settle import Effect, settle
from towkay.usecases.sweep import sweep

_FUNCTION_TIME = timedelta(seconds=10)
_TICK = timedelta(minutes=1)


class InvocationGate(Gate, Protocol):
    """A gate that is told when an invocation begins."""

    def begin(self) -> None: ...


class RecordingQueue(MemoryFifoQueue):
    """Remembers in which order messages were first accepted."""

    order: dict[tuple[str, str], int]

    def send(self, entry: FifoEntry) -> bool:
        is_new = super().send(entry)
        self.order.setdefault((entry.group, entry.deduplication), len(self.order))
        return is_new


class World:
    """Deliver webhooks with `post`, then `run` until nothing is left to happen."""

    def __init__(
        self,
        rng: random.Random,
        *,
        gate: InvocationGate | None = None,
        echoes: Echoes | None = None,
    ) -> None:
        self.rng = rng
        self.now = NOW
        self.platforms = Platforms(rng, self.clock, echoes)
        self.channel = FaultyChannel(self.clock, rng, self.pass_time, self.platforms.taken)
        self.table = MemoryTable()
        self.health = HealthRows()
        self.conversations_queue = RecordingQueue(
            self.clock, visibility=timedelta(seconds=30), most_receives=3
        )
        self.conversations_queue.order = {}
        self.outbound_queue = MemoryFifoQueue(
            self.clock, visibility=timedelta(seconds=60), most_receives=10
        )
        self.receipts_queue = MemoryStandardQueue(
            self.clock, visibility=timedelta(seconds=60), most_receives=5, rng=rng
        )
        self.effects: Counter[Effect] = Counter()
        self.accepted = 0
        self.refused = 0
        self.poison: set[str] = set()  # causes that make the faq function fail, as a bug would
        self.unreadable: set[str] = set()  # causes whose turn delivery fails on in the same way
        self._runs = 0
        self._next_tick = NOW + _TICK
        self.use_gate(gate or AimedGate({}))

    def use_gate(self, gate: InvocationGate) -> None:
        """Put this gate at every call site."""
        self.gate = gate
        self.secrets = MemoryVerifySecrets(verify_parameters(), gate)
        self.events = MemoryEventQueue(self.conversations_queue, gate)
        self.receipts = MemoryReceiptQueue(self.receipts_queue, gate)
        self.outbox = MemoryOutbox(self.outbound_queue, gate)
        self.packs = MemoryPacks(gate)
        self.packs.publish(BrandKnowledge(BRAND, FAQ))
        self.conversations = MemoryConversations(self.table, gate)
        self.ledger = MemorySendLedger(self.table, gate)
        self.last = LastReceive(10, turn_key_from_json, self.ledger.set_aside)
        self.receipt_ledger = MemoryReceiptLedger(self.table, gate)
        self.notes = MemoryFailureNotes(gate)
        self.accounts = MemoryAccountHealth(self.health, self.clock, gate=gate)
        self.due_turns = MemoryDueTurns(self.table, gate)
        self.gateway = HttpChannelGateway(
            MemorySendSecrets(send_parameters(), gate),
            "https://{}.example".format,
            self.channel,
            gate,
        )

    def clock(self) -> datetime:
        return self.now

    def pass_time(self, time: timedelta) -> None:
        """Let time pass inside a call."""
        self.now += time

    def post(self, channel: Channel, body: object, at: datetime) -> None:
        """A platform delivers a webhook at `at`, and again until it hears 200."""
        self.platforms.post(channel, body, at)

    def run(self, until_idle_for: timedelta = timedelta(minutes=20)) -> None:
        """Let everything happen that is under way or due."""
        quiet_since = self.now
        while True:
            if self._work_once():
                quiet_since = self.now
                continue
            if self._is_empty() and self.now - quiet_since > until_idle_for:
                return
            self.now = max(self.now, min(self._next_moments()))

    def _work_once(self) -> bool:
        """One thing that can happen now, chosen at random among the workers."""
        moves: list[Callable[[], bool]] = [
            self._arrive,
            lambda: self._work(self.conversations_queue, 1, self._answer_record),
            lambda: self._work(self.outbound_queue, 3, self._deliver_record),
            lambda: self._work(self.receipts_queue, 0, self._settle_record),
            self._tick,
        ]
        self.rng.shuffle(moves)
        return any(move() for move in moves)

    @property
    def _queues(self) -> tuple[MemoryFifoQueue, ...]:
        return (self.conversations_queue, self.outbound_queue, self.receipts_queue)

    def _is_empty(self) -> bool:
        waiting = sum(map(len, self._queues))
        open_turns = list(self.table.due(self.now + timedelta(days=30), 1))
        return waiting == 0 and not self.platforms.arrivals and not open_turns

    def _next_moments(self) -> list[datetime]:
        arrivals = self.platforms.arrivals
        moments = [self._next_tick, *(first.at for first in arrivals[:1])]
        return moments + [at for queue in self._queues if (at := queue.next_visible_at())]

    def _arrive(self) -> bool:
        arrival = self.platforms.next()
        if arrival is None:
            return False
        self.gate.begin()
        for token in reply_tokens(arrival.body):
            # A redelivered webhook gives its token another minute.
            self.channel.tokens[token] = self.now
        try:
            result = ingest(
                signed(arrival.channel, arrival.body),
                now=self.now,
                secrets=self.secrets,
                channels=INBOUND,
                queue=self.events,
                receipts=self.receipts,
            )
        except (Killed, TransientError):
            self.platforms.try_again(arrival)
            return True
        self.accepted += result.reception is Reception.ACCEPTED
        self.refused += result.reception is not Reception.ACCEPTED
        return True

    def _answer_record(self, record: Record) -> None:
        event = event_from_json(record["body"])
        if event.cause in self.poison:
            raise ZeroDivisionError("a bug that only this event meets")
        answer(
            event,
            now=self.now,
            conversations=self.conversations,
            packs=self.packs,
            outbox=self.outbox,
        )

    def _deliver_record(self, record: Record) -> None:
        self._runs += 1
        key = turn_key_from_json(record["body"])
        if key.cause in self.unreadable:
            raise ZeroDivisionError("a bug that only this turn meets")
        door = a_door(
            owner=f"run-{self._runs}",
            deadline=self.now + _FUNCTION_TIME,
            clock=self.clock,
            ledger=self.ledger,
            gateway=self.gateway,
            accounts=self.accounts,
        )
        for _ in deliver(key, door=door):
            pass

    def _settle_record(self, record: Record) -> None:
        event = event_from_json(record["body"])
        self.effects[settle(event, now=self.now, ledger=self.receipt_ledger).effect] += 1

    def _work(
        self, queue: MemoryFifoQueue, quick_tries: int, handle: Callable[[Record], None]
    ) -> bool:
        """One message through the functions' own loop."""
        message = queue.receive()
        if message is None:
            return False
        self.gate.begin()
        is_standard = isinstance(queue, MemoryStandardQueue)
        arn = f"arn:aws:sqs:::{'receipts' if is_standard else 'conversations.fifo'}"
        back_off = MemoryBackOff(queue, quick_tries=quick_tries, clock=self.clock, gate=self.gate)
        last = self.last if queue is self.outbound_queue else None
        source = Source("simulated", arn, _Forgiving(back_off), self.notes, self.clock, last)
        with suppress(Killed):  # the message comes back when its visibility time-out ends
            work_on(queue, message, handle, source)
        return True

    def _tick(self) -> bool:
        if self.now < self._next_tick:
            return False
        self._next_tick = self.now + _TICK
        self.gate.begin()
        try:
            queued = sweep(now=self.now, limit=500, due_turns=self.due_turns, outbox=self.outbox)
        except (Killed, TransientError):
            return False
        return queued > 0

    def read_marks(self) -> None:
        """What reports do."""
        for contact in self.table.contacts:
            self.gate.begin()
            with suppress(Killed):
                self.receipt_ledger.marks(contact, self.now)

    def redrive(self) -> int:
        """Bring the dead letters of the conversations queue back, as an operator would."""
        bodies, self.conversations_queue.dead_letters = self.conversations_queue.dead_letters, []
        for number, body in enumerate(bodies):
            self.conversations_queue.send(FifoEntry(body, f"redrive-{number}", f"r-{number}"))
        return len(bodies)


class _Forgiving:
    """A refused back-off is no failure, as with the real one."""

    def __init__(self, back_off: MemoryBackOff) -> None:
        self._back_off = back_off

    def hide(self, receipt_handle: str, receives: int, until: datetime | None = None) -> None:
        with suppress(ServiceUnavailable):
            self._back_off.hide(receipt_handle, receives, until)
