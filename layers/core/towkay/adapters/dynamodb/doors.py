"""How is the door put together where its ledger, its accounts, its rules and its pace are rows?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from towkay.adapters.account_health import Report
from towkay.adapters.campaign_watch import RememberingWatch
from towkay.adapters.dynamodb.account_facts import DynamoAccountFacts
from towkay.adapters.dynamodb.account_health import DynamoAccountHealth
from towkay.adapters.dynamodb.batches import DynamoBatches
from towkay.adapters.dynamodb.brand_rules import DynamoBrandRules
from towkay.adapters.dynamodb.campaign_records import DynamoCampaignRecords
from towkay.adapters.dynamodb.items import LEAST_RETENTION
from towkay.adapters.dynamodb.orders import DynamoOrders
from towkay.adapters.dynamodb.pace import shared_pacer
from towkay.adapters.dynamodb.push_ledger import DynamoPushLedger
from towkay.adapters.dynamodb.runs import DynamoRuns
from towkay.adapters.dynamodb.subscribers import DynamoSubscribers
from towkay.adapters.hands import Turnstile
from towkay.adapters.policy_book import policy_book
from towkay.ports.channels import ChannelGateway
from towkay.ports.clock import Clock
from towkay.ports.masses import ManyGateway
from towkay.usecases.door import LEASE, CampaignSide, Door

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class Ways:
    """The two ways out: to one, and to many at once."""

    to_one: ChannelGateway
    to_many: ManyGateway


class DynamoDoors:
    """Opens the door for one run after another; between them it remembers what it may.

    `hasty` is a client that gives up soon: sharing out the pace must not cost a call its time.
    """

    def __init__(
        self,
        client: "DynamoDBClient",
        hasty: "DynamoDBClient",
        table_name: str,
        clock: Clock,
        report: Report,
        retention_days: int = LEAST_RETENTION.days,
        turnstile: Turnstile | None = None,
    ) -> None:
        self.ledger = DynamoPushLedger(
            client, table_name, retention_days, turnstile=turnstile or Turnstile()
        )
        self.runs = DynamoRuns(client, table_name, retention_days, clock)
        self.clock = clock
        self._accounts = DynamoAccountHealth(client, table_name, clock, report)
        self._book = policy_book()
        self._rules = DynamoBrandRules(client, table_name, clock)
        self._facts = DynamoAccountFacts(client, table_name, clock)
        self._pacer = shared_pacer(hasty, table_name, self._book, clock)
        self._members = DynamoSubscribers(client, table_name)
        self._batches = DynamoBatches(client, table_name, clock)
        self._orders = DynamoOrders(client, table_name, retention_days)
        records = DynamoCampaignRecords(client, table_name)
        self._watch = RememberingWatch(records, self.runs, clock)

    def open(self, owner: str, deadline: datetime, ways: Ways, lease: timedelta = LEASE) -> Door:
        """The door for the run of `owner`, which is cut off at `deadline`."""
        return Door(
            owner,
            deadline,
            self.clock,
            self.ledger,
            ways.to_one,
            self._accounts,
            self._book,
            self._rules,
            self._pacer,
            self._facts,
            CampaignSide(self._watch, self._batches, ways.to_many, self._members),
            self._orders,
            lease,
        )
