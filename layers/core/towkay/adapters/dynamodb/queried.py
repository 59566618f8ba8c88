"""How is everything between two sort keys of a partition read, page after page?"""

import math
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from towkay.adapters.dynamodb.attributes import Item, to_item


def between(pk: str, bounds: tuple[str, str], prefix: str = "") -> dict[str, Any]:
    """The condition of a query; `prefix` is that of an index's key attributes."""
    values = to_item({":pk": pk, ":first": bounds[0], ":last": bounds[1]})
    return {
        "KeyConditionExpression": f"{prefix}pk = :pk AND {prefix}sk BETWEEN :first AND :last",
        "ExpressionAttributeValues": values,
    }


def every_page(query: Callable[..., Any]) -> Iterator[Item]:
    """All items; `query` is given where each page but the first begins."""
    start: dict[str, Any] = {}
    while True:
        page = query(**start)
        yield from page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def in_turn(
    page: Callable[[int, int, dict[str, Any]], Any], shards: int, now: datetime, limit: int
) -> Iterator[Item]:
    """An equal share of each shard, then further shares, so that no shard starves another.

    `page` is given the shard, how many are wanted of it, and where they begin.
    """
    share = math.ceil(limit / shards)
    # Each minute begins at another shard: a small limit must not always favour the same ones.
    first = int(now.timestamp()) // 60
    waiting: deque[tuple[int, dict[str, Any]]] = deque(
        ((first + step) % shards, {}) for step in range(shards)
    )
    left = limit
    while waiting and left > 0:
        shard, start = waiting.popleft()
        found = page(shard, min(share, left), start)
        for item in found["Items"]:
            left -= 1
            yield item
        if "LastEvaluatedKey" in found:
            waiting.append((shard, {"ExclusiveStartKey": found["LastEvaluatedKey"]}))
