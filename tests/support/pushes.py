"""One chunk of a campaign before the door, scripted channels behind it, and a clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tests.support import topics_shop
from tests.support.permits import a_door
from tests.support.shop import NOW
from towkay.adapters.campaign_watch import RememberingWatch
from towkay.adapters.memory.account_health import HealthRows, MemoryAccountHealth
from towkay.adapters.memory.brand_rules import MemoryBrandRules
from towkay.adapters.memory.campaign_book import MemoryCampaignBook
from towkay.adapters.memory.campaigns import CampaignRows, MemoryCampaignRecords, MemoryRuns
from towkay.adapters.memory.followers import MemorySubscribers
from towkay.adapters.memory.gateway import MemoryGateway, MemoryManyGateway
from towkay.adapters.memory.pushing import (
    BatchRows,
    MemoryBatches,
    MemoryPushLedger,
    MemoryRecipients,
)
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.brand_rules import BrandRules
from towkay.domain.brands import Brand
from towkay.domain.calls import ChannelCall
from towkay.domain.campaigns import (
    Approval,
    Campaign,
    CampaignRecord,
    CampaignState,
    Said,
    Step,
    Variant,
)
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.masses import Multicast
from towkay.domain.messages import Message, Purpose, Text
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.permits import Permit
from towkay.domain.runs import Chunk, ChunkAsk, ChunkKey, Run, RunKey
from towkay.domain.schedules import Once
from towkay.domain.sends import Send
from towkay.domain.subscriptions import Subscription
from towkay.domain.turns import Turn, TurnKey
from towkay.ports.pushing import Hands
from towkay.usecases.door import CampaignSide, Door
from towkay.usecases.push import PushTools, push
from towkay.usecases.push_going import OneAfterAnother

SENT = Outcome(Verdict.SENT, provider_ids=("p1",))
RULES = BrandRules("Asia/Taipei", None, ())
RUN = RunKey("demo", "spring", "2026-11-21T1100.only")
LEASE = timedelta(seconds=130)
TOPIC = "news"


def campaign(*words: Message, **about: Any) -> Campaign:
    """A campaign of one step with one variant, nobody left out of it."""
    said = (Said("zh-TW", words or (Text("新茶到了"),)),)
    steps = (Step("only", (Variant("a", 100, said),)),)
    told: dict[str, Any] = {"holdout": 0, "topic": TOPIC, **about}
    return Campaign(
        RUN.campaign,
        "v1",
        "春茶",
        purpose=Purpose.MARKETING,
        schedule=Once("2026-11-21T11:00"),
        zone="Asia/Taipei",
        steps=steps,
        **told,
    )


def on_line(number: int) -> ContactKey:
    return ContactKey(Channel.LINE, "U" + "0" * 32, f"U{number:032x}")


def on_messenger(number: int) -> ContactKey:
    return ContactKey(Channel.MESSENGER, "104512398760021", f"68433109277{number:05d}")


@dataclass
class Queue:
    """`ports.CampaignQueue`, by what was put into it."""

    asked: list[tuple[ChunkAsk, int]] = field(default_factory=list)

    def put(self, asks: Sequence[ChunkAsk], *, delay_s: int = 0) -> None:
        self.asked += [(ask, delay_s) for ask in asks]


@dataclass
class Brands:
    """`ports.BrandBook` of one brand."""

    known: Brand

    def brand(self, name: str) -> Brand:
        return self.known


@dataclass
class PushBench:
    """A chunk of these people, and everything that it is pushed with."""

    people: tuple[ContactKey, ...]
    campaign: Campaign = field(default_factory=campaign)
    rules: BrandRules = RULES
    answers: list[Outcome] = field(default_factory=list)  # to one, then SENT
    answers_to_many: list[Outcome] = field(default_factory=list)
    now: datetime = NOW
    calls: list[ChannelCall] = field(default_factory=list)
    casts: list[Multicast] = field(default_factory=list)
    on_call: Callable[[], None] = lambda: None
    budget: int | None = None
    currency: str = "TWD"
    brand: Brand = topics_shop.BRAND
    watch: type[RememberingWatch] = RememberingWatch
    hands: Hands = field(default_factory=OneAfterAnother)
    tools: dict[str, Any] = field(default_factory=dict)  # of the door, instead of its usual ones

    def __post_init__(self) -> None:
        self.table, self.rows = MemoryTable(), CampaignRows()
        self.batch_rows, self.queue = BatchRows(), Queue()
        self.runs = MemoryRuns(self.rows)
        self.records = MemoryCampaignRecords(self.rows)
        self.book = MemoryCampaignBook()
        self.book.publish("demo", "pack", [self.campaign])
        self.brand_rules = MemoryBrandRules()
        self.brand_rules.publish("demo", self.rules)
        self.accounts = MemoryAccountHealth(HealthRows(), lambda: self.now)
        for person in self.people:
            self.agree(person)
        self.run = Run(
            RUN,
            "only",
            NOW,
            NOW + timedelta(hours=2),
            "v1",
            "pack",
            NOW,
            budget=self.budget,
            currency=self.currency,
        )
        self.runs.start(self.run)
        self.chunk = ChunkKey(RUN, 0, 0)
        self.runs.put_chunk(Chunk(self.chunk, self.people, is_last=True))
        self.decide_on(CampaignState.APPROVED)

    def agree(self, key: ContactKey, **about: Any) -> None:
        subscription = Subscription(TOPIC, True, NOW - timedelta(days=9), "agreed", "w1")
        contact = Contact(
            key,
            "demo",
            "demo",
            version=1,
            window_closes_at=NOW + timedelta(hours=20),
            last_event_at=NOW - timedelta(hours=4),
            disclosed_at=NOW - timedelta(hours=1),
            subscriptions=(subscription,),
            followed_at=NOW - timedelta(days=30),
        )
        self.table.contacts[key] = replace(contact, **about)

    def change(self, key: ContactKey, **about: Any) -> None:
        stored = self.table.contacts[key]
        self.table.contacts[key] = replace(stored, version=stored.version + 1, **about)

    def decide_on(self, state: CampaignState) -> None:
        known = self.records.record("demo", RUN.campaign)
        approvals = (Approval("v1", "pack", NOW, "mei"),)
        self.records.write(
            CampaignRecord(
                "demo",
                RUN.campaign,
                state,
                approvals,
                changed_at=self.now,
                revision=known.revision,
            )
        )

    def respond(self, call: ChannelCall, permit: Permit) -> Outcome:
        self.calls.append(call)
        self.on_call()
        return self.answers.pop(0) if self.answers else SENT

    def respond_to_many(self, cast: Multicast) -> Outcome:
        self.casts.append(cast)
        self.on_call()
        return self.answers_to_many.pop(0) if self.answers_to_many else Outcome(Verdict.SENT)

    def door(self, owner: str = "run-1", seconds: float = 120) -> Door:
        watch = self.watch(self.records, self.runs, lambda: self.now)
        batches = self.tools.get("batches", MemoryBatches(self.batch_rows))
        many = MemoryManyGateway(self.respond_to_many)
        members = MemorySubscribers(self.table.followers, self.table.contacts)
        others = {name: tool for name, tool in self.tools.items() if name != "batches"}
        parts: dict[str, Any] = {
            "clock": lambda: self.now,
            "ledger": self.ledger,
            "gateway": MemoryGateway(self.respond),
            "accounts": self.accounts,
            "rules": self.brand_rules,
            "campaigns": CampaignSide(watch, batches, many, members),
            "lease": LEASE,
        }
        return a_door(owner, self.now + timedelta(seconds=seconds), **{**parts, **others})

    @property
    def ledger(self) -> MemoryPushLedger:
        return self.tools.get("ledger") or MemoryPushLedger(self.table)

    def push(
        self,
        *,
        cursor: int = 0,
        accounts: tuple[str, ...] = (),
        owner: str = "run-1",
        seconds: float = 120,
    ) -> list[Send]:
        ask = ChunkAsk(self.chunk, cursor, accounts)
        return list(push(ask, door=self.door(owner, seconds), tools=self.push_tools()))

    def push_tools(self) -> PushTools:
        return PushTools(
            self.runs,
            self.book,
            Brands(self.brand),
            MemoryRecipients(self.table),
            self.ledger,
            self.queue,
            self.hands,
        )

    def key(self, contact: ContactKey) -> TurnKey:
        return TurnKey(contact, NOW, RUN.cause)

    def turn(self, contact: ContactKey) -> Turn | None:
        return self.table.turn(self.key(contact), self.now)

    def send(self, contact: ContactKey) -> Send:
        turn = self.turn(contact)
        assert turn is not None
        return turn.sends[0]

    @property
    def is_done(self) -> bool:
        chunk = self.runs.chunk(self.chunk)
        return chunk is not None and chunk.is_done
