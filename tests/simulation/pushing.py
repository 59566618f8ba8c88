"""A campaign's chunks, the workers that push them, and what their people saw."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests.simulation.parts import InvocationGate
from tests.simulation.platforms import send_parameters
from tests.simulation.world import World
from tests.support import topics_shop
from tests.support.permits import a_door
from tests.support.pushes import Brands, campaign
from tests.support.shop import BRAND
from towkay.adapters.campaign_watch import RememberingWatch
from towkay.adapters.channels.line.mass_gateway import HttpMassGateway
from towkay.adapters.event_messages import chunk_ask_from_json, turn_key_from_json
from towkay.adapters.memory.campaign_book import MemoryCampaignBook
from towkay.adapters.memory.campaigns import CampaignRows, MemoryCampaignRecords, MemoryRuns
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.followers import MemorySubscribers
from towkay.adapters.memory.pushing import (
    BatchRows,
    MemoryBatches,
    MemoryPushLedger,
    MemoryRecipients,
)
from towkay.adapters.memory.queues import MemoryCampaignQueue
from towkay.adapters.memory.secrets import MemorySendSecrets
from towkay.adapters.memory.standard_queue import MemoryStandardQueue
from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.campaigns import Campaign, CampaignRecord, CampaignState
from towkay.domain.channels import ContactKey
from towkay.domain.policy.costs import cost_millionths
from towkay.domain.runs import Chunk, ChunkAsk, ChunkKey, Run, RunKey
from towkay.domain.sends import SendState
from towkay.domain.turns import TurnKey
from towkay.runtime.records import Record
from towkay.usecases.deliver import deliver
from towkay.usecases.door import LEASE, CampaignSide, Door
from towkay.usecases.push import PushTools, push
from towkay.usecases.push_going import OneAfterAnother

RUN = RunKey(BRAND.brand, "spring", "2026-11-21T1100.only")
_TURN_TIME, _CHUNK_TIME = timedelta(seconds=10), timedelta(seconds=120)
CHUNK_LEASE = timedelta(seconds=130)
_COPIES = {SendState.SENT: (1, 1), SendState.PARKED: (0, 1)}


class PushWorld(World):
    """The stack with the campaigns queue and whoever works through it."""

    def __init__(
        self,
        rng: random.Random,
        *,
        gate: InvocationGate | None = None,
        rules: BrandRules = DEFAULT_RULES,
    ) -> None:
        self.campaign_rows, self.batch_rows = CampaignRows(), BatchRows()
        self.campaigns: list[Campaign] = []
        self.chunks_of: dict[RunKey, list[ChunkKey]] = {}
        self.pushed_by = 0
        super().__init__(rng, gate=gate, rules=rules)
        self.campaigns_queue = MemoryStandardQueue(
            self.clock, visibility=timedelta(seconds=720), most_receives=5, rng=rng
        )
        self._use_queue(self.gate)

    def use_gate(self, gate: InvocationGate) -> None:
        super().use_gate(gate)
        self.records = MemoryCampaignRecords(self.campaign_rows, gate)
        self.runs = MemoryRuns(self.campaign_rows, gate)
        self.book = MemoryCampaignBook(gate)
        self.book.publish(BRAND.brand, "pack", self.campaigns)
        self.push_ledger = MemoryPushLedger(self.table, gate)
        self.batches = MemoryBatches(self.batch_rows, gate)
        self.masses = HttpMassGateway(
            MemorySendSecrets(send_parameters(), gate),
            "https://{}.example".format,
            self.channel,
            gate,
        )
        self.recipients = MemoryRecipients(self.table, gate)
        self.members = MemorySubscribers(self.table.followers, self.table.contacts, gate)
        if hasattr(self, "campaigns_queue"):
            self._use_queue(gate)

    def _use_queue(self, gate: InvocationGate) -> None:
        self.chunk_queue = MemoryCampaignQueue(self.campaigns_queue, gate)

    def run_of(
        self,
        people: Sequence[ContactKey],
        told: Campaign | None = None,
        *,
        size: int = 500,
        **about: Any,
    ) -> Run:
        """A run whose people are in chunks that were asked for, as its planner left it."""
        told = told or campaign()
        self.campaigns.append(told)
        self.book.publish(BRAND.brand, "pack", self.campaigns)
        key = RunKey(RUN.brand, told.id, RUN.occurrence)
        times = {"at": self.now, "expires_at": self.now + timedelta(hours=3)}
        run = Run(key, "only", version="v1", pack="pack", started_at=self.now, **times | about)
        self.campaign_rows.runs[key] = run
        self.decide(CampaignState.APPROVED, told.id)
        for number, start in enumerate(range(0, len(people), size)):
            chunk = Chunk(ChunkKey(key, 0, number), tuple(people[start : start + size]))
            self.campaign_rows.chunks.setdefault(key, {})[chunk.key] = chunk
            self.chunks_of.setdefault(key, []).append(chunk.key)
        self.ask_for(key)
        return run

    def ask_for(self, key: RunKey) -> None:
        """As the planner asks: for every chunk that is not done."""
        chunks = self.campaign_rows.chunks[key]
        queue = MemoryCampaignQueue(self.campaigns_queue)
        queue.put([ChunkAsk(chunk.key) for chunk in chunks.values() if not chunk.is_done])

    def decide(self, state: CampaignState, name: str = RUN.campaign) -> None:
        place = (BRAND.brand, name)
        known = self.campaign_rows.records.get(place, CampaignRecord(*place))
        self.campaign_rows.records[place] = CampaignRecord(
            *place, state, changed_at=self.now, revision=known.revision + 1
        )

    def moves(self) -> list[Callable[[], bool]]:
        return [*super().moves(), self.push]

    def push(self) -> bool:
        return self._work(self.campaigns_queue, 2, self._push_record)

    @property
    def _queues(self) -> tuple[MemoryFifoQueue, ...]:
        return (*super()._queues, self.campaigns_queue)

    def _push_record(self, record: Record) -> None:
        self.pushed_by += 1
        self.stage = "push"
        door = self._door(f"push-{self.pushed_by}", _CHUNK_TIME, CHUNK_LEASE)
        tools = PushTools(
            self.runs,
            self.book,
            Brands(topics_shop.BRAND),
            self.recipients,
            self.push_ledger,
            self.chunk_queue,
            OneAfterAnother(),
        )
        for _ in push(chunk_ask_from_json(record["body"]), door=door, tools=tools):
            pass

    def _deliver_record(self, record: Record) -> None:
        self._runs += 1
        self.stage = "deliver"
        key = self.working_on = turn_key_from_json(record["body"])
        for _ in deliver(key, door=self._door(f"run-{self._runs}", _TURN_TIME, LEASE)):
            pass

    def _door(self, owner: str, time: timedelta, lease: timedelta) -> Door:
        watch = RememberingWatch(self.records, self.runs, self.clock)
        return a_door(
            owner=owner,
            deadline=self.now + time,
            clock=self.clock,
            ledger=self.push_ledger,
            gateway=self.gateway,
            accounts=self.accounts,
            rules=self.brand_rules,
            pacer=self.pacer,
            facts=self.account_facts,
            campaigns=CampaignSide(watch, self.batches, self.masses, self.members),
            lease=lease,
        )


@dataclass(frozen=True, slots=True)
class PushBooks:
    """What became of a run's people; `seen` counts by what was stored, not by what we believe.

    `without` have no turn, `wrong` saw it too often, or not although it counts as sent. `cost` is
    what those paid for whom it counts as sent, in millionths of the run's currency.
    """

    planned: int
    states: Counter[str]
    without: int
    wrong: int
    cost: int

    @property
    def is_even(self) -> bool:
        """planned = sent + refused + suppressed + unknown + parked (+ open)."""
        return self.planned == self.states.total() + self.without


def push_books(world: PushWorld, run: Run) -> PushBooks:
    """Count a run by its chunks' people, each by their turn and by what the channel showed them."""
    seen = Counter(one.user for one in world.channel.seen if "新茶" in one.words)
    states: Counter[str] = Counter()
    without = wrong = cost = 0
    people = [c for chunk in world.campaign_rows.chunks[run.key].values() for c in chunk.contacts]
    for contact in people:
        turn = world.table.turn(TurnKey(contact, run.at, run.key.cause), world.now)
        if turn is None:
            without += 1
            wrong += seen[contact.user] > 0
            continue
        send = turn.sends[0]
        states[send.state.value] += 1
        least, most = _COPIES.get(send.state, (0, int(not send.state.is_final)))
        wrong += not least <= seen[contact.user] <= most
        if send.state is SendState.SENT and send.decision is not None:
            cost += cost_millionths(send.decision.cost, run.currency) or 0
    return PushBooks(len(people), states, without, wrong, cost)
