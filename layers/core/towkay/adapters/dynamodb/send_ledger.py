"""Contacts and turns as the door moves them: claim before the call, outcome after it."""

from typing import Any

from towkay.adapters.callsites import CallSite
from towkay.adapters.codec import to_plain
from towkay.adapters.dynamodb.attributes import to_attribute
from towkay.adapters.dynamodb.conditions import failures_of_transaction, failures_of_update
from towkay.adapters.dynamodb.items import contact_key, due_fields, turn_key
from towkay.adapters.dynamodb.reads import DynamoReads
from towkay.domain.errors import StaleState
from towkay.domain.permits import Permit
from towkay.domain.turns import Send, Turn


class DynamoSendLedger(DynamoReads):
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
            {"Update": self._update(turn, after, send)},
            {"ConditionCheck": check},
        ]
        meanings = (StaleState, StaleState)
        with failures_of_transaction("claim", meanings), self._gate(CallSite.SEND_CLAIM):
            self._client.transact_write_items(TransactItems=writes)
        return after

    def settle(self, turn: Turn, send: Send) -> Turn:
        after = turn.with_send(send)
        with failures_of_update("settle"), self._gate(CallSite.SEND_SETTLE):
            self._client.update_item(**self._update(turn, after, send))
        return after

    def _update(self, turn: Turn, after: Turn, send: Send) -> Any:
        """The move of one send, and with it the turn's place in the due index."""
        due = due_fields(after)
        put_due = ", due_pk = :due_pk, due_sk = :due_sk" if due else " REMOVE due_pk, due_sk"
        values = {
            "send": to_plain(send),
            "seen": turn.revision,
            "next": after.revision,
            **due,
        }
        return {
            "TableName": self._table_name,
            "Key": turn_key(turn.key),
            "UpdateExpression": f"SET sends[{send.index:d}] = :send, revision = :next{put_due}",
            "ConditionExpression": "revision = :seen",
            "ExpressionAttributeValues": {
                f":{name}": to_attribute(value) for name, value in values.items()
            },
        }
