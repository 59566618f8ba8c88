"""What became of a send, stored under the turn's revision, and what that tells of its shopper."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite
from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.dynamodb.attributes import Item, from_item, to_attribute
from towkay.adapters.dynamodb.conditions import failures_of_transaction, failures_of_update
from towkay.adapters.dynamodb.items import (
    consent_item,
    contact_item,
    contact_key,
    due_fields,
    turn_key,
)
from towkay.adapters.dynamodb.key_parts import alias
from towkay.adapters.dynamodb.marks import marks_key
from towkay.adapters.dynamodb.reads import DynamoReads
from towkay.adapters.dynamodb.topic_rows import FIELDS, changed_topics, topic_row
from towkay.domain.aftermath import Learnt
from towkay.domain.channels import ContactKey
from towkay.domain.errors import StaleState
from towkay.domain.receipts import Marks
from towkay.domain.sends import Send
from towkay.domain.turns import Turn

# What a contact may have learnt; everything else of its row is left alone.
_LEARNT = ("consent", "subscriptions", "reach", "window_closes_at")
_KEYS = ("pk", "sk")


class DynamoSettling(DynamoReads):
    """What `delivery` and `receipts` both write."""

    def settle(self, turn: Turn, send: Send, learnt: Learnt | None = None) -> Turn:
        after = turn.with_send(send)
        if learnt:
            self._settle_and_learn(self._move(turn, after, send), learnt)
            return after
        with failures_of_update("settle"), self._gate(CallSite.SEND_SETTLE):
            self._client.update_item(**self._move(turn, after, send))
        return after

    def delivered_up_to(self, contact: ContactKey) -> datetime | None:
        item = self._marks_item(contact)
        return from_plain(Marks, from_item(item)).delivered_up_to if item else None

    def _marks_item(self, contact: ContactKey) -> Item | None:
        with failures_as_unavailable("marks"), self._gate(CallSite.MARKS_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=marks_key(contact), ConsistentRead=True
            )
        return answer.get("Item")

    def _settle_and_learn(self, move: Any, learnt: Learnt) -> None:
        """Both or neither: an outcome that is known is never asked about again."""
        writes: list[Any] = [{"Update": move}, {"Update": self._learn(learnt)}]
        writes += [{"Update": update} for update in self._end(learnt)]
        meanings = [StaleState] * len(writes)
        with failures_of_transaction("settle", meanings), self._gate(CallSite.SEND_SETTLE):
            self._client.transact_write_items(TransactItems=writes)

    def _end(self, learnt: Learnt) -> Iterator[Any]:
        """The ledger's row, and those of the topics that the act ended."""
        contact, consent = learnt.contact, learnt.consent
        if consent is None:
            return
        row = consent_item(contact.key, consent)
        key = {name: row.pop(name) for name in _KEYS}
        yield self._update(key, row) | {"ConditionExpression": "attribute_not_exists(pk)"}
        # The condition on the contact's version speaks for these.
        for changed in changed_topics(contact, consent, None, consent.at):
            topic = topic_row(*changed)
            place = {name: topic.pop(name) for name in _KEYS}
            yield self._update(place, topic, [one for one in FIELDS if one not in topic])

    def _learn(self, learnt: Learnt) -> Any:
        contact = learnt.contact
        item = contact_item(contact)
        fields = {name: item[name] for name in _LEARNT if name in item}
        fields["version"] = to_attribute(contact.version + 1)
        gone = [name for name in _LEARNT if name not in item]
        update = self._update(contact_key(contact.key), fields, gone)
        update["ExpressionAttributeValues"][":seen"] = to_attribute(contact.version)
        return update | {"ConditionExpression": "version = :seen"}

    def _update(
        self, key: Item, fields: Mapping[str, Any], gone: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Set the fields of one row, and take those that are gone out of it."""
        sets = ", ".join(f"{alias(name)} = :{name}" for name in fields)
        removes = " REMOVE " + ", ".join(map(alias, gone)) if gone else ""
        return {
            "TableName": self._table_name,
            "Key": key,
            "UpdateExpression": f"SET {sets}{removes}",
            "ExpressionAttributeNames": {alias(name): name for name in (*fields, *gone)},
            "ExpressionAttributeValues": {f":{name}": value for name, value in fields.items()},
        }

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
