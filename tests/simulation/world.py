"""The whole stack in one thread and virtual time: platforms, queues, workers, sweeper, channel."""

import heapq
import json
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.simulation.channel import FaultyChannel
from tests.simulation.gates import Killed
from tests.support.shop import BRAND, FAQ, NOW
from tests.support.webhook_bodies import line_headers, messenger_headers
from towkay.adapters.callsites import Gate, open_gate
from towkay.adapters.channels.inbound import INBOUND
from towkay.adapters.event_messages import FifoEntry, event_from_json, turn_key_from_json
from towkay.adapters.memory.conversations import (
    MemoryConversations,
    MemoryDueTurns,
    MemorySendLedger,
)
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue, Received
from towkay.adapters.memory.gateway import MemoryGateway
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.queues import MemoryBackOff, MemoryEventQueue, MemoryOutbox
from towkay.adapters.memory.secrets import MemoryVerifySecrets
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.channels import Channel
from towkay.domain.errors import TransientError
from towkay.domain.webhooks import Webhook
from towkay.ports import BrandKnowledge
from towkay.usecases.answer import answer
from towkay.usecases.deliver import Door, deliver
from towkay.usecases.ingest import Reception, ingest
from towkay.usecases.sweep import sweep

SECRET = "simulated-secret"
ACCOUNTS = {Channel.LINE: "U" + "0" * 32, Channel.MESSENGER: "104512398760021"}
_FUNCTION_TIME = timedelta(seconds=10)
_TICK = timedelta(minutes=1)


class RecordingQueue(MemoryFifoQueue):
    """Remembers in which order messages were first accepted."""

    order: dict[tuple[str, str], int]

    def send(self, entry: FifoEntry) -> bool:
        is_new = super().send(entry)
        self.order.setdefault((entry.group, entry.deduplication), len(self.order))
        return is_new


@dataclass(order=True, slots=True)
class _Arrival:
    at: datetime
    number: int
    body: bytes = field(compare=False)
    channel: Channel = field(compare=False)
    tries: int = field(compare=False, default=0)


