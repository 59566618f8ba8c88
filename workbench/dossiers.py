"""What does the table hold of one contact, and of every contact, one after the other?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from towkay.adapters.codec import from_plain
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_item
from towkay.adapters.dynamodb.brand_rules import rules_from
from towkay.adapters.dynamodb.histories import history_from, history_key
from towkay.adapters.dynamodb.items import contact_from, is_expired, turn_from
from towkay.domain.audit.dossier import Dossier, RulesInForce
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.errors import TowkayError
from towkay.domain.turns import Turn
from towkay.domain.unasked import History

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass
class Archive:
    """A stack's table, read only; at most one contact is held at a time."""

    dynamodb: "DynamoDBClient"
    table: str
    now: datetime
    kept_for: timedelta
    unreadable: int = 0
    _rules: dict[str, RulesInForce] = field(default_factory=dict)

    def contacts(self) -> Iterator[ContactKey]:
        """Every contact with anything on record; a table gives the rows of one side by side."""
        last = ""
        for item in self._scan():
            pk = item["pk"]["S"]
            if pk == last:
                continue
            last = pk
            try:
                yield keys.parse_contact(pk)
            except ValueError:
                continue  # of an account, a brand, a person

    def dossier(self, key: ContactKey) -> Dossier:
        """All that is known of the contact; a row past its expiry is gone."""
        contact: Contact | None = None
        turns: list[Turn] = []
        ledger: list[ConsentEntry] = []
        for item in self._partition(key):
            kind = keys.kind_of(item["sk"]["S"])
            try:
                if kind == keys.STATE:
                    contact = contact_from(item)
                elif kind == keys.TURN:
                    turns.append(turn_from(item))
                elif kind == keys.CONSENT:
                    ledger.append(from_plain(ConsentEntry, from_item(item)))
            except (ValueError, KeyError, TypeError, AttributeError, TowkayError):
                self.unreadable += 1  # one broken row must not end the look at all the others
        brand = contact.brand if contact else next((one.brand for one in turns), "")
        history = self._history(contact, turns)
        rules = self.rules(brand)
        return Dossier(key, self.now, contact, (*turns,), (*ledger,), history, rules, self.kept_for)

    def rules(self, brand: str) -> RulesInForce:
        if brand not in self._rules:
            self._rules[brand] = self._published(brand)
        return self._rules[brand]

    def _history(self, contact: Contact | None, turns: list[Turn]) -> History:
        if contact is None or not any(send.is_unasked for one in turns for send in one.sends):
            return History()
        item = self._get(history_key(contact.brand, contact.person_name))
        return history_from(item)

    def _published(self, brand: str) -> RulesInForce:
        pointer = self._get(to_item({"pk": keys.brand_pk(brand), "sk": keys.PACK})) or {}
        at = pointer.get("published_at", {}).get("S")
        return RulesInForce(rules_from(pointer), datetime.fromisoformat(at) if at else None)

    def _get(self, key: Item) -> Item | None:
        answer = self.dynamodb.get_item(TableName=self.table, Key=key, ConsistentRead=True)
        return answer.get("Item")

    def _scan(self) -> Iterator[Item]:
        for page in self.dynamodb.get_paginator("scan").paginate(
            TableName=self.table, ProjectionExpression="pk"
        ):
            yield from page["Items"]

    def _partition(self, key: ContactKey) -> Iterator[Item]:
        values: dict[str, Any] = {":pk": {"S": keys.contact_pk(key)}}
        for page in self.dynamodb.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=values,
            ConsistentRead=True,
        ):
            yield from (item for item in page["Items"] if not is_expired(item, self.now))
