"""What no table of ours knew, by the rows of its brand."""

import math
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.dynamodb import order_keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_item
from towkay.adapters.dynamodb.batch_reads import rows_of
from towkay.adapters.dynamodb.campaign_keys import LOOKUP_INDEX
from towkay.adapters.dynamodb.conditions import failures_of_put, unless_there
from towkay.adapters.dynamodb.items import is_expired
from towkay.domain.errors import TurnExists
from towkay.domain.shipping.arrivals import Puzzle
from towkay.ports.orders import MOST_PUZZLES, PUZZLES_KEPT

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoPuzzles:
    """`ports.Puzzles` over the table."""

    def __init__(self, client: "DynamoDBClient", table_name: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._table_name = table_name
        self._gate = gate

    def park(self, brand: str, puzzle: Puzzle) -> None:
        with (
            suppress(TurnExists),  # a repeat: the first moment counts
            failures_of_put("puzzle", TurnExists),
            self._gate(CallSite.PUZZLE_PUT),
        ):
            self._client.put_item(
                TableName=self._table_name, Item=_item(brand, puzzle), **unless_there(puzzle.at)
            )

    def parked(self, brand: str, now: datetime) -> list[Puzzle]:
        """The index knows their order, the rows what they are."""
        wanted = list(self._newest(brand))
        rows = rows_of(self._table_name, wanted, self._ask, "puzzles")
        found = [from_plain(Puzzle, from_item(one)) for one in rows if not is_expired(one, now)]
        return sorted(found, key=lambda one: (one.at, one.dedupe), reverse=True)

    def solve(self, brand: str, puzzle: Puzzle) -> None:
        with failures_as_unavailable("puzzle"), self._gate(CallSite.PUZZLE_DROP):
            self._client.delete_item(TableName=self._table_name, Key=_key(brand, puzzle))

    def _newest(self, brand: str) -> Iterator[Item]:
        """The keys of as many as are shown."""
        start: dict[str, Any] = {}
        left = MOST_PUZZLES
        while left > 0:
            page = self._page(brand, left, start)
            left -= len(page["Items"])
            yield from ({"pk": one["pk"], "sk": one["sk"]} for one in page["Items"])
            if "LastEvaluatedKey" not in page:
                return
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def _page(self, brand: str, limit: int, start: dict[str, Any]) -> Any:
        with failures_as_unavailable("puzzles"), self._gate(CallSite.PUZZLES_READ):
            return self._client.query(
                TableName=self._table_name,
                IndexName=LOOKUP_INDEX,
                KeyConditionExpression="lookup_pk = :pk",
                ExpressionAttributeValues=to_item({":pk": order_keys.puzzles_pk(brand)}),
                ScanIndexForward=False,
                Limit=limit,
                **start,
            )

    def _ask(self, wanted: list[Any]) -> Any:
        with failures_as_unavailable("puzzles"), self._gate(CallSite.PUZZLES_READ):
            return self._client.batch_get_item(
                RequestItems={self._table_name: {"Keys": wanted, "ConsistentRead": True}}
            )


def _key(brand: str, puzzle: Puzzle) -> Item:
    return to_item({"pk": order_keys.puzzles_pk(brand), "sk": order_keys.puzzle_sk(puzzle)})


def _item(brand: str, puzzle: Puzzle) -> Item:
    gone = {"expires_at": math.ceil((puzzle.at + PUZZLES_KEPT).timestamp())}
    fields = to_plain(puzzle) | order_keys.puzzle_lookup(brand, puzzle) | gone
    return {**_key(brand, puzzle), **to_item(fields)}
