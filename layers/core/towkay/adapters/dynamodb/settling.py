"""What became of a send, stored under the turn's revision."""

from typing import Any

from towkay.adapters.callsites import CallSite
from towkay.adapters.codec import to_plain
from towkay.adapters.dynamodb.attributes import to_attribute
from towkay.adapters.dynamodb.conditions import failures_of_update
from towkay.adapters.dynamodb.items import due_fields, turn_key
from towkay.adapters.dynamodb.reads import DynamoReads
from towkay.domain.sends import Send
from towkay.domain.turns import Turn


class DynamoSettling(DynamoReads):
    """What `delivery` and `receipts` both write."""

    def settle(self, turn: Turn, send: Send) -> Turn:
        after = turn.with_send(send)
        with failures_of_update("settle"), self._gate(CallSite.SEND_SETTLE):
            self._client.update_item(**self._move(turn, after, send))
        return after

    def _move(self, turn: Turn, after: Turn, send: Send) -> Any:
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
