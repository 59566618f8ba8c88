"""Who of an account's contacts said stop, or refused marketing, and can be reached all the same?

It reads the whole table: for the rare moment before something is said to all friends at once.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import to_item
from towkay.adapters.dynamodb.items import contact_from
from towkay.domain.audience_permits import refuses
from towkay.domain.health import AccountKey

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoRefusers:
    """Looks through the contacts of an account."""

    def __init__(self, client: "DynamoDBClient", table_name: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._table_name = table_name
        self._gate = gate

    def of(self, account: AccountKey) -> frozenset[str]:
        """Their user ids. May raise `ServiceUnavailable`."""
        found = (contact_from(item) for item in self._states(account))
        return frozenset(contact.key.user for contact in found if refuses(contact))

    def _states(self, account: AccountKey) -> Iterator[Any]:
        asked: dict[str, Any] = {
            "TableName": self._table_name,
            "ConsistentRead": True,
            "FilterExpression": "sk = :state AND begins_with(pk, :account)",
            "ExpressionAttributeValues": to_item(
                {":state": keys.STATE, ":account": keys.contacts_of(account)}
            ),
        }
        while True:
            with failures_as_unavailable("refusers"), self._gate(CallSite.CONTACT_READ):
                answer = self._client.scan(**asked)
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
