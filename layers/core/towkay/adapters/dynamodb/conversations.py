"""Contacts and turns as `faq` writes them: one turn is one transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import Item, to_attribute
from towkay.adapters.dynamodb.conditions import failures_of_put, failures_of_transaction
from towkay.adapters.dynamodb.items import (
    consent_item,
    contact_item,
    turn_from,
    turn_item,
    turn_key,
)
from towkay.adapters.dynamodb.settling import DynamoSettling
from towkay.adapters.dynamodb.topic_rows import changed_topics, topic_row
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.errors import StaleState, TowkayError, TurnExists
from towkay.domain.moving import Moved
from towkay.domain.turns import Turn, TurnKey

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_MOST_PAGES = 8  # of 1 MB: thousands of turns, far more than a person makes in the days asked for


class DynamoConversations(DynamoSettling):
    """`ports.Conversations` over the table."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        retention_days: int,
        gate: Gate = open_gate,
    ) -> None:
        super().__init__(client, table_name, gate)
        self._retention = timedelta(days=retention_days)

    def turns_of_message(self, key: ContactKey, message_id: str, since: datetime) -> list[Turn]:
        query = _since(key, since)
        query["FilterExpression"] = "inbound.message_id = :message"
        query["ExpressionAttributeValues"][":message"] = {"S": message_id}
        return [turn_from(item) for item in self._pages(query)]

    def turns_since(self, key: ContactKey, since: datetime) -> list[Turn]:
        return [turn_from(item) for item in self._pages(_since(key, since))]

    def plan(self, turn: Turn, *, now: datetime) -> None:
        put: Any = self._put_turn(turn, now)["Put"]
        with failures_of_put("plan", TurnExists), self._gate(CallSite.TURN_PLAN):
            self._client.put_item(**put)

    def commit(
        self,
        contact: Contact,
        turn: Turn,
        *,
        now: datetime,
        consent: ConsentEntry | None = None,
        redacted: Sequence[TurnKey] = (),
        moved: Moved | None = None,
    ) -> None:
        writes: list[tuple[Any, type[TowkayError]]] = [
            (self._put_contact(contact), StaleState),
            (self._put_turn(turn, now), TurnExists),
            *((self._redact(old), StaleState) for old in redacted),
            *self._put_consents(contact, consent, moved, now),
        ]
        if moved:
            writes.append((self._put_contact(moved.left), StaleState))
        meanings = [meaning for _, meaning in writes]
        with failures_of_transaction("commit", meanings), self._gate(CallSite.TURN_COMMIT):
            self._client.transact_write_items(TransactItems=[write for write, _ in writes])

    def _put_consents(
        self, contact: Contact, consent: ConsentEntry | None, moved: Moved | None, now: datetime
    ) -> Iterator[tuple[Any, type[TowkayError]]]:
        """The ledger's rows, and those of the topics that the acts changed."""
        # A ledger row of this very cause proves that it was handled.
        for act in (*([consent] if consent else []), *(moved.entries if moved else ())):
            yield self._put_consent(contact.key, act), TurnExists
        # The condition on the contact's version speaks for these as well.
        for changed in changed_topics(contact, consent, moved, now):
            yield {"Put": self._put(topic_row(*changed))}, StaleState

    def _pages(self, query: dict[str, Any]) -> list[Item]:
        items: list[Item] = []
        start: dict[str, Any] = {}
        for _ in range(_MOST_PAGES):
            with failures_as_unavailable("turns"), self._gate(CallSite.MESSAGE_TURNS_READ):
                page = self._client.query(
                    TableName=self._table_name, ConsistentRead=True, **query, **start
                )
            items += page["Items"]
            if "LastEvaluatedKey" not in page:
                break
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
        return items

    def _put_contact(self, contact: Contact) -> dict[str, Any]:
        put = self._put(contact_item(replace(contact, version=contact.version + 1)))
        if contact.version == 0:
            return _on_condition(put, "attribute_not_exists(pk)")
        return _on_condition(put, "version = :seen", seen=contact.version)

    def _put_turn(self, turn: Turn, now: datetime) -> dict[str, Any]:
        put = self._put(turn_item(turn, self._retention))
        # A row past its expiry counts as gone whether or not TTL has deleted it yet.
        gone = "attribute_not_exists(pk) OR expires_at <= :now"
        return _on_condition(put, gone, now=int(now.timestamp()))

    def _put_consent(self, contact: ContactKey, entry: ConsentEntry) -> dict[str, Any]:
        return _on_condition(self._put(consent_item(contact, entry)), "attribute_not_exists(pk)")

    def _redact(self, key: TurnKey) -> dict[str, Any]:
        """Takes the text only: the revision belongs to the sends, which may be under way."""
        update = {
            "TableName": self._table_name,
            "Key": turn_key(key),
            "UpdateExpression": "SET inbound.#text = :nothing",
            "ConditionExpression": "attribute_exists(pk)",  # never half a row where TTL has been
            "ExpressionAttributeNames": {"#text": "text"},
            "ExpressionAttributeValues": {":nothing": to_attribute(None)},
        }
        return {"Update": update}

    def _put(self, item: Item) -> dict[str, Any]:
        return {"TableName": self._table_name, "Item": item}


def _since(key: ContactKey, since: datetime) -> dict[str, Any]:
    first, last = keys.turn_range(since)
    values = {"pk": keys.contact_pk(key), "first": first, "last": last}
    return {
        "KeyConditionExpression": "pk = :pk AND sk BETWEEN :first AND :last",
        "ExpressionAttributeValues": {f":{name}": {"S": text} for name, text in values.items()},
        "ScanIndexForward": False,  # what is asked after is seldom long ago
    }


def _on_condition(put: dict[str, Any], condition: str, **values: int) -> dict[str, Any]:
    bound = {f":{name}": to_attribute(value) for name, value in values.items()}
    named = {"ExpressionAttributeValues": bound} if bound else {}
    return {"Put": {**put, "ConditionExpression": condition, **named}}
