"""The consent ledger as an auditor or a person at work reads it, whole."""

from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import Item, to_attribute
from towkay.adapters.dynamodb.items import consent_from
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.consent_chain import in_written_order

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoConsentLedger:
    """`ports.ConsentLedger` over the table."""

    def __init__(self, client: "DynamoDBClient", table_name: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._table_name = table_name
        self._gate = gate

    def entries(self, contact: ContactKey) -> list[ConsentEntry]:
        first, last = keys.consent_range()
        values = {":pk": keys.contact_pk(contact), ":first": first, ":last": last}
        query: dict[str, Any] = {
            "TableName": self._table_name,
            "KeyConditionExpression": "pk = :pk AND sk BETWEEN :first AND :last",
            "ExpressionAttributeValues": {
                name: to_attribute(text) for name, text in values.items()
            },
            "ConsistentRead": True,
        }
        return in_written_order(map(consent_from, self._rows(query)))

    def _rows(self, query: dict[str, Any]) -> list[Item]:
        """Every row: a proof that left some out would prove nothing."""
        rows: list[Item] = []
        start: dict[str, Any] = {}
        while True:
            with failures_as_unavailable("consent ledger"), self._gate(CallSite.CONSENT_READ):
                page = self._client.query(**query, **start)
            rows += page["Items"]
            if "LastEvaluatedKey" not in page:
                return rows
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
