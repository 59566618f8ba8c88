"""News whose order nobody knows yet, under every name that may lead to it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.dynamodb import order_keys
from towkay.adapters.dynamodb.attributes import Item, from_item
from towkay.adapters.dynamodb.conditions import failures_of_transaction, unless_there
from towkay.adapters.dynamodb.items import is_expired
from towkay.adapters.dynamodb.order_items import item, key_item
from towkay.adapters.dynamodb.order_keys import Place
from towkay.adapters.dynamodb.queried import between, every_page
from towkay.domain.errors import StaleState, TurnExists
from towkay.domain.shipping.references import Reference, references_of
from towkay.domain.shipping.waiting import Waiting

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoKeptNews:
    """What of `ports.Orders` waits for an order."""

    def __init__(self, client: "DynamoDBClient", table_name: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._table_name = table_name
        self._gate = gate

    def keep(self, brand: str, news: Waiting) -> None:
        # A repeat finds the rows of the first, whose moment of receipt is the one that counts.
        unless = unless_there(news.news.received_at)
        writes: list[Any] = [
            {"Put": self._row(item(place, to_plain(news), news.keeps_until)) | unless}
            for place in _places(brand, news)
        ]
        if not writes:
            return  # it names no order and has no number: nothing that comes could be its own
        with (
            suppress(TurnExists),
            failures_of_transaction("news", [TurnExists] * len(writes)),
            self._gate(CallSite.KEPT_NEWS_PUT),
        ):
            self._client.transact_write_items(TransactItems=writes)

    def kept(self, brand: str, references: Sequence[Reference], now: datetime) -> list[Waiting]:
        found: dict[str, Waiting] = {}
        for reference in dict.fromkeys(references):
            for one in self._under(brand, reference):
                if not is_expired(one, now):
                    found[one["sk"]["S"]] = from_plain(Waiting, from_item(one))
        return sorted(found.values(), key=lambda one: (one.news.received_at, one.news.dedupe))

    def drop(self, brand: str, news: Waiting) -> None:
        places = _places(brand, news)
        writes: list[Any] = [
            {"Delete": {"TableName": self._table_name, "Key": key_item(place)}} for place in places
        ]
        if not writes:
            return
        with (
            failures_of_transaction("news", [StaleState] * len(writes)),
            self._gate(CallSite.KEPT_NEWS_DROP),
        ):
            self._client.transact_write_items(TransactItems=writes)

    def _under(self, brand: str, reference: Reference) -> Iterator[Item]:
        wanted = between(order_keys.reference_pk(brand, reference), order_keys.kept_range())

        def page(**start: Any) -> Any:
            with failures_as_unavailable("news"), self._gate(CallSite.KEPT_NEWS_READ):
                return self._client.query(
                    TableName=self._table_name, ConsistentRead=True, **wanted, **start
                )

        return every_page(page)

    def _row(self, row: Item) -> dict[str, Any]:
        return {"TableName": self._table_name, "Item": row}


def _places(brand: str, news: Waiting) -> list[Place]:
    sort_key = order_keys.kept_sk(news)
    names = dict.fromkeys(references_of(news.news))
    return [(order_keys.reference_pk(brand, one), sort_key) for one in names]
