"""How is the door put together where its ledger, its accounts, its rules and its pace are rows?"""

from datetime import datetime
from typing import TYPE_CHECKING

from towkay.adapters.account_health import Report
from towkay.adapters.dynamodb.account_facts import DynamoAccountFacts
from towkay.adapters.dynamodb.account_health import DynamoAccountHealth
from towkay.adapters.dynamodb.brand_rules import DynamoBrandRules
from towkay.adapters.dynamodb.pace import shared_pacer
from towkay.adapters.dynamodb.send_ledger import DynamoSendLedger
from towkay.adapters.policy_book import policy_book
from towkay.ports.channels import ChannelGateway
from towkay.ports.clock import Clock
from towkay.usecases.door import Door

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


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
    ) -> None:
        self.ledger = DynamoSendLedger(client, table_name)
        self._clock = clock
        self._accounts = DynamoAccountHealth(client, table_name, clock, report)
        self._book = policy_book()
        self._rules = DynamoBrandRules(client, table_name, clock)
        self._facts = DynamoAccountFacts(client, table_name, clock)
        self._pacer = shared_pacer(hasty, table_name, self._book, clock)

    def open(self, owner: str, deadline: datetime, gateway: ChannelGateway) -> Door:
        """The door for the run of `owner`, which is cut off at `deadline`."""
        return Door(
            owner,
            deadline,
            self._clock,
            self.ledger,
            gateway,
            self._accounts,
            self._book,
            self._rules,
            self._pacer,
            self._facts,
        )
