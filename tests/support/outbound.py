"""Conversations before the door: outbound queue, workers and sweeper in virtual time."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.support.permits import a_door
from tests.support.queue_work import work_on
from tests.support.shop import NOW
from tests.support.template import resources
from towkay.adapters.event_messages import turn_key_from_json
from towkay.adapters.memory.account_health import HealthRows, MemoryAccountHealth
from towkay.adapters.memory.conversations import (
    MemoryConversations,
    MemoryDueTurns,
    MemorySendLedger,
)
from towkay.adapters.memory.failure_notes import MemoryFailureNotes
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.gateway import MemoryGateway
from towkay.adapters.memory.queues import MemoryBackOff, MemoryOutbox
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.health import AccountHealth, AccountKey
from towkay.domain.messages import Purpose, Text
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.permits import Permit
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey
from towkay.runtime.records import Record, Source
from towkay.usecases.deliver import deliver
from towkay.usecases.sweep import sweep

ACCOUNTS = {Channel.LINE: "U" + "0" * 32, Channel.MESSENGER: "104512398760021"}
WORKERS = 10  # what a new AWS account may run at once
_OUTBOUND = resources("AWS::SQS::Queue")["OutboundQueue"]
_ARN = "arn:aws:sqs:::outbound.fifo"


@dataclass
class OutboundRoad:
    """`answer` is the whole channel; `calls` what it was asked, `shown` what shoppers saw.

    While one worker waits for the channel's answer the others work: as many calls as there are
    workers are under way at once.
    """

    answer: Callable[[datetime], Outcome | None] = lambda now: None
    now: datetime = NOW
    calls: list[tuple[datetime, ChannelCall]] = field(default_factory=list)
    shown: list[tuple[datetime, ChannelCall]] = field(default_factory=list)
    news: list[tuple[AccountKey, AccountHealth]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.table = MemoryTable()
        self.queue = MemoryFifoQueue(
            self.clock,
            visibility=timedelta(seconds=_OUTBOUND["VisibilityTimeout"]),
            most_receives=_OUTBOUND["RedrivePolicy"]["maxReceiveCount"],
        )
        self.outbox = MemoryOutbox(self.queue)
        self.ledger = MemorySendLedger(self.table)
        back_off = MemoryBackOff(self.queue, quick_tries=3, clock=self.clock)
        self._source = Source("delivery", _ARN, back_off, MemoryFailureNotes(), self.clock)
        self._rows = HealthRows()
        self.workers = [
            MemoryAccountHealth(self._rows, self.clock, lambda *told: self.news.append(told))
            for _ in range(WORKERS)
        ]
        self._idle = deque(self.workers)
        self._runs = 0
        self._next_tick = self.now + timedelta(minutes=1)

    def clock(self) -> datetime:
        return self.now

    def ask(self, number: int, channel: Channel = Channel.MESSENGER, sends: int = 2) -> None:
        """A shopper asks now, and the answer is decided and queued."""
        contact = ContactKey(channel, ACCOUNTS[channel], f"shopper-{number}")
        key = TurnKey(contact, self.now, f"cause-{number}")
        turn = Turn(
            key,
            "demo",
            "demo",
            Inbound("MessageReceived", "問"),
            Reasoning(Rule.ANSWERED),
            created_at=self.now,
            received_at=self.now,
            sends=tuple(Send(n, Purpose.REPLY, (Text(f"{n}"),)) for n in range(sends)),
        )
        stored = self.table.contact(contact) or Contact(contact, "demo", "demo")
        window = self.now + timedelta(hours=24)
        known = replace(stored, window_closes_at=window, last_event_at=self.now)
        MemoryConversations(self.table).commit(known, turn, now=self.now)
        self.outbox.put(key, "first")

    def run(self, time: timedelta) -> None:
        """Let everything happen that falls into this time."""
        until = self.now + time
        while True:
            while self._work() or self._tick():
                pass
            later = [at for at in (self.queue.next_visible_at(), self._next_tick) if at]
            if min(later) > until:
                self.now = until
                return
            self.now = max(self.now, min(later))

    def warm_up(self) -> None:
        """Every worker has just read that the accounts are well."""
        for worker in self.workers:
            for channel, account in ACCOUNTS.items():
                worker.read(AccountKey(channel, account))

    def health(self, channel: Channel = Channel.MESSENGER) -> AccountHealth:
        """As a worker reads it that knows of nothing yet."""
        unknowing = MemoryAccountHealth(self._rows, self.clock)
        return unknowing.read(AccountKey(channel, ACCOUNTS[channel]))

    def sends(self) -> list[Send]:
        turns = [turn for rows in self.table.turns.values() for turn in rows.values()]
        return [send for turn in turns for send in turn.sends]

    def states(self) -> set[SendState]:
        return {send.state for send in self.sends()}

    def seen_by(self, user: str) -> list[str]:
        """The texts one shopper saw, in order."""
        mine = [call for _, call in self.shown if call.contact.user == user]
        said = [message for call in mine for message in call.messages]
        return [message.text for message in said if isinstance(message, Text)]

    def _work(self) -> bool:
        message = self.queue.receive() if self._idle else None
        if message is None:
            return False
        self._runs += 1
        accounts = self._idle.popleft()
        deadline = self.now + timedelta(seconds=10)
        gateway = MemoryGateway(self._respond)
        door = a_door(f"run-{self._runs}", deadline, self.clock, self.ledger, gateway, accounts)

        def handle(record: Record) -> None:
            list(deliver(turn_key_from_json(record["body"]), door=door))

        work_on(self.queue, message, handle, self._source)
        self._idle.append(accounts)
        return True

    def _tick(self) -> bool:
        if self.now < self._next_tick:
            return False
        self._next_tick = self.now + timedelta(minutes=1)
        due = MemoryDueTurns(self.table)
        return sweep(now=self.now, limit=500, due_turns=due, outbox=self.outbox) > 0

    def _respond(self, call: ChannelCall, permit: Permit) -> Outcome:
        self.calls.append((self.now, call))
        outcome = self.answer(self.now)
        self._work()
        if outcome:
            return outcome
        self.shown.append((self.now, call))
        return Outcome(Verdict.SENT, provider_ids=(f"p{len(self.shown)}",))
