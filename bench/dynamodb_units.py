"""How many request units does DynamoDB bill for a call?

Counted from the items' sizes, because the fakes do not know. The rules are AWS's own: a write unit
for each begun kilobyte of the larger of the item before and after, a read unit for each begun 4 KB
(half of one when the read need not be consistent), a write of an index for each entry that comes,
goes or changes there, and twice as much in a transaction. `tests/bench/test_units.py` holds them
against Amazon's DynamoDB Local.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any

Item = Mapping[str, Any]
_KEYS = ("pk", "sk")
_INDEXES = (("due_pk", "due_sk"), ("lookup_pk", "lookup_sk"))  # both hold keys only
_WRITE_BYTES, _READ_BYTES = 1024, 4096


def item_size(item: Item) -> int:
    """Bytes of names and values."""
    return sum(len(name.encode()) + _size(value) for name, value in item.items())


def read_units(items: Iterable[Item], *, consistent: bool) -> float:
    """One request that found these items; finding none is billed as one small item."""
    blocks = max(1, math.ceil(sum(map(item_size, items)) / _READ_BYTES))
    return blocks if consistent else blocks / 2


def write_units(before: Item, after: Item, *, in_transaction: bool = False) -> int:
    """One write of one item; `{}` where there is none. Both the same for a mere check."""
    kilobytes = math.ceil(max(item_size(before), item_size(after)) / _WRITE_BYTES)
    indexed = sum(_index_writes(before, after, index) for index in _INDEXES)
    return (max(1, kilobytes) + indexed) * (2 if in_transaction else 1)


def _index_writes(before: Item, after: Item, index: tuple[str, str]) -> int:
    was, now = _entry(before, index), _entry(after, index)
    if was == now:
        return 0
    return sum(math.ceil(item_size(entry) / _WRITE_BYTES) for entry in (was, now))


def _entry(item: Item, index: tuple[str, str]) -> Item:
    """What an index holds of an item; nothing when it lacks one of the index's keys."""
    names = (*_KEYS, *index)
    return {name: item[name] for name in names} if all(name in item for name in index) else {}


def _size(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(content.encode("utf-8", "surrogatepass"))
        case "N":
            return _number_size(content)
        case "L":
            return 3 + sum(1 + _size(one) for one in content)
        case "M":
            return 3 + sum(1 + len(n.encode()) + _size(one) for n, one in content.items())
    return 1  # NULL, BOOL


def _number_size(text: str) -> int:
    """A byte for each two digits that matter, one for the exponent, one more below zero."""
    digits = text.lstrip("-").replace(".", "").strip("0")
    return math.ceil(len(digits) / 2) + 1 + text.startswith("-")
