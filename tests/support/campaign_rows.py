"""Campaigns' ports over the table of any engine, and believable values for them."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.support.builders import NOW, a_contact, a_contact_key
from tests.support.engines import RETENTION_DAYS, TableEngine, VirtualClock
from towkay.adapters.dynamodb import campaign_keys, keys
from towkay.adapters.dynamodb.attributes import to_item
from towkay.adapters.dynamodb.campaign_records import DynamoCampaignRecords
from towkay.adapters.dynamodb.items import contact_item
from towkay.adapters.dynamodb.runs import DynamoRuns
from towkay.adapters.dynamodb.subscribers import DynamoSubscribers
from towkay.adapters.memory.campaigns import CampaignRows, MemoryCampaignRecords, MemoryRuns
from towkay.adapters.memory.followers import Followers, MemorySubscribers
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.runs import Chunk, ChunkKey, Run, RunKey
from towkay.ports.campaigns import CampaignRecords, Runs, Subscribers

_numbers = count(1)


@dataclass
class CampaignOffice:
    """Everything that is kept of campaigns, over one table."""

    table: TableEngine
    rows: CampaignRows = field(default_factory=CampaignRows)
    followers: Followers = field(default_factory=Followers)
    contacts: dict[ContactKey, Contact] = field(default_factory=dict)

    @property
    def clock(self) -> VirtualClock:
        return self.table.clock

    @property
    def records(self) -> CampaignRecords:
        client = self.table.client
        if client is None:
            return MemoryCampaignRecords(self.rows)
        return DynamoCampaignRecords(client, self.table.table_name)

    @property
    def runs(self) -> Runs:
        client = self.table.client
        if client is None:
            kept = timedelta(days=RETENTION_DAYS)
            return MemoryRuns(self.rows, clock=self.clock, kept_for=kept)
        return DynamoRuns(client, self.table.table_name, RETENTION_DAYS, self.clock)

    @property
    def subscribers(self) -> Subscribers:
        client = self.table.client
        if client is None:
            return MemorySubscribers(self.followers, self.contacts)
        return DynamoSubscribers(client, self.table.table_name)

    def follow(self, topic: str, contact: ContactKey, at: datetime, brand: str = "demo") -> None:
        """The contact is there and follows the topic since then."""
        known = a_contact(contact, brand=brand)
        self.contacts[contact] = known
        self.followers.put(brand, topic, contact, at)
        row = {"pk": keys.contact_pk(contact), "sk": campaign_keys.topic_sk(topic)}
        row |= campaign_keys.topic_lookup(brand, topic, contact, at)
        for item in (contact_item(known), to_item(row)):
            if self.table.client:
                self.table.client.put_item(TableName=self.table.table_name, Item=item)


def a_run_key(brand: str = "demo", campaign: str = "tea-week", occurrence: str = "") -> RunKey:
    return RunKey(brand, campaign, occurrence or f"2026-11-22T11:{next(_numbers)}")


def a_run(key: RunKey | None = None, **fields: Any) -> Run:
    plain = Run(
        key=key or a_run_key(),
        step="first",
        at=NOW,
        expires_at=NOW + timedelta(hours=2),
        version="v" * 64,
        pack="p" * 64,
        started_at=NOW + timedelta(seconds=20),
    )
    return replace(plain, **fields)


def a_chunk(run: RunKey, shard: int = 0, number: int = 0, **fields: Any) -> Chunk:
    contacts = tuple(a_contact_key() for _ in range(3))
    return replace(Chunk(ChunkKey(run, shard, number), contacts, "cursor#1"), **fields)
