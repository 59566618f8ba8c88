"""Who follows a topic, by the index, and who are they, by their rows?"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import campaign_keys
from towkay.adapters.dynamodb.batch_reads import rows_of
from towkay.adapters.dynamodb.items import contact_from, contact_key
from towkay.adapters.dynamodb.keys import parse_contact
from towkay.adapters.dynamodb.queried import between
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.runs import SubscriberPage

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoSubscribers:
    """`ports.Subscribers` over the table."""

    def __init__(self, client: "DynamoDBClient", table_name: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._table_name = table_name
        self._gate = gate

    def page(
        self,
        brand: str,
        topic: str,
        shard: int,
        *,
        cursor: str,
        limit: int,
        entered_from: datetime | None = None,
        entered_to: datetime | None = None,
    ) -> SubscriberPage:
        bounds = campaign_keys.followers_range(cursor, entered_from, entered_to)
        wanted = between(campaign_keys.topic_pk(brand, topic, shard), bounds, "lookup_")
        with failures_as_unavailable("followers"), self._gate(CallSite.FOLLOWERS_READ):
            answer = self._client.query(
                TableName=self._table_name,
                IndexName=campaign_keys.LOOKUP_INDEX,
                Limit=limit,
                **wanted,
            )
        items = answer["Items"]
        contacts = tuple(parse_contact(item["pk"]["S"]) for item in items)
        end = items[-1]["lookup_sk"]["S"] if items else cursor
        return SubscriberPage(contacts, end, "LastEvaluatedKey" not in answer)

    def contacts(self, keys: Sequence[ContactKey]) -> dict[ContactKey, Contact]:
        wanted = [contact_key(key) for key in dict.fromkeys(keys)]
        rows = rows_of(self._table_name, wanted, self._ask, "contacts")
        return {contact.key: contact for contact in map(contact_from, rows)}

    def _ask(self, wanted: list[Any]) -> Any:
        with failures_as_unavailable("contacts"), self._gate(CallSite.CONTACTS_READ):
            return self._client.batch_get_item(
                RequestItems={self._table_name: {"Keys": wanted, "ConsistentRead": True}}
            )
