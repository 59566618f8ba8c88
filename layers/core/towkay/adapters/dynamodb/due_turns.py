"""Which turns must somebody look at now?"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.queried import in_turn
from towkay.ports.tables import DueTurn

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoDueTurns:
    """`ports.DueTurns` over the sparse index; it holds keys only, which is all there is to tell."""

    def __init__(self, client: "DynamoDBClient", table_name: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._table_name = table_name
        self._gate = gate

    def due(self, now: datetime, limit: int) -> Iterator[DueTurn]:
        def page(shard: int, share: int, start: dict[str, Any]) -> Any:
            return self._page(shard, now, share, start)

        for item in in_turn(page, keys.DUE_SHARDS, now, limit):
            yield _due_turn(item)

    def _page(self, shard: int, now: datetime, limit: int, start: dict[str, Any]) -> Any:
        values = {":shard": {"S": keys.due_pk(shard)}, ":bound": {"S": keys.due_bound(now)}}
        with failures_as_unavailable("due turns"), self._gate(CallSite.DUE_READ):
            return self._client.query(
                TableName=self._table_name,
                IndexName=keys.DUE_INDEX,
                KeyConditionExpression="due_pk = :shard AND due_sk < :bound",
                ExpressionAttributeValues=values,
                Limit=limit,
                **start,
            )


def _due_turn(item: dict[str, Any]) -> DueTurn:
    key = keys.parse_turn(item["pk"]["S"], item["sk"]["S"])
    return DueTurn(key, keys.parse_due_at(item["due_sk"]["S"]))
