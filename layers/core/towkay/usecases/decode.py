"""Decode the JSON of a genuine body, as far as a body of a channel can go."""

import json
from typing import Any

from towkay.domain.errors import MalformedBody

_MAX_DEPTH = 64  # no event of any channel comes near; what is deeper wants to exhaust its reader


def decode(raw: bytes) -> object:
    """The value a body holds; of a name that is there twice, the last. Raises `MalformedBody`."""
    try:
        body: object = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise MalformedBody("the body is not JSON") from error
    if _is_deeper(body, _MAX_DEPTH):
        raise MalformedBody("the body is nested deeper than any body")
    return body


def _is_deeper(value: Any, levels: int) -> bool:
    """Level by level, so that the depth of the value costs no depth of ours."""
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(levels):
        level = [inner for outer in level for inner in _containers_in(outer)]
        if not level:
            return False
    return bool(level)


def _containers_in(outer: dict[str, Any] | list[Any]) -> list[Any]:
    members = outer.values() if isinstance(outer, dict) else outer
    return [member for member in members if isinstance(member, dict | list)]
