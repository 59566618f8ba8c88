"""How are many rows read at once, where DynamoDB leaves some of them out now and then?"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from towkay.adapters.dynamodb.attributes import Item
from towkay.domain.errors import ServiceUnavailable

_AT_ONCE = 100  # what BatchGetItem accepts
_MOST_TRIES = 8  # for what it leaves out because of its size or its haste


def rows_of(
    table: str, wanted: Sequence[Item], ask: Callable[[list[Any]], Any], what: str
) -> Iterator[Item]:
    """The rows that are there; `ask` makes one request for at most a hundred keys.

    Raises `ServiceUnavailable` where some are left out each time.
    """
    for first in range(0, len(wanted), _AT_ONCE):
        left = list(wanted[first : first + _AT_ONCE])
        for _ in range(_MOST_TRIES):
            answer = ask(left)
            yield from answer["Responses"].get(table, [])
            left = list(answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", []))
            if not left:
                break
        else:
            raise ServiceUnavailable(f"{what}: too many at once")
