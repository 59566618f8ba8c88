"""A brand with campaigns and followers in memory, and the minutes in which they are planned."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.support.builders import NOW, a_contact, a_contact_key
from tests.support.engines import VirtualClock
from towkay.adapters.callsites import Gate, open_gate
from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.event_messages import chunk_ask_from_json
from towkay.adapters.memory.campaign_book import MemoryCampaignBook
from towkay.adapters.memory.campaigns import CampaignRows, MemoryCampaignRecords, MemoryRuns
from towkay.adapters.memory.followers import MemorySubscribers
from towkay.adapters.memory.queues import MemoryCampaignQueue
from towkay.adapters.memory.standard_queue import MemoryStandardQueue
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.campaigns import (
    Approval,
    Campaign,
    CampaignRecord,
    CampaignState,
    Said,
    Step,
    Variant,
)
from towkay.domain.channels import ContactKey
from towkay.domain.messages import Purpose, Text
from towkay.domain.runs import ChunkAsk, Run
from towkay.domain.schedules import Once, StepTime
from towkay.domain.subscriptions import Subscription
from towkay.usecases.fire import Planning
from towkay.usecases.notify import Told, notify
from towkay.usecases.tend import Shift

TOPIC = "tea_news"
LONG_AGO = NOW - timedelta(days=30)
AT = NOW + timedelta(hours=1)  # 12:00 in Taipei
MINUTE = timedelta(minutes=1)
_WORDS = (Variant("a", 100, (Said("zh-TW", (Text("春茶到了。"),)),)),)


def a_step(id_: str = "only", time: StepTime | None = None) -> Step:
    return Step(id_, _WORDS, time)


def a_campaign(**fields: Any) -> Campaign:
    """Once, at 12:00 in Taipei, to everybody who follows the topic."""
    plain = Campaign(
        id="spring",
        version="v1",
        name="春茶",
        topic=TOPIC,
        purpose=Purpose.MARKETING,
        schedule=Once("2026-11-22T12:00"),
        zone="Asia/Taipei",
        steps=(a_step(),),
    )
    return replace(plain, **fields)


@dataclass
class Bureau:
    """Everything that planning works on; each tick may pass another gate."""

    rows: CampaignRows = field(default_factory=CampaignRows)
    table: MemoryTable = field(default_factory=MemoryTable)
    clock: VirtualClock = field(default_factory=VirtualClock)
    book: MemoryCampaignBook = field(default_factory=MemoryCampaignBook)
    has_time: Any = None
    _owners: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.queue = MemoryStandardQueue(
            self.clock, visibility=timedelta(seconds=720), most_receives=5
        )

    def approve(
        self, campaign: Campaign, *, at: datetime = NOW, pack: str = "p1", brand: str = "demo"
    ) -> None:
        """Publish the campaign alone in a pack, and approve it as it stands there."""
        self.book.publish(brand, pack, [campaign])
        records = MemoryCampaignRecords(self.rows)
        before = records.record(brand, campaign.id)
        approval = Approval(campaign.version, pack, at, "mei")
        records.write(
            replace(
                before,
                state=CampaignState.APPROVED,
                approvals=(*before.approvals, approval),
                changed_at=at,
            )
        )

    def decide(self, state: CampaignState, at: datetime, campaign: str = "spring") -> None:
        records = MemoryCampaignRecords(self.rows)
        record = records.record("demo", campaign)
        records.write(replace(record, state=state, changed_at=at))

    def record(self, campaign: str = "spring") -> CampaignRecord:
        return MemoryCampaignRecords(self.rows).record("demo", campaign)

    def follow(
        self, number: int = 1, *, at: datetime = LONG_AGO, called: str = "", **about: Any
    ) -> list[ContactKey]:
        """So many contacts more, who agreed at that moment; one name, the same shards."""
        keys = [a_contact_key(f"{called}{one}" if called else "") for one in range(number)]
        for key in keys:
            agreed = Subscription(TOPIC, True, at, "c", granted_at=at)
            known = a_contact(key, subscriptions=(agreed,), version=1, **about)
            self.table.put_contact(known)
        return keys

    def planning(self, gate: Gate = open_gate) -> Planning:
        self.book._gate = gate
        return Planning(
            self.book,
            MemoryCampaignRecords(self.rows, gate),
            MemoryRuns(self.rows, gate),
            MemorySubscribers(self.table.followers, self.table.contacts, gate),
            MemoryCampaignQueue(self.queue, gate),
            CronsimCalendar(),
        )

    def tick(self, at: datetime = AT, gate: Gate = open_gate, **shift: Any) -> Told:
        owner = f"tick-{next(self._owners)}"
        plain = Shift(owner, at, at + timedelta(seconds=50))
        return notify(replace(plain, **shift), self.planning(gate))

    def runs(self, brand: str = "demo") -> list[Run]:
        return MemoryRuns(self.rows).runs(brand)[::-1]

    def run(self) -> Run:
        (run,) = self.runs()
        return run

    def chunked(self) -> Counter[ContactKey]:
        """In how many chunks each contact is."""
        return Counter(
            contact
            for chunks in self.rows.chunks.values()
            for chunk in chunks.values()
            for contact in chunk.contacts
        )

    def asks(self) -> list[ChunkAsk]:
        """Everything that waits in the queue, taken out."""
        found = []
        while received := self.queue.receive():
            found.append(chunk_ask_from_json(received.body))
            self.queue.delete(received.receipt)
        return found

    def work(self) -> None:
        """Do what is asked for, as far as planning sees it."""
        for ask in self.asks():
            MemoryRuns(self.rows).finish_chunk(ask.chunk)
