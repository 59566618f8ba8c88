"""Contacts and turns as the door moves them: claim before the call, outcome after it."""

from typing import Any

from towkay.adapters.callsites import CallSite
from towkay.adapters.dynamodb.attributes import to_attribute
from towkay.adapters.dynamodb.conditions import failures_of_transaction
from towkay.adapters.dynamodb.items import contact_key
from towkay.adapters.dynamodb.settling import DynamoSettling
from towkay.domain.errors import StaleState
from towkay.domain.permits import Permit
from towkay.domain.turns import Send, Turn


class DynamoSendLedger(DynamoSettling):
    """`ports.SendLedger` over the table."""

    def claim(self, turn: Turn, send: Send, permit: Permit) -> Turn:
        after = turn.with_send(send)
        # In one transaction with the contact: a stop or a person who came in between wins.
        check = {
            "TableName": self._table_name,
            "Key": contact_key(turn.key.contact),
            "ConditionExpression": "version = :seen",
            "ExpressionAttributeValues": {":seen": to_attribute(permit.contact_version)},
        }
        writes: list[Any] = [
            {"Update": self._move(turn, after, send)},
            {"ConditionCheck": check},
        ]
        meanings = (StaleState, StaleState)
        with failures_of_transaction("claim", meanings), self._gate(CallSite.SEND_CLAIM):
            self._client.transact_write_items(TransactItems=writes)
        return after
