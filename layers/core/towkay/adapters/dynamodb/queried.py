"""How is everything between two sort keys of a partition read, page after page?"""

from collections.abc import Callable, Iterator
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
