"""What is stored and queued in a rehearsal, and the real use cases over it."""

import random
from dataclasses import replace
from datetime import timedelta
from functools import cached_property

from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.memory.account_health import HealthRows
from towkay.adapters.memory.accounts import AccountRows
from towkay.adapters.memory.brand_rules import MemoryBrandRules
from towkay.adapters.memory.campaign_book import MemoryCampaignBook
from towkay.adapters.memory.campaigns import CampaignRows, MemoryCampaignRecords, MemoryRuns
from towkay.adapters.memory.conversations import MemoryDueTurns, MemoryReceiptLedger
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.pace import MemoryPaceRows
from towkay.adapters.memory.pushing import BatchRows, MemoryPushLedger, MemoryRecipients
from towkay.adapters.memory.queues import MemoryCampaignQueue, MemoryOutbox
from towkay.domain.brands import Brand
from towkay.domain.campaigns import Approval, CampaignRecord, CampaignState
from towkay.domain.runs import ChunkKey, Run, RunKey
from towkay.usecases.fire import Planning
from towkay.usecases.push import PushTools
from workbench.rehearse.clock import VirtualClock
from workbench.rehearse.faults import Gate
from workbench.rehearse.index import PeopleIndex, numbers_of
from workbench.rehearse.plan import Play
from workbench.rehearse.queue import CampaignsQueue
from workbench.rehearse.table import OneRunTable

_PACK = "rehearsed"
_TURN_VISIBILITY = timedelta(seconds=60)  # as the template has it
_TURN_RECEIVES = 10


class ShrinkingRuns(MemoryRuns):
    """A chunk that is done lets go of its people: nobody asks for them any more."""

    def finish_chunk(self, key: ChunkKey) -> bool:
        is_first = super().finish_chunk(key)
        chunk = self._rows.chunks.get(key.run, {}).get(key)
        if chunk is not None and chunk.is_done:
            self._rows.chunks[key.run][key] = replace(chunk, contacts=())
        return is_first


class OneBrand:
    """`ports.BrandBook` of one brand."""

    def __init__(self, brand: Brand) -> None:
        self._brand = brand

    def brand(self, name: str) -> Brand:
        return self._brand


class Rows:
    """All of it, of one process."""

    def __init__(self, play: Play, clock: VirtualClock, gate: Gate) -> None:
        self._play, self._clock, self._gate = play, clock, gate
        ask = play.ask
        numbers = numbers_of(play.people, play.part, ask.parts)
        self.index = PeopleIndex(play.people, numbers, gate)
        self.table = OneRunTable(people=play.people)
        self.campaigns = CampaignRows()
        self.runs = ShrinkingRuns(self.campaigns, gate)
        self.records = MemoryCampaignRecords(self.campaigns, gate)
        self.rules = MemoryBrandRules()
        self.rules.publish(play.brand.brand, play.brand.rules)
        self.book = MemoryCampaignBook()
        self.book.publish(play.brand.brand, _PACK, [play.budgeted], play.packed.days)
        rng = random.Random(ask.seed + 1) if ask.faults else None  # noqa: S311  # no secret
        self.chunks = CampaignsQueue(clock.now, rng)
        self.turns = MemoryFifoQueue(
            clock.now, visibility=_TURN_VISIBILITY, most_receives=_TURN_RECEIVES
        )
        self.health, self.accounts = HealthRows(), AccountRows()
        self.pace, self.batches = MemoryPaceRows(gate), BatchRows()
        self.ledger = MemoryPushLedger(self.table, gate)
        self.receipts = MemoryReceiptLedger(self.table)
        self.due_turns = MemoryDueTurns(self.table, gate)
        self.outbox = MemoryOutbox(self.turns, gate)
        self._approve()

    @cached_property
    def planning(self) -> Planning:
        queue = MemoryCampaignQueue(self.chunks, self._gate)
        cron = CronsimCalendar()
        return Planning(self.book, self.records, self.runs, self.index, queue, cron)

    @cached_property
    def tools(self) -> PushTools:
        return PushTools(
            self.runs,
            self.book,
            OneBrand(self._play.brand),
            MemoryRecipients(self.table, self._gate),
            self.ledger,
            MemoryCampaignQueue(self.chunks, self._gate),
        )

    @property
    def run(self) -> Run | None:
        """The one that is rehearsed, once the tick has claimed it."""
        occurrence, brand = self._play.occurrence, self._play.brand.brand
        return self.campaigns.runs.get(RunKey(brand, occurrence.campaign, occurrence.name))

    def _approve(self) -> None:
        """As if it were just before it is due, so that no earlier firing is caught up."""
        play = self._play
        at = play.occurrence.at - timedelta(seconds=1)
        approval = Approval(play.campaign.version, _PACK, play.people.since, "rehearsal")
        place = (play.brand.brand, play.campaign.id)
        self.campaigns.records[place] = CampaignRecord(
            *place,
            CampaignState.APPROVED,
            (approval,),
            planned_until=at,
            changed_at=play.people.since,
            revision=1,
        )