class World:
    """Deliver webhooks with `post`, then `run` until nothing is left to happen."""

    def __init__(self, rng: random.Random, *, gate: Gate = open_gate) -> None:
        self.rng = rng
        self.now = NOW
        self.gate = gate
        self.channel = FaultyChannel(self.clock, rng, self.pass_time)
        self.table = MemoryTable()
        self.conversations_queue = RecordingQueue(
            self.clock, visibility=timedelta(seconds=30), most_receives=3
        )
        self.conversations_queue.order = {}
        self.outbound_queue = MemoryFifoQueue(
            self.clock, visibility=timedelta(seconds=60), most_receives=5
        )
        self.accepted = 0
        self.refused = 0
        self._arrivals: list[_Arrival] = []
        self._number = 0
        self._next_tick = NOW + _TICK
        self.use_gate(gate)

    def use_gate(self, gate: Gate) -> None:
        """Put this gate at every call site."""
        knowledge = BrandKnowledge(BRAND, FAQ)
        self.gate = gate
        self.secrets = MemoryVerifySecrets(_parameters(), gate)
        self.events = MemoryEventQueue(self.conversations_queue, gate)
        self.outbox = MemoryOutbox(self.outbound_queue, gate)
        self.packs = MemoryPacks(gate)
        self.packs.publish(knowledge)
        self.conversations = MemoryConversations(self.table, gate)
        self.ledger = MemorySendLedger(self.table, gate)
        self.due_turns = MemoryDueTurns(self.table, gate)
        self.gateway = MemoryGateway(self.channel.respond, gate)

    def clock(self) -> datetime:
        return self.now

    def pass_time(self, time: timedelta) -> None:
        """Let time pass inside a call."""
        self.now += time

    def post(self, channel: Channel, body: object, at: datetime) -> None:
        """A platform delivers a webhook at `at`, and again until it hears 200."""
        raw = json.dumps(body, ensure_ascii=False).encode()
        self._number += 1
        heapq.heappush(self._arrivals, _Arrival(at, self._number, raw, channel))

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
        moves: list[Callable[[], bool]] = [self._arrive, self._answer, self._deliver, self._tick]
        self.rng.shuffle(moves)
        return any(move() for move in moves)

    def _is_empty(self) -> bool:
        waiting = len(self.conversations_queue) + len(self.outbound_queue) + len(self._arrivals)
        open_turns = list(self.table.due(self.now + timedelta(days=30), 1))
        return waiting == 0 and not open_turns

    def _next_moments(self) -> list[datetime]:
        moments = [self._next_tick]
        moments += [self._arrivals[0].at] if self._arrivals else []
        queues = (self.conversations_queue, self.outbound_queue)
        moments += [at for queue in queues if (at := queue.next_visible_at())]
        return moments

    def _arrive(self) -> bool:
        if not self._arrivals or self._arrivals[0].at > self.now:
            return False
        arrival = heapq.heappop(self._arrivals)
        if not self._accepted(arrival):
            arrival.tries += 1
            arrival.at = self.now + timedelta(seconds=self.rng.uniform(5, 60))
            heapq.heappush(self._arrivals, arrival)
        return True

    def _accepted(self, arrival: _Arrival) -> bool:
        for token in _reply_tokens(arrival.body):
            # A redelivered webhook gives its token another minute.
            self.channel.tokens[token] = self.now
        webhook = _signed(arrival.channel, arrival.body)
        try:
            result = ingest(
                webhook, now=self.now, secrets=self.secrets, channels=INBOUND, queue=self.events
            )
        except (Killed, TransientError):
            return False
        self.accepted += result.reception is Reception.ACCEPTED
        self.refused += result.reception is not Reception.ACCEPTED
        return True

    def _answer(self) -> bool:
        return self._work(self.conversations_queue, self._answer_body)

    def _answer_body(self, body: str) -> None:
        answer(
            event_from_json(body),
            now=self.now,
            conversations=self.conversations,
            packs=self.packs,
            outbox=self.outbox,
        )

    def _deliver(self) -> bool:
        return self._work(self.outbound_queue, self._deliver_body)

    def _deliver_body(self, body: str) -> None:
        self._number += 1
        door = Door(
            owner=f"run-{self._number}",
            deadline=self.now + _FUNCTION_TIME,
            clock=self.clock,
            ledger=self.ledger,
            gateway=self.gateway,
        )
        for _ in deliver(turn_key_from_json(body), door=door):
            pass

    def _work(self, queue: MemoryFifoQueue, handle: Callable[[str], None]) -> bool:
        message = queue.receive()
        if message is None:
            return False
        # After a kill the message comes back when its visibility time-out ends.
        with suppress(Killed):
            try:
                handle(message.body)
                queue.delete(message.receipt)
            except TransientError:
                self._back_off(queue, message)
        return True

    def _back_off(self, queue: MemoryFifoQueue, message: Received) -> None:
        quick = 1 if queue is self.conversations_queue else 2  # as the functions are wired
        back_off = MemoryBackOff(queue, quick_tries=quick, gate=self.gate)
        back_off.shorten(message.receipt, message.receive_count)

    def _tick(self) -> bool:
        if self.now < self._next_tick:
            return False
        self._next_tick = self.now + _TICK
        try:
            queued = sweep(now=self.now, limit=500, due_turns=self.due_turns, outbox=self.outbox)
        except (Killed, TransientError):
            return False
        return queued > 0

    def redrive(self) -> int:
        """Bring the dead letters of the conversations queue back, as an operator would."""
        bodies, self.conversations_queue.dead_letters = self.conversations_queue.dead_letters, []
        for number, body in enumerate(bodies):
            self.conversations_queue.send(FifoEntry(body, f"redrive-{number}", f"r-{number}"))
        return len(bodies)


def _parameters() -> dict[tuple[Channel, str], str]:
    return {
        (channel, "demo"): json.dumps(
            {
                "app_id": "771204559830114" if channel is Channel.MESSENGER else "",
                "verify_token": "a-verify-token",
                "secrets": [{"value": SECRET, "until": None}],
                "accounts": {account: "demo"},
            }
        )
        for channel, account in ACCOUNTS.items()
    }


def _signed(channel: Channel, raw: bytes) -> Webhook:
    sign = line_headers if channel is Channel.LINE else messenger_headers
    return Webhook("POST", channel, "demo", {}, sign(raw, SECRET), raw)


def _reply_tokens(raw: bytes) -> list[str]:
    body = json.loads(raw)
    return [event["replyToken"] for event in body.get("events", []) if "replyToken" in event]
