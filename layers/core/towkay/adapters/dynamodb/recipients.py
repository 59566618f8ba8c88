"""Many people of a chunk read at once: their contacts and turns, and what each had lately."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb.attributes import Item
from towkay.adapters.dynamodb.batch_reads import rows_of
from towkay.adapters.dynamodb.histories import history_from, history_key
from towkay.adapters.dynamodb.items import (
    contact_from,
    contact_key,
    is_expired,
    turn_from,
    turn_key,
)
from towkay.domain.contacts import Contact
from towkay.domain.turns import Turn, TurnKey
from towkay.domain.unasked import History
from towkay.ports.pushing import Recipient

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_Place = tuple[str, str]


class DynamoRecipients:
    """`ports.Recipients` over the table.

    Read at half the price of a consistent read: the claim finds whatever changed meanwhile.
    """

    def __init__(self, client: "DynamoDBClient", table_name: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._table_name = table_name
        self._gate = gate

    def read(self, keys: Sequence[TurnKey], now: datetime) -> list[Recipient]:
        wanted = [place for key in keys for place in (contact_key(key.contact), turn_key(key))]
        found = self._items(wanted)
        contacts = [_contact(found.get(_place(contact_key(key.contact)))) for key in keys]
        turns = [_turn(found.get(_place(turn_key(key))), now) for key in keys]
        fresh = [c for c, turn in zip(contacts, turns, strict=True) if c and turn is None]
        histories = self._items([_history_key(contact) for contact in fresh])
        return [
            Recipient(key, contact, turn, _history(contact, histories))
            for key, contact, turn in zip(keys, contacts, turns, strict=True)
        ]

    def _items(self, wanted: Iterable[Item]) -> dict[_Place, Item]:
        """The rows that are there; the same row may be asked for twice, DynamoDB is asked once."""
        asked = list({_place(key): key for key in wanted}.values())
        rows = rows_of(self._table_name, asked, self._ask, "recipients")
        return {_place(item): item for item in rows}

    def _ask(self, wanted: list[Any]) -> Any:
        with failures_as_unavailable("recipients"), self._gate(CallSite.RECIPIENTS_READ):
            return self._client.batch_get_item(RequestItems={self._table_name: {"Keys": wanted}})


def _place(item: Item) -> _Place:
    return item["pk"]["S"], item["sk"]["S"]


def _contact(item: Item | None) -> Contact | None:
    return contact_from(item) if item else None


def _turn(item: Item | None, now: datetime) -> Turn | None:
    return None if item is None or is_expired(item, now) else turn_from(item)


def _history_key(contact: Contact) -> Item:
    return history_key(contact.brand, contact.person_name)


def _history(contact: Contact | None, found: dict[_Place, Item]) -> History:
    return history_from(found.get(_place(_history_key(contact)))) if contact else History()
