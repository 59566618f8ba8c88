"""The functions of one deployment over memory, each invocation one call of a method here."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from tests.simulation.channel import FaultyChannel
from tests.simulation.gates import AimedGate, Killed
from tests.simulation.notices import Notices
from tests.simulation.parts import Forgiving, InvocationGate, RecordingQueue
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
from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.channels.inbound import INBOUND
from towkay.adapters.event_messages import event_from_json, turn_key_from_json
from towkay.adapters.memory.account_health import HealthRows, MemoryAccountHealth
from towkay.adapters.memory.accounts import (
    AccountRows,
    MemoryAccountFacts,
    MemoryAccountRecords,
    MemoryHeardNotes,
)
from towkay.adapters.memory.brand_rules import MemoryBrandRules
from towkay.adapters.memory.conversations import (
    MemoryConversations,
    MemoryDueTurns,
    MemoryReceiptLedger,
    MemorySendLedger,
)
from towkay.adapters.memory.failure_notes import MemoryFailureNotes
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.pace import MemoryPaceRows
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.queues import (
    MemoryBackOff,
    MemoryEventQueue,
    MemoryOutbox,
    MemoryReceiptQueue,
)
from towkay.adapters.memory.ref_keys import MemoryRefKeys
from towkay.adapters.memory.secrets import MemorySendSecrets, MemoryVerifySecrets
from towkay.adapters.memory.standard_queue import MemoryStandardQueue
from towkay.adapters.memory.table import MemoryTable
from towkay.adapters.no_orders import NoOrders
from towkay.adapters.pacing import LeasedPacer, Worker
from towkay.adapters.policy_book import policy_book
from towkay.domain.account_news import AccountNews
from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.errors import TransientError
from towkay.domain.health import account_of
from towkay.domain.turns import TurnKey
from towkay.ports.orders import KnownOrders
from towkay.ports.packs import BrandKnowledge
from towkay.runtime.records import LastReceive, Record, Source
from towkay.usecases.account_news import note_news
from towkay.usecases.answer import answer
from towkay.usecases.deliver import deliver
from towkay.usecases.ingest import Reception, ingest
from towkay.usecases.plan import plan
from towkay.usecases.settle import Effect, settle
from towkay.usecases.sweep import sweep

REF_KEY = "a key of the simulated shop"
_FUNCTION_TIME = timedelta(seconds=10)
_TICK = timedelta(minutes=1)


class Functions:
    """What one deployment is made of, and what each of its functions does when it is invoked.

    `working_on` is the turn that the invocation under way is about, as far as it is about one, and
    `stage` what it does about it.
    """

    known_orders: KnownOrders = NoOrders()

    def __init__(
        self,
        rng: random.Random,
        *,
        gate: InvocationGate | None = None,
        echoes: Echoes | None = None,
        rules: BrandRules = DEFAULT_RULES,
    ) -> None:
        self.rng = rng
        self.now = NOW
        self.rules = rules
        self.platforms = Platforms(rng, self.clock, echoes)
        self.channel = FaultyChannel(self.clock, rng, self.pass_time, self.platforms.taken)
        self.table = MemoryTable()
        self.health = HealthRows()
        self.account_rows = AccountRows()
        self.pace_rows = MemoryPaceRows()
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
        self.accepted = self.refused = 0
        self.poison: set[str] = set()  # causes that make the faq function fail, as a bug would
        self.unreadable: set[str] = set()  # causes whose turn delivery fails on in the same way
        self.notices = Notices(self.clock, rng)
        self.working_on: TurnKey | None = None
        self.stage = ""
        self._runs, self.next_tick = 0, NOW + _TICK
        self.use_gate(gate or AimedGate({}))

    def use_gate(self, gate: InvocationGate) -> None:
        """Put this gate at every call site."""
        self.gate = gate
        self.secrets = MemoryVerifySecrets(verify_parameters(), gate)
        self.events = MemoryEventQueue(self.conversations_queue, gate)
        self.receipts = MemoryReceiptQueue(self.receipts_queue, gate)
        self.outbox = MemoryOutbox(self.outbound_queue, gate)
        self.ref_keys = MemoryRefKeys(REF_KEY, gate=gate)
        self.packs = MemoryPacks(gate)
        self.packs.publish(BrandKnowledge(BRAND, FAQ, policy_book()))
        self.conversations = MemoryConversations(self.table, gate)
        self.ledger = MemorySendLedger(self.table, gate)
        self.last = LastReceive(10, turn_key_from_json, self.ledger.set_aside)
        self.receipt_ledger = MemoryReceiptLedger(self.table, gate)
        self.notes = MemoryFailureNotes(gate)
        self.heard = MemoryHeardNotes(self.account_rows, gate)
        self.account_records = MemoryAccountRecords(self.account_rows, gate)
        self.accounts = MemoryAccountHealth(self.health, self.clock, gate=gate)
        self.account_facts = MemoryAccountFacts(self.account_rows, self.clock, gate)
        self.due_turns = MemoryDueTurns(self.table, gate)
        self.pace_rows = replace(self.pace_rows, gate=gate)
        worker = Worker("simulated", self.clock, self.ticks, self.sleep)
        self.pacer = LeasedPacer(self.pace_rows, policy_book(), worker)
        self.brand_rules = MemoryBrandRules(gate)
        self.brand_rules.publish(BRAND.brand, self.rules)
        self.gateway = HttpChannelGateway(
            MemorySendSecrets(send_parameters(), gate),
            "https://{}.example".format,
            self.channel,
            gate,
        )

    def clock(self) -> datetime:
        return self.now

    def ticks(self) -> float:
        return self.now.timestamp()

    def sleep(self, seconds: float) -> None:
        self.pass_time(timedelta(seconds=seconds))

    def pass_time(self, time: timedelta) -> None:
        self.now += time

    def moves(self) -> list[Callable[[], bool]]:
        """What can be invoked; each says whether there was anything to do."""
        return [self.arrive, self.plan, self.answer, self.deliver, self.settle, self.tick]

    def answer(self) -> bool:
        return self._work(self.conversations_queue, 1, self._answer_record)

    def deliver(self) -> bool:
        return self._work(self.outbound_queue, 3, self._deliver_record)

    def settle(self) -> bool:
        return self._work(self.receipts_queue, 0, self._settle_record)

    def arrive(self) -> bool:
        arrival = self.platforms.next()
        if arrival is None:
            return False
        self.working_on = None
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

    def plan(self) -> bool:
        notice = self.notices.next()
        if notice is None:
            return False
        self.stage, self.working_on = "plan", TurnKey(notice.contact, notice.at, notice.cause)
        self.gate.begin()
        try:
            plan(
                notice,
                now=self.now,
                conversations=self.conversations,
                packs=self.packs,
                outbox=self.outbox,
            )
        except (Killed, TransientError):
            self.notices.try_again(notice)
            return True
        self.notices.acknowledged.append(notice)
        return True

    def _answer_record(self, record: Record) -> None:
        event = event_from_json(record["body"])
        if event.cause in self.poison:
            raise ZeroDivisionError("a bug that only this event meets")
        self.stage = "answer"
        self.working_on = TurnKey(event.contact, event.occurred_at, event.cause)
        answer(
            event,
            now=self.now,
            conversations=self.conversations,
            packs=self.packs,
            outbox=self.outbox,
            ref_keys=self.ref_keys,
        )
        self.heard.note(account_of(event.contact), self.now)

    def _deliver_record(self, record: Record) -> None:
        self._runs += 1
        self.stage = "deliver"
        key = self.working_on = turn_key_from_json(record["body"])
        if key.cause in self.unreadable:
            raise ZeroDivisionError("a bug that only this turn meets")
        door = a_door(
            owner=f"run-{self._runs}",
            deadline=self.now + _FUNCTION_TIME,
            clock=self.clock,
            ledger=self.ledger,
            gateway=self.gateway,
            accounts=self.accounts,
            rules=self.brand_rules,
            pacer=self.pacer,
            facts=self.account_facts,
            orders=self.known_orders,
        )
        for _ in deliver(key, door=door):
            pass

    def _settle_record(self, record: Record) -> None:
        event = event_from_json(record["body"])
        if isinstance(event.happening, AccountNews):
            note_news(event, ledger=self.account_records)
            return
        self.effects[settle(event, now=self.now, ledger=self.receipt_ledger).effect] += 1

    def _work(
        self, queue: MemoryFifoQueue, quick_tries: int, handle: Callable[[Record], None]
    ) -> bool:
        """One message through the functions' own loop."""
        message = queue.receive()
        if message is None:
            return False
        self.working_on = None
        self.gate.begin()
        is_standard = isinstance(queue, MemoryStandardQueue)
        arn = f"arn:aws:sqs:::{'receipts' if is_standard else 'conversations.fifo'}"
        back_off = MemoryBackOff(queue, quick_tries=quick_tries, clock=self.clock, gate=self.gate)
        last = self.last if queue is self.outbound_queue else None
        source = Source("simulated", arn, Forgiving(back_off), self.notes, self.clock, last)
        with suppress(Killed):  # the message comes back when its visibility time-out ends
            work_on(queue, message, handle, source)
        return True

    def tick(self) -> bool:
        if self.now < self.next_tick:
            return False
        self.next_tick = self.now + _TICK
        self.working_on = None
        self.gate.begin()
        try:
            queued = sweep(now=self.now, limit=500, due_turns=self.due_turns, outbox=self.outbox)
        except (Killed, TransientError):
            return False
        return queued > 0
