"""Orders with their parcels and followers: one is read by one query and written as one."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import order_keys
from towkay.adapters.dynamodb.attributes import to_item
from towkay.adapters.dynamodb.batch_reads import rows_of
from towkay.adapters.dynamodb.campaign_keys import LOOKUP_INDEX
from towkay.adapters.dynamodb.conditions import failures_of_transaction, unless_there
from towkay.adapters.dynamodb.items import is_expired, turn_item
from towkay.adapters.dynamodb.kept_news import DynamoKeptNews
from towkay.adapters.dynamodb.keys import contact_pk
from towkay.adapters.dynamodb.order_changes import Change, change_of
from towkay.adapters.dynamodb.order_items import (
    Rows,
    key_item,
    record_from,
    reference_place,
    row_item,
    since_seen,
    state_item,
)
from towkay.adapters.dynamodb.queried import between, every_page, in_turn
from towkay.domain.channels import ContactKey
from towkay.domain.errors import OrderTooLarge, StaleState, TowkayError, TurnExists
from towkay.domain.shipping.records import MOST_FOLLOWERS, MOST_PARCELS, OrderRecord
from towkay.domain.shipping.references import Reference
from towkay.domain.turns import Turn
from towkay.ports.orders import MOST_ORDERS, OrderKey

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEPT_DAYS = 180
_MOST_WRITES = 100  # of one transaction

Write = tuple[Any, type[TowkayError]]  # and what it means that its condition does not hold


class DynamoOrders(DynamoKeptNews):
    """`ports.Orders` over the table; turns are kept for `retention_days`."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        retention_days: int,
        gate: Gate = open_gate,
        kept_days: int = KEPT_DAYS,
    ) -> None:
        super().__init__(client, table_name, gate)
        self._turns_kept = timedelta(days=retention_days)
        self._kept = timedelta(days=kept_days)

    def record(self, key: OrderKey, now: datetime) -> OrderRecord | None:
        if not order_keys.may_be_named(key):
            return None
        values = to_item({":pk": order_keys.order_pk(key)})

        def page(**start: Any) -> Any:
            with failures_as_unavailable("order"), self._gate(CallSite.ORDER_READ):
                return self._client.query(
                    TableName=self._table_name,
                    KeyConditionExpression="pk = :pk",
                    ExpressionAttributeValues=values,
                    ConsistentRead=True,
                    **start,
                )

        return record_from(key, every_page(page), now)

    def orders_of(self, contact: ContactKey, brand: str, now: datetime) -> list[OrderKey]:
        wanted = between(contact_pk(contact), order_keys.orders_range(brand))
        with failures_as_unavailable("orders"), self._gate(CallSite.ORDERS_READ):
            answer = self._client.query(TableName=self._table_name, ConsistentRead=True, **wanted)
        live = [one for one in answer["Items"] if not is_expired(one, now)]
        live.sort(key=lambda one: int(one["proved_at"]["N"]), reverse=True)
        return [order_keys.parse_order(one["sk"]["S"]) for one in live[:MOST_ORDERS]]

    def find(self, brand: str, references: Sequence[Reference], now: datetime) -> OrderKey | None:
        places = {one: reference_place(brand, one) for one in references if _may_be(brand, one)}
        wanted = [key_item(place) for place in dict.fromkeys(places.values())]
        rows = rows_of(self._table_name, wanted, self._ask, "references")
        found = {(one["pk"]["S"], one["sk"]["S"]): one for one in rows if not is_expired(one, now)}
        for reference, place in places.items():
            if place in found:
                name = found[place].get("order", {"S": reference.value})["S"]
                return OrderKey(brand, name)
        return None

    def store(
        self,
        before: OrderRecord | None,
        after: OrderRecord,
        *,
        now: datetime,
        turns: Sequence[Turn] = (),
        look_at: datetime | None = None,
    ) -> OrderRecord:
        if len(after.parcels) > MOST_PARCELS or len(after.followers) > MOST_FOLLOWERS:
            raise OrderTooLarge("more of one order than is kept")
        change = change_of(before, after, now, self._kept)
        state = self._row(state_item(change.stored, change.gone_at, look_at))
        own = [{"Put": state | _as_read(before, now)}, *self._own(change, now)]
        writes: list[Write] = [(self._turn(turn, now), TurnExists) for turn in turns]
        writes += [(write, StaleState) for write in own]
        writes += [(write, StaleState) for write in self._led(change, now, len(writes))]
        meanings = [meaning for _, meaning in writes]
        with failures_of_transaction("order", meanings), self._gate(CallSite.ORDER_STORE):
            self._client.transact_write_items(TransactItems=[write for write, _ in writes])
        return change.stored

    def due(self, now: datetime, limit: int) -> Iterator[OrderKey]:
        yield from (key for key, _ in self.looks(now, limit))

    def looks(self, until: datetime, limit: int) -> Iterator[tuple[OrderKey, datetime]]:
        """The orders that are to be looked at by then, each with its moment."""
        bounds = order_keys.look_bounds(until)

        def page(shard: int, share: int, start: dict[str, Any]) -> Any:
            wanted = between(order_keys.look_pk(shard), bounds, "lookup_")
            with failures_as_unavailable("due orders"), self._gate(CallSite.ORDERS_DUE):
                return self._client.query(
                    TableName=self._table_name,
                    IndexName=LOOKUP_INDEX,
                    Limit=share,
                    **wanted,
                    **start,
                )

        for one in in_turn(page, order_keys.LOOK_SHARDS, until, limit):
            moment = order_keys.parse_look(one["lookup_sk"]["S"])
            yield order_keys.parse_order(one["pk"]["S"]), moment

    def _led(self, change: Change, now: datetime, taken: int) -> list[Any]:
        """The references for which the transaction has room; all others are written before it.

        What leads to an order that is not there leads nowhere yet.
        """
        room = _MOST_WRITES - taken
        if room < 0:
            raise OrderTooLarge("more is told of one order than one write takes")
        led = list(self._puts(change.led, change, now))
        for first in range(room, len(led), _MOST_WRITES):
            some = led[first : first + _MOST_WRITES]
            with failures_as_unavailable("references"), self._gate(CallSite.ORDER_STORE):
                self._client.transact_write_items(TransactItems=some)
        return led[:room]

    def _own(self, change: Change, now: datetime) -> Iterator[Any]:
        """All beside the order's own row; the condition on that one speaks for these."""
        yield from self._puts(change.puts, change, now)
        for place in change.ended:
            yield {"Delete": {"TableName": self._table_name, "Key": key_item(place)}}

    def _puts(self, rows: Rows, change: Change, now: datetime) -> Iterator[Any]:
        """These rows, which last longer than the record."""
        for place, told in rows.items():
            row = row_item(place, told, change.kept.since, now + 2 * self._kept)
            yield {"Put": self._row(row)}

    def _turn(self, turn: Turn, now: datetime) -> Any:
        return {"Put": self._row(turn_item(turn, self._turns_kept)) | unless_there(now)}

    def _ask(self, wanted: list[Any]) -> Any:
        with failures_as_unavailable("references"), self._gate(CallSite.ORDER_FIND):
            return self._client.batch_get_item(
                RequestItems={self._table_name: {"Keys": wanted, "ConsistentRead": True}}
            )


def _as_read(before: OrderRecord | None, now: datetime) -> dict[str, Any]:
    """The condition that the record is as it was read; of one that is not there, that none is."""
    if before is None or before.kept is None:
        return unless_there(now)
    seen = {":revision": before.order.revision, ":since": since_seen(before.kept)}
    return {
        "ConditionExpression": "revision = :revision AND since = :since",
        "ExpressionAttributeValues": to_item(seen),
    }


def _may_be(brand: str, reference: Reference) -> bool:
    return order_keys.may_be_named(OrderKey(brand, reference.value))
