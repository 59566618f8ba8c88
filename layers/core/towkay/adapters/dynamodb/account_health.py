"""Where do the workers of the door tell each other that an account is stopped or slowed?"""

from dataclasses import replace
from typing import TYPE_CHECKING

from towkay.adapters.account_health import RememberedHealth, Report, say_nothing
from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_item
from towkay.adapters.dynamodb.conditions import failures_of_update
from towkay.adapters.dynamodb.revisioned import update_over
from towkay.domain.health import AccountHealth, AccountKey
from towkay.ports.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoAccountHealth(RememberedHealth):
    """`ports.AccountHealthStore` over the table."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        clock: Clock,
        report: Report = say_nothing,
        gate: Gate = open_gate,
    ) -> None:
        super().__init__(clock, report)
        self._client = client
        self._table_name = table_name
        self._gate = gate

    def _load(self, account: AccountKey) -> AccountHealth:
        with failures_as_unavailable("account"), self._gate(CallSite.ACCOUNT_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=_key(account), ConsistentRead=True
            )
        item = answer.get("Item")
        return _health_from(item) if item else AccountHealth()

    def _store(self, account: AccountKey, health: AccountHealth) -> AccountHealth:
        after = replace(health, revision=health.revision + 1)
        with failures_of_update("account"), self._gate(CallSite.ACCOUNT_WRITE):
            content = ("health", to_plain(after))
            update = update_over(health.revision, self._table_name, _key(account), content)
            self._client.update_item(**update)
        return after


def _key(account: AccountKey) -> Item:
    return to_item({"pk": keys.account_pk(account), "sk": keys.HEALTH})


def _health_from(item: Item) -> AccountHealth:
    plain = from_item(item)
    try:
        return from_plain(AccountHealth, plain["health"])
    except (KeyError, TypeError, ValueError):
        # Of a version that knows other troubles: no reason to stand still, a call will tell.
        return AccountHealth(revision=plain["revision"])
