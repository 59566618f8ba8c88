"""Turns and marks as receipts move them."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb.attributes import to_item
from towkay.adapters.dynamodb.conditions import failures_of_update
from towkay.adapters.dynamodb.marks import fields_of, is_behind, marks_from, marks_key
from towkay.adapters.dynamodb.settling import DynamoSettling
from towkay.domain.channels import ContactKey
from towkay.domain.errors import StaleState
from towkay.domain.receipts import Marks

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoReceiptLedger(DynamoSettling):
    """`ports.ReceiptLedger` over the table."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        retention_days: int,
        gate: Gate = open_gate,
    ) -> None:
        super().__init__(client, table_name, gate)
        self._retention = timedelta(days=retention_days)

    def advance(self, contact: ContactKey, marks: Marks, now: datetime) -> bool:
        moved = [self._advance(contact, name, at, now) for name, at in fields_of(marks).items()]
        return any(moved)

    def marks(self, contact: ContactKey, now: datetime) -> Marks:
        item = self._marks_item(contact)
        return marks_from(item, now, self._retention) if item else Marks()

    def _advance(self, contact: ContactKey, name: str, at: str, now: datetime) -> bool:
        """Move one mark; whether it was behind."""
        values = {
            "at": at,
            "now": int(now.timestamp()),
            "expires": int((now + self._retention).timestamp()),
        }
        try:
            with failures_of_update("marks"), self._gate(CallSite.MARKS_ADVANCE):
                self._client.update_item(
                    TableName=self._table_name,
                    Key=marks_key(contact),
                    UpdateExpression=f"SET {name} = :at, expires_at = :expires",
                    # A row past its expiry counts as gone whether or not TTL has deleted it yet.
                    ConditionExpression=f"{is_behind(name)} OR expires_at <= :now",
                    ExpressionAttributeValues=to_item(
                        {f":{key}": value for key, value in values.items()}
                    ),
                )
        except StaleState:
            return False
        return True
