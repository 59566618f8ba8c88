"""A turn and its first claim in one write: what a push asks of the table for each person."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb.attributes import to_attribute
from towkay.adapters.dynamodb.conditions import (
    failures_of_put,
    failures_of_transaction,
    unless_there,
)
from towkay.adapters.dynamodb.histories import history_update
from towkay.adapters.dynamodb.items import contact_key, turn_item
from towkay.adapters.dynamodb.send_ledger import DynamoSendLedger
from towkay.adapters.hands import Turnstile
from towkay.domain.aftermath import Learnt
from towkay.domain.errors import StaleState, TowkayError, TurnExists
from towkay.domain.permits import Permit
from towkay.domain.sends import Send
from towkay.domain.turns import Turn
from towkay.domain.unasked import PersonHistory

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoPushLedger(DynamoSendLedger):
    """`ports.PushLedger` over the table."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        retention_days: int,
        gate: Gate = open_gate,
        turnstile: Turnstile | None = None,
    ) -> None:
        super().__init__(client, table_name, gate)
        self._retention = timedelta(days=retention_days)
        self._turnstile = turnstile or Turnstile()

    def begin(
        self, turn: Turn, permit: Permit, after: PersonHistory | None, *, now: datetime
    ) -> None:
        # In one transaction with the contact: a stop or a person who came in between wins.
        check = {
            "TableName": self._table_name,
            "Key": contact_key(turn.key.contact),
            "ConditionExpression": "version = :seen",
            "ExpressionAttributeValues": {":seen": to_attribute(permit.contact_version)},
        }
        writes: list[Any] = [{"Put": self._put_new(turn, now)}, {"ConditionCheck": check}]
        meanings: list[type[TowkayError]] = [TurnExists, StaleState]
        if after:
            writes.append({"Update": history_update(self._table_name, after)})
            meanings.append(StaleState)
        waiting = self._turnstile.outside()
        with waiting, failures_of_transaction("begin", meanings), self._gate(CallSite.SEND_BEGIN):
            self._client.transact_write_items(TransactItems=writes)

    def settle(self, turn: Turn, send: Send, learnt: Learnt | None = None) -> Turn:
        with self._turnstile.outside():
            return super().settle(turn, send, learnt)

    def plan(self, turn: Turn, *, now: datetime) -> None:
        put = self._put_new(turn, now)
        waiting = self._turnstile.outside()
        with waiting, failures_of_put("plan", TurnExists), self._gate(CallSite.TURN_PLAN):
            self._client.put_item(**put)

    def _put_new(self, turn: Turn, now: datetime) -> Any:
        item = turn_item(turn, self._retention)
        return {"TableName": self._table_name, "Item": item, **unless_there(now)}
