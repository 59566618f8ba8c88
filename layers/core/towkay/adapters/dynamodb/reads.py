"""Contacts, turns and histories by key, read consistently."""

from datetime import datetime
from typing import TYPE_CHECKING

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb.histories import history_from, history_key
from towkay.adapters.dynamodb.items import (
    contact_from,
    contact_key,
    is_expired,
    turn_from,
    turn_key,
)
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.turns import Turn, TurnKey
from towkay.domain.unasked import History

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoReads:
    """What `faq` and `delivery` both read."""

    def __init__(self, client: "DynamoDBClient", table_name: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._table_name = table_name
        self._gate = gate

    def contact(self, key: ContactKey) -> Contact | None:
        with failures_as_unavailable("contact"), self._gate(CallSite.CONTACT_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=contact_key(key), ConsistentRead=True
            )
        item = answer.get("Item")
        return contact_from(item) if item else None

    def turn(self, key: TurnKey, now: datetime) -> Turn | None:
        with failures_as_unavailable("turn"), self._gate(CallSite.TURN_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=turn_key(key), ConsistentRead=True
            )
        item = answer.get("Item")
        return None if item is None or is_expired(item, now) else turn_from(item)

    def history(self, brand: str, person: str) -> History:
        with failures_as_unavailable("history"), self._gate(CallSite.HISTORY_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=history_key(brand, person), ConsistentRead=True
            )
        return history_from(answer.get("Item"))
